// Adds rows for links, as copies of the last one with the next number, up to as many as there may be.

const links = document.querySelector("[data-links]");
const button = links.querySelector("[data-link-add]");
const rows = () => links.querySelectorAll("[data-link]");
const ATTRIBUTES = ["id", "name", "for", "aria-describedby"];

function show() {
  button.hidden = rows().length >= Number(links.dataset.links);
}

button.addEventListener("click", () => {
  const number = rows().length;
  const last = rows()[number - 1];
  const row = last.cloneNode(true);
  for (const part of row.querySelectorAll("*")) {
    for (const name of ATTRIBUTES) {
      const value = part.getAttribute(name);
      if (value) part.setAttribute(name, value.replace(/link-\d+-/, `link-${number}-`));
    }
  }
  for (const wrong of row.querySelectorAll(".field--wrong")) wrong.classList.remove("field--wrong");
  for (const errors of row.querySelectorAll(".field__errors")) errors.remove();
  for (const input of row.querySelectorAll("input")) {
    input.value = "";
    input.removeAttribute("aria-invalid");
  }
  last.after(row);
  row.querySelector("input").focus();
  show();
});

show();
