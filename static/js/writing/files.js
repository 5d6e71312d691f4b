// The list of files: its order, what is taken away, and how far each one is. While something is not
// ready the server is asked again; then only the look of a row changes, never a field in which
// somebody may be typing.

import { fill, form, own, speak, token } from "./form.js";

const PAUSE = 2000;

export const list = document.querySelector("[data-files]");
const rows = () => [...list.querySelectorAll("[data-file]")];
const nameOf = (row) => row.querySelector(".file__name").textContent.trim();
const picker = form.elements.namedItem("uploads");
let replaced = null;
let timer;

export async function refresh() {
  clearTimeout(timer);
  const answer = await fetch(`${list.dataset.files}?${own()}`).catch(() => null);
  if (answer?.ok && !answer.redirected) {
    merge(new DOMParser().parseFromString(await answer.text(), "text/html"));
  }
  watch();
}

function watch() {
  if (list.querySelector("[data-file-waits]")) timer = setTimeout(refresh, PAUSE);
}

function merge(fresh) {
  for (const row of fresh.querySelectorAll("[data-file]")) {
    const mine = document.getElementById(row.id);
    if (!mine) put(row);
    else renew(mine.querySelector("[data-file-look]"), row.querySelector("[data-file-look]"));
  }
}

// A file that has just arrived takes the place of the row that showed it on its way.
function put(row) {
  const sent = list.querySelector(`[data-sending="${row.dataset.file}"]`);
  if (sent) sent.replaceWith(row);
  else list.append(row);
  number();
}

function renew(old, fresh) {
  if (!old.isEqualNode(fresh)) old.replaceWith(fresh);
}

// The places are written into the fields that people without script fill in themselves.
function number() {
  rows().forEach((row, place) => { row.querySelector("[name^=order-]").value = place + 1; });
  form.dispatchEvent(new Event("change"));
}

function move(button) {
  const row = button.closest("[data-file]");
  const all = rows();
  const other = all[all.indexOf(row) + Number(button.dataset.fileMove)];
  if (!other) return;
  if (button.dataset.fileMove < 0) other.before(row);
  else other.after(row);
  placed(row);
  button.focus();
}

// A row has got another place.
export function placed(row) {
  number();
  speak(fill(list.dataset.wordsPlace, { name: nameOf(row), place: rows().indexOf(row) + 1 }));
}

function remove(row, gone) {
  row.querySelector("[name^=remove-]").checked = gone;
  row.querySelector(gone ? "[data-file-undo]" : "[data-file-remove]").focus();
  form.dispatchEvent(new Event("change"));
}

// What cannot be opened is not mended by trying again, but by another file in its place; and it goes
// when that one has been chosen, not when somebody only looks.
function replace(row) {
  picker.click();
  replaced = row;
}

picker.addEventListener("click", () => { replaced = null; });
picker.addEventListener("change", () => {
  if (replaced) remove(replaced, true);
  replaced = null;
});

async function retry(button) {
  button.disabled = true;
  await fetch(button.dataset.fileRetry, {
    method: "POST",
    headers: { "X-CSRFToken": token() },
    redirect: "manual",
  }).catch(() => null);
  await refresh();
  button.disabled = false;
}

list.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const row = button?.closest("[data-file]");
  if (!row) return;
  if (button.matches("[data-file-move]")) move(button);
  if (button.matches("[data-file-remove]")) remove(row, true);
  if (button.matches("[data-file-undo]")) remove(row, false);
  if (button.matches("[data-file-retry]")) retry(button);
  if (button.matches("[data-file-instead]")) replace(row);
});

list.classList.add("files--live");
watch();
