// Messages, away from the words that they are about. Most leave by themselves: what was decided stays in the history.
import { button, make, whatWasWritten } from "./elements.js";

const SHOWN_FOR = 8000;
// Milliseconds that a message stays once the page is scrolled.
const LINGERS = 1500;
const KEPT = "desk-message";
const SCROLLING = ["ArrowDown", "ArrowUp", "End", "Home", "PageDown", "PageUp", " "];

const box = make("div", { class: "desk-messages", role: "status", "aria-live": "polite" });
let leaves = null;
let until = Infinity;
let about = "";

export const hasMessage = () => box.children.length > 0;

export function clearMessages() {
  clearTimeout(leaves);
  until = Infinity;
  sessionStorage.removeItem(KEPT);
  box.replaceChildren();
}

// A message may be about the element of an id: `about`. One that is `lasting` stays until it is closed.
export function say(message, ...actions) {
  clearMessages();
  box.append(
    make(
      "div",
      { class: `desk-message${message.problem ? " desk-problem" : ""}` },
      make("p", {}, make("b", {}, message.title), message.hint ? ` ${message.hint}` : ""),
      make("p", { class: "desk-actions" }, ...actions, button("Close", clearMessages)),
      whatWasWritten(message.files),
    ),
  );
  about = message.about;
  moveAside();
  if (!message.lasting) leaveBy(Date.now() + SHOWN_FOR);
}

export function fail(problem) {
  const reload = () => {
    clearMessages();
    location.reload();
  };
  const message = { title: problem.message ?? String(problem), hint: problem.hint, problem: true };
  say({ ...message, lasting: true }, problem.reloads ? button("Reload the page", reload) : null);
  keepMessage(message);
}

// Live reload may load another page before the message was read.
export function keepMessage(message) {
  const leaving = Math.min(until, Date.now() + SHOWN_FOR);
  sessionStorage.setItem(KEPT, JSON.stringify({ ...message, until: leaving }));
}

// The message that was kept and has not left yet, or null.
export function keptMessage() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  return kept && kept.until > Date.now() ? kept : null;
}

export function leaveBy(time) {
  until = time;
  clearTimeout(leaves);
  if (!box.matches(":hover, :focus-within") && !box.querySelector("details[open]")) {
    leaves = setTimeout(clearMessages, until - Date.now());
  }
}

function hurry() {
  if (until === Infinity || until < Date.now() + LINGERS) return;
  leaveBy(Date.now() + LINGERS);
  const kept = keptMessage();
  if (kept) keepMessage(kept);
}

// Words at the foot of the window are covered by a message there: it is at the top then.
function moveAside() {
  box.classList.remove("desk-above");
  const words = about ? document.getElementById(about) : null;
  const covered = () => {
    const [one, two] = [(words.closest(".para") ?? words).getBoundingClientRect(), box.getBoundingClientRect()];
    return Math.max(0, Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top));
  };
  if (!words) return;
  const below = covered();
  if (below && box.classList.toggle("desk-above") && covered() >= below) box.classList.remove("desk-above");
}

export function showMessages() {
  document.body.append(box);
  // The window scrolls back to where it was only when the page is complete.
  addEventListener("load", moveAside);
  const stay = () => clearTimeout(leaves);
  const goOn = () => until !== Infinity && leaveBy(Math.max(until, Date.now() + LINGERS));
  for (const kind of ["pointerenter", "focusin"]) box.addEventListener(kind, stay);
  for (const kind of ["pointerleave", "focusout"]) box.addEventListener(kind, () => setTimeout(goOn));
  box.addEventListener("toggle", () => (box.querySelector("details[open]") ? stay() : goOn()), true);
  for (const kind of ["wheel", "touchmove"]) document.addEventListener(kind, hurry, { passive: true });
  document.addEventListener("keydown", (event) => SCROLLING.includes(event.key) && !box.contains(event.target) && hurry());
  document.addEventListener("pointerdown", (event) => until !== Infinity && !box.contains(event.target) && clearMessages());
}
