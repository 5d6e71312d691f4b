// "Tick all": [data-tick-all="name"] shows itself and ticks every box of that name on the page.
// Bound once to the document, so rows that a search has brought are served too.
const show = () => {
  for (const label of document.querySelectorAll("[data-tick-all]")) {
    label.hidden = boxes(label).length === 0;
  }
};

const boxes = (label) =>
  document.querySelectorAll(`input[type="checkbox"][name="${label.dataset.tickAll}"]`);

document.addEventListener("change", (event) => {
  const label = event.target.closest("[data-tick-all]");
  if (!label) return;
  for (const box of boxes(label)) box.checked = event.target.checked;
});
document.addEventListener("htmx:afterSwap", show);
show();
