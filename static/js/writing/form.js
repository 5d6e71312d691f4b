// The one form that all of this is about.

export const form = document.querySelector("[data-writing]");
export const token = form.elements.namedItem("csrfmiddlewaretoken").value;

// Tells a screen reader, without moving anybody.
const spoken = document.querySelector("[data-files-spoken]");
export const speak = (words) => { spoken.textContent = words; };

// Puts values into the words that a template has translated: "{name} is there."
export const fill = (words, values) =>
  words.replace(/{(\w+)}/g, (_, name) => values[name]);
