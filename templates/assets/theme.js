// The reader's choice of theme, before anything is painted.
(function () {
  // What scripts will show has its room from the first paint on.
  document.documentElement.classList.add("scripted");
  // What needs a web server is shown only where there is one.
  if (location.protocol !== "file:") document.documentElement.classList.add("served");
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch (error) {
    // Storage may be closed to the page; the system's theme holds then.
  }
})();
