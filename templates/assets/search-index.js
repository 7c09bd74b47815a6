// The briefs and their quotes, found by pagefind. Its index has shards, whose results become those of one index.

import { bare, formsOf, wordsOf } from "./search-names.js";

const RANKING = { metaWeights: { speaker: 0 } };
const SHORTEST = 4;
const ENDING = 2;
let pagefind;
let shards;
let shardOf;
let total;

export async function load(library, count) {
  const folder = new URL(".", library).href;
  pagefind = await import(library);
  // What an attempt that failed has left.
  await pagefind.destroy();
  await pagefind.options({ ranking: RANKING });
  await pagefind.init();
  const response = await fetch(`${folder}briefs.json`, { cache: "no-cache" });
  shards = await response.json();
  const further = Array.from({ length: count - 1 }, (_, number) => `${folder}${number + 1}/`);
  await Promise.all(further.map((path) => pagefind.mergeIndex(path, { ranking: RANKING })));
  shardOf = new Map(shards.flatMap((shard) => Object.keys(shard.briefs).map((id) => [id, shard])));
  total = shardOf.size;
}

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

// The records with a word, by id. A shard without it gives words that it begins with instead ("all" for "alloy"): only
// if no shard has it, and if no more than an ending is missing.
async function lookUp(word) {
  const [near, exact] = await Promise.all([pagefind.search(word), pagefind.search(`"${word}"`)]);
  const groups = group(near.results);
  const sure = group(exact.results);
  const doubtful = [...groups].filter(([shard]) => !sure.has(shard));
  const reaches = await Promise.all(doubtful.map(([, results]) => reach(results[0], word)));
  const whole = bare(word).length;
  const best = Math.max(0, ...reaches);
  const needed = sure.size || best < Math.max(SHORTEST, whole - ENDING) ? whole : best;
  doubtful.forEach(([shard], number) => reaches[number] < needed && groups.delete(shard));
  const hits = [...groups.values()].reduce((sum, results) => sum + results.length, 0);
  const found = new Map();
  for (const [shard, results] of groups) {
    const weight = rarity(total, hits) / rarity(Object.keys(shard.briefs).length, results.length);
    for (const { id, score, words } of results) found.set(id, { score, weight, at: new Set(words) });
  }
  return { results: near.results, found };
}

// The score that the record would have in one index: each word counts as it is rare in all of them.
function weighed(result, looks) {
  const parts = looks.map(({ found }) => found.get(result.id));
  const sum = parts.reduce((all, part) => all + part.score, 0);
  return sum ? (result.score * parts.reduce((all, part) => all + part.score * part.weight, 0)) / sum : result.score;
}

function isSaid(words, isPhrase, places, ranges, speaker) {
  const forms = wordsOf(speaker);
  const within = (at) => ranges.some(([first, end]) => first <= at && at < end);
  if (!isPhrase) {
    return words.every((word, n) => [...places[n]].some(within) || forms.some((form) => form.startsWith(bare(word))));
  }
  const inOrder = (first) => within(first) && places.every((at, n) => at.has(first + n) && within(first + n));
  return [...places[0]].some(inOrder) || ` ${forms.join(" ")} `.includes(` ${words.map(bare).join(" ")} `);
}

// The quotes of a brief with all words, in themselves or in the name of their speaker.
function quotesIn(result, words, isPhrase, looks) {
  const shard = shardOf.get(result.id);
  const places = looks.map(({ found }) => found.get(result.id).at);
  return shard.briefs[result.id].slice(1).flatMap(([number, who, isUnmarked, ...ends]) => {
    const ranges = ends.flatMap((end, n) => (n % 2 ? [[ends[n - 1], end]] : []));
    const speaker = shard.speakers[who];
    return isSaid(words, isPhrase, places, ranges, speaker) ? [{ number, speaker, isUnmarked, ranges }] : [];
  });
}

// Briefs and quotes, best first. More than one word in one quote is worth more than in one brief.
export async function find(words, isPhrase, year) {
  const looks = await Promise.all(words.map(lookUp));
  const whole = words.length > 1 ? await pagefind.search(words.join(" ")) : looks[0];
  const exact = isPhrase ? new Map((await pagefind.search(`"${words.join(" ")}"`)).results.map((one) => [one.id, one])) : null;
  const found = whole.results
    .filter(({ id }) => looks.every((look) => look.found.has(id)) && (!exact || exact.has(id)))
    .filter(({ id }) => !year || shardOf.get(id).briefs[id][0] === year)
    .flatMap((result) => {
      const score = weighed(result, looks);
      const { data } = exact?.get(result.id) ?? result;
      const quotes = quotesIn(result, words, isPhrase, looks);
      const best = score * (words.length > 1 ? 1.1 : 0.9);
      return [
        { type: "brief", score, data },
        ...quotes.map((quote, number) => ({ type: "quote", score: best * 0.8 ** number, data, quote })),
      ];
    });
  return found.sort((one, other) => other.score - one.score);
}
