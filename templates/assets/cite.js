// A quote as a citation: as plain text, as Markdown, and in the manner of the APA, each to be copied.
"use strict";

(() => {
  const form = document.querySelector("template[data-citation]");
  if (!form) return;

  const escape = (text) => text.replace(/[\\`*_[\]<>#]/g, "\\$&");

  function longDate(iso) {
    if (!iso) return "n.d.";
    const [year, month, day] = iso.split("-").map(Number);
    if (!month) return String(year);
    const name = new Date(Date.UTC(year, month - 1, 1)).toLocaleDateString("en", { month: "long", timeZone: "UTC" });
    return `${year}, ${name}${day ? ` ${day}` : ""}`;
  }

  // What a citation needs, as the card and the heading above it say it: of quotes from one brief only the first names it.
  function factsOf(card) {
    let naming = card;
    while (!naming.querySelector("span.where")) naming = naming.previousElementSibling;
    const link = naming.querySelector(".where a");
    const date = naming.querySelector(".where time");
    return {
      words: card.querySelector("blockquote").textContent.trim(),
      by: card.closest("[data-by]")?.dataset.by || "speaker not identified",
      setting: card.dataset.setting ? `, ${card.dataset.setting}` : "",
      headline: link.textContent.trim(),
      url: new URL(card.querySelector("a.where, .where a").getAttribute("href"), document.baseURI).href,
      iso: date?.dateTime ?? "",
      date: date?.textContent ?? "undated",
      site: form.dataset.site,
      author: naming.dataset.author ?? "",
    };
  }

  const stop = (text) => (/[.?!…][”’"']*$/.test(text) ? text : `${text}.`);

  const forms = {
    plain: (it) => `${it.words} — ${it.by}${it.setting}. “${it.headline}”, ${it.author ? `${it.author}, ` : ""}${it.date}. ${it.url}`,
    markdown: (it) =>
      `> ${escape(it.words)}\n>\n> — ${escape(it.by + it.setting)}, in [${escape(it.headline)}](${it.url.replace(/[()]/g, escape_url)}), ${it.date}`,
    apa: (it) => {
      const named = it.author || it.site;
      const year = it.iso.slice(0, 4) || "n.d.";
      const source = named === it.site ? "" : ` ${stop(it.site)}`;
      return `${it.words} (${it.by}, as cited in ${named}, ${year}).\n\n${stop(named)} (${longDate(it.iso)}). ${stop(it.headline)}${source} ${it.url}`;
    },
  };

  function escape_url(mark) {
    return `%${mark.charCodeAt(0).toString(16)}`;
  }

  function open(button) {
    const card = button.closest(".quote-list > li");
    const facts = factsOf(card);
    const panel = form.content.firstElementChild.cloneNode(true);
    for (const text of panel.querySelectorAll("[data-form]")) text.textContent = forms[text.dataset.form](facts);
    card.append(panel);
    button.setAttribute("aria-expanded", "true");
  }

  function close(card) {
    card.querySelector(".citation").remove();
    card.querySelector("[data-cite]").setAttribute("aria-expanded", "false");
  }

  async function copy(button) {
    const panel = button.closest(".citation");
    const text = panel.querySelector(`[data-form="${button.dataset.copy}"]`);
    const tell = (words) => (panel.querySelector(".citation-status").textContent = words);
    try {
      await navigator.clipboard.writeText(text.textContent);
      tell("Copied");
    } catch (error) {
      getSelection().selectAllChildren(text);
      tell(document.execCommand("copy") ? "Copied" : "Copying is not allowed here: the text is selected, press Ctrl+C or ⌘C");
    }
  }

  // Only scripts can cite a quote, so that a script makes the button of its card.
  window.newsglossCite = (part) =>
    part.querySelectorAll(".quote-list a[href^='#'], :scope > p > .link").forEach((link) => {
      link.insertAdjacentHTML("afterend", ' <button type="button" data-cite aria-expanded="false">Cite</button>');
    });
  window.newsglossCite(document);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-cite], [data-copy]");
    if (button?.dataset.copy) copy(button);
    else if (button) button.getAttribute("aria-expanded") === "true" ? close(button.closest(".quote-list > li")) : open(button);
  });
  document.addEventListener("keydown", (event) => {
    const panel = event.key === "Escape" && event.target.closest?.(".citation");
    if (!panel) return;
    const card = panel.closest(".quote-list > li");
    close(card);
    card.querySelector("[data-cite]").focus();
  });
})();
