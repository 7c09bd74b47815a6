// What a script adds to every page: the search box, its key, and the button that chooses a theme.
"use strict";

// The box needs a server as well: theme.js says if there is one.
const SEARCH_BOX = `<form class="site-search" role="search" aria-label="Site" data-search-box>
<input name="q" type="search" aria-label="Search this site" aria-keyshortcuts="/" autocomplete="off">
<button type="submit">Search</button></form>`;
const THEME_BUTTON = `<button class="theme-button" type="button" data-theme-button>
<span class="theme-word">Theme: </span><span data-theme-name></span></button>`;

function fillMasthead(row) {
  if (row.dataset.searchUrl) {
    row.insertAdjacentHTML("beforeend", SEARCH_BOX);
    row.lastChild.setAttribute("action", row.dataset.searchUrl);
  }
  row.insertAdjacentHTML("beforeend", THEME_BUTTON);
}

// The system's theme, then the other one, then the system's own for good, and round again.
function setUpTheme(button) {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const name = button.querySelector("[data-theme-name]");
  const show = () => (name.textContent = root.dataset.theme ?? "auto");
  show();
  button.addEventListener("click", () => {
    const order = system.matches ? ["light", "dark"] : ["dark", "light"];
    const next = order[order.indexOf(root.dataset.theme) + 1];
    if (next) root.dataset.theme = next;
    else delete root.dataset.theme;
    try {
      if (next) localStorage.setItem("theme", next);
      else localStorage.removeItem("theme");
    } catch (error) {
      // The choice then holds for this page alone.
    }
    show();
  });
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

// On a phone the navigation is one line that scrolls: the entry of the page is to be seen.
function showCurrent(nav) {
  const current = nav.querySelector("[aria-current]");
  if (current) nav.scrollLeft = current.offsetLeft - (nav.clientWidth - current.offsetWidth) / 2;
}

// Once all is laid out anyway, so that nothing has to be laid out for this.
addEventListener("load", () => document.querySelectorAll(".site-nav").forEach(showCurrent));
document.querySelectorAll(".masthead-row").forEach(fillMasthead);
document.querySelectorAll("[data-theme-button]").forEach(setUpTheme);
document.querySelectorAll("[data-search-box]").forEach(setUpSearch);
