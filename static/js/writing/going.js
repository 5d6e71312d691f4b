// The form goes when its words are kept and not before, because whoever is signed out or offline
// would lose them. What is in the way is said beside the button, and when it is gone the form is
// sent by itself.

import { keep, unkept } from "./draft.js";
import { form } from "./form.js";
import { held } from "./held.js";

let wanted = null;
let asking = false;
let wished = false;
let sent = false;
let isReady = () => true;

// What has to be there first, besides the words; whoever says no calls `go` later.
export const goWhen = (ready) => { isReady = ready; };
export const isGone = () => sent;

export async function go() {
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
  if (isReady()) go();
});

form.addEventListener("writing:free", () => {
  if (wished) go();
});

addEventListener("beforeunload", (event) => {
  if (!sent && held() && unkept()) event.preventDefault();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) sent = wished = false;
});
