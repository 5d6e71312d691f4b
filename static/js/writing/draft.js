// Keeps the form on the server while somebody writes, a moment after they pause and when they leave:
// a closed tab costs nothing. Files have gone up by themselves and are not sent along.

import { fill, form, renewToken, speak } from "./form.js";

const PAUSE = 1500;
const AGAIN = 5000;
// Browsers send no more than this of a page that is being closed.
const MOST_AT_LEAVING = 60_000;

const state = form.querySelector("[data-draft-state]");
const part = (name) => state.querySelector(`[data-draft-${name}]`);
let kept = words();
let saving = null;
let timer;
let left = false;
let signedOut = false;

function words() {
  const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return new URLSearchParams(typed).toString();
}

function soon(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

async function save({ leaving = false } = {}) {
  clearTimeout(timer);
  const now = words();
  if (left || now === kept) return;
  saving = fetch(form.dataset.draft, {
    method: "POST",
    body: new URLSearchParams(now),
    keepalive: leaving && now.length < MOST_AT_LEAVING,
  }).catch(() => null);
  const answer = await saving;
  saving = null;
  // Whoever is signed out is led to the sign-in page.
  const out = answer?.redirected ?? false;
  if (out && !signedOut) speak(state.dataset.signedOut);
  signedOut = out;
  if (answer?.ok && !out) {
    kept = now;
    say(state.dataset.saved, await answer.text());
    return;
  }
  say(out ? state.dataset.signedOut : state.dataset.unsaved);
  if (answer?.status === 403) await renewToken();
  soon(AGAIN);
}

// On a phone a tick and the time say it alone.
function say(sentence, time = "") {
  part("words").textContent = fill(sentence, { time });
  part("time").textContent = time;
  part("tick").hidden = !time;
}

form.addEventListener("input", () => soon());
form.addEventListener("change", () => soon());
document.addEventListener("visibilitychange", () => {
  if (document.hidden) save({ leaving: true });
});
addEventListener("pagehide", () => save({ leaving: true }));

// Once the form is sent nothing more is kept, or a published post would come back as a draft.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  // The sign-in page would take the place of everything typed since.
  if (signedOut && event.target === form) {
    event.preventDefault();
    save();
    return;
  }
  clearTimeout(timer);
  left = true;
  if (!saving || event.target !== form) return;
  event.preventDefault();
  saving.finally(() => form.requestSubmit(event.submitter));
});
addEventListener("pageshow", (event) => {
  if (event.persisted) left = false;
});

// Whoever is quick has typed before any of this was here.
const touched = (field) =>
  field.type === "checkbox" ? field.checked !== field.defaultChecked
    : field.defaultValue !== undefined && field.type !== "file" && field.value !== field.defaultValue;
if ([...form.elements].some(touched)) {
  kept = "";
  soon();
}
