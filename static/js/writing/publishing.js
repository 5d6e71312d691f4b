// Publishing: when the last file that is on its way is there, or at once without them; and not
// before the words are kept, because whoever is signed out or offline would lose them. What is in
// the way is said beside the button, and when it is gone the form is sent by itself.

import { keep, unkept } from "./draft.js";
import { form } from "./form.js";
import { held } from "./held.js";
import { busy, pauseAll, trouble } from "./sending.js";

const wait = form.querySelector("[data-wait]");
const anyway = form.querySelector("[data-wait-now]");
const publish = form.querySelector("[data-publish]");
const label = publish.textContent;
let wanted = null;
let asking = false;
let wished = false;
let sent = false;

function waits(is) {
  wait.hidden = !is;
  anyway.hidden = !is;
  publish.textContent = is ? publish.dataset.publishWaits : label;
  publish.setAttribute("aria-disabled", is);
}

async function go() {
  if (asking) return;
  asking = wished = true;
  const reason = await keep();
  asking = false;
  if (reason) return;
  sent = true;
  form.requestSubmit(wanted);
}

form.addEventListener("submit", (event) => {
  if (sent) return;
  event.preventDefault();
  wanted = event.submitter;
  if (busy()) waits(true);
  else go();
});

form.addEventListener("writing:idle", () => {
  if (wait.hidden) return;
  waits(false);
  if (trouble()) trouble().querySelector("[data-sending-again]").focus();
  else go();
});

form.addEventListener("writing:free", () => {
  if (wished) go();
});

anyway.addEventListener("click", () => {
  waits(false);
  pauseAll();
  go();
});

addEventListener("beforeunload", (event) => {
  if (!sent && (busy() || (held() && unkept()))) event.preventDefault();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) sent = wished = false;
});
