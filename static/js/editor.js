// Text with light formatting: shows the tools above a text field, and the outcome in its place. The
// tools themselves are GitHub's <markdown-toolbar>; the outcome is made by the server, as it will be
// shown, and nothing is stored.

import "../markdown-toolbar/index.js";

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

  async function made() {
    const { name, value, form } = field;
    const token = form.elements.namedItem("csrfmiddlewaretoken").value;
    const answer = await fetch(editor.dataset.editor, {
      method: "POST",
      headers: { "X-CSRFToken": token },
      body: new URLSearchParams({ [name]: value }),
    }).catch(() => null);
    // Whoever is signed out is led to the sign-in page.
    if (answer?.redirected) return editor.dataset.editorSignedOut;
    return answer?.ok ? answer.text() : editor.dataset.editorFailed;
  }
}
