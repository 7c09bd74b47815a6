// The quotes that the filters leave, as cards: by speaker or by date, a part at a time.
"use strict";

window.newsglossResults = (() => {
  const FIRST = 50;
  const MORE = 100;
  const box = document.querySelector("[data-results]");
  const card = document.querySelector("template[data-card]");
  if (!box || !card) return { show() {}, hide() {} };
  const list = box.firstElementChild;
  const button = box.querySelector("[data-more]");
  let waiting = [];
  let grouped = true;
  let group = null;
  let sizes = new Map();

  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  };

  // A screen reader pronounces words in another language as that language.
  const speak = (element, lang) => {
    if (lang) element.lang = lang;
    return element;
  };

  function addSpeakers(element, quote) {
    quote.speakers.forEach((speaker, number) => {
      if (number) element.append(number === quote.speakers.length - 1 ? " and " : ", ");
      const link = make("a", speaker.type, speaker.name);
      link.href = speaker.url;
      element.append(link);
    });
    if (!quote.speakers.length) element.append(quote.by || "Speaker not identified");
  }

  function addManner(element, quote) {
    if (quote.cue) element.append(speak(make("i", "", quote.cue), quote.brief.lang));
    const rest = [`${quote.cue && quote.setting ? " " : ""}${quote.setting}`];
    if (quote.kind !== "direct") rest.push(quote.kind === "indirect" ? "paraphrase" : "in part");
    element.append(quote.cue || quote.setting ? rest.join(" · ") : rest.slice(1).join(""));
  }

  function makeCard(quote) {
    const item = card.content.firstElementChild.cloneNode(true);
    const find = (selector) => item.querySelector(selector);
    item.classList.add(quote.kind);
    item.dataset.by = quote.by;
    if (quote.setting) item.dataset.setting = quote.setting;
    if (quote.brief.author) item.dataset.author = quote.brief.author;
    speak(find("blockquote"), quote.brief.lang).textContent = quote.words;
    const speaker = find("b");
    if (grouped) speaker.remove();
    else addSpeakers(speaker, quote);
    if (quote.uncertain) find(".manner").before(make("span", "tag", "uncertain"), " ");
    addManner(find(".manner"), quote);
    const brief = find(".where a");
    brief.href = quote.url;
    speak(brief, quote.brief.headlineLang).textContent = quote.brief.headline;
    const date = make(quote.brief.date ? "time" : "span", quote.brief.date ? "" : "undated", quote.brief.when || "undated");
    if (quote.brief.date) date.dateTime = quote.brief.date;
    find(".quote-date").replaceWith(date);
    find(".link").href = quote.permalink;
    window.newsglossCite?.(item);
    return item;
  }

  function openGroup(quote) {
    const section = make("section", "speaker-group");
    const head = make("h2");
    addSpeakers(head, quote);
    head.append(" ", make("span", "group-count", sizes.get(quote.group).toLocaleString("en")));
    const items = make("ul", "quote-list");
    section.append(head, items);
    group = { key: quote.group, items };
    return section;
  }

  function add(number) {
    const fresh = document.createDocumentFragment();
    const part = waiting.splice(0, number);
    part.forEach((quote) => {
      if (grouped && group?.key !== quote.group) fresh.append(openGroup(quote));
      if (!grouped && !group) fresh.append((group = { items: make("ul", "quote-list") }).items);
      group.items.append(makeCard(quote));
    });
    list.append(fresh);
    button.parentElement.hidden = !waiting.length;
    button.textContent = `Show more (${waiting.length.toLocaleString("en")} left)`;
    return part.length;
  }

  button.addEventListener("click", () => {
    const next = list.querySelectorAll(".quote-list > li").length;
    add(MORE);
    // The next quote takes the focus: the button has moved on, and may be gone.
    list.querySelectorAll(".quote-list > li")[next]?.querySelector("a")?.focus();
  });

  return {
    /** Shows these quotes; `byDate` says that they are in the order of dates, not of speakers. */
    show(quotes, byDate) {
      list.replaceChildren();
      [waiting, grouped, group, sizes] = [quotes.slice(), !byDate, null, new Map()];
      if (grouped) quotes.forEach((quote) => sizes.set(quote.group, (sizes.get(quote.group) ?? 0) + 1));
      if (!quotes.length) list.append(make("p", "nothing", "No quote fits. Take a filter away, or search for fewer words."));
      add(FIRST);
      box.hidden = false;
    },
    hide() {
      box.hidden = true;
      list.replaceChildren();
    },
  };
})();
