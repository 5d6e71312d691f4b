// Menus are <details> and open without script. With it they close like menus: on a press
// elsewhere, when another one opens, and on Escape, which gives focus back to the button.
// The folded ways are a popover, which the browser closes itself, except for the Tab key: without
// this it would go on to what lies hidden behind.

const open = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest("details[data-menu]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});

document.addEventListener("focusin", (event) => {
  const ways = document.querySelector("#ways:popover-open");
  if (!ways || ways.contains(event.target)) return;
  ways.hidePopover();
  document.querySelector("[popovertarget=ways]").focus();
});
