// The student whose work is open is in sight in the list beside it.

const list = document.querySelector(".desk__list");
const row = list?.querySelector("[aria-current]")?.closest("li");

if (row && list.scrollHeight > list.clientHeight) {
  const above = row.getBoundingClientRect().top - list.getBoundingClientRect().top;
  list.scrollTop += above - list.clientHeight / 2;
}
