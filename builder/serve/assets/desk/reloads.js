// Live reload, which waits for an open panel.
import { holdReload } from "./panel.js";
import { written } from "./preview.js";

// Milliseconds between two attempts to find a preview that was stopped, at most.
const LOOKS_AGAIN = 4000;

class Held {
  static identifier = "newsgloss-desk";
  static version = "1";

  // Live reload asks its plugins: true means that it need not reload the page.
  reload() {
    return holdReload();
  }
}

// A preview that was started again does not know the token of an older page.
async function checkToken() {
  const isOlder = await written().then(() => false, (problem) => problem.isOlder);
  if (isOlder && !holdReload()) location.reload();
}

export function holdReloads() {
  window.LiveReload?.addPlugin(Held);
  if (window.LiveReload?.options) window.LiveReload.options.maxdelay = LOOKS_AGAIN;
  document.addEventListener("LiveReloadDisconnect", () => {
    document.addEventListener("LiveReloadConnect", checkToken, { once: true });
  });
}
