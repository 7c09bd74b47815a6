// What was decided, each with a way back.
import { undo } from "./decisions.js";
import { button, make, whatWasWritten } from "./elements.js";
import { fail } from "./messages.js";
import { focusPanel, openPanel } from "./panel.js";
import { written } from "./preview.js";

const TIME = { day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" };
// Days are written as on the pages of the site.
const timeOf = (one) => new Date(one.at).toLocaleString("en-GB", TIME);

function row(one, takeBack) {
  const about = make("span", { class: "desk-soft" }, [one.about, timeOf(one)].filter(Boolean).join(" · "));
  return make(
    "li",
    { class: one.undone ? "desk-undone" : null },
    make("div", {}, make("b", {}, one.meaning), about),
    one.undone ? make("span", { class: "desk-soft" }, "Taken back") : button("Take back", () => takeBack(one.number)),
    whatWasWritten(one.files),
  );
}

async function load() {
  try {
    return await written();
  } catch (problem) {
    fail(problem);
    return null;
  }
}

export async function openHistory(element) {
  const all = await load();
  if (!all) return;
  const list = make("ol", { class: "desk-history" });
  const show = (found) => list.replaceChildren(...found.map((one) => row(one, takeBack)));
  async function takeBack(number) {
    await undo(number, { stays: true });
    const left = list.isConnected && (await load());
    if (!left) return;
    show(left);
    focusPanel();
  }
  show(all);
  openPanel(element, "What was decided", all.length ? list : make("p", {}, "Nothing yet."));
}

// Say on a button what it takes back.
export async function nameUndo(undoing) {
  const all = await written().catch(() => null);
  const last = all?.find((one) => !one.undone);
  undoing.disabled = all !== null && !last;
  undoing.title = last ? `Undo: ${last.meaning}` : "Nothing to undo";
}
