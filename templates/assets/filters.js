// The quote index's filters, over all quotes of the site: counts that follow them, and the address that keeps them.
"use strict";

(() => {
  const box = document.querySelector("[data-filters]");
  if (!box) return;
  const form = box.querySelector("form");
  const count = box.querySelector("[data-count]");
  const listing = document.querySelector("[data-listing]");
  const names = [...form.elements].map((field) => field.name).filter(Boolean);
  const facets = ["speaker", "brief", "kind"];
  let filling = 0;
  let loading = null;
  let quotes = [];
  let choices = {};

  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/’/g, "'").toLowerCase();

  // The ids of quotes and speakers: they begin with a letter, and once had dots between the names of several speakers.
  const spell = (anchor) => anchor.replace(/^(?=\d)/, "brief_").replaceAll(".", "_");

  function read(data) {
    const root = box.dataset.root;
    const speakers = data.speakers.map(([id, name, type, url]) => ({ id, name, type, url: root + url }));
    const briefs = data.briefs.map(([slug, headline, date, when, url, author, lang, headlineLang], place) => ({
      slug, headline, date, when, url: root + url, author, lang, headlineLang, place,
    }));
    quotes = data.rows.map(([brief, id, kind, page, by, words, cue, setting, uncertain], place) => {
      const quote = { place, id, words, cue, setting, uncertain: Boolean(uncertain) };
      quote.brief = briefs[brief];
      quote.kind = data.kinds[kind];
      quote.speakers = typeof by === "string" ? [] : by.map((number) => speakers[number]);
      const all = quote.speakers.map((speaker) => speaker.name);
      quote.by = quote.speakers.length ? [all.slice(0, -1).join(", "), all.at(-1)].filter(Boolean).join(" and ") : by;
      quote.group = quote.speakers.length ? `by-${quote.speakers.map((speaker) => speaker.id).join("_")}` : plain(by);
      const ids = quote.speakers.map((speaker) => speaker.id);
      quote.values = { speaker: ids.length ? ids : [by ? "_unnamed" : "_unknown"], brief: [quote.brief.slug], kind: [quote.kind] };
      quote.anchor = spell(`${quote.brief.slug}-${id}`);
      quote.url = `${quote.brief.url}#${id}`;
      quote.page = root + data.pages[page];
      quote.permalink = `${quote.page}#${encodeURIComponent(quote.anchor)}`;
      quote.text = plain(`${words} ${quote.by} ${cue} ${setting} ${quote.brief.headline}`);
      return quote;
    });
    choices = {
      speaker: speakers.map(({ id, name }) => [id, name]),
      brief: briefs.map(({ slug, headline, when, headlineLang }) => [slug, when ? `${headline}, ${when}` : headline, headlineLang]),
      kind: data.kinds.map((kind) => [kind, kind[0].toUpperCase() + kind.slice(1)]),
    };
    choices.speaker.sort((one, other) => one[1].localeCompare(other[1]));
    // No id of an entity begins so.
    choices.speaker.push(["_unnamed", "Unnamed sources"], ["_unknown", "Speaker not identified"]);
  }

  function load() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = box.dataset.source;
      script.onload = () => resolve(read(window.newsglossQuotes));
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  // What fits, and for each choice how many quotes would fit if it were made.
  function sift(state) {
    const wanted = plain(state.words).split(/\s+/).filter(Boolean);
    const counts = Object.fromEntries(facets.map((facet) => [facet, new Map()]));
    const found = quotes.filter((quote) => {
      const date = quote.brief.date;
      if (state.from && !(date && date >= state.from)) return false;
      if (state.to && !(date && date <= state.to)) return false;
      if (!wanted.every((word) => quote.text.includes(word))) return false;
      const missed = facets.filter((facet) => state[facet] && !quote.values[facet].includes(state[facet]));
      if (missed.length > 1) return false;
      for (const facet of missed.length ? missed : facets) {
        for (const value of quote.values[facet]) counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
      }
      return !missed.length;
    });
    return { found, counts };
  }

  function fill(select, counts, chosen) {
    const options = choices[select.name]
      .filter(([value]) => counts.has(value) || value === chosen)
      .map(([value, label, lang]) => {
        const option = new Option(`${label} (${(counts.get(value) ?? 0).toLocaleString("en")})`, value, false, value === chosen);
        if (lang) option.lang = lang;
        return option;
      });
    select.replaceChildren(new Option(select.dataset.every, "", false, !chosen), ...options);
  }

  function sort(found, order) {
    const dated = (quote) => quote.brief.date || (order === "newest" ? "" : "9");
    const sign = order === "newest" ? -1 : 1;
    return found.sort(
      (one, other) =>
        sign * ((dated(one) > dated(other)) - (dated(one) < dated(other))) ||
        one.brief.place - other.brief.place ||
        Number(one.id.slice(2)) - Number(other.id.slice(2)),
    );
  }

  function show(state) {
    const { found, counts } = sift(state);
    // The quotes come first: the lists are long, and nobody has opened one yet.
    clearTimeout(filling);
    filling = setTimeout(() => {
      for (const facet of facets) fill(form.elements[facet], counts[facet], state[facet]);
    });
    count.textContent = `${found.length.toLocaleString("en")} ${found.length === 1 ? "quote" : "quotes"}`;
    const idle = names.every((name) => !state[name]);
    listing.hidden = !idle;
    if (idle) window.newsglossResults.hide();
    else window.newsglossResults.show(state.order ? sort(found, state.order) : found, Boolean(state.order));
  }

  function keep(state) {
    const query = new URLSearchParams(names.filter((name) => state[name]).map((name) => [name, state[name]]));
    try {
      history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
    } catch (error) {
      // Some browsers let no page change the address of a file.
    }
  }

  const stateOf = (values) => Object.fromEntries(names.map((name) => [name, (values.get(name) ?? "").trim()]));

  async function apply() {
    await begin();
    const state = stateOf(new FormData(form));
    show(state);
    keep(state);
  }

  let begun = null;
  function begin() {
    begun ??= load().then(
      () => {
        // The address says how the fields stand, and not what a browser remembers of them.
        const asked = stateOf(new URLSearchParams(location.search));
        const typed = stateOf(new FormData(form));
        for (const facet of facets) fill(form.elements[facet], new Map(choices[facet].map(([value]) => [value, 0])), "");
        // A site without dates has no fields for them.
        for (const name of names.filter((one) => form.elements[one])) form.elements[name].value = asked[name] || typed[name];
        show(stateOf(new FormData(form)));
      },
      () => (count.textContent = "The quotes cannot be loaded"),
    );
    return begun;
  }

  // An address from before the quote moved to another page or was spelled anew, or from when all of them stood on one.
  function follow() {
    const asked = decodeURIComponent(location.hash.slice(1));
    if (!asked || asked === "main" || document.getElementById(asked)) return;
    const anchor = spell(asked);
    load().then(() => {
      const quote = quotes.find((one) => one.anchor === anchor || one.group === anchor);
      if (quote) location.replace(`${quote.page}#${encodeURIComponent(anchor)}`);
    }, () => {});
  }

  const asked = [...new URLSearchParams(location.search).keys()].some((name) => names.includes(name));
  box.hidden = false;
  // On a phone the fields would push the quotes out of sight.
  if (matchMedia("(max-width: 48rem)").matches) box.open = false;
  if (asked) box.open = true;
  form.reset();
  form.addEventListener("input", apply);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await apply();
    form.closest("main").querySelector("[data-results]:not([hidden]), [data-listing]:not([hidden])").scrollIntoView();
  });
  form.addEventListener("reset", () => setTimeout(apply));
  box.addEventListener("toggle", () => box.open && begin());
  addEventListener("hashchange", follow);
  if (asked) begin();
  else if (box.open) (window.requestIdleCallback ?? setTimeout)(begin);
  follow();
})();
