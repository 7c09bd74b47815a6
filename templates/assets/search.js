// The page of the search. Its modules, names and library are loaded when something is searched for.
"use strict";

const form = document.querySelector("[data-search]");
const words = form.elements.q;
const list = document.querySelector("[data-search-results]");
const more = document.querySelector("[data-search-more]");
const say = (text) => (document.querySelector("[data-search-status]").textContent = text);

const AT_ONCE = 10;
const EXCERPT = 32;
const AFTER = 26;
const DESCRIBED = 3;
let names;
let index;
let loading;
let turn = 0;
let found = [];

async function load() {
  [names, index] = await Promise.all([import("./search-names.js"), import("./search-index.js")]);
  const url = (name) => new URL(form.dataset[name], document.baseURI).href;
  await Promise.all([names.load(url("names")), index.load(url("library"), Number(form.dataset.shards))]);
  index.nameSpeakers();
}

function make(name, className, ...content) {
  const element = Object.assign(document.createElement(name), { className });
  element.append(...content);
  return element;
}

const link = (href, ...content) => Object.assign(make("a", "", ...content), { href });

// The stretch with the most words that were looked for, these marked; a mark leads to its place.
function excerpt(all, hits, url, places) {
  const within = (first) => hits.filter((hit) => hit >= first && hit < first + AFTER).length;
  const best = hits.reduce((best, hit) => (within(hit) > within(best) ? hit : best), hits[0] || 0);
  const start = best < AFTER ? 0 : Math.max(0, Math.min(best + AFTER, all.length) - EXCERPT);
  const end = Math.min(start + EXCERPT, all.length);
  const parts = start > 0 ? ["… "] : [];
  for (let at = start; at < end; at++) {
    const first = at;
    while (hits.includes(at) && hits.includes(at + 1) && at + 1 < end) at++;
    const text = all.slice(first, at + 1).join(" ");
    const place = places?.findLast(([from, , size = Infinity]) => from <= first && first < from + size);
    const mark = hits.includes(first) ? make("mark", "", text) : text;
    parts.push(mark !== text && place?.[1] ? link(`${url}#${place[1]}`, mark) : mark, at + 1 < end ? " " : "");
  }
  if (end < all.length) parts.push(" …");
  return parts;
}

// A screen reader pronounces words in another language as that language.
function speak(element, lang) {
  if (lang) element.lang = lang;
  return element;
}

function card(type, kicker, url, title, lang) {
  const { one } = form.querySelector(`[value="${type}"]`).dataset;
  const item = make("li", `search-result ${type}`);
  item.append(make("p", "kicker", make("span", "swatch", one), kicker), make("h2", "card-name", speak(link(url, title), lang)));
  return item;
}

function note({ headline, date, headlineLang }) {
  const words = `in “${headline}”`;
  const at = words.indexOf(headline);
  const named = [words.slice(0, at), speak(make("span", "", headline), headlineLang), words.slice(at + headline.length)];
  return make("p", "card-note", ...(headlineLang ? named : [words]), date ? `, ${date}` : "");
}

async function showEntity(entity, words) {
  const item = card(entity.type, "", entity.url, entity.name);
  const all = entity.what.split(" ");
  const isHit = (word) => names.formsOf(word).some((form) => words.some((wanted) => form.startsWith(wanted)));
  const hits = [...all.keys()].filter((at) => isHit(all[at]));
  if (entity.what) item.append(make("p", "search-excerpt", ...excerpt(all, hits)));
  const mention = await names.mentionOf(entity, "").catch(() => undefined);
  if (mention) {
    const name = link(mention.url, make("mark", "", mention.name));
    item.append(speak(make("p", "search-excerpt", mention.before, name, mention.after), mention.lang), note(mention));
  }
  return item;
}

