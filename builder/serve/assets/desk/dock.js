// The bar at the foot of the window, and whether the desk is on.
import { openBrief } from "./brief.js";
import { undo } from "./decisions.js";
import { step } from "./doubts.js";
import { button, make } from "./elements.js";
import { openEntity } from "./entity.js";
import { nameUndo, openHistory } from "./history.js";
import { entityId, slug, story } from "./page.js";
import { closePanel, openPanel } from "./panel.js";

const OFF = "desk-off";
const KEYS = [
  ["n, p", "next and previous doubt"],
  ["s", "skip this doubt"],
  ["y", "it is right as it is"],
  ["Enter, e", "correct the quote or name that has the focus"],
  ["b", "this brief, or this page"],
  ["m", "mark words as a name or a quote, or write a note on them"],
  ["u", "undo"],
  ["d", "desk on and off"],
  ["Esc", "close"],
];

const toggle = button("", () => setOn(!isOn()), "desk-toggle");
const undoing = button("Undo", () => undo(), "desk-undo");
const help = button("?", () => openHelp(), "desk-help desk-wide");
const dock = make(
  "section",
  { class: "desk-dock", "aria-label": "The editor's desk" },
  toggle,
  slug ? button("This brief", () => openPage()) : null,
  entityId ? button("This page", () => openPage()) : null,
  button("Next doubt", () => step(1)),
  undoing,
  button("History", (event) => openHistory(event.currentTarget), "desk-wide"),
  help,
);
help.setAttribute("aria-label", "? Keys of the desk");

// The button after the one that switches the desk is that of the page.
export const pageButton = dock.children[1];
export const inDock = (node) => dock.contains(node);
export const isOn = () => sessionStorage.getItem(OFF) === null;

export function openPage() {
  if (slug) return openBrief(pageButton);
  return entityId ? openEntity(pageButton) : null;
}

export function openHelp() {
  openPanel(
    help,
    "Keys of the desk",
    make("dl", { class: "desk-keys" }, KEYS.flatMap(([key, words]) => [make("dt", {}, key), make("dd", {}, words)])),
    make("p", { class: "desk-soft" }, "Click a quote or a name to correct it. Select words to mark what is missing."),
  );
}

export function setOn(on) {
  if (on) sessionStorage.removeItem(OFF);
  else sessionStorage.setItem(OFF, "1");
  toggle.textContent = on ? "Desk: on" : "Desk: off";
  toggle.setAttribute("aria-pressed", String(on));
  document.documentElement.classList.toggle("desk-on", on);
  for (const quote of story?.querySelectorAll(".quote[id]") ?? []) {
    // Not a button: a quote has links in it.
    const attributes = { tabindex: "0", role: "group", "aria-label": "Quote: Enter corrects it" };
    for (const [name, value] of Object.entries(attributes)) {
      if (on) quote.setAttribute(name, value);
      else quote.removeAttribute(name);
    }
  }
  if (!on) closePanel();
}

export function showDock() {
  document.body.append(dock);
  setOn(isOn());
  nameUndo(undoing);
}
