// The reader's choice of theme, before anything is painted.
(function () {
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch (error) {
    // Storage may be closed to the page; the system's theme holds then.
  }
})();
