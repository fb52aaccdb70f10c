// Notes which answers were pasted, for whoever reads them; the pages need no script.
document.addEventListener("paste", function (event) {
  var field = event.target, form = field && field.form, note = form && form.elements[":pasted"];
  if (note && field.name && note.value.split("\n").indexOf(field.name) < 0) note.value += field.name + "\n";
});

// Going back is never refused: what could not be saved yet waits in this window until its page is sent.
var unsent = "typed " + location.pathname;
document.addEventListener("submit", function (event) {
  var goesBack = event.submitter && event.submitter.value === "back";
  try {
    if (goesBack) sessionStorage.setItem(unsent, JSON.stringify(Array.from(new FormData(event.target))));
    else sessionStorage.removeItem(unsent);
  } catch (error) { /* a browser may forbid it, or have no room */ }
});
document.querySelectorAll("form").forEach(function (form) {
  var typed = [], saved = new FormData(form);
  try { typed = JSON.parse(sessionStorage.getItem(unsent)) || []; } catch (error) { return; }
  typed.forEach(function (one) {
    if (one[0][0] === ":" || saved.getAll(one[0]).some(Boolean)) return;
    form.querySelectorAll('[name="' + CSS.escape(one[0]) + '"]').forEach(function (field) {
      if (field.type !== "radio" && field.type !== "checkbox") field.value = one[1];
      else if (field.value === one[1]) field.checked = true;
    });
  });
});

// "None of these" stands alone: choosing it takes the others back, and the reverse.
document.addEventListener("change", function (event) {
  var chosen = event.target, group = chosen.checked && chosen.type === "checkbox" && chosen.closest("fieldset");
  if (!group || !group.querySelector("[data-alone]")) return;
  group.querySelectorAll("input[type=checkbox]").forEach(function (one) {
    if (one !== chosen && ("alone" in chosen.dataset || "alone" in one.dataset)) one.checked = false;
  });
});
