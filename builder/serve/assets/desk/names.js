// Names: what words of the story name.
import { MOST_FOUND, chooser, sharing } from "./chooser.js";
import { decide } from "./decisions.js";
import { button, make, short } from "./elements.js";
import { aKind, otherKinds } from "./kinds.js";
import { TYPES, slug } from "./page.js";
import { openPanel } from "./panel.js";
import { brief, entities } from "./preview.js";
import { openQuote } from "./quotes.js";
import { mentionOf, quoteAt, selectionOf } from "./story.js";

// `doubt` stands above all else in the panel.
export function openName(link, doubt = null) {
  const id = (link.getAttribute("href") ?? "").replace(/^.*\//, "").replace(/\.html$/, "");
  return openNaming(link, selectionOf(link), { id, page: link.href, element: link }, doubt);
}

// Whoever on the site has such a name, then those of this brief.
function likely(words, all) {
  const alike = sharing(words, all).slice(0, MOST_FOUND - 2);
  return [...alike, ...all.filter((one) => one.briefs.includes(slug) && !alike.includes(one))].slice(0, MOST_FOUND);
}

function currentLine(current, page, confirm) {
  const role = current.roles[0] ? `, ${current.roles[0]}` : "";
  return make(
    "p",
    { class: "desk-now" },
    make("b", {}, current.name),
    make("span", { class: "desk-soft" }, ` ${aKind(current.type)}${role}`),
    button("Right", confirm, "desk-right"),
    make("a", { href: page }, "Open the page"),
  );
}

// Words that are no name: here, or wherever else they are taken for the same.
function noNames(current, selection, decideOn) {
  const others = current ? current.briefs.filter((one) => one !== slug).length : 0;
  if (!others) return [button("Not a name", () => decideOn({}))];
  const ignore = () => decide({ kind: "ignore", words: selection.words });
  return [button("Not a name in this brief", () => decideOn({})), button("Not a name in any brief", ignore)];
}

// `now` is the name that the page shows there.
export async function openNaming(element, selection, now = null, doubt = null) {
  const data = await brief();
  const all = await entities();
  const others = all.filter((one) => one.id !== now?.id);
  const current = now && all.find((one) => one.id === now.id);
  const isFixed = mentionOf(data, now?.element)?.origin === "editor";
  const around = now && quoteAt(now.element);
  const only = make("input", { type: "checkbox" });
  const decideOn = (more) => decide({ kind: "name", brief: slug, selection, everywhere: !only.checked, ...more });
  openPanel(
    element,
    `What is “${short(selection.words, 40)}”?`,
    doubt,
    current ? currentLine(current, now.page, () => decideOn({ entity: current.id, confirms: true })) : null,
    current ? otherKinds(current) : null,
    ...chooser({
      first: likely(selection.words, others),
      label: "What the words name",
      choose: (one) => decideOn({ entity: one.id }),
      focus: !doubt,
      proposed: selection.words,
      makes: { kinds: Object.values(TYPES), act: (entity) => decideOn({ new: entity }) },
    }),
    make(
      "p",
      { class: "desk-actions" },
      make("label", { title: "Else everywhere in this brief" }, only, " only at this place"),
      isFixed ? button("As the machine had it", () => decideOn({ forgets: true })) : null,
      now ? noNames(current, selection, decideOn) : null,
    ),
    around ? make("p", {}, button("The quote around it", () => openQuote(around.id))) : null,
  );
}