async function showText({ type, data, quote }) {
  const { raw_url: address, content, locations, meta } = await data();
  const [, url, details] = address.match(/^(\S+) (.*)$/s);
  const { at: places, date, languages: [lang, headlineLang] = [] } = JSON.parse(details);
  const all = content.split(/\s+/);
  const hits = [...new Set(locations)];
  if (type === "brief") {
    const item = card(type, date ? ` · ${date}` : "", url, meta.title, headlineLang);
    if (content !== meta.title) item.append(speak(make("p", "search-excerpt", ...excerpt(all, hits, url, places)), lang));
    return item;
  }
  const numbers = quote.ranges.flatMap(([first, end], n) => [
    ...(n && first > quote.ranges[n - 1][1] ? [-1] : []),
    ...Array.from({ length: end - first }, (_, step) => first + step),
  ]);
  const said = numbers.map((at) => all[at] ?? "[…]");
  said.push(said.pop().replace(/[,.;:]+$/, ""));
  if (quote.isUnmarked) [said[0], said[said.length - 1]] = [`“${said[0]}`, `${said.at(-1)}”`];
  const item = card(type, "", quote.number ? `${url}#q-${quote.number}` : url, quote.speaker || "Speaker not identified");
  const within = [...numbers.keys()].filter((n) => hits.includes(numbers[n]));
  item.append(speak(make("p", "search-excerpt", ...excerpt(said, within)), lang), note({ headline: meta.title, date, headlineLang }));
  return item;
}

async function showMore(isFirst = false) {
  const mine = turn;
  const items = await Promise.all(found.splice(0, AT_ONCE).map((make) => make()));
  if (mine !== turn) return undefined;
  // What was found before stays until now, so that nothing blinks.
  if (isFirst) list.replaceChildren();
  list.append(...items);
  more.hidden = !found.length;
  return items[0];
}

// What is found, best first, as functions that make the results. Those of whom the words only say what they are come
// last, but for a few.
async function find(query, year, type) {
  await (loading ??= load());
  const isPhrase = /^".+"$/.test(query);
  const words = query.replaceAll('"', "").split(/\s+/).filter(names.bare);
  if (!words.length) return { found: [], counts: {} };
  const plain = words.map(names.bare);
  const entities = names.find(plain, isPhrase, year);
  const texts = await index.find(words, isPhrase, year);
  const counts = { "": entities.length + texts.length };
  for (const one of [...entities, ...texts]) counts[one.type] = (counts[one.type] || 0) + 1;
  const split = type ? entities.length : entities.filter((one) => one.isNamed).length + DESCRIBED;
  const fits = (one) => !type || one.type === type;
  const first = entities.slice(0, split).filter(fits).map((one) => () => showEntity(one, plain));
  const last = entities.slice(split).filter(fits).map((one) => () => showEntity(one, plain));
  return { found: [...first, ...texts.filter(fits).map((one) => () => showText(one)), ...last], counts };
}

// The address says what is shown.
function keep(state) {
  const given = Object.entries(state).filter(([, value]) => value);
  history.replaceState(null, "", given.length ? `?${new URLSearchParams(given)}` : location.pathname);
}

async function search() {
  const mine = ++turn;
  const { q, type, year = "" } = Object.fromEntries(new FormData(form));
  const query = q.trim();
  try {
    const plain = query.replace(/[“”„«»]/g, '"').replace(/’/g, "'");
    const answer = query ? await find(plain, year, type) : { found: [] };
    if (mine !== turn) return;
    found = [...answer.found];
    for (const span of form.querySelectorAll("[data-count]")) {
      span.textContent = answer.counts ? (answer.counts[span.dataset.count] || 0).toLocaleString("en") : "";
    }
    await showMore(true);
    if (mine !== turn) return;
    keep({ q: query, type, year });
    const count = answer.found.length;
    const told = count ? `${count.toLocaleString("en")} result${count === 1 ? "" : "s"}` : "Nothing was found";
    say(query && `${told} for “${query}”`);
  } catch (error) {
    loading = undefined;
    keep({ q: query, type, year });
    say("The search cannot be loaded. The lists below lead to everything.");
  }
}

// Up and down lead from the words to the results and on.
function step(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [words, ...list.querySelectorAll("h2 a")];
  const now = stops.indexOf(event.target);
  if (!by || now < 0 || !stops[now + by]) return;
  event.preventDefault();
  stops[now + by].focus();
}

function start() {
  const asked = new URLSearchParams(location.search);
  words.value = asked.get("q") || "";
  form.elements.type.value = asked.get("type") || "";
  if (form.elements.year) form.elements.year.value = asked.get("year") || "";
  form.hidden = false;
  let timer;
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(search, event.target === words ? 150 : 0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
  more.addEventListener("click", async () => (await showMore())?.querySelector("a").focus());
  document.addEventListener("keydown", step);
  if (words.value) search();
  else words.focus();
}

if (location.protocol === "file:") {
  say("This page was opened as a file; the search needs a web server. The lists below lead to everything.");
} else {
  start();
}
