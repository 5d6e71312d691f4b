// Publishing: when the last file that is on its way is there, or at once without them.

import { form } from "./form.js";
import { go, goWhen, isGone } from "./going.js";
import { busy, pauseAll, trouble } from "./sending.js";

const wait = form.querySelector("[data-wait]");
const anyway = form.querySelector("[data-wait-now]");
const publish = form.querySelector("[data-publish]");
const label = publish.textContent;

function waits(is) {
  wait.hidden = !is;
  anyway.hidden = !is;
  publish.textContent = is ? publish.dataset.publishWaits : label;
  publish.setAttribute("aria-disabled", is);
}

goWhen(() => {
  if (busy()) waits(true);
  return !busy();
});

form.addEventListener("writing:idle", () => {
  if (wait.hidden) return;
  waits(false);
  if (trouble()) trouble().querySelector("[data-sending-again]").focus();
  else go();
});

anyway.addEventListener("click", () => {
  waits(false);
  pauseAll();
  go();
});

addEventListener("beforeunload", (event) => {
  if (!isGone() && busy()) event.preventDefault();
});
