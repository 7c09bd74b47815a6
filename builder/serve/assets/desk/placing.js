// Where the panel is: beside the words, within the window.
import { isNarrow } from "./page.js";

let panel = null;
// What it is about: an element, a range of words, or null.
let subject = null;
// Until the reader scrolls, the panel follows the words: the page may still scroll smoothly to them, or be laid out.
let follows = false;

// The growing panel stays in the window, without moving while someone types.
const sizes = new ResizeObserver(() => keepInside());

export function placePanel(newPanel, newSubject) {
  panel = newPanel;
  subject = newSubject;
  follows = true;
  place();
  sizes.observe(panel);
}

export function releasePanel() {
  sizes.disconnect();
  panel = null;
}

function place() {
  if (!panel || isNarrow()) return;
  if (!subject || (subject instanceof Element && subject.closest(".desk-dock"))) {
    panel.classList.add("desk-docked");
    return;
  }
  const box = subject.getClientRects()[0] ?? subject.getBoundingClientRect();
  const left = Math.max(12, Math.min(box.left, innerWidth - panel.offsetWidth - 12));
  const below = subject.getBoundingClientRect().bottom + 8;
  const fits = below + panel.offsetHeight < innerHeight || below < innerHeight / 2;
  panel.style.left = `${left + scrollX}px`;
  panel.style.top = `${(fits ? below : box.top - panel.offsetHeight - 8) + scrollY}px`;
  keepInside();
}

function keepInside() {
  if (!panel || !follows || isNarrow() || panel.matches(".desk-docked")) return;
  const top = Math.max(8, Math.min(panel.offsetTop - scrollY, innerHeight - panel.offsetHeight - 8));
  panel.style.top = `${top + scrollY}px`;
}

export function followWords() {
  const stop = () => {
    follows = false;
  };
  for (const kind of ["wheel", "touchmove"]) addEventListener(kind, stop, { passive: true });
  addEventListener("keydown", (event) => ["PageDown", "PageUp"].includes(event.key) && stop());
  for (const kind of ["scroll", "load", "resize"]) addEventListener(kind, () => follows && place());
}
