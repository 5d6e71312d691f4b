// A comment that somebody has typed stays theirs: a page that is being left asks first, and what
// does not arrive, because they are signed out or offline, stays in its form and is sent as soon as
// it can be.

import { renewToken } from "./writing/renew.js";

const KIND = "[data-comment]";
const AGAIN = 5000;
const waiting = new Set();
let renewed = null;
let timer;

const unsent = () =>
  [...document.querySelectorAll(KIND)].some((form) => form.elements.namedItem("body").value.trim());

function hold(form, reason) {
  for (const part of form.querySelectorAll("[data-held]")) part.hidden = part.dataset.held !== reason;
  if (reason) waiting.add(form);
  else waiting.delete(form);
  clearTimeout(timer);
  if (waiting.size) timer = setTimeout(again, AGAIN);
}

function arrived({ xhr, pathInfo }) {
  const path = (address) => new URL(address, location).pathname;
  return xhr.status === 200 && path(xhr.responseURL) === path(pathInfo.requestPath);
}

// Whoever is signed out is led to the sign-in page, by htmx or by the browser.
function hindrance(form, xhr) {
  if (xhr.status >= 500) return "away";
  if (xhr.status < 400 || xhr.getResponseHeader("HX-Redirect")) return "out";
  if (renewed === form) return "other";
  renewed = form;
  return renewToken(form, KIND);
}

document.addEventListener("htmx:beforeOnLoad", async (event) => {
  const form = event.detail.elt;
  if (!form.matches(KIND)) return;
  if (arrived(event.detail)) {
    hold(form, "");
    renewed = null;
    return;
  }
  event.preventDefault();
  const reason = await hindrance(form, event.detail.xhr);
  hold(form, reason);
  if (reason) renewed = null;
  else form.requestSubmit();
});

document.addEventListener("htmx:sendError", ({ detail }) => {
  if (detail.elt.matches(KIND)) hold(detail.elt, "away");
});

function again() {
  for (const form of waiting) {
    if (form.isConnected) form.requestSubmit();
    else waiting.delete(form);
  }
}

addEventListener("focus", again);
addEventListener("online", again);
addEventListener("beforeunload", (event) => {
  if (unsent()) event.preventDefault();
});
