// Small comforts; every page works without them.

// Ask before posts that are hard to take back.
document.addEventListener("submit", (event) => {
  const question = event.target.dataset.ask;
  if (question && !window.confirm(question)) event.preventDefault();
});

// "/" goes to the search field, as in the tools that researchers know.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey) return;
  const field = document.querySelector("input[type=search]");
  if (field) { event.preventDefault(); field.focus(); field.select(); }
});

// A file that takes a while to be made says so until it is here. `data-making` is what is said meanwhile.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-making]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || !window.fetch) return;
  event.preventDefault();
  if (link.getAttribute("aria-busy") === "true") return;
  const text = link.textContent;
  link.setAttribute("aria-busy", "true");
  link.setAttribute("aria-live", "polite");
  link.textContent = link.dataset.making;
  try {
    const answer = await fetch(link.href);
    if (!answer.ok || answer.redirected) { window.location = link.href; return; }
    save(await answer.blob(), answer.headers.get("Content-Disposition") ?? "");
  } catch {
    window.location = link.href;
  } finally {
    link.textContent = text;
    link.removeAttribute("aria-busy");
  }
});

function save(file, header) {
  const called = /filename\*=UTF-8''([^;]+)/.exec(header)?.[1];
  const place = document.createElement("a");
  place.href = URL.createObjectURL(file);
  place.download = called ? decodeURIComponent(called) : /filename="?([^";]+)/.exec(header)?.[1] ?? "";
  place.click();
  setTimeout(() => URL.revokeObjectURL(place.href), 60_000);
}
