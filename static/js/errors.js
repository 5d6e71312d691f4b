// A form that came back with errors: focus goes to their sum, so that it is read first.

document.querySelector("[data-errors]")?.focus();

document.addEventListener("htmx:afterSettle", (event) => {
  const put = event.detail.elt;
  (put.matches("[data-errors]") ? put : put.querySelector("[data-errors]"))?.focus();
});
