// What an element of the story shows: which quote, which name, which words of which paragraph.
import { story } from "./page.js";

export const nameAt = (target) => target.closest?.(".story .para [id^='m-']");

export function quoteAt(target) {
  const found = target.closest?.(".story .quote");
  if (!found) return null;
  if (found.id) return found;
  // A later part of a quote has no id of its own: it belongs to the last one before it.
  const all = [...story.querySelectorAll(".quote")];
  return all.slice(0, all.indexOf(found)).reverse().find((one) => one.id) ?? null;
}

// A quote that is shown a second time: in the margin, at a glance, or in the list below the text.
export function shownAgain(target) {
  const row = target.closest?.(".pull-quote blockquote, .quote-list blockquote")?.closest("figure, li");
  const link = row?.querySelector("a[href^='#q-']");
  if (link) return document.getElementById(link.hash.slice(1));
  const gloss = target.closest?.(".glosses");
  const all = gloss ? [...gloss.closest(".para").querySelectorAll(".quote[id]")] : [];
  return all.length === 1 ? all[0] : null;
}

const flat = (text) => text.replace(/\s+/g, " ");

export const namesWith = (words) =>
  [...story.querySelectorAll(".para [id^='m-']")].filter((one) => flat(one.textContent).trim() === words);

const paragraphOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("[id^='p-']");

function textBefore(paragraph, node, offset) {
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, offset);
  return flat(range.toString());
}

// Words as the preview finds them: `number` counts the same words before them in their paragraph.
function selectionAt(paragraph, words, before) {
  const wanted = flat(words).trim();
  let number = 0;
  for (let place = before.indexOf(wanted); place >= 0; place = before.indexOf(wanted, place + 1)) number += 1;
  return { words: wanted, paragraph: Number(paragraph.id.slice(2)), number };
}

export function selectionOf(element) {
  const paragraph = paragraphOf(element);
  return selectionAt(paragraph, element.textContent, textBefore(paragraph, element, 0));
}

// The words that are selected, in one paragraph of the story; null if none are.
export function selected() {
  const found = getSelection();
  if (!story || !found || found.isCollapsed || !found.rangeCount) return null;
  const range = found.getRangeAt(0);
  const paragraph = paragraphOf(range.startContainer);
  if (!paragraph || paragraph !== paragraphOf(range.endContainer) || !found.toString().trim()) return null;
  const before = textBefore(paragraph, range.startContainer, range.startOffset);
  return { range, selection: selectionAt(paragraph, found.toString(), before) };
}

// The mention of the data that an element shows: anchors count the mentions of each entity.
export function mentionOf(data, element) {
  const counts = new Map();
  for (const mention of data.mentions) {
    const base = mention.entity ?? mention.type;
    counts.set(base, (counts.get(base) ?? 0) + 1);
    if (element?.id === `m-${base}-${counts.get(base)}`) return mention;
  }
  return null;
}
