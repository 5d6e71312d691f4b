// A form that came back with errors: focus goes to their sum, so that it is read first.

document.querySelector("[data-errors]")?.focus();

document.addEventListener("htmx:afterSettle", (event) => {
  event.detail.target.querySelector("[data-errors]")?.focus();
});
