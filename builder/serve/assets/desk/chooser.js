// A list of entities to choose from, with a field that searches the whole site.
import { make, short } from "./elements.js";
import { entities } from "./preview.js";

export const MOST_FOUND = 8;

const row = (text, more, act) =>
  make("li", {}, make("button", { type: "button", onclick: act }, make("b", {}, text), more ? ` ${more}` : ""));
const namesOf = (one) => [one.name, ...(one.aliases ?? [])];
const contains = (one, folded) => [one.id, ...namesOf(one)].some((name) => name.toLocaleLowerCase().includes(folded));

// Those of the first ones that have the words, then all others of the site that have them.
async function search(folded, first, kinds) {
  const known = new Set(first.map((one) => one.id));
  const starts = (one) => (one.name.toLocaleLowerCase().startsWith(folded) ? 0 : 1);
  const others = (await entities()).filter(
    (one) => (!kinds || kinds.includes(one.type)) && !known.has(one.id) && contains(one, folded),
  );
  others.sort((a, b) => starts(a) - starts(b) || (b.briefs?.length ?? 0) - (a.briefs?.length ?? 0));
  return [...first.filter((one) => contains(one, folded)), ...others].slice(0, MOST_FOUND);
}

// Two entities of one name are told apart by their ids.
export function tellApart(all) {
  const isShared = ({ name }) => all.filter((other) => other.name === name).length > 1;
  const isOfKind = ({ name, type }) => all.filter((other) => other.name === name && other.type === type).length > 1;
  return all.map((one) => {
    if (!isShared(one)) return one.name;
    return isOfKind(one) ? `${one.name} (${one.id})` : `the ${one.type} ${one.name}`;
  });
}

// `choose` gets one of them, `words` what was typed, `makes.act` a new entity of one of `makes.kinds`.
export function chooser({ first, label, choose, words = null, makes = null, kinds = null, proposed = "", focus = true }) {
  const list = make("ul", { class: "desk-choices" });
  const field = make("input", {
    type: "search",
    "data-first": focus,
    placeholder: words ? "Search, or write who" : "Search the site",
    "aria-label": label,
  });
  const rowOf = (one, name) => row(name, [one.type, one.roles?.[0]].filter(Boolean).join(", "), () => choose(one));

  async function show() {
    const wanted = field.value.trim();
    const found = wanted ? await search(wanted.toLocaleLowerCase(), first, kinds) : first;
    if (field.value.trim() !== wanted) return;
    const names = tellApart(found);
    list.replaceChildren(...found.map((one, number) => rowOf(one, names[number])));
    if (wanted && words) list.append(row(`“${wanted}”`, "in your words: someone without a page", () => words(wanted)));
    const name = wanted || proposed;
    for (const kind of name && makes ? makes.kinds : []) {
      list.append(row(`New ${kind}: ${short(name, 40)}`, "", () => makes.act({ type: kind, name })));
    }
    if (wanted && !list.children.length) list.append(make("li", { class: "desk-none" }, "Nobody of that name."));
  }
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    // Without anything typed, Enter chooses nothing.
    if (field.value.trim()) list.querySelector("button")?.click();
  });
  show();
  return [field, list];
}

// The entities of which a name shares a word with the words, the most frequent first.
export function sharing(words, all) {
  const own = new Set(words.toLocaleLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const shares = (name) => name.toLocaleLowerCase().split(/[^\p{L}\p{N}]+/u).some((word) => own.has(word));
  const found = all.filter((one) => namesOf(one).some(shares));
  return found.sort((a, b) => b.briefs.length - a.briefs.length);
}
