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

// Signing in again, in another tab, makes the form's token void; a new one comes with a new form,
// and only for the person who has been writing: nobody sends what somebody else has typed. Returns
// what stands in the way, as held.js names it.
export async function renewToken() {
  const answer = await fetch(form.action).catch(() => null);
  if (!answer || answer.status >= 500) return "away";
  if (answer.redirected) return "out";
  if (!answer.ok) return "other";
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [here, there] = [document, fresh].map((page) => page.querySelector("[data-author]"));
  const renewed = fresh.querySelector("[data-writing] [name=csrfmiddlewaretoken]");
  if (!renewed || there?.dataset.author !== here.dataset.author) return "other";
  sealed.value = renewed.value;
  return "";
}
