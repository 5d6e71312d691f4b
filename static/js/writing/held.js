// Why nothing goes to the server just now, said beside the button: whoever wrote is signed out
// ("out"), may not write here as whom they are signed in now ("other"), or has no connection
// ("away"). What they typed stays where it is.

const parts = document.querySelectorAll("[data-held]");
let why = "";

export const held = () => why;

export function hold(reason) {
  why = reason;
  for (const part of parts) part.hidden = part.dataset.held !== reason;
}
