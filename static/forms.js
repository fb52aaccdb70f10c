// Comforts of the questionnaire pages; everything works without them.

// Copy buttons.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand("copy"); }
    button.textContent = button.dataset.copied;
  });
}

// After a move the page comes back at the question that moved: go on from there with the keys.
const target = location.hash && document.getElementById(location.hash.slice(1));
if (target) (target.querySelector("#title") || target).focus({ preventScroll: false });

// Alt with ↑ or ↓ moves the question that has the focus.
document.addEventListener("keydown", (event) => {
  const step = { ArrowUp: "-1", ArrowDown: "1" }[event.key];
  const card = event.target.closest(".question-card");
  const button = event.altKey && step && card && card.querySelector(`button[name=step][value="${step}"]`);
  if (button) { event.preventDefault(); button.click(); }
});
