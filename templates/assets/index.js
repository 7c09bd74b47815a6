// The tools of an A–Z: its entries by number of mentions, and only those with certain words. Both stand in the address.
"use strict";

function setUpIndex(form) {
  const index = document.querySelector("[data-index]");
  const groups = [...index.children];
  const entries = [...index.querySelectorAll("li")].map((element) => ({
    element,
    home: element.parentElement,
    mentions: Number(element.dataset.mentions),
    text: plain([...element.querySelectorAll(".card-name, .card-note")].map((part) => part.textContent).join(" ")),
  }));
  const ranked = document.createElement("ul");
  ranked.className = "card-list by-mentions";
  const byMentions = [...entries].sort((one, other) => other.mentions - one.mentions);
  const letters = document.querySelector(".letters");
  const local = letters !== null && letters.querySelector("a[href^='#']") !== null;
  const count = form.querySelector("[data-index-count]");
  const { q, sort } = form.elements;
  let order = "";

  const arrange = (wanted) => {
    if (wanted === order) return;
    order = wanted;
    if (wanted === "mentions") {
      ranked.append(...byMentions.map((entry) => entry.element));
      index.replaceChildren(ranked);
    } else {
      entries.forEach((entry) => entry.home.append(entry.element));
      index.replaceChildren(...groups);
    }
  };

  const apply = () => {
    const words = plain(q.value).split(/\s+/).filter(Boolean);
    arrange(sort?.value ?? "");
    let shown = 0;
    for (const entry of entries) {
      const fits = words.every((word) => entry.text.includes(word));
      entry.element.hidden = !fits;
      shown += fits;
    }
    groups.forEach((group) => (group.hidden = !group.querySelector("li:not([hidden])")));
    // Letters that lead to places on this page lead nowhere while its order or its entries are others.
    if (local) letters.hidden = order !== "" || words.length > 0;
    count.textContent = words.length ? `${shown} of ${entries.length} on this page` : "";
  };

  const remember = () => {
    const address = new URL(location.href);
    for (const field of [q, sort]) {
      if (field?.value.trim()) address.searchParams.set(field.name, field.value.trim());
      else if (field) address.searchParams.delete(field.name);
    }
    try {
      history.replaceState(history.state, "", address);
    } catch (error) {
      // A page that was opened as a file may not change its address.
    }
  };

  const recall = () => {
    const asked = new URLSearchParams(location.search);
    q.value = asked.get("q") ?? "";
    if (sort) sort.value = asked.get("sort") === "mentions" ? "mentions" : "";
    apply();
  };

  form.hidden = false;
  // The address follows once the typing rests: browsers count how often it changes.
  let rest = 0;
  form.addEventListener("input", () => {
    apply();
    clearTimeout(rest);
    rest = setTimeout(remember, 250);
  });
  // What is shown follows the fields already; the button leads past them.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    index.scrollIntoView();
  });
  addEventListener("pageshow", recall);
  recall();
}

// Letters without accents and case, so that "fayyad" finds "Fayyād".
function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
}

document.querySelectorAll("[data-index-tools]").forEach(setUpIndex);
