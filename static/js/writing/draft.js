// Keeps the form on the server while somebody writes, a moment after they pause and when they leave:
// a closed tab costs nothing. Files have gone up by themselves and are not sent along.

import { fill, form } from "./form.js";
import { held, hold } from "./held.js";
import { renewToken } from "./renew.js";

const PAUSE = 1500;
const AGAIN = 5000;
const CLOSED = 409;
const TOO_LONG = 422;
// Browsers send no more than this of a page that is being closed.
const MOST_AT_LEAVING = 60_000;

const state = form.querySelector("[data-draft-state]");
const part = (name) => state.querySelector(`[data-draft-${name}]`);
let kept = words();
let saving = Promise.resolve();
let timer;
let left = false;

function words() {
  const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return new URLSearchParams(typed).toString();
}

export const unkept = () => !left && words() !== kept;

// Saves what stands there now, after what is being saved already; even when nothing has changed it
// asks, because the answer tells whether the form itself would arrive. Returns what is in the way.
export function keep() {
  saving = saving.then(() => save());
  return saving;
}

function soon(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(() => { if (unkept() || held()) keep(); }, pause);
}

async function save({ leaving = false } = {}) {
  clearTimeout(timer);
  if (left) return "";
  const before = held();
  const now = words();
  let answer = await send(now, leaving);
  let reason = hindrance(answer);
  // A page that is being left has no time for more.
  if (reason === "other" && !leaving) {
    reason = await renewToken(form, "[data-writing]");
    if (!reason) {
      answer = await send(now, leaving);
      reason = hindrance(answer);
    }
  }
  hold(reason);
  if (answer?.ok && !reason) {
    kept = now;
    say(state.dataset.saved, await answer.text());
  } else if (answer?.status === CLOSED) {
    // Kept, and there is no publishing; the answer says why.
    kept = now;
    say(await answer.text());
  } else if (answer?.status === TOO_LONG) {
    // The answer says how much is kept; the next words are tried again.
    say(await answer.text());
  } else {
    say(state.dataset.unsaved);
    soon(AGAIN);
  }
  if (before && !reason) form.dispatchEvent(new CustomEvent("writing:free"));
  return reason;
}

function send(now, leaving) {
  return fetch(form.dataset.draft, {
    method: "POST",
    body: new URLSearchParams(now),
    keepalive: leaving && now.length < MOST_AT_LEAVING,
  }).catch(() => null);
}

function hindrance(answer) {
  if (!answer || answer.status >= 500) return "away";
  // Whoever is signed out is led to the sign-in page.
  if (answer.redirected) return "out";
  return [403, 404].includes(answer.status) ? "other" : "";
}

// On a phone a tick and the time say it alone.
function say(sentence, time = "") {
  part("words").textContent = fill(sentence, { time });
  part("time").textContent = time;
  part("tick").hidden = !time;
}

function leave() {
  if (unkept()) save({ leaving: true });
}

// Somebody may have signed in again in another tab, or the network may be back.
function comeBack() {
  if (held()) keep();
}

form.addEventListener("input", () => soon());
form.addEventListener("change", () => soon());
document.addEventListener("visibilitychange", () => (document.hidden ? leave() : comeBack()));
addEventListener("pagehide", leave);
addEventListener("focus", comeBack);
addEventListener("online", comeBack);

// Once the form is sent nothing more is kept, or a published post would come back as a draft.
// Signing out, starting over, or whatever else the page offers, waits until the last words are kept.
document.addEventListener("submit", async (event) => {
  if (event.defaultPrevented) return;
  const { submitter, target } = event;
  if (target === form || !unkept()) {
    clearTimeout(timer);
    left = true;
    return;
  }
  event.preventDefault();
  await keep();
  left = true;
  target.requestSubmit(submitter);
});
// A browser may bring the page back whole, by Back, after the form was sent. What stands in it is a
// post by then, so the form is opened anew: with the draft if there is one, else empty.
addEventListener("pageshow", (event) => {
  if (event.persisted && left) location.replace(form.action);
});

// Whoever is quick has typed before any of this was here, and what the server did not take is kept
// nowhere else.
const touched = (field) =>
  field.type === "checkbox" ? field.checked !== field.defaultChecked
    : field.defaultValue !== undefined && field.type !== "file" && field.value !== field.defaultValue;
if (document.querySelector("[data-errors]") || [...form.elements].some(touched)) {
  kept = "";
  soon(0);
}
