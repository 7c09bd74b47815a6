// Reading tools: stepping through the mentions of an entity, marks on and off; the address keeps both.
"use strict";

(() => {
  const story = document.querySelector(".story");
  const sheet = document.getElementById("apparatus");
  const stepper = document.querySelector("[data-stepper]");
  const tools = document.querySelector("[data-tools]");
  if (!story || !sheet || !stepper) return;
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

  function mentionsOf(id) {
    if (!mentions) {
      mentions = new Map();
      for (const mention of story.querySelectorAll(".mention[data-entity][id]")) {
        const found = mentions.get(mention.dataset.entity);
        if (found) found.push(mention);
        else mentions.set(mention.dataset.entity, [mention]);
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
    stepper.querySelector("[data-name]").textContent = sheet.querySelector(
      `[data-row="${CSS.escape(id)}"] .row-name a`,
    ).textContent;
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
      for (const style of box.value.split(" ")) {
        story.querySelectorAll(`.${style}:is(.mention, .quote)`).forEach((element) => {
          element.classList.toggle("off", !box.checked);
          unlink(element, !box.checked);
        });
      }
      if (box.name === "quotes") story.classList.toggle("no-glosses", !box.checked);
    }
  }

  document.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step && mentionsOf(step.dataset.step).length) {
      event.preventDefault();
      const id = step.dataset.step;
      if (id === chosen) move(1, false);
      else choose(id, 0);
    }
    const link = event.target.closest("a[href^='#']");
    if (link && sheet.contains(link) && sheet.matches(":popover-open")) sheet.hidePopover();
  });

  const rowAt = (target) => target?.closest?.("[data-row]")?.dataset.row ?? null;
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

  tools.hidden = false;
  const query = new URLSearchParams(location.search);
  const off = (query.get("off") ?? "").split(" ");
  for (const box of boxes) box.checked = !off.includes(box.name);
  if (query.get("off")) mark();
  const asked = query.get("entity");
  const found = asked ? mentionsOf(asked) : [];
  if (found.length) choose(asked, Math.max(found.findIndex((mention) => `#${mention.id}` === location.hash), 0));
})();
