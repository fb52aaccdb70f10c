// Comforts of the questionnaire editor. Without them every button posts and the page comes back, which is enough.

const spoken = document.getElementById("said");
const frame = document.querySelector("iframe[name=phone]");
const editor = () => document.getElementById("editor");
const cards = () => [...document.querySelectorAll(".question-card:not([hidden])")];
const say = (text) => { spoken.textContent = ""; requestAnimationFrame(() => { spoken.textContent = text; }); };
const standing = (card) => `${card.dataset.page} ${card.dataset.number} ${card.dataset.panel}`;
const filled = (text, card) => text.replace("{page}", card.dataset.page).replace("{number}", card.dataset.number);

// What was typed and not saved is not left behind without a question.
const open = () => document.querySelector(".question-open form, .form-page > form.card");
let typed = false;
const leaves = (form) => !typed || form === open() || window.confirm(editor().dataset.unsaved);
document.addEventListener("input", (event) => { if (event.target.form && event.target.form === open()) typed = true; });
window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });

// Buttons that post change the page in place: nothing jumps, and the preview beside it stays.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("#editor") || form.dataset.whole !== undefined) return;
  event.preventDefault();
  if (!leaves(form)) return;
  const address = event.submitter?.getAttribute("formaction") || form.action;
  if (form.method === "get") show(`${address}?${new URLSearchParams(new FormData(form))}`, {}, {});
  else show(address, { method: "POST", body: new FormData(form, event.submitter) }, placeOf(event.submitter || form));
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("#editor a[href*='open='], #editor a[href*='page='], #editor a[data-cancel]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (leaves(null)) show(link.href, {}, placeOf(link));
});

// Where somebody is, to be found again on the page that comes back.
function placeOf(element) {
  const card = element.closest(".question-card"), all = cards(), at = all.indexOf(card);
  const near = card ? [card, all[at + 1], all[at - 1]] : [element.closest(".form-page")];
  const place = card && standing(card);
  const known = new Set([...document.querySelectorAll("#editor [id]")].map((one) => one.id));
  return { ids: near.filter(Boolean).map((one) => one.id), place, known, field: element.id, stays: element.name === "step" };
}

let asking = 0;
async function show(address, request, from) {
  const turn = ++asking;
  editor().setAttribute("aria-busy", "true");
  const answer = await fetch(address, { ...request, headers: { Accept: "text/html" } }).catch(() => null);
  const fresh = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  if (turn !== asking) return;
  if (!fresh?.getElementById("editor")) {
    const gone = answer?.redirected && new URL(answer.url).pathname.endsWith("/sign-in");  // signed out meanwhile
    if (answer?.redirected && !gone) { typed = false; location.assign(answer.url); } else refuse(gone ? null : fresh);
    return;
  }
  typed = typed && Boolean(from.stays || answer.status >= 400);
  for (const part of [".head", "#editor"]) document.querySelector(part).replaceWith(fresh.querySelector(part));
  document.querySelectorAll("main > .note").forEach((note) => note.remove());
  const notes = [...fresh.querySelectorAll("main > .note")];
  document.querySelector(".head").before(...notes);
  if (answer.redirected || request.method !== "POST") history.replaceState(null, "", answer.url);
  arrive(from, notes.map((note) => note.textContent).join(" "));
  follow();
}

// The line broke or the server could not answer: what was typed stays where it is.
function refuse(fresh) {
  const note = document.createElement("p");
  note.className = "note note-problem";
  note.textContent = fresh?.querySelector("main")?.innerText.trim() || editor().dataset.offline;
  document.querySelectorAll("main > .note").forEach((one) => one.remove());
  document.querySelector(".head").before(note);
  editor().removeAttribute("aria-busy");
  note.scrollIntoView({ block: "center" });
  say(note.textContent);
}

