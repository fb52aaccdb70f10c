// A chart is a picture until somebody points at it: then Vega draws the same chart and shows what is under the pointer.
// Vega runs with its interpreter, for the content policy allows no eval; tips are written as text, never as HTML.

let engine;

async function vega() {
  await import("./vendor/vega.min.js");
  const { expressionInterpreter } = await import("./vendor/vega-interpreter.js");
  return { expressionInterpreter, ...globalThis.vega };
}

const tip = document.createElement("dl");
tip.className = "chart-tip";
tip.hidden = true;
tip.setAttribute("aria-hidden", "true"); // the table says it all
document.body.append(tip);

function showTip(_handler, event, _item, value) {
  tip.hidden = !value;
  if (!value) return;
  tip.replaceChildren(...Object.entries(value).filter(([, text]) => text !== "").flatMap(([name, text]) => {
    const parts = [document.createElement("dt"), document.createElement("dd")];
    parts[0].textContent = name;
    parts[1].textContent = text;
    return parts;
  }));
  const { innerWidth, innerHeight } = window;
  tip.style.left = `${Math.max(8, Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${event.clientY + 18 + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 10 : event.clientY + 18}px`;
}

async function comeAlive(drawing) {
  const picture = drawing.querySelector("img");
  const narrow = window.matchMedia(drawing.querySelector("source").media).matches;
  engine ??= vega();
  const [{ View, parse, expressionInterpreter }, spec] = await Promise.all([
    engine,
    fetch(narrow ? drawing.dataset.narrow : drawing.dataset.wide).then((answer) => answer.json()),
  ]);
  const live = document.createElement("div");
  live.className = "chart-live";
  const view = new View(parse(spec, null, { ast: true }), {
    container: live, renderer: "svg", hover: true, expr: expressionInterpreter, tooltip: showTip, loader: nothing,
  });
  await view.runAsync();
  live.setAttribute("role", "img");
  live.setAttribute("aria-label", picture.alt);
  live.setAttribute("aria-describedby", picture.getAttribute("aria-describedby"));
  live.removeAttribute("aria-roledescription");
  live.querySelector("svg").setAttribute("aria-hidden", "true"); // its parts have roles, but no names
  view.addEventListener("click", (_event, item) => {
    const link = item?.datum?.link;
    if (link?.startsWith("/") && !link.startsWith("//")) location.assign(link);
  });
  live.addEventListener("pointerleave", () => { tip.hidden = true; });
  drawing.replaceChildren(live);
}

// A chart holds its data; nothing is ever loaded for it.
const nothing = {
  load: () => Promise.reject(new Error("a chart loads nothing")),
  sanitize: () => Promise.reject(new Error("a chart loads nothing")),
};

for (const drawing of document.querySelectorAll(".chart-drawing")) {
  const wake = () => comeAlive(drawing).catch((error) => console.error(error));
  drawing.addEventListener("pointerenter", wake, { once: true });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard?.write || !window.ClipboardItem) continue; // only where the page came safely
  button.hidden = false;
  button.addEventListener("click", async () => {
    const picture = fetch(button.dataset.copy).then((answer) => answer.blob());
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
    button.textContent = button.dataset.copied;
  });
}

// What people wrote never becomes a formula where the table is pasted.
const harmless = (text) => (/^[=+@-]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text);

// A table as rich text: into a document it goes as a table, into anything else as lines with tabs.
for (const button of document.querySelectorAll("[data-copy-table]")) {
  if (!navigator.clipboard?.write || !window.ClipboardItem) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const table = document.getElementById(button.dataset.copyTable);
    const lines = [...table.rows].map((row) => [...row.cells].map((cell) => (cell.innerText || cell.textContent).replace(/\s+/g, " ").trim()));
    const copy = document.createElement("table");
    copy.setAttribute("border", "1");
    for (const line of lines) {
      const row = copy.insertRow();
      for (const text of line) row.insertCell().textContent = harmless(text);
    }
    const made = { "text/html": copy.outerHTML, "text/plain": lines.map((line) => line.map(harmless).join("\t")).join("\n") };
    const parts = Object.entries(made).map(([type, text]) => [type, new Blob([text], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
    button.textContent = button.dataset.copied;
  });
}
