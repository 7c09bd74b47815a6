// Doubts of the whole site, one after the other.
import { button, make } from "./elements.js";
import { openIdentity } from "./identity.js";
import { openLost } from "./lost.js";
import { clearMessages, fail, say } from "./messages.js";
import { openName } from "./names.js";
import { briefAt } from "./page.js";
import { doubts } from "./preview.js";
import { openQuote } from "./quotes.js";
import { namesWith } from "./story.js";

// The doubt that was shown last, those that are skipped, and the one to open on the next page.
const LAST = "desk-doubt";
const SKIPPED = "desk-skipped";
const NEXT = "desk-open";

const keyOf = (doubt) => [doubt.kind, ...doubt.briefs, doubt.words].join("|");
const skipped = () => new Set(JSON.parse(sessionStorage.getItem(SKIPPED) ?? "[]"));
const left = async () => {
  const gone = skipped();
  return (await doubts()).filter((one) => !gone.has(keyOf(one)));
};

function addressOf(doubt) {
  if (doubt.kind !== "speaker") return briefAt(doubt.briefs[0]);
  return `${briefAt(doubt.quotes[0].brief)}#${doubt.quotes[0].quote}`;
}

export async function step(by) {
  say({ title: "Looking for doubts …", lasting: true });
  let all;
  try {
    all = await left();
  } catch (problem) {
    return fail(problem);
  }
  clearMessages();
  if (!all.length) return say({ title: "Nothing is in doubt." });
  const number = all.findIndex((one) => keyOf(one) === sessionStorage.getItem(LAST));
  return goTo(all[(number + by + all.length) % all.length] ?? all[0]);
}

export function skip() {
  const current = sessionStorage.getItem(LAST);
  if (current) sessionStorage.setItem(SKIPPED, JSON.stringify([...skipped(), current]));
  return step(1);
}

function goTo(doubt) {
  sessionStorage.setItem(LAST, keyOf(doubt));
  const address = new URL(addressOf(doubt));
  if (address.pathname === location.pathname) return open(doubt);
  sessionStorage.setItem(NEXT, keyOf(doubt));
  location.href = address.href;
  return null;
}

// How many doubts there are, and that this one may wait.
async function lead(doubt) {
  const all = await left();
  const number = all.findIndex((one) => keyOf(one) === keyOf(doubt)) + 1;
  return make(
    "p",
    { class: "desk-lead" },
    make("span", { class: "desk-soft" }, number ? `Doubt ${number} of ${all.length}` : "In doubt"),
    button("Later", skip),
    button("Next", () => step(1)),
  );
}

async function open(doubt) {
  const above = await lead(doubt);
  if (doubt.kind === "lost") return openLost(doubt, above);
  if (doubt.kind === "speaker") {
    document.getElementById(doubt.quotes[0].quote)?.scrollIntoView({ block: "center" });
    return openQuote(doubt.quotes[0].quote, above);
  }
  if (doubt.kind !== "span") return openIdentity(doubt, above);
  const [link] = namesWith(doubt.words);
  if (!link) return say({ title: `“${doubt.words}” is not on this page.` });
  link.scrollIntoView({ block: "center" });
  return openName(link, above);
}

// The doubt that the editor came to this page for.
export async function openWanted() {
  const wanted = sessionStorage.getItem(NEXT);
  sessionStorage.removeItem(NEXT);
  if (wanted) (await doubts()).filter((one) => keyOf(one) === wanted).forEach(open);
}
