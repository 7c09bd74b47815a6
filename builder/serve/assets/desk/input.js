// Clicks and keys: what they open.
import { undo } from "./decisions.js";
import { inDock, isOn, openHelp, openPage, pageButton, setOn } from "./dock.js";
import { skip, step } from "./doubts.js";
import { inBar, openMarking, showBar } from "./marking.js";
import { clearMessages, hasMessage } from "./messages.js";
import { openName } from "./names.js";
import { slug } from "./page.js";
import { dismissPanel, findInPanel, inPanel, isOpen, stepWithArrows } from "./panel.js";
import { openQuote } from "./quotes.js";
import { nameAt, quoteAt, shownAgain } from "./story.js";

function onClick(event) {
  if (isOpen() && !inPanel(event.target) && !inDock(event.target) && !inBar(event.target)) dismissPanel();
  if (!slug || !isOn() || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  if (getSelection()?.toString().trim()) return;
  const name = nameAt(event.target);
  const quote = name ? null : quoteAt(event.target) ?? shownAgain(event.target);
  if (!name && !quote) return;
  event.preventDefault();
  event.stopPropagation();
  if (name) openName(name);
  else openQuote(quote.id);
}

function escape(event) {
  if (!isOpen() && !hasMessage()) return;
  event.preventDefault();
  if (isOpen()) dismissPanel({ back: true });
  else clearMessages();
}

// What a key does on every page, while the desk is on.
const ACTIONS = {
  n: () => step(1),
  p: () => step(-1),
  s: skip,
  u: () => undo(),
  "?": openHelp,
  b: (event) => {
    event.preventDefault();
    openPage();
  },
  m: (event) => {
    if (!slug) return;
    event.preventDefault();
    openMarking(pageButton);
  },
};

// The quote or name that has the focus. Enter on a name follows its link.
function openFocused(event) {
  const name = nameAt(event.target);
  if (event.target.matches?.(".story .quote[id]")) {
    event.preventDefault();
    openQuote(event.target.id);
  } else if (event.key === "e" && name) {
    openName(name);
  }
}

function onKey(event) {
  if (event.key === "Escape") return escape(event);
  if (event.metaKey || event.ctrlKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (event.key === "d") return setOn(!isOn());
  if (!isOn()) return;
  if (event.key === "y" && isOpen()) return findInPanel(".desk-right")?.click();
  if (Object.hasOwn(ACTIONS, event.key)) return ACTIONS[event.key](event);
  if (["Enter", " ", "e"].includes(event.key)) openFocused(event);
}

export function listen() {
  document.addEventListener("click", onClick, true);
  document.addEventListener("keydown", stepWithArrows);
  document.addEventListener("keydown", onKey);
  document.addEventListener("selectionchange", () => {
    if (isOn() && slug) requestAnimationFrame(showBar);
  });
}
