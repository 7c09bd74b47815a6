// Cards: what the site knows of a name, on hover, focus and tap. Each name is a link all the same.
"use strict";

(() => {
  // For how many milliseconds a pointer rests on a name before its card opens, and may be away before it closes.
  const OPEN_AFTER = 180;
  const CLOSE_AFTER = 260;
  const GAP = 6;
  const EDGE = 12;
  const QUOTES = 2;
  const story = document.querySelector(".story");
  const dock = document.querySelector(".dock");
  if (!story || !dock?.showPopover) return;
  dock.insertAdjacentHTML("afterend", '<div class="mention-card" popover="manual" role="dialog" data-card></div>');
  const card = dock.nextElementSibling;
  // By the address of their entity, which is that of its mentions, too.
  const address = (link) => link.getAttribute("href");
  const rows = new Map([...document.querySelectorAll(".rows > li")].map((row) => [address(row.querySelector("a")), row]));
  const quotes = [...document.querySelectorAll(".quote-list > li")];
  // The mention whose card is open.
  let name = null;
  let timer = 0;
  // True while the focus comes back from the card.
  let quiet = false;
  // Whether the reader uses the keyboard: a browser focuses the target of a link, too.
  let keyed = false;

  const mentionAt = (target) => target.closest?.(".para > [id] a:not(.noteref, .off)");
  const later = (act, wait) => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };

  function line(words, style) {
    const element = document.createElement("p");
    element.className = style;
    element.textContent = words;
    return element;
  }

  // The quotes of the list below the article that are credited to an entity.
  const quotesOf = (entity) =>
    quotes.filter((quote) => [...quote.querySelectorAll("b a")].some((link) => address(link) === entity));

  function quoteLine(quote) {
    const said = line("", "card-quote");
    const link = document.createElement("a");
    // The list has the anchor of a quote that the text does not show.
    link.href = quote.id ? `#${quote.id}` : address(quote.querySelector("[href^='#']"));
    link.textContent = quote.querySelector("blockquote").textContent;
    said.append(link);
    return said;
  }

  function fill(mention, row) {
    const type = row.closest(".entities").classList[1];
    const counts = line("", "row-counts");
    counts.append(...[...row.querySelectorAll("b ~ :is(a, span)")].map((part) => part.cloneNode(true)));
    if (row.dataset.briefs) counts.append(` in ${row.dataset.briefs} briefs`);
    const name = line("", "row-name");
    name.append(...row.querySelector("b").cloneNode(true).childNodes);
    const role = row.querySelector(".row-role")?.cloneNode(true) ?? "";
    card.replaceChildren(line(type[0].toUpperCase() + type.slice(1), "kicker"), name, role, counts);
    // What is special about this mention stands at the end of its title, behind a dash.
    const note = mention.title.match(/.* — (uncertain, .*|set by an editor)$/)?.[1];
    if (note) card.append(line(note, "card-note"));
    const about = row.querySelector("template");
    if (about) card.append(line(about.content.textContent, "card-about"));
    card.append(...quotesOf(address(mention)).slice(0, QUOTES).map(quoteLine));
    card.setAttribute("aria-label", `About ${row.querySelector("b a").textContent}`);
    card.className = `mention-card ${type}`;
  }

  function place(mention) {
    const spot = mention.getClientRects()[0];
    const { offsetWidth: width, offsetHeight: height } = card;
    const above = spot.bottom + GAP + height > innerHeight && spot.top - GAP - height > 0;
    const left = Math.max(EDGE, Math.min(spot.left, document.documentElement.clientWidth - width - EDGE));
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(above ? spot.top - GAP - height : spot.bottom + GAP) + scrollY}px`;
  }

  function show(mention) {
    clearTimeout(timer);
    const row = rows.get(address(mention));
    if (mention === name || !row) return;
    hide();
    name = mention;
    fill(mention, row);
    card.showPopover();
    place(mention);
    // The title would come up over the card.
    if (mention.title) mention.dataset.title = mention.title;
    mention.removeAttribute("title");
  }

  function hide() {
    clearTimeout(timer);
    if (!name) return;
    if (name.dataset.title) name.title = name.dataset.title;
    delete name.dataset.title;
    name = null;
    card.hidePopover();
  }

  function back() {
    const mention = name;
    hide();
    quiet = true;
    mention.focus({ preventScroll: true });
    quiet = false;
  }

  story.addEventListener("pointerover", (event) => {
    const mention = event.pointerType !== "touch" && mentionAt(event.target);
    if (mention) later(() => show(mention), name ? 0 : OPEN_AFTER);
  });
  story.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "touch" && mentionAt(event.target)) later(hide, CLOSE_AFTER);
  });
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch" && !card.contains(document.activeElement)) later(hide, CLOSE_AFTER);
  });

  story.addEventListener("focusin", (event) => {
    const mention = mentionAt(event.target);
    if (mention && keyed && !quiet) show(mention);
  });
  for (const part of [story, card]) {
    part.addEventListener("focusout", (event) => {
      if (name && event.relatedTarget !== name && !card.contains(event.relatedTarget)) later(hide, 0);
    });
  }

  // The first tap opens the card, the second follows the link.
  story.addEventListener("click", (event) => {
    const mention = event.pointerType === "touch" && mentionAt(event.target);
    if (!mention || mention === name) return;
    event.preventDefault();
    show(mention);
  });
  document.addEventListener("pointerdown", (event) => {
    keyed = false;
    if (name && !card.contains(event.target) && !name.contains(event.target)) hide();
  });
  card.addEventListener("click", (event) => {
    if (event.target.closest("a")) hide();
  });

  // Before any other listener: a key may move the focus to a name.
  addEventListener("keydown", () => (keyed = true), { capture: true });
  document.addEventListener("keydown", (event) => {
    if (!name) return;
    const inside = card.contains(document.activeElement);
    if (event.key === "Escape") {
      event.preventDefault();
      if (inside) back();
      else hide();
    } else if (event.key === "ArrowDown" && document.activeElement === name) {
      event.preventDefault();
      card.querySelector("a").focus();
    } else if (event.key === "Tab" && inside) {
      // Past either end of the card the reader goes on from the name.
      const links = [...card.querySelectorAll("a")];
      if (document.activeElement === links.at(event.shiftKey ? 0 : -1)) {
        if (event.shiftKey) event.preventDefault();
        back();
      }
    }
  });
})();
