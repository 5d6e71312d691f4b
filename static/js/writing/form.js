// The one form that all of this is about.

export const form = document.querySelector("[data-writing]");
const sealed = form.elements.namedItem("csrfmiddlewaretoken");
export const token = () => sealed.value;

// Which form this is, for the server: another tab is another form, with a draft of its own.
export const own = () => new URLSearchParams(
  ["sent_as", "opened_from"].map((name) => [name, form.elements.namedItem(name).value]),
).toString();

// Tells a screen reader, without moving anybody.
const spoken = document.querySelector("[data-files-spoken]");
export const speak = (words) => { spoken.textContent = words; };

// Puts values into the words that a template has translated: "{name} is there."
export const fill = (words, values) =>
  words.replace(/{(\w+)}/g, (_, name) => values[name]);
