// Names of earlier answers are pressed to be written where the cursor stood last, in a title or a description.

let written = null;
document.addEventListener("focusin", (event) => { if (event.target.matches("#title, #description")) written = event.target; });

document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.("details.repeat")) return;
  const help = event.target.querySelector("[data-scripted]");
  help.textContent = help.dataset.scripted;
  for (const code of event.target.querySelectorAll("code[data-insert]")) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "small", textContent: code.textContent });
    button.addEventListener("click", () => insert(button));
    code.replaceWith(button);
  }
}, true);

function insert(button) {
  const field = written?.form === button.form && written.isConnected ? written : button.form.elements.title;
  field.setRangeText(button.textContent, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}
