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
        body: method === "POST" ? JSON.stringify(body ?? {}) : undefined,
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
        files.length
          ? make("details", { open: !matchMedia("(max-width: 40rem)").matches }, make("summary", {}, "What was written"), files)
          : null,
        make(
          "p",
          { class: "desk-actions" },
          message.undo ? button("Undo", () => undo()) : null,
          message.conflict ? button("Reload the page", () => location.reload()) : null,
          button("Close", () => messages.replaceChildren()),
        ),
      ),
    );
  }

  function keepMessage(message) {
    const kept = { ...message, until: Date.now() + SHOWN_FOR, page: location.pathname };
    sessionStorage.setItem("desk-message", JSON.stringify(kept));
    say(message);
  }

  function fail(problem) {
    say({ title: problem.message ?? String(problem), hint: problem.hint, problem: true, conflict: problem.conflict });
  }

  async function decide(decision) {
    sessionStorage.setItem("desk-focus", opener?.id ?? "");
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

  async function undo(number) {
    closePanel();
    try {
      const written = await ask("POST", "undo", number ? { number } : {});
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
    const isDoubt = panel.querySelector(".desk-lead") !== null;
    const first = panel.querySelector("[data-first]") ?? panel.querySelector("button:not(.desk-close), input, textarea");
    // With the focus on the panel itself the keys of the desk work.
    ((isDoubt ? panel : first) ?? panel).focus();
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
    const fits = below + panel.offsetHeight < innerHeight || below < innerHeight / 2;
    const top = fits ? below + scrollY : box.top + scrollY - panel.offsetHeight - 8;
    panel.style.left = `${left + scrollX}px`;
    panel.style.top = `${Math.max(scrollY + 8, Math.min(top, scrollY + innerHeight - panel.offsetHeight - 8))}px`;
  }

  // A list of entities to choose from, with a field that searches the whole site. --------------------------------------
  // Without anything typed, Enter chooses nothing.
  function chooser({ first, label, choose, words = null, makes = null, kinds = null, proposed = "", focus = true }) {
    const list = make("ul", { class: "desk-choices" });
    const field = make("input", {
      type: "search",
      "data-first": focus,
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
      const name = wanted || proposed;
      for (const kind of name && makes ? makes.kinds : []) {
        list.append(row(`New ${kind}: ${short(name, 40)}`, "", () => makes.act({ type: kind, name })));
      }
      if (wanted && !list.children.length) list.append(make("li", { class: "desk-none" }, "Nobody of that name."));
    }
    field.addEventListener("input", show);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        if (field.value.trim()) list.querySelector("button")?.click();
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

  // The entities of which a name shares a word with the words, the most frequent first.
  function sharing(words, all) {
    const own = new Set(words.toLocaleLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
    const shares = (name) => name.toLocaleLowerCase().split(/[^\p{L}\p{N}]+/u).some((word) => own.has(word));
    const found = all.filter((one) => [one.name, ...(one.aliases ?? [])].some(shares));
    return found.sort((a, b) => b.briefs.length - a.briefs.length);
  }

  // Quotes. ----------------------------------------------------------------------------------------------------------
  const quoteElement = (id) => document.getElementById(id);
  const seenOf = (quote) => ({
    speakers: quote.speakers,
    source: quote.origin === "editor" ? quote.speaker_text ?? "" : "",
  });

  async function openQuote(id, doubt = null) {
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
      doubt,
      make("p", { class: "desk-words" }, `“${short(words, 140)}”`),
      make(
        "p",
        { class: "desk-now" },
        current ? make("b", {}, current) : "Nobody is named",
        make("span", { class: "desk-soft" }, ` ${sure}`),
        current && quote.origin !== "editor"
          ? button("Right", () => decide(decision(quote.speakers.length ? { speakers: quote.speakers } : { source: current })), "desk-right")
          : null,
      ),
      ...chooser({
        first,
        label: "Who said it",
        choose,
        focus: !doubt,
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
        quote.origin === "editor" ? button("As the machine had it", () => decide(decision(null, { forgets: true }))) : null,
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

  function openName(link, doubt = null) {
    const paragraph = paragraphOf(link);
    const selection = selectionAt(paragraph, link.textContent, textBefore(paragraph, link, 0));
    const id = (link.getAttribute("href") ?? "").replace(/^.*\//, "").replace(/\.html$/, "");
    openNaming(link, selection, { id, page: link.href, element: link }, doubt);
  }

  // The mention of the data that an element of the page shows: anchors count the mentions of each entity.
  function mentionOf(data, element) {
    const counts = new Map();
    for (const mention of data.mentions) {
      const base = mention.entity ?? mention.type;
      counts.set(base, (counts.get(base) ?? 0) + 1);
      if (element?.id === `m-${base}-${counts.get(base)}`) return mention;
    }
    return null;
  }

  async function openNaming(element, selection, now = null, doubt = null) {
    const data = await brief();
    const all = await entities();
    // Those of this brief, and before them whoever on the site has such a name.
    const own = (one) => one.briefs.includes(slug) && one.id !== now?.id;
    const alike = sharing(selection.words, all.filter((one) => one.id !== now?.id)).slice(0, MOST_FOUND - 2);
    const likely = [...alike, ...all.filter((one) => own(one) && !alike.includes(one))].slice(0, MOST_FOUND);
    const current = now && data.entities.find((one) => one.id === now.id);
    const fixed = mentionOf(data, now?.element)?.origin === "editor";
    const around = now && quoteAt(now.element);
    const only = make("input", { type: "checkbox" });
    const decision = (more) => ({ kind: "name", brief: slug, selection, everywhere: !only.checked, ...more });
    const kinds = Object.values(TYPES);
    openPanel(
      element,
      `What is “${short(selection.words, 40)}”?`,
      doubt,
      current
        ? make(
            "p",
            { class: "desk-now" },
            make("b", {}, current.name),
            make("span", { class: "desk-soft" }, ` ${current.type}${current.roles[0] ? `, ${current.roles[0]}` : ""}`),
            button("Right", () => decide(decision({ entity: current.id })), "desk-right"),
            make("a", { href: now.page }, "Open the page"),
          )
        : null,
      ...chooser({
        first: likely,
        label: "What the words name",
        choose: (one) => decide(decision({ entity: one.id })),
        focus: !doubt,
        proposed: selection.words,
        makes: { kinds, act: (entity) => decide(decision({ new: entity })) },
      }),
      make(
        "p",
        { class: "desk-actions" },
        make("label", { title: "Else everywhere in this brief" }, only, " only at this place"),
        fixed ? button("As the machine had it", () => decide(decision({ forgets: true }))) : null,
        now ? button("Not a name", () => decide(decision({}))) : null,
      ),
      around ? make("p", {}, button("The quote around it", () => openQuote(around.id))) : null,
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

  // The same by keyboard: the words are typed instead of selected.
  function openMarking(element) {
    const field = make("input", { type: "text", "data-first": true, "aria-label": "Words of the story" });
    const mark = (open) => () => {
      const words = field.value.trim();
      if (words) open(element, { words, paragraph: 0, number: 0 });
    };
    openPanel(
      element,
      "Mark words of the story",
      field,
      make(
        "p",
        { class: "desk-actions" },
        button("Name", mark(openNaming)),
        button("Quote", mark(openMissed)),
        button("Note", mark(openNote)),
      ),
    );
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
    const inputs = [];
    const field = (key, label, value, type = "text") => {
      const input = make(key === "summary" ? "textarea" : "input", { type: key === "summary" ? null : type, rows: "2" });
      input.value = value;
      inputs.push({ key, input, value });
      return make("div", { class: "desk-field" }, make("label", {}, label, input));
    };
    const day = make("input", { type: "date", "aria-label": "Day of the correction" });
    day.value = new Date().toLocaleDateString("sv");
    const text = make("textarea", { rows: "2", "aria-label": "What was wrong and what is right" });
    const save = async () => {
      const decisions = inputs
        .filter(({ input, value }) => input.value.trim() !== value.trim())
        .map(({ key, input, value }) => ({ kind: "setting", brief: slug, key, value: input.value, seen: value }));
      if (text.value.trim() && day.value) {
        decisions.push({ kind: "correction", brief: slug, date: day.value, text: text.value });
      }
      if (!decisions.length) return say({ title: "Nothing was changed." });
      for (const decision of decisions) if (!(await decide(decision))) return null;
      return null;
    };
    const form = make(
      "form",
      {
        onsubmit: (event) => {
          event.preventDefault();
          save();
        },
      },
      field("headline", "Headline", data.headline),
      field("date", "Date", data.date ?? "", "date"),
      field("summary", "Summary", summary),
      make("h3", {}, "A correction"),
      make("div", { class: "desk-field" }, day, text),
      make("p", { class: "desk-actions" }, make("span"), make("button", { type: "submit", class: "desk-right" }, "Save")),
    );
    openPanel(element, "This brief", form);
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
      input.addEventListener("keydown", (event) => event.key === "Enter" && send());
      return make("div", { class: "desk-field" }, make("label", {}, label, input), button("Save", send));
    };
    // Headlines as far as the page shows them, and the brief that the editor came from.
    const headlines = new Map();
    for (const link of document.querySelectorAll('main a[href*="/briefs/"]')) {
      const name = decodeURIComponent(link.pathname).split("/").pop().replace(/\.html$/, "");
      if (!link.hash && !headlines.has(name)) headlines.set(name, link.textContent.trim());
    }
    const from = document.referrer.split("/").pop().split("#")[0].replace(/\.html$/, "");
    const boxes = [...own.briefs]
      .sort((one, two) => (two === from) - (one === from))
      .map((one) => make("input", { type: "checkbox", value: one, checked: one === from }));
    const splitOff = (other) => {
      const briefs = boxes.filter((one) => one.checked).map((one) => one.value);
      if (!briefs.length) return fail({ message: "Choose the briefs first.", hint: "" });
      return decide({ kind: "split", entity: own.id, briefs, ...other });
    };
    openPanel(
      element,
      own.name,
      make("div", { class: "desk-doubts" }),
      field("name", "Name", own.name),
      field("role", own.type === "person" ? "Role" : "What it is", own.roles[0] ?? ""),
      make(
        "details",
        {},
        make("summary", {}, "The same as another page"),
        make("p", { class: "desk-soft" }, "The other page stays, with its name."),
        ...chooser({
          first: sharing(own.name, all.filter((one) => one.type === own.type && one.id !== own.id)).slice(0, 4),
          label: "The page that stays",
          kinds: [own.type],
          focus: false,
          choose: (one) => decide({ kind: "merge", gone: own.id, kept: one.id }),
        }),
      ),
      make(
        "details",
        {},
        make("summary", {}, "Someone else in some briefs"),
        make("p", { class: "desk-soft" }, "Choose the briefs, then who it is there."),
        make(
          "ul",
          { class: "desk-briefs" },
          boxes.map((box) => make("li", {}, make("label", {}, box, ` ${headlines.get(box.value) || box.value}`))),
        ),
        ...chooser({
          first: [],
          label: "Who it is there",
          kinds: [own.type],
          focus: false,
          choose: (one) => splitOff({ other: one.id }),
          makes: { kinds: [own.type], act: (entity) => splitOff({ new: entity }) },
        }),
      ),
    );
    const place = panel.querySelector(".desk-doubts");
    const open = (await doubts()).filter((one) => one.entities.includes(own.id));
    place?.append(...open.map((one) => button(`In doubt: ${questionOf(one)} ${namesOf(one).join(" and ")}`, () => openIdentity(one))));
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

  // What stands above a doubt: how many there are, and that it may wait.
  async function lead(doubt) {
    const all = (await doubts()).filter((one) => !skipped().has(keyOf(one)));
    const number = all.findIndex((one) => keyOf(one) === keyOf(doubt)) + 1;
    return make(
      "p",
      { class: "desk-lead" },
      make("span", { class: "desk-soft" }, number ? `Doubt ${number} of ${all.length}` : "In doubt"),
      button("Later", skip),
      button("Next", () => step(1)),
    );
  }

  async function openDoubt(doubt) {
    const above = await lead(doubt);
    if (doubt.kind === "speaker") {
      const element = quoteElement(doubt.quotes[0].quote);
      element?.scrollIntoView({ block: "center" });
      await openQuote(doubt.quotes[0].quote, above);
    } else if (doubt.kind === "span") {
      const flat = (text) => text.replace(/\s+/g, " ").trim();
      const link = [...story.querySelectorAll(".para [id^='m-']")].find((one) => flat(one.textContent) === doubt.words);
      link?.scrollIntoView({ block: "center" });
      if (!link) return say({ title: `“${doubt.words}” is not on this page.` });
      openName(link, above);
    } else {
      await openIdentity(doubt, above);
    }
    return null;
  }

  const questionOf = (doubt) => (doubt.kind === "double" ? "One or two?" : "Who is meant?");

  // Names with their ids where they are the same.
  function namesOf(doubt) {
    const names = doubt.words.split(" and ").map((one) => one.replace(/ \([^()]*\)$/, ""));
    const two = names.length === 2 && names[0] !== names[1] ? names : doubt.entities;
    return two;
  }

  async function openIdentity(doubt, above = null) {
    const all = await entities();
    const [one, two] = doubt.entities.map((id) => all.find((entity) => entity.id === id) ?? { id, name: id, type: "person" });
    const names = one.name === two.name ? [`${one.name} (${one.id})`, `${two.name} (${two.id})`] : [one.name, two.name];
    const folderOf = (entity) => Object.keys(TYPES).find((name) => TYPES[name] === entity.type);
    const pages = [one, two].map((entity, number) =>
      make("a", { href: at(`${folderOf(entity)}/${entity.id}.html`) }, names[number]),
    );
    const isDouble = doubt.kind === "double";
    const reasons = (title, found) =>
      found.length ? [make("h3", {}, title), make("ul", {}, found.map((reason) => make("li", {}, reason)))] : [];
    const stays = button(isDouble ? "They are two" : `It is ${names[0]}`, () => decide({ kind: "distinct", entities: [one.id, two.id] }));
    stays.className = "desk-right";
    const changes = isDouble
      ? button("They are one", () => decide({ kind: "merge", gone: two.id, kept: one.id }))
      : button(`It is ${names[1]}`, () => decide({ kind: "split", entity: one.id, briefs: doubt.briefs, other: two.id }));
    openPanel(
      document.querySelector(".brief-head, h1"),
      questionOf(doubt),
      above,
      make("p", {}, pages[0], " and ", pages[1], isDouble ? "" : `, in ${doubt.briefs.length > 1 ? `${doubt.briefs.length} briefs` : "this brief"}`),
      ...reasons(isDouble ? "For one" : `For ${names[1]}`, doubt.evidence_for),
      ...reasons(isDouble ? "For two" : `For ${names[0]}`, doubt.evidence_against),
      make("p", { class: "desk-actions" }, stays, changes),
    );
    document.querySelector(".desk-chosen")?.classList.remove("desk-chosen");
    panel.focus();
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
    button("Undo", () => undo(), "desk-undo"),
    button("History", (event) => openHistory(event.currentTarget), "desk-wide"),
    button("?", () => showHelp(), "desk-help desk-wide"),
  );
  dock.querySelector(".desk-help").setAttribute("aria-label", "Keys of the desk");

  // What was decided, each with a way back.
  async function openHistory(element) {
    const { written } = await ask("GET", "history").catch((problem) => (fail(problem), { written: [] }));
    const rows = written
      .filter((one) => !one.undone)
      .map((one) =>
        make(
          "li",
          {},
          make("b", {}, one.meaning),
          make("span", { class: "desk-soft" }, ` ${new Date(one.at).toLocaleString()} `),
          button("Take back", () => undo(one.number)),
        ),
      );
    openPanel(element, "What was decided", rows.length ? make("ol", { class: "desk-history" }, rows) : make("p", {}, "Nothing yet."));
  }

  async function nameUndo() {
    const { written } = await ask("GET", "history").catch(() => ({ written: [] }));
    const last = written.find((one) => !one.undone);
    const undoing = dock.querySelector(".desk-undo");
    undoing.disabled = !last;
    undoing.title = last ? `Undo: ${last.meaning}` : "Nothing to undo";
  }

  function showHelp() {
    const keys = [
      ["n, p", "next and previous doubt"],
      ["s", "skip this doubt"],
      ["y", "it is right as it is"],
      ["Enter, e", "correct the quote or name that has the focus"],
      ["b", "this brief, or this page"],
      ["m", "mark words as a name or a quote, or write a note on them"],
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

  const nameAt = (target) => target.closest?.(".story .para [id^='m-']");

  // A quote that is shown a second time: in the margin, at a glance, or in the list below the text.
  function shownAgain(target) {
    const row = target.closest?.(".pull-quote blockquote, .quote-list blockquote")?.closest("figure, li");
    const link = row?.querySelector("a[href^='#q-']");
    if (link) return document.getElementById(link.hash.slice(1));
    const gloss = target.closest?.(".glosses");
    const all = gloss ? [...gloss.closest(".para").querySelectorAll(".quote[id]")] : [];
    return all.length === 1 ? all[0] : null;
  }

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
      const quote = name ? null : quoteAt(event.target) ?? shownAgain(event.target);
      if (!name && !quote) return;
      event.preventDefault();
      event.stopPropagation();
      if (name) openName(name);
      else openQuote(quote.id);
    },
    true,
  );

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (panel || messages.children.length)) {
      event.preventDefault();
      if (panel) closePanel({ back: true });
      else messages.replaceChildren();
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
    if (event.key === "m" && slug) {
      event.preventDefault();
      return openMarking(dock.children[1]);
    }
    if (event.key === "b") event.preventDefault();
    if (event.key === "b" && slug) return openBrief(dock.children[1]);
    if (event.key === "b" && entityId) return openEntity(dock.children[1]);
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
  nameUndo();
  document.getElementById(sessionStorage.getItem("desk-focus") || "?")?.focus({ preventScroll: true });
  quiet();
  sessionStorage.removeItem("desk-focus");
  const kept = JSON.parse(sessionStorage.getItem("desk-message") ?? "null");
  if (kept && kept.until > Date.now() && kept.page === location.pathname) {
    say(kept);
    setTimeout(() => messages.replaceChildren(), kept.until - Date.now());
  }
  const wanted = sessionStorage.getItem("desk-open");
  sessionStorage.removeItem("desk-open");
  if (wanted) doubts().then((all) => all.filter((one) => keyOf(one) === wanted).forEach(openDoubt));
})();
