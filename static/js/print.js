// Prints the page. Without script the button is not there: every browser has a way of its own.

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
