// Tells how many characters are left in the field that data-counter names. The visible number
// follows every key; the spoken one waits for a pause, or it would talk over the typing.

const PAUSE = 1000;

const bind = (counter) => {
  const field = document.getElementById(counter.dataset.counter);
  const shown = counter.querySelector("[data-counter-shown]");
  const spoken = counter.querySelector("[data-counter-spoken]");
  const limit = Number(counter.dataset.limit);
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  let timer;

  const count = () => {
    // As it is kept: without blanks around it, and a line break is one character.
    const left = limit - [...field.value.replace(/\r\n?/g, "\n").trim()].length;
    const words = left < 0 ? counter.dataset.over : counter.dataset.left;
    shown.textContent = words.replace("%", numbers.format(Math.abs(left)));
    counter.classList.toggle("counter--over", left < 0);
    clearTimeout(timer);
    timer = setTimeout(() => { spoken.textContent = shown.textContent; }, PAUSE);
  };

  field.addEventListener("input", count);
  count();
};

const bindAll = (place) => place.querySelectorAll("[data-counter]").forEach(bind);

bindAll(document);
document.addEventListener("htmx:afterSettle", (event) => bindAll(event.detail.elt));