function arrive(from, told) {
  const problem = document.querySelector("#editor [role=alert]"), opened = document.querySelector(".question-open");
  const card = (from.ids || []).map((id) => document.getElementById(id)).find(Boolean);
  let target = card;
  if (from.stays) target = (from.menu && document.getElementById(from.field)) || newest(from) || document.getElementById(from.field) || card;
  else if (problem) { problem.tabIndex = -1; target = problem; }
  else if (opened) target = opened.querySelector("#title, #description");
  else if (card?.matches(".form-page") && card.querySelector("#title")) target = card.querySelector("#title");
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "nearest" });
  const moved = card?.matches(".question-card") && from.place && standing(card) !== from.place;
  if (moved && !told && !opened) say(filled(card.dataset.number === "0" ? spoken.dataset.placed : card.matches(".inner") ? spoken.dataset.grouped : spoken.dataset.moved, card));
  else if (told) say(told);
}

// The first field of a condition's row that was not there before.
function newest(from) {
  return [...document.querySelectorAll(".condition-row [id]")].find((one) => !from.known.has(one.id) && one.matches("select, input"));
}

// A menu whose choice changes what else is asked; whoever walks through it by keys stays in it.
document.addEventListener("change", (event) => {
  const step = event.target.dataset?.step, form = event.target.form;
  if (!step || !form.closest("#editor")) return;
  const body = new FormData(form);
  body.append("step", step);
  show(form.action, { method: "POST", body }, { ...placeOf(event.target), stays: true, menu: true });
});

// The preview shows the page that is being edited, as it was saved last.
const shown = { revision: editor().dataset.revision, address: editor().dataset.preview };
function follow() {
  const { revision, preview } = editor().dataset, page = document.activeElement.closest(".form-page");
  const address = page ? preview.replace(/page=\d+/, `page=${Number(page.dataset.page) + 1}`) : preview;
  const saved = revision !== shown.revision, turned = address !== shown.address;
  Object.assign(shown, { revision, address });
  document.getElementById("look").href = address;
  if (!frame.offsetParent) return;
  const place = frame.contentWindow.location, trying = place.pathname.endsWith("/trial");
  if (trying && saved) place.replace(place.pathname);
  else if (!trying && (saved || turned)) place.replace(address);
}
document.addEventListener("focusin", (event) => { if (event.target.closest("#editor .form-page")) follow(); });

// A long form is searched while typing.
document.addEventListener("input", (event) => {
  if (event.target.id !== "q") return;
  const wanted = event.target.value.trim().toLowerCase();
  for (const card of document.querySelectorAll(".question-card")) {
    card.hidden = wanted !== "" && !card.matches(".question-open") && !card.textContent.toLowerCase().includes(wanted);
  }
});

// Keys, as they stand under 快捷键.
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, textarea, select"), card = event.target.closest(".question-card");
  const press = (selector, within = document) => { const found = within?.querySelector(selector); if (found) { event.preventDefault(); found.click(); } };
  if (event.key === "Escape") { press("a[data-cancel]"); return; }
  if (event.key === "Enter" && event.target.matches(".add-question select")) { event.preventDefault(); event.target.form.requestSubmit(); return; }
  if (typing) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") { press(`form[data-keys=${event.shiftKey ? "redo" : "undo"}] button:not([disabled])`); return; }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "n") begin(event, card);
  else if (event.key === "Enter" && event.target === card) press("a[href*='open=']", card);
  else if (event.target.matches(".question-card, body, main") && (event.key === "ArrowDown" || event.key === "ArrowUp")) walk(event, card);
});

function begin(event, card) {
  const page = event.target.closest(".form-page") || [...document.querySelectorAll(".form-page")].pop();
  const form = page.querySelector(".add-question");
  form.elements.after.value = card ? card.dataset.name : "";
  event.preventDefault();
  form.elements.kind.focus();
}

function walk(event, card) {
  const all = cards(), at = all.indexOf(card) + (event.key === "ArrowDown" ? 1 : -1);
  const next = all[Math.max(at, 0)];
  if (next) { event.preventDefault(); next.focus(); }
}
