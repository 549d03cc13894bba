"use strict";

// What htmx and plain forms do not do: forms of Slack as real dialogs, the field emptied when what
// was in it is sent, Enter that sends, and a word when the program does not answer.

let focused = null;
let opener = null;

function showDialog() {
  const dialog = document.querySelector("dialog");
  if (!dialog) {
    if (opener) document.getElementById(opener)?.focus();
    opener = null;
    return;
  }
  if (dialog.matches(":modal")) return;
  opener ??= focused;
  dialog.removeAttribute("open");
  dialog.showModal();
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    dialog.querySelector("button[value=close]")?.click();
  });
}

function say(text) {
  document.getElementById("trouble").textContent = text;
}

document.addEventListener("htmx:oobAfterSwap", showDialog);
document.addEventListener("htmx:load", showDialog);

const sent = new WeakMap();

// At once and not with the answer: meanwhile somebody may have begun the next message.
document.addEventListener("htmx:beforeSend", (event) => {
  const form = event.detail.elt;
  if (!form.matches("form.composer:not(.editing)")) return;
  const field = form.querySelector("textarea");
  const chosen = form.querySelector("input[type=file]");
  const files = new DataTransfer();
  for (const file of chosen?.files ?? []) files.items.add(file);
  sent.set(event.detail.xhr, { field, chosen, text: field.value, files: files.files });
  form.reset();
});

function putBack(event) {
  const kept = sent.get(event.detail.xhr);
  if (!kept) return;
  kept.field.value = [kept.text, kept.field.value].filter(Boolean).join("\n");
  if (kept.chosen) kept.chosen.files = kept.files;
}

document.addEventListener("htmx:beforeSwap", (event) => {
  focused = document.activeElement?.id || null;
  // A form that was replaced meanwhile has no page around it any more to put the answer in.
  if (event.detail.requestConfig.elt.isConnected) return;
  event.detail.shouldSwap = false;
  htmx.trigger("#seen", "look");
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) say("");
});

document.addEventListener("htmx:responseError", (event) => {
  const { status, responseText } = event.detail.xhr;
  putBack(event);
  if (status === 413) say("That is more than this page takes at once.");
  else if (status < 500) say(`Not done: ${responseText}`);
  else say(`Not done (${status}); the terminal says why.`);
});

document.addEventListener("htmx:sendError", (event) => {
  putBack(event);
  say("The program does not answer: is it still running?");
});

document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.("textarea.sends");
  if (!field || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  field.form.requestSubmit();
});
