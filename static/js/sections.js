// Sections are put in order by dragging too; the buttons do the same without script.

import Sortable from "../sortable/sortable.esm.js";

const box = document.querySelector("[data-sections]");
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

function bind() {
  const list = box.querySelector("[data-sections-list]");
  if (!list) return;
  for (const handle of list.querySelectorAll("[data-sections-handle]")) handle.hidden = false;
  let before;
  const sortable = Sortable.create(list, {
    animation: calm ? 0 : 150,
    chosenClass: "section-row--held",
    dataIdAttr: "data-section",
    handle: "[data-sections-handle]",
    onStart: () => { before = sortable.toArray(); },
    onEnd: ({ item, oldIndex, newIndex }) => {
      if (oldIndex !== newIndex) send(list.closest("form"), item.dataset.section, newIndex);
    },
  });
  // What could not be saved goes back to where it was.
  const back = () => { if (before) sortable.sort(before); };
  box.addEventListener("htmx:responseError", back, { once: true });
  box.addEventListener("htmx:sendError", back, { once: true });
}

function send(form, section, to) {
  globalThis.htmx.ajax("POST", form.action, {
    source: form, target: "#sections", values: { section, to },
  });
}

// After a step without htmx the address names the place where one goes on.
function goOn() {
  const place = location.hash && document.getElementById(location.hash.slice(1));
  if (!place) return;
  const field = place.matches("button") ? place : place.querySelector("input:not([type=hidden])");
  if (!field) place.tabIndex = -1;
  (field ?? place).focus();
}

box.addEventListener("htmx:afterSwap", bind);
bind();
goOn();
