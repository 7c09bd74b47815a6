// Live reload, which waits for an open panel.
import { holdReload } from "./panel.js";

class Held {
  static identifier = "newsgloss-desk";
  static version = "1";

  // Live reload asks its plugins: true means that it need not reload the page.
  reload() {
    return holdReload();
  }
}

export const holdReloads = () => window.LiveReload?.addPlugin(Held);
