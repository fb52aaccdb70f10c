// Questions are dragged by their numbers, with a mouse, a pen or a finger. Needs writing.js.

const line = document.createElement("li");
line.className = "drop-line";
const STILL = 5, EDGE = 80; // pixels: a press that moves less is none; so near to the window's edge it scrolls
const INWARD = 28; // pixels by which the cards of a panel stand further right
let drag = null;

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest(".question-card .question-number");
  if (!grip || drag || event.button !== 0 || !event.isPrimary) return;
  event.preventDefault();
  grip.setPointerCapture(event.pointerId);
  drag = { card: grip.closest(".question-card"), pointer: event.pointerId, x: event.clientX, y: event.clientY, moves: false };
});

document.addEventListener("pointermove", (event) => {
  if (event.pointerId !== drag?.pointer) return;
  if (!drag.moves && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < STILL) return;
  Object.assign(drag, { x: event.clientX, y: event.clientY });
  if (!drag.moves) { drag.moves = true; drag.card.classList.add("dragged"); scrollAtEdge(); }
  mark();
});

document.addEventListener("pointerup", (event) => {
  if (event.pointerId !== drag?.pointer) return;
  if (line.isConnected && drag.card.isConnected) drop(drag.card);
  letGo();
});
document.addEventListener("pointercancel", (event) => { if (event.pointerId === drag?.pointer) letGo(); });
document.addEventListener("keydown", (event) => {
  if (!drag || event.key !== "Escape") return;
  event.stopImmediatePropagation();
  letGo();
}, true);

// Shows where the question would come to stand.
function mark() {
  const under = document.elementFromPoint(drag.x, drag.y), list = under?.closest(".form-page")?.querySelector(".questions");
  const over = under?.closest(".question-card");
  if (!list || under.closest(".drop-line")) return;
  const box = (over || list).getBoundingClientRect();
  const above = drag.y < box.top + (over ? box.height / 2 : 0);
  if (over) over[above ? "before" : "after"](line);
  else list[above ? "prepend" : "append"](line);
  line.classList.toggle("inner", Boolean(panelHere()));
}

// Into which panel: that of the card below, else that of the card above if the pointer is as far right as its cards.
function panelHere() {
  const above = line.previousElementSibling, below = line.nextElementSibling;
  if (drag.card.dataset.kind === "panel" || !above?.dataset.panel) return "";
  if (below?.dataset.panel === above.dataset.panel) return above.dataset.panel;
  const inward = above.dataset.panel === above.dataset.name ? INWARD : 0;
  return drag.x >= above.getBoundingClientRect().left + inward ? above.dataset.panel : "";
}

function scrollAtEdge() {
  if (!drag?.moves) return;
  const by = Math.min(drag.y - EDGE, 0) || Math.max(drag.y - (window.innerHeight - EDGE), 0);
  if (by) { window.scrollBy({ top: by / 5, behavior: "instant" }); mark(); }
  requestAnimationFrame(scrollAtEdge);
}

function drop(card) {
  const form = document.getElementById("put"), from = placeOf(card);
  let after = line.nextElementSibling;
  if (after === card) after = card.nextElementSibling;
  if (!leaves(form)) return;
  form.elements.name.value = card.dataset.name;
  const panel = panelHere(), ends = panel && after?.dataset.panel !== panel;
  form.elements.before.value = after && !ends ? after.dataset.name : "";
  form.elements.page.value = panel ? `in:${panel}` : line.closest(".form-page").dataset.page;
  show(form.action, { method: "POST", body: new FormData(form) }, { ...from, ids: from.ids.slice(0, 1) });
}

function letGo() {
  drag?.card.classList.remove("dragged");
  drag = null;
  line.remove();
}
