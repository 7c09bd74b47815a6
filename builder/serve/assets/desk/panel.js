// The panel beside the words: one at a time.
import { button, make } from "./elements.js";
import { clearMessages } from "./messages.js";
import { placePanel, releasePanel } from "./placing.js";

// Milliseconds after which a card would have opened.
const CARD_OPENS = 320;

let panel = null;
let opener = null;
// The page has changed since the panel was opened.
let isOutdated = false;

export const openerId = () => opener?.id ?? "";
export const isOpen = () => panel !== null;
export const inPanel = (node) => panel?.contains(node) ?? false;
export const findInPanel = (selector) => panel?.querySelector(selector) ?? null;
export const focusPanel = () => panel?.focus();

export function closePanel({ back = false } = {}) {
  if (!panel) return;
  releasePanel();
  panel.remove();
  panel = null;
  document.documentElement.classList.remove("desk-busy");
  unmark();
  if (back) {
    opener?.focus?.();
    quiet();
  }
}

// A panel that is closed without a decision.
export function dismissPanel(options) {
  closePanel(options);
  letReload();
}

// What is typed in a panel would be lost if the page were loaded again: it is, when the panel is closed.
export function holdReload() {
  isOutdated = panel !== null;
  return isOutdated;
}

export function letReload() {
  if (isOutdated) location.reload();
}

export function unmark() {
  document.querySelectorAll(".desk-chosen").forEach((one) => one.classList.remove("desk-chosen"));
}

// A name that gets the focus back would open its card, over the desk.
export function quiet() {
  document.documentElement.classList.add("desk-quiet");
  setTimeout(() => {
    document.querySelector(".mention-card")?.hidePopover?.();
    document.documentElement.classList.remove("desk-quiet");
  }, CARD_OPENS);
}

// `element` is what the panel is about: an element, or a range of selected words.
export function openPanel(element, title, ...children) {
  closePanel();
  clearMessages();
  document.querySelector(".desk-bar")?.remove();
  document.documentElement.classList.add("desk-busy");
  opener = document.activeElement === document.body ? element : document.activeElement;
  element?.classList?.add("desk-chosen");
  const close = button("×", () => dismissPanel({ back: true }), "desk-close");
  close.setAttribute("aria-label", "Close");
  panel = make(
    "div",
    { class: "desk-panel", role: "dialog", "aria-label": title, tabindex: "-1" },
    make("div", { class: "desk-head" }, make("h2", {}, title), close),
    ...children,
  );
  document.body.append(panel);
  placePanel(panel, element);
  const isDoubt = panel.querySelector(".desk-lead") !== null;
  const first = panel.querySelector("[data-first]") ?? panel.querySelector("button:not(.desk-close), input, textarea");
  // With the focus on the panel itself the keys of the desk work.
  ((isDoubt ? panel : first) ?? panel).focus({ preventScroll: true });
}

// Arrow keys go through the choices of a panel.
export function stepWithArrows(event) {
  if (!inPanel(event.target) || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  if (event.target.matches("textarea, select")) return;
  const stops = [...panel.querySelectorAll("input:not([type=radio], [type=checkbox]), .desk-choices button, .desk-right")];
  const next = stops[stops.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}
