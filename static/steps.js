// Buttons that change a form without saving it: the part of the page that `data-steps` names comes back in its place.

document.addEventListener("submit", (event) => {
  const form = event.target, pressed = event.submitter;
  if (!form.dataset.steps || pressed?.name !== "step") return;
  event.preventDefault();
  take(form, pressed.value, pressed);
});

// A menu whose choice changes what else is asked.
document.addEventListener("change", (event) => {
  const step = event.target.dataset?.step, form = event.target.form;
  if (step && form?.dataset.steps) take(form, step, event.target);
});

let asking = 0;
async function take(form, step, from) {
  const turn = ++asking, part = document.getElementById(form.dataset.steps), body = new FormData(form);
  const known = new Set([...part.querySelectorAll("[id]")].map((one) => one.id));
  const sent = new Map(fields(part).map((one) => [key(one), said(one)])), began = document.activeElement;
  body.append("step", step);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } }).catch(() => null);
  const fresh = answer && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
  if (turn !== asking) return;
  if (!fresh) {
    if (!answer || answer.redirected) { refuse(form); return; }
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "step", value: step }));
    form.submit();  // the browser shows what the server says instead
    return;
  }
  const here = document.activeElement;
  replace(part, fresh, keep(part, fresh, sent).get(here), here);
  if (here === began || here === document.body || !here.isConnected) arrive(document.getElementById(part.id), from, known);
}

const fields = (part) => [...part.querySelectorAll("select, textarea, input:not([type=hidden])")];
const ticked = (one) => one.type === "checkbox" || one.type === "radio";
const key = (one) => one.id || [one.name, ticked(one) && one.value].join();
const said = (one) => (ticked(one) ? one.checked : one.value);
const menu = (one) => [...one.options].map((option) => option.value).join();

// What was typed while the answer was on its way goes into the fresh part; returns its fields by those they stand for.
function keep(part, fresh, sent) {
  const twins = new Map(fields(fresh).map((one) => [key(one), one])), found = new Map();
  for (const one of fields(part)) {
    const twin = twins.get(key(one)), menus = one.matches("select");
    if (twin?.type !== one.type || said(twin) !== sent.get(key(one)) || (menus && menu(one) !== menu(twin))) continue;
    if (ticked(one)) twin.checked = one.checked;
    else twin.value = one.value;
    found.set(one, twin);
  }
  return found;
}

// The field that somebody is in stays itself, and all around it is replaced: a new menu would not know which letters
// were typed in it, and would take a blank among them for the key that opens it.
function replace(part, fresh, twin, here) {
  if (!twin) part.replaceWith(fresh);
  for (let one = here; twin && one !== part; [one, twin] = [one.parentNode, twin.parentNode]) {
    const nodes = [...twin.parentNode.childNodes], at = nodes.indexOf(twin);
    for (const other of [...one.parentNode.childNodes]) if (other !== one) other.remove();
    one.before(...nodes.slice(0, at));
    one.after(...nodes.slice(at + 1));
  }
}

// Whoever has not gone on meanwhile is led to what is wrong or new; whoever walks through a menu by keys stays in it.
function arrive(part, from, known) {
  const problem = part.querySelector("[role=alert]"), all = fields(part);
  const same = from.id && document.getElementById(from.id), added = all.find((one) => one.id && !known.has(one.id));
  if (problem) problem.tabIndex = -1;
  (problem || same || added || all[0])?.focus();
}

// The line broke or somebody is not signed in any more: what was typed stays where it is.
function refuse(form) {
  const note = form.querySelector(".note-problem") || form.insertBefore(document.createElement("p"), form.firstChild);
  note.className = "note note-problem";
  note.setAttribute("role", "alert");
  note.textContent = form.dataset.offline;
  note.tabIndex = -1;
  note.focus();
}
