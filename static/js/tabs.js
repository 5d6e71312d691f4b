// On a small screen the administrator's ways are a strip: show the one the page belongs to.
const current = document.querySelector(".sidenav [aria-current]");
current?.scrollIntoView({ inline: "center", block: "nearest", behavior: "instant" });
