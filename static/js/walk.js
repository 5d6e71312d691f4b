// Arrow keys walk through a list of names, from its search field and within the list. The list may
// be swapped by a search, so its links are looked for at each key.

for (const place of document.querySelectorAll("[data-walk]")) {
  place.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const ways = [...place.querySelectorAll("input[type=search], .person__name")];
    const at = ways.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    ways[Math.min(Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0), ways.length - 1)].focus();
  });
}
