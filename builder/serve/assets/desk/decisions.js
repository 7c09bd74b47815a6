// Decisions, sent to the preview and taken back.
import { button } from "./elements.js";
import { clearMessages, fail, keepMessage, keptMessage, leaveBy, say } from "./messages.js";
import { closePanel, letReload, openerId } from "./panel.js";
import { ask } from "./preview.js";

const ABOUT = "desk-about";
const FOCUS = "desk-focus";

// The id of the words that a decision is about; "" if it is about a page as a whole.
const placeOf = (decision) => decision.quote ?? (decision.selection?.paragraph ? `p-${decision.selection.paragraph}` : "");

// A sentence ends with one mark, also if that is in quotation marks.
const sentence = (words) => (/[.!?…][”’"]?$/.test(words) ? words : `${words}.`);

function tell(message) {
  say(message, message.undo ? button("Undo", () => undo()) : null);
}

// The page will be loaded again.
function tellAndKeep(message) {
  const about = sessionStorage.getItem(ABOUT) ?? "";
  tell({ ...message, about });
  keepMessage({ ...message, about });
}

export async function decide(decision) {
  sessionStorage.setItem(FOCUS, openerId());
  sessionStorage.setItem(ABOUT, placeOf(decision));
  closePanel();
  say({ title: "Writing …", about: placeOf(decision), lasting: true });
  try {
    const written = await ask("POST", "decide", decision);
    if (written.number) tellAndKeep({ title: sentence(written.meaning), files: written.files, undo: true });
    else say({ title: "The files say so already." });
    return true;
  } catch (problem) {
    fail(problem);
    return false;
  } finally {
    letReload();
  }
}

// With `stays` the panel stays open, and the page is loaded again when it is closed.
export async function undo(number, { stays = false } = {}) {
  if (!stays) closePanel();
  clearMessages();
  try {
    const written = await ask("POST", "undo", number ? { number } : {});
    tellAndKeep({ title: `Taken back: ${sentence(written.meaning)}` });
  } catch (problem) {
    fail(problem);
  } finally {
    if (!stays) letReload();
  }
}

// After live reload: what was said before, and the focus where it was.
export function resume() {
  const kept = keptMessage();
  if (kept) {
    tell(kept);
    leaveBy(kept.until);
    keepMessage(kept);
  }
  document.getElementById(sessionStorage.getItem(FOCUS) || "?")?.focus({ preventScroll: true });
  sessionStorage.removeItem(FOCUS);
}
