// The briefs and their quotes, found by pagefind. Its index has shards, whose results become those of one index.

import { bare, formsOf, labelOf, wordsOf } from "./search-names.js";

const SHORTEST = 4;
const ENDING = 2;
// A letter that no text has. pagefind leaves such a word out, but weighs a headline less that lacks a part of the query.
const NO_WORD = "𐤀";
let pagefind;
let shards;
let shardOf;
let total;
let everything;

export async function load(library, count) {
  const folder = new URL(".", library).href;
  pagefind = await import(library);
  // What an attempt that failed has left.
  await pagefind.destroy();
  await pagefind.init();
  const response = await fetch(`${folder}briefs.json`, { cache: "no-cache" });
  shards = await response.json();
  const further = Array.from({ length: count - 1 }, (_, number) => `${folder}${number + 1}/`);
  await Promise.all(further.map((path) => pagefind.mergeIndex(path)));
  shardOf = new Map(shards.flatMap((shard) => Object.keys(shard.briefs).map((id) => [id, shard])));
  total = shardOf.size;
  everything = undefined;
}

// Makes names of the speakers, which the index has by their ids; these names must have been loaded.
export function nameSpeakers() {
  for (const shard of shards) {
    shard.names = shard.speakers.map(labelOf);
    shard.forms = shard.names.map(wordsOf);
  }
}

const briefOf = (id) => shardOf.get(id).briefs[id];
const byId = (results) => new Map(results.map((result) => [result.id, result]));

// The briefs with a quote of a speaker whose name fits, whatever their words are.
function spokenBy(fits) {
  return shards.flatMap(({ briefs, forms }) => {
    const speakers = new Set([...forms.keys()].filter((who) => fits(forms[who])));
    if (!speakers.size) return [];
    return Object.keys(briefs).filter((id) => briefs[id].slice(1).some(([, who]) => speakers.has(who)));
  });
}

const hasWord = (forms, word) => forms.some((form) => form.startsWith(bare(word)));
const hasPhrase = (forms, words) => ` ${forms.join(" ")} `.includes(` ${words.map(bare).join(" ")} `);

function group(results) {
  const groups = new Map();
  for (const result of results) {
    const shard = shardOf.get(result.id);
    if (!groups.has(shard)) groups.set(shard, []);
    groups.get(shard).push(result);
  }
  groups.delete(undefined);
  return groups;
}

// How much of a word the found words of a record begin with.
async function reach(result, word) {
  const { content, locations, meta } = await result.data();
  const all = content.split(/\s+/);
  const found = locations.length ? locations.map((at) => all[at] ?? "") : Object.values(meta).flatMap((text) => text.split(/\s+/));
  const wanted = bare(word);
  const common = (form) => [...wanted].findIndex((letter, at) => form[at] !== letter);
  return Math.max(...found.flatMap(formsOf).map((form) => (common(form) < 0 ? wanted.length : common(form))));
}

// pagefind weighs a word by how rare it is (idf of BM25).
const rarity = (briefs, hits) => Math.log((briefs + 1) / (hits + 0.5));

// The records with a word, by id: those that have it themselves, with a result, and those with a quote whose speaker's name
// has it. A shard without it gives words that it begins with instead ("all" for "alloy"): only if no shard and no name
// has it, and if no more than an ending is missing.
async function lookUp(word) {
  const named = spokenBy((forms) => hasWord(forms, word));
  const [near, exact] = await Promise.all([pagefind.search(word), pagefind.search(`"${word}"`)]);
  const groups = group(near.results);
  const sure = group(exact.results);
  const doubtful = [...groups].filter(([shard]) => !sure.has(shard));
  const reaches = await Promise.all(doubtful.map(([, results]) => reach(results[0], word)));
  const whole = bare(word).length;
  const best = Math.max(0, ...reaches);
  const needed = named.length || sure.size || best < Math.max(SHORTEST, whole - ENDING) ? whole : best;
  doubtful.forEach(([shard], number) => reaches[number] < needed && groups.delete(shard));
  const hits = new Set([...named, ...[...groups.values()].flatMap((results) => results.map(({ id }) => id))]).size;
  const found = new Map(named.map((id) => [id, { score: 0, weight: 1, at: new Set() }]));
  for (const [shard, results] of groups) {
    const weight = rarity(total, hits) / rarity(Object.keys(shard.briefs).length, results.length);
    for (const result of results) found.set(result.id, { score: result.score, weight, at: new Set(result.words), result });
  }
  return found;
}

