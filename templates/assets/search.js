// The page of the search. Its library and the index are loaded when something is searched for, not before.
"use strict";

const form = document.querySelector("[data-search]");
const words = form.elements.q;
const list = document.querySelector("[data-search-results]");
const more = document.querySelector("[data-search-more]");
const say = (text) => (document.querySelector("[data-search-status]").textContent = text);

const AT_ONCE = 10;
const EXCERPT = 32;
let library;
let turn = 0;
let found = [];

async function load() {
  const pagefind = await import(new URL(form.dataset.library, document.baseURI).href);
  await pagefind.filters();
  return pagefind;
}

function make(name, className, ...content) {
  const element = Object.assign(document.createElement(name), { className });
  element.append(...content);
  return element;
}

const link = (href, ...content) => Object.assign(make("a", "", ...content), { href });

// The stretch of a record with the most words that were looked for, these marked; a mark leads to its place.
function excerpt(content, hits, url, places) {
  const all = content.split(/\s+/);
  const within = (first) => hits.filter((hit) => hit >= first && hit < first + EXCERPT - 6).length;
  const best = hits.reduce((best, hit) => (within(hit) > within(best) ? hit : best), hits[0] || 0);
  const start = Math.max(0, Math.min(best - 6, all.length - EXCERPT));
  const end = Math.min(start + EXCERPT, all.length);
  const parts = start > 0 ? ["… "] : [];
  for (let at = start; at < end; at++) {
    const first = at;
    while (hits.includes(at) && hits.includes(at + 1) && at + 1 < end) at++;
    const text = all.slice(first, at + 1).join(" ");
    const place = places?.findLast(([from, , size = Infinity]) => from <= first && first < from + size);
    const mark = hits.includes(first) ? make("mark", "", text) : text;
    parts.push(mark !== text && place ? link(`${url}#${place[1]}`, mark) : mark, at + 1 < end ? " " : "");
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
  const next = found.splice(0, AT_ONCE);
  const items = (await Promise.all(next.map((result) => result.data()))).map(show);
  if (mine !== turn) return undefined;
  list.append(...items);
  more.hidden = !found.length;
  return items[0];
}

function fillCounts(total, counts) {
  for (const span of form.querySelectorAll("[data-count]")) {
    span.textContent = counts ? (span.dataset.count ? counts[span.dataset.count] || 0 : total) : "";
  }
}

async function search() {
  const mine = ++turn;
  const { q, type, year = "" } = Object.fromEntries(new FormData(form));
  const query = q.trim();
  const state = new URLSearchParams(Object.entries({ q: query, type, year }).filter(([, value]) => value));
  history.replaceState(null, "", query || type || year ? `?${state}` : location.pathname);
  let all = { results: [] };
  let some = all;
  if (query) {
    const plain = query.replace(/[“”„«»]/g, '"').replace(/’/g, "'");
    const filters = year ? { year } : {};
    try {
      const pagefind = await (library ??= load());
      some = all = await pagefind.search(plain, { filters });
      if (type) some = await pagefind.search(plain, { filters: { ...filters, type } });
    } catch (error) {
      library = undefined;
      say("The search cannot be loaded here. The lists below lead to everything.");
      return;
    }
  }
  if (mine !== turn) return;
  list.replaceChildren();
  found = [...some.results];
  fillCounts(all.results.length, query && all.filters.type);
  await showMore();
  if (mine !== turn) return;
  const count = some.results.length;
  const told = count ? `${count} result${count === 1 ? "" : "s"}` : "Nothing was found";
  say(query ? `${told} for “${query}”` : "");
}

// Up and down lead from the words to the results, and from one to the next.
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
  const wanted = [...form.elements.type].find((radio) => radio.value === asked.get("type"));
  if (wanted) wanted.checked = true;
  if (form.elements.year && asked.get("year")) form.elements.year.value = asked.get("year");
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
  say("This page was opened as a file, and the search needs a web server. The lists below lead to everything.");
} else {
  start();
}
