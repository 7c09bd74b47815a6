// Decisions that no longer apply: their words are gone from the article.
import { decide } from "./decisions.js";
import { button, make } from "./elements.js";
import { focusPanel, openPanel, unmark } from "./panel.js";

const renewed = (doubt, now) => () => {
  const { section, key } = doubt.lost;
  return decide({ kind: "lost", brief: doubt.briefs[0], section, key, words: doubt.words, now });
};

function newWords({ lost, belief }) {
  if (!lost.nearest) return [make("p", {}, "The article has nothing similar.")];
  return [make("p", {}, "The article says now:"), make("p", { class: "desk-words" }, `“${lost.nearest}”`), make("p", { class: "desk-soft" }, `Shown there: ${belief}.`)];
}

// `above` stands above all else in the panel.
export function openLost(doubt, above = null) {
  const { nearest, decided } = doubt.lost;
  const place = doubt.quotes.length ? document.getElementById(doubt.quotes[0].quote) : null;
  place?.scrollIntoView({ block: "center" });
  openPanel(
    place ?? document.querySelector(".brief-head, h1"),
    "Words that are gone",
    above,
    make("p", {}, "It was decided about these words:"),
    make("p", { class: "desk-words" }, `“${doubt.words}”`),
    make("p", {}, make("b", {}, decided)),
    ...newWords(doubt),
    make(
      "p",
      { class: "desk-actions" },
      nearest ? button("It is the same there", renewed(doubt, nearest), "desk-right") : null,
      button("No longer needed", renewed(doubt, "")),
    ),
  );
  if (!place) unmark();
  focusPanel();
}
