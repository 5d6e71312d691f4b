// Copies the value of the field that data-copy names, and says so beside it, aloud too: the place
// for the answer is a status region, which screen readers speak when its text changes.

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  const answer = document.getElementById(button.dataset.copyAnswer);
  field.select();
  const done = await copied(field.value);
  answer.textContent = done ? button.dataset.copyDone : button.dataset.copyFailed;
});

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard without https, or refused: the older way, which needs the selection made above.
    return document.execCommand("copy");
  }
}
