// On a phone the menu of sections is one line: the section that is read is pushed into view, and so
// is each that is reached by keyboard.

for (const link of document.querySelectorAll(".section-menu [aria-current]")) {
  const list = link.closest(".section-menu__list");
  list.scrollLeft = link.offsetLeft - (list.clientWidth - link.offsetWidth) / 2;
}

document.addEventListener("focusin", ({ target }) => {
  if (target.closest(".section-menu__list")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
});
