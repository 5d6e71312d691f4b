// Ways to add files: the picker, the camera of a tablet, dropping and pasting. A file that was half
// sent before goes on where it stopped.

import { list } from "./files.js";
import { token } from "./form.js";
import { send } from "./sending.js";

const zone = document.querySelector("[data-choose]");
const picker = zone.querySelector("[name=uploads]");

function add(files) {
  for (const file of files) send(file, begunBefore(file));
}

// The server tidies names, so the size decides and the name only has to look the same.
function begunBefore(file) {
  const alike = (name) => name.normalize("NFC").replace(/\s+/g, " ").trim();
  return [...list.querySelectorAll("[data-unfinished]")].find(
    ({ dataset }) =>
      Number(dataset.unfinishedSize) === file.size
      && alike(dataset.unfinishedName) === alike(file.name),
  );
}

zone.classList.add("choose--live");
zone.querySelector("[data-choose-drop]").hidden = false;
for (const way of zone.querySelectorAll("[data-choose-way]")) {
  const input = way.querySelector("input");
  const take = () => {
    add(input.files);
    // They are on their way already; the form must not send them a second time.
    input.value = "";
  };
  way.hidden = false;
  input.addEventListener("change", (event) => {
    event.stopPropagation();
    take();
  });
  // Somebody was quicker than this script.
  take();
}

const brings = (event) => event.dataTransfer?.types.includes("Files");
addEventListener("dragover", (event) => {
  if (!brings(event)) return;
  event.preventDefault();
  zone.classList.add("choose--over");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) zone.classList.remove("choose--over");
});
addEventListener("drop", (event) => {
  zone.classList.remove("choose--over");
  if (!brings(event)) return;
  event.preventDefault();
  add(event.dataTransfer.files);
});

addEventListener("paste", (event) => {
  const { files } = event.clipboardData;
  if (!files.length) return;
  event.preventDefault();
  add(files);
});

list.addEventListener("click", async (event) => {
  const row = event.target.closest("[data-unfinished-drop]")?.closest("[data-unfinished]");
  if (!row) return;
  row.remove();
  picker.focus();
  await fetch(row.dataset.unfinished, {
    method: "DELETE",
    headers: { "X-CSRFToken": token(), "Tus-Resumable": "1.0.0" },
  }).catch(() => null);
});
