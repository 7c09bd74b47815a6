// The names of people, places and organizations, looked up by words and the beginnings of words.

const NAME = 12;
const NAME_BEGINS = 8;
const ALIAS = 6;
const ALIAS_BEGINS = 5;
const WHAT = 2;
const WHAT_BEGINS = 1;
const NAMED = ALIAS_BEGINS;
const BEFORE = 90;
const AFTER = 140;
let entities;
let nameOf;
let briefs;
const texts = new Map();

// Letters and digits without accents and case: "al-Maliki’s" is "almalikis", as in the index of the briefs.
const plain = (text) => text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
export const bare = (word) => plain(word).replace(/[^\p{L}\p{N}]+/gu, "");

// A word and the parts of it that hyphens, dots and apostrophes make.
export function formsOf(word) {
  const parts = plain(word).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return parts.length > 1 ? [parts.join(""), ...parts] : parts;
}

export const wordsOf = (text) => text.split(/\s+/).flatMap(formsOf);

// The id of an entity that has none of its own; builder/pages/lists/search_names.py makes it the same way.
const idOf = (name) => plain(name).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

function read(data) {
  briefs = data.briefs.map(([slug, headline, date, lang, headlineLang]) => ({ slug, headline, date, lang, headlineLang }));
  entities = Object.entries(data.types).flatMap(([type, rows]) =>
    rows.map(([name, id, aliases, what, , mentions, years, ...place]) => {
      const own = id || idOf(name);
      const also = aliases ? aliases.split("\n") : [];
      const [is, text = ""] = [what].flat();
      return {
        type,
        name,
        id: own,
        url: `${data.folders[type]}/${own}.html`,
        what: [is, also.length ? `Also ${also.join(", ").replace(/\.$/, "")}.` : "", text].filter(Boolean).join(" "),
        mentions,
        years: years.map((number) => data.years[number]),
        place,
        fields: [[wordsOf(name)], also.map(wordsOf), [wordsOf(is), wordsOf(text)]],
      };
    }),
  );
  nameOf = new Map(entities.map(({ id, name }) => [id, name]));
}

// The speakers of a quote in words: those of the article as they are, and the names of entities from their ids.
export function labelOf(speaker) {
  if (typeof speaker === "string") return speaker;
  // Names that the browser has kept from an earlier build may lack an entity.
  const names = speaker.map((id) => nameOf.get(id) ?? id);
  return [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");
}

export function load(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(read(window.newsglossNames));
    script.onerror = reject;
    document.head.append(script);
  });
}

function scoreOfWord(word, [name, also, what]) {
  let best = 0;
  const weigh = (texts, whole, begins) => {
    for (const one of texts.flat()) if (one.startsWith(word)) best = Math.max(best, one === word ? whole : begins);
  };
  weigh(name, NAME, NAME_BEGINS);
  if (best < ALIAS) weigh(also, ALIAS, ALIAS_BEGINS);
  if (!best) weigh(what, WHAT, WHAT_BEGINS);
  return best;
}

const contains = (texts, phrase) => texts.some((text) => ` ${text.join(" ")} `.includes(` ${phrase} `));

// How well the words fit: 0 if one of them is missing; the least of them decides whether the entity is named so.
function score(words, isPhrase, { fields }) {
  const all = words.map((word) => scoreOfWord(word, fields));
  const least = Math.min(...all);
  const phrase = words.join(" ");
  if (!least || (isPhrase && !fields.some((texts) => contains(texts, phrase)))) return [0, 0];
  const same = (texts) => texts.some((text) => text.join(" ") === phrase || text[0] === phrase);
  const bonus = fields[0][0].join(" ") === phrase ? 4 * NAME : same(fields[1]) ? NAME : 0;
  return [least, all.reduce((sum, one) => sum + one, 0) / all.length + bonus];
}

// The entities that fit, best first: those that are named so, then those of whom the words say what they are.
export function find(words, isPhrase, year) {
  const found = entities
    .filter((entity) => !year || entity.years.includes(year))
    .map((entity) => ({ entity, fit: score(words, isPhrase, entity) }))
    .filter(({ fit }) => fit[0]);
  found.sort((one, other) => {
    const named = (other.fit[0] >= NAMED) - (one.fit[0] >= NAMED);
    return named || other.fit[1] - one.fit[1] || other.entity.mentions - one.entity.mentions;
  });
  return found.map(({ entity, fit }) => ({ ...entity, isNamed: fit[0] >= NAMED }));
}

async function fetchText(url) {
  const response = await fetch(url);
  return response.ok ? [...new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer())] : [];
}

// The newest mention in its sentence, read from the words of its brief.
export async function mentionOf({ id, place }, root) {
  if (!place.length) return undefined;
  const [number, anchor, start, begins, ends, size] = place;
  const { slug, headline, date, lang, headlineLang } = briefs[number];
  const page = `${root}briefs/${encodeURIComponent(slug)}`;
  if (!texts.has(slug)) texts.set(slug, fetchText(`${page}.txt`));
  const sentence = (await texts.get(slug)).slice(start, start + size);
  if (!sentence.length) return undefined;
  const line = (from, to) => sentence.slice(from, to).join("").replace(/\s+/g, " ");
  const before = line(0, begins);
  const after = line(ends, size);
  return {
    before: before.length > BEFORE ? `… ${before.slice(-BEFORE).replace(/^\S* /, "")}` : before,
    name: line(begins, ends),
    after: after.length > AFTER ? `${after.slice(0, AFTER).replace(/ \S*$/, "")} …` : after,
    url: `${page}.html#m-${id}-${anchor}`,
    headline,
    date,
    lang,
    headlineLang,
  };
}
