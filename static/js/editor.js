// Text with light formatting: shows the tools above a text field, and the outcome in its place. The
// tools themselves are GitHub's <markdown-toolbar>; the outcome is made by the server, as it will be
// shown, and nothing is stored.

import "../markdown-toolbar/index.js";

// Signing in again, in another tab, makes the form's token void. A new one is good for looking; the
// form keeps its own, for it may be somebody else who is signed in now.
async function freshToken(form) {
  const answer = await fetch(form.action).catch(() => null);
  const page = new DOMParser().parseFromString((await answer?.text()) ?? "", "text/html");
  return page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

const KEYS = { b: "bold", i: "italic", k: "link" };

for (const editor of document.querySelectorAll("[data-editor]")) {
  const field = editor.querySelector("textarea");
  const bar = editor.querySelector("[data-editor-bar]");
  const tools = editor.querySelector("[data-editor-tools]");
  const look = editor.querySelector("[data-editor-look]");
  const shown = editor.querySelector("[data-editor-preview]");
  bar.hidden = false;
  editor.classList.add("editor--live");

  field.addEventListener("keydown", (event) => {
    const tool = KEYS[event.key.toLowerCase()];
    if (!tool || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    tools.querySelector(`[data-md-button=${tool}]`).click();
  });

  const turn = (looking) => {
    look.setAttribute("aria-pressed", looking);
    shown.hidden = !looking;
    field.hidden = looking;
    tools.inert = looking;
  };

  look.addEventListener("click", async () => {
    if (!shown.hidden) {
      turn(false);
      field.focus();
      return;
    }
    shown.innerHTML = field.value.trim() ? await made() : "";
    if (!shown.innerHTML.trim()) shown.textContent = editor.dataset.editorEmpty;
    turn(true);
    shown.focus();
  });

  function ask(token) {
    return fetch(editor.dataset.editor, {
      method: "POST",
      headers: { "X-CSRFToken": token },
      body: new URLSearchParams({ [field.name]: field.value }),
    }).catch(() => null);
  }

  async function made() {
    let answer = await ask(field.form.elements.namedItem("csrfmiddlewaretoken").value);
    if (answer?.status === 403) answer = await ask(await freshToken(field.form));
    // Whoever is signed out is led to the sign-in page.
    if (answer?.redirected) return editor.dataset.editorSignedOut;
    return answer?.ok ? answer.text() : editor.dataset.editorFailed;
  }
}
