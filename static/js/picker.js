// A long list of ticks: what is chosen stands above it as chips that can be taken away, and a search
// narrows the rest. The ticks stay what is sent, so without script the list is whole and enough.
// One tick may exclude the others: data-picker-alone names its value.

const MANY = 8;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const picker of document.querySelectorAll("[data-picker]")) {
  const boxes = [...picker.querySelectorAll("input[type=checkbox]")];
  const labels = boxes.map((box) => box.closest("label"));
  const tools = picker.querySelector("[data-picker-tools]").content.cloneNode(true);
  const mould = picker.querySelector("[data-picker-chip]").content;
  const chips = tools.querySelector("[data-picker-chips]");
  const find = tools.querySelector("[data-picker-find]");
  const said = tools.querySelector("[data-picker-said]");
  const name = (box) => box.closest("label").textContent.trim();

  function chip(box) {
    const made = mould.cloneNode(true);
    made.querySelector("[data-picker-name]").textContent = name(box);
    made.querySelector("button").addEventListener("click", () => {
      box.checked = false;
      show();
      said.textContent = picker.dataset.pickerGone.replace("%", name(box));
      // The button is gone: focus goes to the next chip, else to where one chooses anew.
      (chips.querySelector("button") ?? box).focus();
    });
    return made;
  }

  function show() {
    chips.replaceChildren(...boxes.filter((box) => box.checked).map(chip));
  }

  picker.addEventListener("change", (event) => {
    if (!boxes.includes(event.target)) return;
    if (event.target.checked) {
      const alone = event.target.value === picker.dataset.pickerAlone;
      for (const box of boxes) {
        const other = alone ? box !== event.target : box.value === picker.dataset.pickerAlone;
        if (other) box.checked = false;
      }
    }
    show();
  });
  find.addEventListener("input", () => {
    const wanted = plain(find.value.trim());
    for (const label of labels) label.parentElement.hidden = !plain(label.textContent).includes(wanted);
  });
  // Enter narrows; it must not send the form that is half filled in.
  find.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });

  find.parentElement.hidden = boxes.length <= MANY;
  labels[0]?.parentElement.parentElement.before(tools);
  show();
}
