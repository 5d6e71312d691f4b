// The one form that all of this is about.

export const form = document.querySelector("[data-writing]");
const sealed = form.elements.namedItem("csrfmiddlewaretoken");
export const token = () => sealed.value;

// Signing in again, in another tab, makes the form's token void; a new one comes with a new form.
export async function renewToken() {
  const answer = await fetch(form.action).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  sealed.value = fresh.querySelector("[data-writing] [name=csrfmiddlewaretoken]")?.value ?? sealed.value;
}

// Tells a screen reader, without moving anybody.
const spoken = document.querySelector("[data-files-spoken]");
export const speak = (words) => { spoken.textContent = words; };

// Puts values into the words that a template has translated: "{name} is there."
export const fill = (words, values) =>
  words.replace(/{(\w+)}/g, (_, name) => values[name]);
