// What was decided, each with a way back.
import { undo } from "./decisions.js";
import { button, make, whatWasWritten } from "./elements.js";
import { fail } from "./messages.js";
import { openPanel } from "./panel.js";
import { written } from "./preview.js";

const row = (one) =>
  make(
    "li",
    {},
    make("b", {}, one.meaning),
    make("span", { class: "desk-soft" }, ` ${new Date(one.at).toLocaleString()} `),
    button("Take back", () => undo(one.number)),
    whatWasWritten(one.files),
  );

export async function openHistory(element) {
  let all;
  try {
    all = await written();
  } catch (problem) {
    return fail(problem);
  }
  const rows = all.filter((one) => !one.undone).map(row);
  return openPanel(element, "What was decided", rows.length ? make("ol", { class: "desk-history" }, rows) : make("p", {}, "Nothing yet."));
}

// Say on a button what it takes back.
export async function nameUndo(undoing) {
  const all = await written().catch(() => []);
  const last = all.find((one) => !one.undone);
  undoing.disabled = !last;
  undoing.title = last ? `Undo: ${last.meaning}` : "Nothing to undo";
}
