// Native dialogs. What htmx puts into one opens it; data-dialog-open and data-dialog-close name
// themselves; a press beside the sheet closes it. The browser keeps focus inside and gives it back.

document.addEventListener("htmx:afterSwap", (event) => {
  const dialog = event.detail.target.closest("dialog");
  if (dialog && !dialog.open) dialog.showModal();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog-open]");
  if (opener) {
    event.preventDefault();
    document.getElementById(opener.dataset.dialogOpen).showModal();
  } else if (event.target.closest("[data-dialog-close]") || event.target.matches("dialog")) {
    event.target.closest("dialog").close();
  }
});
