// Copies the value or the address of what data-copy names, and says so beside it, aloud too: the place
// for the answer is a status region, which screen readers speak when its text changes.

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const answer = document.getElementById(button.dataset.copyAnswer);
  // Emptied first, or a second press would change nothing and be silent.
  answer.textContent = "";
  const done = await copied(source, button);
  answer.textContent = done ? button.dataset.copyDone : button.dataset.copyFailed;
});

async function copied(source, button) {
  const isField = "value" in source;
  try {
    await navigator.clipboard.writeText(isField ? source.value : source.href);
    return true;
  } catch {
    // No clipboard without https, or refused: the older way, which copies what is selected. If that
    // fails too, it stays selected, to be copied by hand.
    source.closest("details")?.setAttribute("open", "");
    if (isField) source.select();
    else getSelection().selectAllChildren(source);
    const done = document.execCommand("copy");
    if (done) button.focus();
    return done;
  }
}
