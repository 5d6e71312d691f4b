// Signing in again, in another tab, makes the token of a form void; a new one comes with a new form,
// and only for the person who has been writing: nobody sends what somebody else has typed.

const author = (form) => form?.querySelector("[data-author]")?.dataset.author;

// Returns what stands in the way, as held.js names it; `kind` finds the form in a page of its own.
export async function renewToken(form, kind) {
  const answer = await fetch(form.action).catch(() => null);
  if (!answer || answer.status >= 500) return "away";
  if (answer.redirected) return "out";
  if (!answer.ok) return "other";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector(kind);
  if (!fresh || author(fresh) !== author(form)) return "other";
  const token = (of) => of.elements.namedItem("csrfmiddlewaretoken");
  token(form).value = token(fresh).value;
  return "";
}
