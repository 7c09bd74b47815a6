// Helps that no page needs: a theme button, a key for the search, stepping through mentions, the quote index's filters.
"use strict";

function setUpTheme(button) {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.hidden = false;
  show();
  system.addEventListener("change", show);
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch (error) {
      // The choice then holds for this page alone.
    }
    show();
  });
}

// A sidebar entry lights up its mentions; its count steps from one to the next.
function setUpRow(row) {
  const id = row.dataset.row;
  const mentions = [...document.querySelectorAll(".story .mention[data-entity]")].filter(
    (mention) => mention.dataset.entity === id && mention.id,
  );
  const light = (on) => mentions.forEach((mention) => mention.classList.toggle("lit", on));
  row.addEventListener("pointerenter", () => light(true));
  row.addEventListener("pointerleave", () => light(row.contains(document.activeElement)));
  row.addEventListener("focusin", () => light(true));
  row.addEventListener("focusout", () => light(row.matches(":hover")));
  const step = row.querySelector("[data-step]");
  if (!step) return;
  step.addEventListener("click", () => {
    const next = (mentions.findIndex((mention) => `#${mention.id}` === location.hash) + 1) % mentions.length;
    step.href = `#${mentions[next].id}`;
  });
}

function setUpCopy(button) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const citation = `${button.dataset.copy} ${new URL(button.dataset.copyUrl, location.href).href}`;
    try {
      await navigator.clipboard.writeText(citation);
      button.textContent = "Copied";
    } catch (error) {
      button.textContent = "Copying is not allowed here";
    }
    setTimeout(() => (button.textContent = label), 2000);
  });
}

function setUpFilters(form) {
  const cards = [...document.querySelectorAll(".speakers .quote-card")].map((card) => ({
    element: card,
    speakers: card.dataset.speakers.split(" "),
    brief: card.dataset.brief,
    kind: card.dataset.kind,
    text: card.closest("section").querySelector("h2").textContent + " " + card.textContent,
  }));
  cards.forEach((card) => (card.text = card.text.toLowerCase()));
  const count = form.querySelector("[data-count]");
  const apply = () => {
    const { words, speaker, brief, kind } = Object.fromEntries(new FormData(form));
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const card of cards) {
      const fits =
        (!speaker || card.speakers.includes(speaker)) &&
        (!brief || card.brief === brief) &&
        (!kind || card.kind === kind) &&
        wanted.every((word) => card.text.includes(word));
      card.element.hidden = !fits;
      shown += fits;
    }
    document.querySelectorAll("[data-group]").forEach((group) => {
      group.hidden = !group.querySelector(".quote-card:not([hidden])");
    });
    count.textContent = `${shown} ${shown === 1 ? "quote" : "quotes"}`;
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  // A reader who came back finds the fields as they were left.
  apply();
}

// "/" leads to the search box of the page, or to the page of the search; readers can turn that off there.
function setUpSearch(form) {
  const choice = document.querySelector("[data-search-key]");
  let on = true;
  try {
    on = localStorage.getItem("keys") !== "off";
  } catch (error) {
    // Storage may be closed to the page; the key then works.
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("select, textarea, input:not([type=radio], [type=checkbox])");
    if (!on || typing || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (form.elements.q.offsetParent) form.elements.q.select();
    else location.assign(form.action);
  });
  if (!choice) return;
  choice.hidden = false;
  const box = choice.querySelector("input");
  box.checked = on;
  box.addEventListener("change", () => {
    on = box.checked;
    try {
      localStorage.setItem("keys", on ? "on" : "off");
    } catch (error) {
      // The choice then holds for this page alone.
    }
  });
}

document.querySelectorAll("[data-theme-button]").forEach(setUpTheme);
document.querySelectorAll("[data-search-box]").forEach(setUpSearch);
document.querySelectorAll("[data-row]").forEach(setUpRow);
document.querySelectorAll("[data-copy]").forEach(setUpCopy);
document.querySelectorAll("[data-filters]").forEach(setUpFilters);
