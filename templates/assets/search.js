// The search. Its library is loaded when something is searched for.
"use strict";

const form = document.querySelector("[data-search]");
const words = form.elements.q;
const list = document.querySelector("[data-search-results]");
const more = document.querySelector("[data-search-more]");
const say = (text) => (document.querySelector("[data-search-status]").textContent = text);

const AT_ONCE = 10;
const EXCERPT = 32;
const AFTER = 26;
let library;
let turn = 0;
let found = [];

async function load() {
  const pagefind = await import(new URL(form.dataset.library, document.baseURI).href);
  await pagefind.options({ ranking: { metaWeights: { also: 4 } } });
  await pagefind.filters();
  return pagefind;
}

function make(name, className, ...content) {
  const element = Object.assign(document.createElement(name), { className });
  element.append(...content);
  return element;
}

const link = (href, ...content) => Object.assign(make("a", "", ...content), { href });

// The stretch with the most words that were looked for, these marked; a mark leads to its place.
function excerpt(content, hits, url, places) {
  const all = content.split(/\s+/);
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

function show({ raw_url: address, content, locations, filters, meta }) {
  const [, url, details] = address.match(/^(\S+) (.*)$/s);
  const { at, in: sentence, to, brief, date } = JSON.parse(details);
  const type = filters.type[0];
  const { one } = form.querySelector(`[value="${type}"]`).dataset;
  const title = meta.title || meta.speaker || "Speaker not identified";
  const item = make("li", `search-result ${type}`);
  item.append(make("p", "kicker", make("span", "swatch", one), date && !brief ? ` · ${date}` : ""));
  item.append(make("h2", "card-name", link(url, title)));
  if (content !== title) item.append(make("p", "search-excerpt", ...excerpt(content, [...new Set(locations)], url, at)));
  if (sentence) item.append(make("p", "search-excerpt", sentence[0], link(to, make("mark", "", sentence[1])), sentence[2]));
  if (brief) item.append(make("p", "card-note", `in “${brief}”`, date ? `, ${date}` : ""));
  return item;
}

async function showMore() {
  const mine = turn;
  const items = (await Promise.all(found.splice(0, AT_ONCE).map((one) => one.data()))).map(show);
  if (mine !== turn) return undefined;
  list.append(...items);
  more.hidden = !found.length;
  return items[0];
}

async function find(query, filters, type) {
  const pagefind = await (library ??= load());
  const all = await pagefind.search(query, { filters });
  const some = type ? await pagefind.search(query, { filters: { ...filters, type } }) : all;
  return { found: some.results, counts: { "": all.results.length, ...all.filters.type } };
}

async function search() {
  const mine = ++turn;
  const { q, type, year = "" } = Object.fromEntries(new FormData(form));
  const query = q.trim();
  const state = Object.entries({ q: query, type, year }).filter(([, value]) => value);
  history.replaceState(null, "", state.length ? `?${new URLSearchParams(state)}` : location.pathname);
  try {
    const plain = query.replace(/[“”„«»]/g, '"').replace(/’/g, "'");
    const answer = query ? await find(plain, year ? { year } : {}, type) : { found: [] };
    if (mine !== turn) return;
    found = [...answer.found];
    list.replaceChildren();
    for (const span of form.querySelectorAll("[data-count]")) {
      span.textContent = answer.counts ? (answer.counts[span.dataset.count] || 0).toLocaleString("en") : "";
    }
    await showMore();
    const count = answer.found.length;
    const told = count ? `${count.toLocaleString("en")} result${count === 1 ? "" : "s"}` : "Nothing was found";
    if (mine === turn) say(query && `${told} for “${query}”`);
  } catch (error) {
    library = undefined;
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
