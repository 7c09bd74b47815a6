// Reading tools: stepping through the mentions of an entity, marks on and off; the address keeps both.
"use strict";

(() => {
  // The kinds of marks that one may switch off: their name in the address, their label, and the classes of the marks,
  // or the folder that links to entities lead to.
  const KINDS = [
    ["person", "People", "../people/"],
    ["place", "Places", "../places/"],
    ["organization", "Organizations", "../organizations/"],
    ["group", "Groups", "../groups/"],
    ["event", "Events", "../events/"],
    ["dates", "Dates", "date time"],
    ["figures", "Figures", "money percent quantity"],
    ["titles", "Works and laws", "work law product"],
    ["terms", "Coined terms", "term"],
    ["quotes", "Quotes", "quote"],
  ];
  const ROW = ".rows > li";
  const story = document.querySelector(".story");
  const sheet = document.getElementById("apparatus");
  const dock = document.querySelector(".dock");
  if (!story || !sheet || !dock) return;
  // The elements of each kind, by its name, while all marks are on. A resolved date has no class.
  const marks = new Map();
  for (const [key, , styles] of KINDS) {
    const ofStyle = (style) => (style.startsWith("../") ? `[href^="${style}"]` : `.${style}`);
    const selectors = [...styles.split(" ").map(ofStyle), ...(key === "dates" ? ["time"] : [])];
    const found = story.querySelectorAll(`.para > [id] :is(${selectors})`);
    if (found.length) marks.set(key, found);
  }
  const choices = KINDS.filter(([key]) => marks.has(key)).map(
    ([key, label]) => `<label><input type="checkbox" name="${key}" checked> ${label}</label>`,
  );
  sheet.querySelector("button").insertAdjacentHTML(
    "afterend",
    `<details class="reading-tools" data-tools><summary>Marks and keys</summary>
<fieldset><legend>Marks in the text</legend>${choices.join("\n")}</fieldset>
<p>Choose the count beside a name to step through its mentions: <kbd>n</kbd> next, <kbd>p</kbd> previous, <kbd>Esc</kbd> to end.
On a name, <kbd>↓</kbd> goes into its card, <kbd>Esc</kbd> closes it.</p></details>`,
  );
  // At the foot of the window, while an entity is chosen.
  dock.insertAdjacentHTML(
    "afterbegin",
    `<div class="stepper" hidden data-stepper role="group" aria-label="Mentions, one by one">
<p><strong data-name></strong> <span data-place role="status"></span></p>
<button type="button" data-move="-1" aria-keyshortcuts="p" aria-label="Previous mention">‹</button>
<button type="button" data-move="1" aria-keyshortcuts="n" aria-label="Next mention">›</button>
<button type="button" data-done aria-label="Stop stepping">✕</button></div>`,
  );
  const stepper = dock.firstElementChild;
  const tools = sheet.querySelector("[data-tools]");
  const boxes = [...tools.querySelectorAll("input")];
  const lit = new Set();
  // By entity, once they are asked for.
  let mentions = null;
  // The ids of the entities that are chosen, pointed at in the sidebar, and focused there.
  let chosen = null;
  let pointed = null;
  let focused = null;
  // The mention that the steps have come to.
  let current = null;

  // The id of the entity whose page a link leads to, or led to before its mark was switched off.
  const entityOf = (link) => (link.getAttribute("href") ?? link.dataset.href)?.match(/([^/]+)\.html$/)?.[1];

  function mentionsOf(id) {
    if (!mentions) {
      mentions = new Map();
      for (const mention of story.querySelectorAll("a[id]")) {
        const found = mentions.get(entityOf(mention));
        if (found) found.push(mention);
        else mentions.set(entityOf(mention), [mention]);
      }
    }
    return mentions.get(id) ?? [];
  }

  function relight() {
    const wanted = new Set([chosen, pointed, focused].filter(Boolean));
    const change = (id, on) => mentionsOf(id).forEach((mention) => mention.classList.toggle("lit", on));
    for (const id of lit) if (!wanted.has(id)) change(id, false);
    for (const id of wanted) if (!lit.has(id)) change(id, true);
    lit.clear();
    wanted.forEach((id) => lit.add(id));
  }

  function keep() {
    const query = new URLSearchParams(location.search);
    const off = boxes.filter((box) => !box.checked).map((box) => box.name);
    query.delete("entity");
    query.delete("off");
    if (chosen) query.set("entity", chosen);
    if (off.length) query.set("off", off.join(" "));
    const search = query.size ? `?${query}` : "";
    try {
      history.replaceState(null, "", location.pathname + search + (current ? `#${current.id}` : location.hash));
    } catch (error) {
      // Some browsers let no page change the address of a file.
    }
  }

  function stepTo(place, focus) {
    const found = mentionsOf(chosen);
    const index = (place + found.length) % found.length;
    current?.classList.remove("current");
    current = found[index];
    current.classList.add("current");
    current.scrollIntoView({ block: "center", behavior: "instant" });
    if (focus) current.focus({ preventScroll: true });
    stepper.querySelector("[data-place]").textContent = `${(index + 1).toLocaleString("en")} of ${found.length.toLocaleString("en")}`;
    keep();
  }

  const move = (by, focus) => stepTo(mentionsOf(chosen).indexOf(current) + by, focus);

  function choose(id, place) {
    chosen = id;
    relight();
    stepper.hidden = false;
    const link = [...sheet.querySelectorAll(`${ROW} b a`)].find((one) => entityOf(one) === id);
    stepper.querySelector("[data-name]").textContent = link.textContent;
    stepTo(place, false);
  }

  function end() {
    if (stepper.contains(document.activeElement)) current.focus({ preventScroll: true });
    current.classList.remove("current");
    chosen = null;
    stepper.hidden = true;
    relight();
    keep();
    current = null;
  }

  // What has no mark is plain text: a link that nothing shows would only be in the way.
  function unlink(element, off) {
    const [from, to] = off ? ["href", "data-href"] : ["data-href", "href"];
    if (!element.hasAttribute(from)) return;
    element.setAttribute(to, element.getAttribute(from));
    element.removeAttribute(from);
  }

  function mark() {
    for (const box of boxes) {
      for (const element of marks.get(box.name)) {
        element.classList.toggle("off", !box.checked);
        unlink(element, !box.checked);
      }
      if (box.name === "quotes") story.classList.toggle("no-glosses", !box.checked);
    }
  }

  document.addEventListener("click", (event) => {
    const step = event.target.closest("[href^='#m-']");
    const link = step?.closest(`${ROW}, [data-card]`)?.querySelector("b a, .row-name a");
    const id = link && entityOf(link);
    if (id && mentionsOf(id).length) {
      event.preventDefault();
      if (id === chosen) move(1, false);
      else choose(id, 0);
    }
    const inside = event.target.closest("a[href^='#']");
    if (inside && sheet.contains(inside) && sheet.matches(":popover-open")) sheet.hidePopover();
  });

  const rowAt = (target) => {
    const row = target?.closest?.(ROW);
    return row ? entityOf(row.querySelector("a")) : null;
  };
  const point = (event) => {
    pointed = event.type === "pointerover" ? rowAt(event.target) : null;
    relight();
  };
  const focus = (event) => {
    focused = event.type === "focusin" ? rowAt(event.target) : null;
    relight();
  };
  sheet.addEventListener("pointerover", point);
  sheet.addEventListener("pointerleave", point);
  sheet.addEventListener("focusin", focus);
  sheet.addEventListener("focusout", focus);

  stepper.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.move) move(Number(button.dataset.move), false);
    else if (button) end();
  });

  document.addEventListener("keydown", (event) => {
    if (!chosen || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    if (event.key === "n") move(1, true);
    else if (event.key === "p") move(-1, true);
    else if (event.key === "Escape") end();
  });

  tools.addEventListener("change", () => {
    mark();
    keep();
  });

  const query = new URLSearchParams(location.search);
  const off = (query.get("off") ?? "").split(" ");
  for (const box of boxes) box.checked = !off.includes(box.name);
  if (query.get("off")) mark();
  const asked = query.get("entity");
  const found = asked ? mentionsOf(asked) : [];
  if (found.length) choose(asked, Math.max(found.findIndex((mention) => `#${mention.id}` === location.hash), 0));
})();
