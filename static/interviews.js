// Keys on a transcript: ↑ ↓ or j k choose a participant's turn; 1 or m marks it as motivation, 2 or p as pain point, 0 clears.
const STEPS = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
const MARKS = { 1: "motivation", m: "motivation", 2: "pain_point", p: "pain_point", 0: "" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const turns = [...document.querySelectorAll(".turn-participant")];
  const at = turns.indexOf(document.activeElement.closest(".turn-participant"));
  if (event.key in STEPS) {
    const inView = turns.findIndex((turn) => turn.getBoundingClientRect().bottom > 80);
    const next = turns[at < 0 ? inView : at + STEPS[event.key]];
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  } else if (event.key in MARKS && at >= 0) {
    event.preventDefault();
    turns[at].querySelector(`button[value="${MARKS[event.key]}"]`).click();
  }
});
