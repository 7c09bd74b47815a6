// Quotes: who said them, and those that the machine missed.
import { chooser } from "./chooser.js";
import { decide } from "./decisions.js";
import { button, make, short } from "./elements.js";
import { slug } from "./page.js";
import { openPanel } from "./panel.js";
import { brief, entities } from "./preview.js";

const CAN_SPEAK = ["person", "organization", "group"];

const wordsIn = (data) => {
  const text = [...data.text];
  return (spans, between) => spans.map(([start, end]) => text.slice(start, end).join("")).join(between);
};

// Who may have said it: persons first, then who is quoted beside it, then who is named most.
function likelySpeakers(data, quote) {
  const counts = new Map();
  for (const mention of data.mentions) counts.set(mention.entity, (counts.get(mention.entity) ?? 0) + 1);
  for (const other of data.quotes) for (const one of other.speakers) counts.set(one, (counts.get(one) ?? 0) + 5);
  const isOther = (one) => (one.type === "person" ? 0 : 1);
  return data.entities
    .filter((one) => CAN_SPEAK.includes(one.type) && !quote.speakers.includes(one.id))
    .sort((a, b) => isOther(a) - isOther(b) || counts.get(b.id) - counts.get(a.id));
}

// Who the page says it was. An editor may have named someone whom the brief does not mention.
async function creditShown(data, quote) {
  const known = [...data.entities, ...(quote.speakers.length ? await entities() : [])];
  const names = quote.speakers.map((id) => known.find((one) => one.id === id)?.name ?? id);
  return names.join(" and ") || quote.speaker_text || (quote.source ? wordsIn(data)(quote.source, " ") : "");
}

function creditLine(quote, shown, confirm) {
  const sure = quote.origin === "editor" ? "set by an editor" : `${Math.round(quote.confidence * 100)}% sure`;
  // The machine knows only "they", say: who that is, is left open.
  const isInWords = shown && !quote.speakers.length && quote.origin !== "editor";
  return make(
    "p",
    { class: "desk-now" },
    shown ? make("b", {}, isInWords ? `“${shown}”` : shown) : "Nobody is named",
    isInWords ? make("span", { class: "desk-soft" }, "in the text’s words,") : null,
    make("span", { class: "desk-soft" }, ` ${sure}`),
    shown && quote.origin !== "editor" ? button("Right", confirm, "desk-right") : null,
  );
}

// Speakers who are chosen one after the other while the box is checked, and credited together.
function severalSpeakers(credit) {
  const box = make("input", { type: "checkbox" });
  const chips = make("p", { class: "desk-chips" });
  const chosen = [];
  const ids = () => (box.checked ? chosen.map((one) => one.id) : []);
  const show = () =>
    chips.replaceChildren(
      ...chosen.map((one) => make("span", {}, one.name)),
      chosen.length ? button("These said it", () => credit(chosen.map((one) => one.id)), "desk-right") : "",
    );
  const choose = (one) => {
    if (!box.checked) return credit([one.id]);
    if (!chosen.some((other) => other.id === one.id)) chosen.push(one);
    return show();
  };
  return { box, chips, ids, choose };
}

function decisionOn(quote) {
  const isFixed = quote.origin === "editor";
  const seen = { speakers: quote.speakers, source: isFixed ? quote.speaker_text ?? "" : "" };
  return (credit, more = {}) =>
    decide({ kind: "quote", brief: slug, quote: quote.id, credit, seen, is_fixed: isFixed, ...more });
}

// `doubt` stands above all else in the panel.
export async function openQuote(id, doubt = null) {
  const data = await brief();
  const quote = data.quotes.find((one) => one.id === id);
  if (!quote) return;
  const shown = await creditShown(data, quote);
  const decideOn = decisionOn(quote);
  const confirm = (credit) => decideOn(credit, { confirms: true });
  const several = severalSpeakers((speakers) => decideOn({ speakers }));
  openPanel(
    document.getElementById(id),
    "Who said it?",
    doubt,
    make("p", { class: "desk-words" }, `“${short(wordsIn(data)(quote.content, " … "), 140)}”`),
    creditLine(quote, shown, () => confirm(quote.speakers.length ? { speakers: quote.speakers } : { source: shown })),
    ...chooser({
      first: likelySpeakers(data, quote),
      label: "Who said it",
      choose: several.choose,
      focus: !doubt,
      words: (source) => decideOn({ speakers: [], source }),
      makes: { kinds: CAN_SPEAK, act: (entity) => decideOn({ speakers: several.ids() }, { new: entity }) },
    }),
    several.chips,
    make(
      "p",
      { class: "desk-actions" },
      make("label", {}, several.box, " several speakers"),
      quote.origin === "editor" ? button("As the machine had it", () => decideOn(null, { forgets: true })) : null,
      button("Not a quote", () => decideOn(null)),
    ),
  );
}

export async function openMissed(element, selection) {
  const data = await brief();
  const decideOn = (credit, more = {}) => decide({ kind: "missed-quote", brief: slug, selection, credit, ...more });
  openPanel(
    element,
    "Who said it?",
    make("p", { class: "desk-words" }, `“${short(selection.words, 140)}”`),
    ...chooser({
      first: data.entities.filter((one) => one.type === "person"),
      label: "Who said it",
      choose: (one) => decideOn({ speakers: [one.id] }),
      words: (source) => decideOn({ speakers: [], source }),
      makes: { kinds: CAN_SPEAK, act: (entity) => decideOn({ speakers: [] }, { new: entity }) },
    }),
  );
}
