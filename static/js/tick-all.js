// Boxes of one name that are ticked for a common deed. [data-tick-all="name"] shows itself and ticks
// them all; the button [data-ticked="name"] waits until one is ticked, and says how many are.
// Bound once to the document, so rows that a search has brought are served too.
const boxes = (name) => [...document.querySelectorAll(`input[type="checkbox"][name="${name}"]`)];

const show = () => {
  for (const label of document.querySelectorAll("[data-tick-all]")) {
    const all = boxes(label.dataset.tickAll);
    label.hidden = all.length === 0;
    label.querySelector("input").checked = all.length > 0 && all.every((box) => box.checked);
  }
  for (const button of document.querySelectorAll("[data-ticked]")) {
    const count = boxes(button.dataset.ticked).filter((box) => box.checked).length;
    button.disabled = count === 0;
    button.querySelector("[data-ticked-count]").textContent = count ? ` (${count})` : "";
  }
};

document.addEventListener("change", (event) => {
  const label = event.target.closest("[data-tick-all]");
  if (label) for (const box of boxes(label.dataset.tickAll)) box.checked = event.target.checked;
  show();
});
document.addEventListener("htmx:afterSwap", show);
// Coming back to the page, the browser ticks again what was ticked.
window.addEventListener("pageshow", show);
show();
