// On a phone the menu of sections is one line: the section that is read is pushed into view.

for (const link of document.querySelectorAll(".section-menu [aria-current]")) {
  const list = link.closest(".section-menu__list");
  list.scrollLeft = link.offsetLeft - (list.clientWidth - link.offsetWidth) / 2;
}
