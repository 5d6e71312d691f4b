// Sends files in parts by the tus protocol, two at a time. A lost connection is no error: it goes on
// by itself, and after a reload it goes on when the same file is chosen again. Where it got to only
// the server knows; nothing is remembered in the browser, because pupils share tablets.

import { keep } from "./draft.js";
import { list, refresh } from "./files.js";
import { fill, form, own, speak, token } from "./form.js";

const AT_ONCE = 2;
// Soon at first, then twice a minute for an hour.
const PAUSES = [1000, 2000, 4000, 8000, 15_000, ...Array(120).fill(30_000)];
// The other end is busy or has not noticed yet that we are gone: the same again will do.
const PASSING = [409, 423, 429];
// Its content or its size: sending it once more changes nothing.
const FOR_GOOD = [413, 415, 422];
const SPOKEN_EVERY = 25;

const words = list.dataset;
const blank = document.querySelector("[data-sending-row]");
const waiting = [];
const active = new Set();

export const busy = () => waiting.length + active.size > 0;
export const trouble = () => list.querySelector("[data-sending].file--failed");

// `earlier` is the row of an upload that was begun before.
export function send(file, earlier) {
  const sending = new Sending(file, earlier?.dataset.unfinished);
  if (earlier) earlier.replaceWith(sending.row);
  else list.append(sending.row);
  sending.queue();
}

// What has come so far stays where it is.
export function pauseAll() {
  waiting.length = 0;
  for (const sending of active) sending.upload.abort();
  active.clear();
}

function next() {
  while (active.size < AT_ONCE && waiting.length) waiting.shift().begin();
  if (!busy()) form.dispatchEvent(new CustomEvent("writing:idle"));
}

class Sending {
  constructor(file, url) {
    this.name = file.name;
    this.row = blank.content.cloneNode(true).querySelector("[data-sending]");
    this.bar = this.part("bar");
    this.part("name").textContent = this.name;
    this.bar.setAttribute("aria-label", this.name);
    this.part("cancel").addEventListener("click", () => this.cancel());
    this.part("again").addEventListener("click", () => this.queue());
    this.upload = new globalThis.tus.Upload(file, {
      endpoint: form.dataset.uploads,
      uploadUrl: url,
      chunkSize: Number(form.dataset.partBytes),
      retryDelays: PAUSES,
      storeFingerprintForResuming: false,
      metadata: { filename: this.name, form: own() },
      onBeforeRequest: (request) => request.setHeader("X-CSRFToken", token()),
      onProgress: (sent, size) => this.progress(Math.floor((100 * sent) / size)),
      onShouldRetry: (error) => this.mayRetry(error),
      onError: (error) => this.failed(error),
      onSuccess: (outcome) => this.done(outcome),
    });
  }

  part(name) {
    return this.row.querySelector(`[data-sending-${name}]`);
  }

  say(text) {
    if (this.part("words").textContent !== text) this.part("words").textContent = text;
  }

  queue() {
    this.row.classList.remove("file--failed");
    this.part("again").hidden = true;
    this.say(words.wordsTurn);
    waiting.push(this);
    next();
  }

  begin() {
    active.add(this);
    this.upload.start();
  }

  progress(percent) {
    this.lost = false;
    this.bar.value = percent;
    this.say(fill(words.wordsPercent, { percent }));
    const step = Math.floor(percent / SPOKEN_EVERY);
    if (step > (this.step ?? 0) && percent < 100) {
      speak(fill(words.wordsSpoken, { name: this.name, percent }));
    }
    this.step = step;
  }

  mayRetry(error) {
    const status = error.originalResponse?.getStatus() ?? 0;
    // Led to the sign-in page, or sent with a token that is void: keeping the words says so, and
    // goes on as soon as it can.
    const turnedAway = (status >= 200 && status < 400) || status === 403;
    if (turnedAway) keep();
    const passing = turnedAway || status === 0 || status >= 500 || PASSING.includes(status);
    if (passing) {
      this.lost = true;
      this.say(words.wordsLost);
    }
    return passing;
  }

  failed(error) {
    const sentence = said(error.originalResponse) || words.wordsFailed;
    this.row.classList.add("file--failed");
    this.part("again").hidden = FOR_GOOD.includes(error.originalResponse?.getStatus());
    this.say(sentence);
    speak(`${this.name}: ${sentence}`);
    active.delete(this);
    next();
  }

  async done({ lastResponse }) {
    // By this the list finds the row whose place the file takes.
    this.row.dataset.sending = lastResponse.getHeader("Upload-Attachment");
    await refresh();
    this.row.remove();
    speak(fill(words.wordsThere, { name: this.name }));
    active.delete(this);
    next();
  }

  async cancel() {
    if (waiting.includes(this)) waiting.splice(waiting.indexOf(this), 1);
    active.delete(this);
    this.row.remove();
    form.elements.namedItem("uploads").focus();
    // What the server does not hear of, it forgets by itself after some days.
    await this.upload.abort(true).catch(() => null);
    next();
  }
}

// The server's own sentence about why it does not take a file.
function said(answer) {
  const plain = answer?.getHeader("Content-Type")?.startsWith("text/plain");
  return plain ? answer.getBody().trim() : "";
}

// Back on the network, nobody waits for the next try.
addEventListener("online", () => {
  for (const sending of active) {
    if (sending.lost) sending.upload.abort().then(() => sending.upload.start());
  }
});
