// The reader's choice of theme, before anything is painted.
(function () {
  // What scripts will show has its room from the first paint on.
  document.documentElement.classList.add("scripted");
  // What needs a web server is shown only where there is one.
  if (location.protocol !== "file:") document.documentElement.classList.add("served");
  try {
    var theme = localStorage.getItem("theme");
    if (theme !== "light" && theme !== "dark") return;
    document.documentElement.dataset.theme = theme;
    // Until the style sheets are there, a browser paints the page in the colours of its own: white, for most readers.
    document.querySelector("meta[name=color-scheme]").content = theme;
  } catch (error) {
    // Storage may be closed to the page; the system's theme holds then.
  }
})();