// The score that the record would have in one index: each word counts as it is rare in all of them.
function weighed(score, parts) {
  const sum = parts.reduce((all, part) => all + part.score, 0);
  return sum ? (score * parts.reduce((all, part) => all + part.score * part.weight, 0)) / sum : score;
}

function isSaid(words, isPhrase, places, ranges, forms) {
  const within = (at) => ranges.some(([first, end]) => first <= at && at < end);
  if (!isPhrase) return words.every((word, n) => [...places[n]].some(within) || hasWord(forms, word));
  const inOrder = (first) => within(first) && places.every((at, n) => at.has(first + n) && within(first + n));
  return [...places[0]].some(inOrder) || hasPhrase(forms, words);
}

// The quotes of a brief with all words, in themselves or in the name of their speaker.
function quotesIn(id, words, isPhrase, parts) {
  const { names, forms } = shardOf.get(id);
  const places = parts.map(({ at }) => at);
  return briefOf(id).slice(1).flatMap(([number, who, isUnmarked, ...ends]) => {
    const ranges = ends.flatMap((end, n) => (n % 2 ? [[ends[n - 1], end]] : []));
    return isSaid(words, isPhrase, places, ranges, forms[who]) ? [{ number, speaker: names[who], isUnmarked, ranges }] : [];
  });
}

// The results of records by id, each for those of the words that it has itself. A record that has none of them, but a
// quote of a speaker with such a name, has no result.
async function textsOf(ids, words, looks) {
  const searches = new Map();
  const textOf = async (id) => {
    const own = looks.map((look) => look.get(id).result);
    if (words.length < 2 || !own.some(Boolean)) return own[0];
    const text = words.map((word, n) => (own[n] ? word : NO_WORD)).join(" ");
    if (!searches.has(text)) searches.set(text, pagefind.search(text).then(({ results }) => byId(results)));
    return (await searches.get(text)).get(id);
  };
  return new Map(await Promise.all(ids.map(async (id) => [id, await textOf(id)])));
}

// A record as it is in the index, without marked words.
async function unmarked(id) {
  everything ??= pagefind.search(null).then(({ results }) => byId(results));
  return (await everything).get(id).data();
}

// Briefs and quotes, best first. More than one word in one quote is worth more than in one brief.
export async function find(words, isPhrase, year) {
  const looks = await Promise.all(words.map(lookUp));
  const exact = isPhrase ? byId((await pagefind.search(`"${words.join(" ")}"`)).results) : null;
  const named = new Set(isPhrase ? spokenBy((forms) => hasPhrase(forms, words)) : []);
  const ids = [...looks[0].keys()]
    .filter((id) => looks.every((look) => look.has(id)) && (!exact || exact.has(id) || named.has(id)))
    .filter((id) => !year || briefOf(id)[0] === year);
  const texts = await textsOf(ids, words, looks);
  const found = ids.flatMap((id) => {
    const parts = looks.map((look) => look.get(id));
    const text = texts.get(id);
    const score = text ? weighed(text.score, parts) : 0;
    const shown = isPhrase ? exact.get(id) : text;
    // The result itself is kept: pagefind forgets the data of one that is not.
    const data = () => (shown ? shown.data() : unmarked(id));
    const quotes = quotesIn(id, words, isPhrase, parts);
    const best = score * (words.length > 1 ? 1.1 : 0.9);
    return [
      { type: "brief", score, data },
      ...quotes.map((quote, number) => ({ type: "quote", score: best * 0.8 ** number, data, quote })),
    ];
  });
  return found.sort((one, other) => other.score - one.score);
}
