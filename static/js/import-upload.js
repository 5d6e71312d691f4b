// Sends a package with a bar that shows how far it is. Without it the form sends itself; what the
// server answers is the same page either way. Whatever goes wrong, the files stay chosen.

const FINE = 200;
const TO_CORRECT = 422;
const says = document.querySelector("[data-upload-says]");

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-import-upload]")) return;
  event.preventDefault();
  send(event.target);
});

// A page that comes back out of the browser's memory is not sending any more.
window.addEventListener("pageshow", () => rest(document.querySelector("[data-import-upload]")));

function send(form) {
  const files = form.querySelector("input[type=file]").files;
  const size = [...files].reduce((sum, file) => sum + file.size, 0);
  tell(form, "");
  if (size > Number(form.dataset.most)) {
    tell(form, form.dataset.tooBig);
    return;
  }
  const going = form.querySelector("[data-upload-going]");
  const bar = going.querySelector("progress");
  const request = new XMLHttpRequest();
  bar.value = 0;
  going.hidden = files.length === 0;
  form.querySelector("[type=submit]").disabled = true;
  request.upload.addEventListener("progress", (moved) => {
    if (moved.lengthComputable) bar.value = Math.floor((100 * moved.loaded) / moved.total);
  });
  request.addEventListener("load", () => arrived(form, request));
  request.addEventListener("error", () => stopped(form, form.dataset.broken));
  request.open("POST", location.href);
  request.responseType = "document";
  request.send(new FormData(form));
}

function arrived(form, request) {
  if (request.status === FINE) location.assign(request.responseURL);
  else if (request.status === TO_CORRECT) correct(form, request.responseXML);
  else stopped(form, request.status === 400 || request.status === 413 ? form.dataset.tooBig : form.dataset.broken);
}

// The form as the server has it, with what is wrong at each field, and our control with its files.
function correct(form, page) {
  const fresh = document.importNode(page.querySelector("[data-import-upload]"), true);
  const chosen = form.querySelector("input[type=file]");
  const blank = fresh.querySelector("input[type=file]");
  for (const name of ["aria-invalid", "aria-describedby"]) {
    if (blank.hasAttribute(name)) chosen.setAttribute(name, blank.getAttribute(name));
    else chosen.removeAttribute(name);
  }
  blank.replaceWith(chosen);
  form.replaceWith(fresh);
  const errors = fresh.querySelector("[data-errors]") ?? fresh.querySelector("[aria-invalid]");
  errors?.focus();
}

function stopped(form, words) {
  rest(form);
  tell(form, words);
}

function rest(form) {
  if (!form) return;
  form.querySelector("[data-upload-going]").hidden = true;
  form.querySelector("[type=submit]").disabled = false;
}

function tell(form, words) {
  const place = form.querySelector("[data-upload-trouble]");
  place.replaceChildren();
  if (!words) return;
  const alert = says.content.cloneNode(true);
  alert.querySelector("p").textContent = words;
  place.append(alert);
}
