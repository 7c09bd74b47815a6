// The editor's desk: decisions about quotes, names and pages, made where they stand. Only the preview sends this script.
"use strict";

(() => {
  const token = document.currentScript.dataset.token;
  const TYPES = { people: "person", places: "place", organizations: "organization", groups: "group", events: "event" };
  const MOST_FOUND = 8;
  const SHOWN_FOR = 12000;
  // Milliseconds after which a card would have opened.
  const CARD_OPENS = 320;
  const [folder, file] = decodeURIComponent(location.pathname).split("/").slice(-2);
  const slug = folder === "briefs" && /\.html$/.test(file) && !/^index/.test(file) ? file.replace(/\.html$/, "") : null;
  const entityId = TYPES[folder] && /\.html$/.test(file) && !/^index/.test(file) ? file.replace(/\.html$/, "") : null;
  const story = document.querySelector(".story");
  const root = document.querySelector(".wordmark a")?.href ?? location.href;
  const at = (path) => new URL(path, root).href;

  // What the preview knows. ------------------------------------------------------------------------------------------
  async function ask(method, action, body) {
    let response;
    try {
      response = await fetch(`/.newsgloss/desk/${action}`, {
        method,
        headers: { "X-Desk-Token": token, ...(body ? { "Content-Type": "application/json" } : {}) },
        body: body ? JSON.stringify(body) : method === "POST" ? "{}" : undefined,
      });
    } catch {
      throw { message: "The preview does not answer.", hint: "Is `newsgloss serve` still running?" };
    }
    const answer = await response.json().catch(() => ({ message: `The preview answers ${response.status}.`, hint: "" }));
    if (!response.ok) throw { ...answer, conflict: response.status === 409 };
    return answer;
  }
  const remembered = (load) => {
    let found;
    return () => (found ??= load());
  };
  const getJson = (address) => fetch(address, { cache: "no-store" }).then((response) => response.json());
  const brief = remembered(() => getJson(at(`briefs/${slug}.json`)));
  const entities = remembered(() => getJson(at("data/entities.json")));
  const doubts = remembered(() => ask("GET", "doubts").then((answer) => answer.doubts));

  // Elements. --------------------------------------------------------------------------------------------------------
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }
  const button = (words, act, style = "") => make("button", { type: "button", class: style || null, onclick: act }, words);
  const short = (words, most = 70) => (words.length > most ? `${words.slice(0, most).replace(/\s+\S*$/, "")} …` : words);

  // Messages outlive the reload that shows a decision. ---------------------------------------------------------------
  const messages = make("div", { class: "desk-messages", role: "status", "aria-live": "polite" });

  function say(message) {
    messages.replaceChildren();
    const files = (message.files ?? []).map((one) =>
      make("div", {}, make("code", { class: "desk-file" }, one.path), make("pre", {}, one.lines.join("\n"))),
    );
    messages.append(
      make(
        "div",
        { class: `desk-message${message.problem ? " desk-problem" : ""}` },
        make("p", {}, make("b", {}, message.title), message.hint ? ` ${message.hint}` : ""),
        files,
        make(
          "p",
          { class: "desk-actions" },
          message.undo ? button("Undo", undo) : null,
          message.conflict ? button("Reload the page", () => location.reload()) : null,
          button("Close", () => messages.replaceChildren()),
        ),
      ),
    );
  }

  function keepMessage(message) {
    sessionStorage.setItem("desk-message", JSON.stringify({ ...message, until: Date.now() + SHOWN_FOR }));
    say(message);
  }

  function fail(problem) {
    say({ title: problem.message ?? String(problem), hint: problem.hint, problem: true, conflict: problem.conflict });
  }

  async function decide(decision) {
    closePanel();
    say({ title: "Writing …" });
    try {
      const written = await ask("POST", "decide", decision);
      if (written.number) keepMessage({ title: `${written.meaning}.`, files: written.files, undo: true });
      else say({ title: "The files say so already." });
      return true;
    } catch (problem) {
      fail(problem);
      return false;
    }
  }

  async function undo() {
    try {
      const written = await ask("POST", "undo");
      keepMessage({ title: `Taken back: ${written.meaning}.` });
    } catch (problem) {
      fail(problem);
    }
  }

  // The panel beside the words. --------------------------------------------------------------------------------------
  let panel = null;
  let opener = null;
  let bar = null;

  function closePanel({ back = false } = {}) {
    if (!panel) return;
    panel.remove();
    panel = null;
    document.documentElement.classList.remove("desk-busy");
    document.querySelectorAll(".desk-chosen").forEach((one) => one.classList.remove("desk-chosen"));
    if (back) {
      opener?.focus?.();
      quiet();
    }
  }

  // A name that gets the focus back would open its card, over the desk.
  function quiet() {
    document.documentElement.classList.add("desk-quiet");
    setTimeout(() => {
      document.querySelector(".mention-card")?.hidePopover?.();
      document.documentElement.classList.remove("desk-quiet");
    }, CARD_OPENS);
  }

  function openPanel(element, title, ...children) {
    closePanel();
    messages.replaceChildren();
    bar?.remove();
    document.documentElement.classList.add("desk-busy");
    opener = document.activeElement === document.body ? element : document.activeElement;
    element?.classList?.add("desk-chosen");
    panel = make(
      "div",
      { class: "desk-panel", role: "dialog", "aria-label": title, tabindex: "-1" },
      make("div", { class: "desk-head" }, make("h2", {}, title), button("×", () => closePanel({ back: true }), "desk-close")),
      ...children,
    );
    panel.querySelector(".desk-close").setAttribute("aria-label", "Close");
    document.body.append(panel);
    place(element);
    (panel.querySelector("[data-first]") ?? panel.querySelector("button:not(.desk-close), input, textarea") ?? panel).focus();
  }

  function place(element) {
    if (matchMedia("(max-width: 40rem)").matches) return;
    if (!element || (element instanceof Element && dock.contains(element))) {
      panel.classList.add("desk-docked");
      return;
    }
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const left = Math.min(Math.max(12, box.left), innerWidth - panel.offsetWidth - 12);
    const below = element.getBoundingClientRect().bottom + 8;
    const fits = below + panel.offsetHeight < innerHeight || box.top < panel.offsetHeight + 20;
    const top = fits ? below + scrollY : box.top + scrollY - panel.offsetHeight - 8;
    panel.style.left = `${left + scrollX}px`;
    panel.style.top = `${Math.max(scrollY + 8, top)}px`;
  }

  // A list of entities to choose from, with a field that searches the whole site. --------------------------------------
  function chooser({ first, label, choose, words = null, makes = null, kinds = null }) {
    const list = make("ul", { class: "desk-choices" });
    const field = make("input", {
      type: "search",
      "data-first": true,
      placeholder: words ? "Search, or write who" : "Search the site",
      "aria-label": label,
    });
    const row = (text, more, act) =>
      make("li", {}, make("button", { type: "button", onclick: act }, make("b", {}, text), more ? ` ${more}` : ""));
    const rowOf = (one) => row(one.name, [one.type, one.roles?.[0]].filter(Boolean).join(", "), () => choose(one));

    async function show() {
      const wanted = field.value.trim();
      const folded = wanted.toLocaleLowerCase();
      const known = new Set(first.map((one) => one.id));
      const matches = (one) =>
        [one.name, one.id, ...(one.aliases ?? [])].some((name) => name.toLocaleLowerCase().includes(folded));
      let found = first.filter((one) => !folded || matches(one));
      if (folded) {
        const all = (await entities()).filter((one) => !kinds || kinds.includes(one.type));
        const starts = (one) => (one.name.toLocaleLowerCase().startsWith(folded) ? 0 : 1);
        const others = all.filter((one) => !known.has(one.id) && matches(one));
        others.sort((a, b) => starts(a) - starts(b) || (b.briefs?.length ?? 0) - (a.briefs?.length ?? 0));
        found = [...found, ...others].slice(0, MOST_FOUND);
      }
      if (field.value.trim() !== wanted) return;
      list.replaceChildren(...found.map(rowOf));
      if (wanted && words) list.append(row(`“${wanted}”`, "in your words: someone without a page", () => words(wanted)));
      for (const kind of wanted && makes ? makes.kinds : []) {
        list.append(row(`New ${kind}: ${wanted}`, "", () => makes.act({ type: kind, name: wanted })));
      }
      if (wanted && !list.children.length) list.append(make("li", { class: "desk-none" }, "Nobody of that name."));
    }
    field.addEventListener("input", show);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        list.querySelector("button")?.click();
      }
    });
    show();
    return [field, list];
  }

  // Arrow keys go through the choices of a panel.
  document.addEventListener("keydown", (event) => {
    if (!panel?.contains(event.target) || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    if (event.target.matches("textarea, select")) return;
    const stops = [...panel.querySelectorAll("input:not([type=radio], [type=checkbox]), .desk-choices button, .desk-right")];
    const next = stops[stops.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });

  // Quotes. ----------------------------------------------------------------------------------------------------------
  const quoteElement = (id) => document.getElementById(id);
  const seenOf = (quote) => ({
    speakers: quote.speakers,
    source: quote.origin === "editor" ? quote.speaker_text ?? "" : "",
  });

  async function openQuote(id) {
    const data = await brief();
    const quote = data.quotes.find((one) => one.id === id);
    if (!quote) return;
    const element = quoteElement(id);
    const named = new Map(data.entities.map((one) => [one.id, one]));
    const text = [...data.text];
    const words = quote.content.map(([start, end]) => text.slice(start, end).join("")).join(" … ");
    const shown = quote.speakers.map((one) => named.get(one)?.name ?? one).join(" and ");
    const machine = quote.source ? quote.source.map(([start, end]) => text.slice(start, end).join("")).join(" ") : "";
    const current = shown || quote.speaker_text || machine;
    const decision = (credit, more = {}) => ({
      kind: "quote",
      brief: slug,
      quote: id,
      credit,
      seen: seenOf(quote),
      is_fixed: quote.origin === "editor",
      ...more,
    });
    const credit = (ids) => decide(decision({ speakers: ids }));
    const several = make("input", { type: "checkbox" });
    const chosen = [];
    const chips = make("p", { class: "desk-chips" });
    const showChips = () => {
      chips.replaceChildren(
        ...chosen.map((one) => make("span", {}, one.name)),
        chosen.length ? button("These said it", () => credit(chosen.map((one) => one.id)), "desk-right") : "",
      );
    };
    const choose = (one) => {
      if (!several.checked) return credit([one.id]);
      if (!chosen.some((other) => other.id === one.id)) chosen.push(one);
      return showChips();
    };
    // Who is quoted beside it, then who is named most.
    const counts = new Map();
    for (const mention of data.mentions) counts.set(mention.entity, (counts.get(mention.entity) ?? 0) + 1);
    for (const other of data.quotes) for (const one of other.speakers) counts.set(one, (counts.get(one) ?? 0) + 5);
    const first = data.entities
      .filter((one) => ["person", "organization", "group"].includes(one.type) && !quote.speakers.includes(one.id))
      .sort((a, b) => (a.type === "person" ? 0 : 1) - (b.type === "person" ? 0 : 1) || counts.get(b.id) - counts.get(a.id));
    const sure = quote.origin === "editor" ? "set by an editor" : `${Math.round(quote.confidence * 100)}% sure`;
    openPanel(
      element,
      "Who said it?",
      make("p", { class: "desk-words" }, `“${short(words, 140)}”`),
      make(
        "p",
        { class: "desk-now" },
        current ? make("b", {}, current) : "Nobody is named",
        make("span", { class: "desk-soft" }, ` ${sure}`),
        quote.speakers.length && quote.origin !== "editor"
          ? button("Right", () => credit(quote.speakers), "desk-right")
          : null,
      ),
      ...chooser({
        first,
        label: "Who said it",
        choose,
        words: (source) => decide(decision({ speakers: [], source })),
        makes: {
          kinds: ["person"],
          act: (entity) => decide(decision({ speakers: several.checked ? chosen.map((one) => one.id) : [] }, { new: entity })),
        },
      }),
      chips,
      make(
        "p",
        { class: "desk-actions" },
        make("label", {}, several, " several speakers"),
        button("Not a quote", () => decide(decision(null))),
      ),
    );
  }

  // Names. -----------------------------------------------------------------------------------------------------------
  const paragraphOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("[id^='p-']");

  function selectionAt(paragraph, words, before) {
    const flat = (text) => text.replace(/\s+/g, " ");
    const wanted = flat(words).trim();
    let number = 0;
    for (let place = before.indexOf(wanted); place >= 0; place = before.indexOf(wanted, place + 1)) number += 1;
    return { words: wanted, paragraph: Number(paragraph.id.slice(2)), number };
  }

  function textBefore(paragraph, node, offset) {
    const range = document.createRange();
    range.setStart(paragraph, 0);
    range.setEnd(node, offset);
    return range.toString().replace(/\s+/g, " ");
  }

  function openName(link) {
    const paragraph = paragraphOf(link);
    const selection = selectionAt(paragraph, link.textContent, textBefore(paragraph, link, 0));
    const id = link.getAttribute("href").replace(/^.*\//, "").replace(/\.html$/, "");
    openNaming(link, selection, { id, page: link.href });
  }

  async function openNaming(element, selection, now = null) {
    const data = await brief();
    const current = now && data.entities.find((one) => one.id === now.id);
    const only = make("input", { type: "checkbox" });
    const decision = (more) => ({ kind: "name", brief: slug, selection, everywhere: !only.checked, ...more });
    const kinds = Object.values(TYPES);
    openPanel(
      element,
      `What is “${short(selection.words, 40)}”?`,
      current
        ? make(
            "p",
            { class: "desk-now" },
            make("b", {}, current.name),
            make("span", { class: "desk-soft" }, ` ${current.type}${current.roles[0] ? `, ${current.roles[0]}` : ""}`),
            button("Right", () => decide(decision({ entity: current.id })), "desk-right"),
            make("a", { href: now.page }, "Open its page"),
          )
        : null,
      ...chooser({
        first: data.entities.filter((one) => one.id !== now?.id).slice(0, MOST_FOUND),
        label: "What the words name",
        choose: (one) => decide(decision({ entity: one.id })),
        makes: { kinds, act: (entity) => decide(decision({ new: entity })) },
      }),
      make(
        "p",
        { class: "desk-actions" },
        make("label", {}, only, " only here"),
        now ? button("Not a name", () => decide(decision({}))) : null,
      ),
    );
  }

  // Selected words. --------------------------------------------------------------------------------------------------
  function selected() {
    const found = getSelection();
    if (!story || !found || found.isCollapsed || !found.rangeCount) return null;
    const range = found.getRangeAt(0);
    const paragraph = paragraphOf(range.startContainer);
    if (!paragraph || paragraph !== paragraphOf(range.endContainer) || !found.toString().trim()) return null;
    const before = textBefore(paragraph, range.startContainer, range.startOffset);
    return { range, paragraph, selection: selectionAt(paragraph, found.toString(), before) };
  }

  function showBar() {
    const found = selected();
    bar?.remove();
    bar = null;
    if (!found || panel) return;
    const box = found.range.getBoundingClientRect();
    const anchor = found.range;
    bar = make(
      "div",
      { class: "desk-bar", role: "toolbar", "aria-label": "Selected words" },
      button("Name", () => openNaming(anchor, found.selection)),
      button("Quote", () => openMissed(anchor, found.selection)),
      button("Note", () => openNote(anchor, found.selection)),
    );
    bar.addEventListener("pointerdown", (event) => event.preventDefault());
    document.body.append(bar);
    bar.style.left = `${Math.min(Math.max(8, box.left), innerWidth - bar.offsetWidth - 8) + scrollX}px`;
    bar.style.top = `${Math.max(8, box.top - bar.offsetHeight - 6) + scrollY}px`;
  }

  async function openMissed(element, selection) {
    const data = await brief();
    const decision = (credit, more = {}) => ({ kind: "missed-quote", brief: slug, selection, credit, ...more });
    openPanel(
      element,
      "Who said it?",
      make("p", { class: "desk-words" }, `“${short(selection.words, 140)}”`),
      ...chooser({
        first: data.entities.filter((one) => one.type === "person"),
        label: "Who said it",
        choose: (one) => decide(decision({ speakers: [one.id] })),
        words: (source) => decide(decision({ speakers: [], source })),
        makes: { kinds: ["person"], act: (entity) => decide(decision({ speakers: [] }, { new: entity })) },
      }),
    );
  }

  function openNote(element, selection) {
    const field = make("textarea", { rows: "4", "data-first": true, "aria-label": "The note", required: true });
    const send = () => field.value.trim() && decide({ kind: "note", brief: slug, selection, text: field.value });
    openPanel(
      element,
      "A note in the margin",
      make("p", { class: "desk-words" }, `“${short(selection.words, 140)}”`),
      field,
      make("p", { class: "desk-actions" }, make("span", { class: "desk-soft" }, "Markdown"), button("Write the note", send, "desk-right")),
    );
  }

  // The brief as a whole. ----------------------------------------------------------------------------------------------
  async function openBrief(element) {
    const data = await brief();
    const summary = document.querySelector(".standfirst")?.textContent.trim() ?? "";
    const field = (key, label, value, type = "text") => {
      const input = make(key === "summary" ? "textarea" : "input", { type: key === "summary" ? null : type, rows: "3" });
      input.value = value;
      const send = () => decide({ kind: "setting", brief: slug, key, value: input.value, seen: value });
      return make("div", { class: "desk-field" }, make("label", {}, label, input), button("Set", send));
    };
    const day = make("input", { type: "date", "aria-label": "Day of the correction" });
    day.value = new Date().toLocaleDateString("sv");
    const text = make("textarea", { rows: "3", "aria-label": "What was wrong and what is right" });
    const correct = () =>
      text.value.trim() && day.value && decide({ kind: "correction", brief: slug, date: day.value, text: text.value });
    openPanel(
      element,
      "This brief",
      field("headline", "Headline", data.headline),
      field("date", "Date", data.date ?? "", "date"),
      field("summary", "Summary", summary),
      make("h3", {}, "A correction"),
      make("div", { class: "desk-field" }, day, text, button("Add the correction", correct, "desk-right")),
    );
  }

  // The page of an entity. ---------------------------------------------------------------------------------------------
  async function openEntity(element) {
    const all = await entities();
    const own = all.find((one) => one.id === entityId);
    if (!own) return;
    const field = (key, label, value) => {
      const input = make("input", { type: "text" });
      input.value = value;
      const send = () => input.value.trim() && decide({ kind: "entry", entity: own.id, [key]: input.value });
      return make("div", { class: "desk-field" }, make("label", {}, label, input), button("Set", send));
    };
    const goTo = (id) => sessionStorage.setItem("desk-merged", id);
    const boxes = own.briefs.map((one) => make("input", { type: "checkbox", value: one }));
    const splitOff = (other) => {
      const briefs = boxes.filter((one) => one.checked).map((one) => one.value);
      if (!briefs.length) return fail({ message: "Choose the briefs first.", hint: "" });
      return decide({ kind: "split", entity: own.id, briefs, ...other });
    };
    openPanel(
      element,
      own.name,
      field("name", "Name", own.name),
      field("role", "Role", own.roles[0] ?? ""),
      make(
        "details",
        {},
        make("summary", {}, "Same as another page"),
        ...chooser({
          first: [],
          label: "The page that stays",
          kinds: [own.type],
          choose: (one) => (goTo(one.id), decide({ kind: "merge", gone: own.id, kept: one.id })),
        }),
      ),
      make(
        "details",
        {},
        make("summary", {}, "Two under one name"),
        make("p", { class: "desk-soft" }, "In which briefs is it another one?"),
        make("ul", { class: "desk-briefs" }, boxes.map((box) => make("li", {}, make("label", {}, box, ` ${box.value}`)))),
        ...chooser({
          first: [],
          label: "Who it is there",
          kinds: [own.type],
          choose: (one) => splitOff({ other: one.id }),
          makes: { kinds: [own.type], act: (entity) => splitOff({ new: entity }) },
        }),
      ),
    );
  }

  // Doubts. ------------------------------------------------------------------------------------------------------------
  const keyOf = (doubt) => [doubt.kind, ...doubt.briefs, doubt.words].join("|");
  const skipped = () => new Set(JSON.parse(sessionStorage.getItem("desk-skipped") ?? "[]"));

  function addressOf(doubt) {
    if (doubt.kind === "speaker") return at(`briefs/${doubt.quotes[0].brief}.html#${doubt.quotes[0].quote}`);
    if (doubt.kind === "span") return at(`briefs/${doubt.briefs[0]}.html`);
    return at(`briefs/${doubt.briefs[0]}.html`);
  }

  async function step(by) {
    say({ title: "Looking for doubts …" });
    let all;
    try {
      all = (await doubts()).filter((one) => !skipped().has(keyOf(one)));
    } catch (problem) {
      return fail(problem);
    }
    messages.replaceChildren();
    if (!all.length) return say({ title: "Nothing is in doubt." });
    const last = sessionStorage.getItem("desk-doubt");
    const number = all.findIndex((one) => keyOf(one) === last);
    const next = all[(number + by + all.length) % all.length] ?? all[0];
    return goToDoubt(next);
  }

  function goToDoubt(doubt) {
    sessionStorage.setItem("desk-doubt", keyOf(doubt));
    const address = new URL(addressOf(doubt));
    if (address.pathname === location.pathname) return openDoubt(doubt);
    sessionStorage.setItem("desk-open", keyOf(doubt));
    location.href = address.href;
    return null;
  }

  function skip() {
    const current = sessionStorage.getItem("desk-doubt");
    if (current) sessionStorage.setItem("desk-skipped", JSON.stringify([...skipped(), current]));
    return step(1);
  }

  async function openDoubt(doubt) {
    if (doubt.kind === "speaker") {
      const element = quoteElement(doubt.quotes[0].quote);
      element?.scrollIntoView({ block: "center" });
      return openQuote(doubt.quotes[0].quote);
    }
    if (doubt.kind === "span") {
      const flat = (text) => text.replace(/\s+/g, " ").trim();
      const link = [...story.querySelectorAll(".para a[id^='m-']")].find((one) => flat(one.textContent) === doubt.words);
      link?.scrollIntoView({ block: "center" });
      return link ? openName(link) : say({ title: `${doubt.words} is not on this page.` });
    }
    return openIdentity(doubt);
  }

  function openIdentity(doubt) {
    const [one, two] = doubt.entities;
    const reasons = (title, found) =>
      found.length ? [make("h3", {}, title), make("ul", {}, found.map((reason) => make("li", {}, reason)))] : [];
    const isDouble = doubt.kind === "double";
    openPanel(
      document.querySelector("h1"),
      isDouble ? "One or two?" : "Who is meant?",
      make("p", {}, doubt.words),
      ...reasons("For one", doubt.evidence_for),
      ...reasons("For two", doubt.evidence_against),
      make(
        "p",
        { class: "desk-actions" },
        isDouble
          ? button("They are one", () => decide({ kind: "merge", gone: two, kept: one }), "desk-right")
          : button(`It is ${two}`, () => decide({ kind: "split", entity: one, briefs: doubt.briefs, other: two })),
        button(isDouble ? "They are two" : `It is ${one}`, () => decide({ kind: "distinct", entities: [one, two] })),
        button("Later", skip),
      ),
    );
  }

  // The bar at the foot of the window. ---------------------------------------------------------------------------------
  const isOn = () => sessionStorage.getItem("desk-off") === null;
  const toggle = button("", () => setOn(!isOn()), "desk-toggle");
  const dock = make(
    "section",
    { class: "desk-dock", "aria-label": "The editor's desk" },
    toggle,
    slug ? button("This brief", (event) => openBrief(event.currentTarget)) : null,
    entityId ? button("This page", (event) => openEntity(event.currentTarget)) : null,
    button("Next doubt", () => step(1)),
    button("Undo", undo),
    button("?", () => showHelp(), "desk-help"),
  );
  dock.querySelector(".desk-help").setAttribute("aria-label", "Keys of the desk");

  function showHelp() {
    const keys = [
      ["n, p", "next and previous doubt"],
      ["s", "skip this doubt"],
      ["y", "it is right as it is"],
      ["e", "correct the quote or name that has the focus"],
      ["u", "undo"],
      ["d", "desk on and off"],
      ["Esc", "close"],
    ];
    openPanel(
      dock.querySelector(".desk-help"),
      "Keys of the desk",
      make("dl", { class: "desk-keys" }, keys.flatMap(([key, words]) => [make("dt", {}, key), make("dd", {}, words)])),
      make("p", { class: "desk-soft" }, "Click a quote or a name to correct it. Select words to mark what is missing."),
    );
  }

  function setOn(on) {
    if (on) sessionStorage.removeItem("desk-off");
    else sessionStorage.setItem("desk-off", "1");
    toggle.textContent = on ? "Desk: on" : "Desk: off";
    toggle.setAttribute("aria-pressed", String(on));
    document.documentElement.classList.toggle("desk-on", on);
    for (const quote of story?.querySelectorAll(".quote[id]") ?? []) {
      if (on) {
        quote.tabIndex = 0;
        // Not a button: a quote has links in it.
        quote.setAttribute("role", "group");
        quote.setAttribute("aria-label", "Quote: Enter corrects it");
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) quote.removeAttribute(name);
      }
    }
    if (!on) closePanel();
  }

  const nameAt = (target) => target.closest?.(".story .para a[id^='m-']");

  function quoteAt(target) {
    const found = target.closest?.(".story .quote");
    if (!found) return null;
    if (found.id) return found;
    // A later part of a quote has no id of its own: it belongs to the last one before it.
    const all = [...story.querySelectorAll(".quote")];
    return all.slice(0, all.indexOf(found)).reverse().find((one) => one.id) ?? null;
  }

  document.addEventListener(
    "click",
    (event) => {
      if (panel && !panel.contains(event.target) && !dock.contains(event.target) && !bar?.contains(event.target)) closePanel();
      if (!slug || !isOn() || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
      if (getSelection()?.toString().trim()) return;
      const name = nameAt(event.target);
      const quote = name ? null : quoteAt(event.target);
      if (!name && !quote) return;
      event.preventDefault();
      event.stopPropagation();
      if (name) openName(name);
      else openQuote(quote.id);
    },
    true,
  );

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel) {
      event.preventDefault();
      closePanel({ back: true });
      return;
    }
    if (event.metaKey || event.ctrlKey || event.altKey || event.target.matches("input, textarea, select")) return;
    if (event.key === "d") return setOn(!isOn());
    if (!isOn()) return;
    if (event.key === "y" && panel) return panel.querySelector(".desk-right")?.click();
    if (event.key === "n") return step(1);
    if (event.key === "p") return step(-1);
    if (event.key === "s") return skip();
    if (event.key === "u") return undo();
    if (event.key === "?") return showHelp();
    const isQuote = event.target.matches?.(".story .quote[id]");
    if ((event.key === "Enter" || event.key === " ") && isQuote) {
      event.preventDefault();
      openQuote(event.target.id);
    } else if (event.key === "e" && nameAt(event.target)) {
      openName(nameAt(event.target));
    } else if (event.key === "e" && isQuote) {
      openQuote(event.target.id);
    }
  });

  document.addEventListener("selectionchange", () => {
    if (isOn() && slug) requestAnimationFrame(showBar);
  });

  // Begin. -------------------------------------------------------------------------------------------------------------
  document.body.append(dock, messages);
  setOn(isOn());
  const kept = JSON.parse(sessionStorage.getItem("desk-message") ?? "null");
  if (kept && kept.until > Date.now()) {
    say(kept);
    setTimeout(() => messages.replaceChildren(), kept.until - Date.now());
  }
  const wanted = sessionStorage.getItem("desk-open");
  sessionStorage.removeItem("desk-open");
  if (wanted) doubts().then((all) => all.filter((one) => keyOf(one) === wanted).forEach(openDoubt));
})();
