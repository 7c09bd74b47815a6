// Doubts about whose page it is: one or two, or who of two is meant.
import { tellApart } from "./chooser.js";
import { decide } from "./decisions.js";
import { button, make } from "./elements.js";
import { entityAt } from "./page.js";
import { focusPanel, openPanel, unmark } from "./panel.js";
import { entities } from "./preview.js";

const isDouble = (doubt) => doubt.kind === "double";

export const questionOf = (doubt) => (isDouble(doubt) ? "One or two?" : "Who is meant?");

const reasons = (title, found) =>
  found.length ? [make("h3", {}, title), make("ul", {}, found.map((reason) => make("li", {}, reason)))] : [];

function answers(doubt, [one, two], names) {
  const stays = () => decide({ kind: "distinct", entities: [one.id, two.id] });
  const merge = (gone, kept) => () => decide({ kind: "merge", gone: gone.id, kept: kept.id });
  // The page that stays decides what it is.
  const joined =
    one.type === two.type
      ? [button("They are one", merge(two, one))]
      : [button(`They are one: the ${one.type}`, merge(two, one)), button(`They are one: the ${two.type}`, merge(one, two))];
  const split = () => decide({ kind: "split", entity: one.id, briefs: doubt.briefs, other: two.id });
  const buttons = isDouble(doubt)
    ? [button("They are two", stays, "desk-right"), ...joined]
    : [button(`It is ${names[0]}`, stays, "desk-right"), button(`It is ${names[1]}`, split)];
  return make("p", { class: "desk-actions" }, buttons);
}

// `above` stands above all else in the panel.
export async function openIdentity(doubt, above = null) {
  const all = await entities();
  const both = doubt.entities.map((id) => all.find((entity) => entity.id === id) ?? { id, name: id, type: "person" });
  const names = tellApart(both);
  const pages = both.map((entity, number) => make("a", { href: entityAt(entity) }, names[number]));
  const where = doubt.briefs.length > 1 ? `${doubt.briefs.length} briefs` : "this brief";
  openPanel(
    document.querySelector(".brief-head, h1"),
    questionOf(doubt),
    above,
    make("p", {}, pages[0], " and ", pages[1], isDouble(doubt) ? "" : `, in ${where}`),
    ...reasons(isDouble(doubt) ? "For one" : `For ${names[1]}`, doubt.evidence_for),
    ...reasons(isDouble(doubt) ? "For two" : `For ${names[0]}`, doubt.evidence_against),
    answers(doubt, both, names),
  );
  unmark();
  focusPanel();
}
