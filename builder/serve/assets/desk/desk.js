// The editor's desk: decisions about quotes, names and pages, made where they stand. Only the preview sends this script.
import { resume } from "./decisions.js";
import { showDock } from "./dock.js";
import { openWanted } from "./doubts.js";
import { listen } from "./input.js";
import { showMessages } from "./messages.js";
import { quiet } from "./panel.js";
import { followWords } from "./placing.js";
import { holdReloads } from "./reloads.js";

listen();
followWords();
holdReloads();
showDock();
showMessages();
resume();
quiet();
openWanted();
