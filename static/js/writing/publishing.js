// Publishing while files are still on their way: the form is sent when the last one is there, or at
// once without them. What is missing then goes on from the form of the post.

import { form } from "./form.js";
import { busy, pauseAll, trouble } from "./sending.js";

const wait = form.querySelector("[data-wait-words]");
let wanted = null;
let sent = false;

form.addEventListener("submit", (event) => {
  if (!busy()) {
    sent = true;
    return;
  }
  event.preventDefault();
  wanted = event.submitter;
  wait.hidden = false;
});

form.addEventListener("writing:idle", () => {
  if (wait.hidden) return;
  wait.hidden = true;
  if (trouble()) trouble().querySelector("[data-sending-again]").focus();
  else form.requestSubmit(wanted);
});

form.querySelector("[data-wait-now]").addEventListener("click", () => {
  wait.hidden = true;
  pauseAll();
  form.requestSubmit(wanted);
});

addEventListener("beforeunload", (event) => {
  if (busy() && !sent) event.preventDefault();
});
