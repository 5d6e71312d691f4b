// Publishing while files are still on their way: the form is sent when the last one is there, or at
// once without them. What is missing then goes on from the form of the post.

import { form } from "./form.js";
import { busy, pauseAll, trouble } from "./sending.js";

const wait = form.querySelector("[data-wait]");
const anyway = form.querySelector("[data-wait-now]");
const publish = form.querySelector("[data-publish]");
const label = publish.textContent;
let wanted = null;
let sent = false;

function waits(is) {
  wait.hidden = !is;
  anyway.hidden = !is;
  publish.textContent = is ? publish.dataset.publishWaits : label;
  publish.setAttribute("aria-disabled", is);
}

form.addEventListener("submit", (event) => {
  if (!busy()) {
    sent = true;
    return;
  }
  event.preventDefault();
  wanted = event.submitter;
  waits(true);
});

form.addEventListener("writing:idle", () => {
  if (wait.hidden) return;
  waits(false);
  if (trouble()) trouble().querySelector("[data-sending-again]").focus();
  else form.requestSubmit(wanted);
});

anyway.addEventListener("click", () => {
  waits(false);
  pauseAll();
  form.requestSubmit(wanted);
});

addEventListener("beforeunload", (event) => {
  if (busy() && !sent) event.preventDefault();
});
