// Words that the machine did not mark: as a name or a quote, or with a note.
import { decide } from "./decisions.js";
import { button, make, short } from "./elements.js";
import { openNaming } from "./names.js";
import { slug } from "./page.js";
import { isOpen, openPanel } from "./panel.js";
import { openMissed } from "./quotes.js";
import { selected } from "./story.js";

let bar = null;

export const inBar = (node) => bar?.contains(node) ?? false;

// The bar above the words that are selected.
export function showBar() {
  const found = selected();
  bar?.remove();
  bar = null;
  if (!found || isOpen()) return;
  const box = found.range.getBoundingClientRect();
  bar = make(
    "div",
    { class: "desk-bar", role: "toolbar", "aria-label": "Selected words" },
    button("Name", () => openNaming(found.range, found.selection)),
    button("Quote", () => openMissed(found.range, found.selection)),
    button("Note", () => openNote(found.range, found.selection)),
  );
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  document.body.append(bar);
  bar.style.left = `${Math.min(Math.max(8, box.left), innerWidth - bar.offsetWidth - 8) + scrollX}px`;
  bar.style.top = `${Math.max(8, box.top - bar.offsetHeight - 6) + scrollY}px`;
}

// The same by keyboard: the words are typed instead of selected.
export function openMarking(element) {
  const field = make("input", { type: "text", "data-first": true, "aria-label": "Words of the story" });
  const mark = (open) => () => {
    const words = field.value.trim();
    if (words) open(element, { words, paragraph: 0, number: 0 });
  };
  openPanel(
    element,
    "Mark words of the story",
    field,
    make(
      "p",
      { class: "desk-actions" },
      button("Name", mark(openNaming)),
      button("Quote", mark(openMissed)),
      button("Note", mark(openNote)),
    ),
  );
}

function openNote(element, selection) {
  const field = make("textarea", { rows: "4", "data-first": true, "aria-label": "The note", required: true });
  const send = () => field.value.trim() && decide({ kind: "note", brief: slug, selection, text: field.value });
  openPanel(
    element,
    "A note in the margin",
    make("p", { class: "desk-words" }, `“${short(selection.words, 140)}”`),
    field,
    make("p", { class: "desk-actions" }, make("span", { class: "desk-soft" }, "Markdown"), button("Write the note", send, "desk-right")),
  );
}
