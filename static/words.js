// One key for each suggested word: ↑ ↓ or j k move, Enter or y accepts, n declines, u takes back. Without it buttons do.

const KEYS = { Enter: "accept", y: "accept", n: "decline" };
const STEPS = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
let chosen = 0;

const hint = document.querySelector(".keys-hint");
if (hint) hint.hidden = false;

function choose(place, moved) {
  const items = document.querySelectorAll(".suggestion");
  chosen = Math.max(0, Math.min(place, items.length - 1));
  items.forEach((item, at) => item.classList.toggle("chosen", at === chosen));
  if (moved && items[chosen]) {
    items[chosen].focus({ preventScroll: true });
    items[chosen].scrollIntoView({ block: "nearest" });
  }
}

function press(button) {
  if (button && !button.disabled) button.form.requestSubmit();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, a, button, summary")) return;
  const item = document.querySelectorAll(".suggestion")[chosen];
  if (event.key in STEPS) choose(chosen + STEPS[event.key], true);
  else if (event.key in KEYS) press(item && item.querySelector(`[data-key=${KEYS[event.key]}]`));
  else if (event.key === "u") press(document.querySelector(".card [data-key=undo]"));
  else return;
  event.preventDefault();
});

// After a decision the list is new: the next word stands where the last one stood.
document.addEventListener("htmx:afterSwap", () => choose(chosen, true));
choose(0, false);
