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
  body.append("step", step);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } }).catch(() => null);
  const fresh = answer && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
  if (turn !== asking) return;
  if (!fresh) {  // the line broke or somebody signed out: the browser says so, with what was typed in the form
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "step", value: step }));
    form.submit();
    return;
  }
  part.replaceWith(fresh);
  const problem = fresh.querySelector("[role=alert]");
  if (problem) problem.tabIndex = -1;
  const added = [...fresh.querySelectorAll("select[id], input[id]")].find((one) => !known.has(one.id));
  const same = from.id && document.getElementById(from.id);  // whoever walks through a menu by keys stays in it
  (problem || same || added || fresh.querySelector("select, input:not([type=hidden])"))?.focus();
}
