// Narrows a list to the names that hold what is typed, without asking the server; accents and case
// do not matter. Without script the box is hidden and the whole list stands.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const box of document.querySelectorAll("[data-filter]")) {
  const field = box.querySelector("[data-filter-for]");
  const list = document.getElementById(field.dataset.filterFor);
  const none = list.parentElement.querySelector("[data-filter-none]");
  box.hidden = false;

  field.addEventListener("input", () => {
    const wanted = plain(field.value.trim());
    let found = 0;
    for (const item of list.children) {
      item.hidden = !plain(item.dataset.filterText).includes(wanted);
      if (!item.hidden) found += 1;
    }
    none.textContent = found ? "" : none.dataset.filterNone;
  });

  // Arrow keys walk through the names, from the box and within the list.
  box.parentElement.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const ways = [field, ...list.querySelectorAll("li:not([hidden]) a")];
    const at = ways.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    ways[Math.min(Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0), ways.length - 1)].focus();
  });
}
