// Which page of the site this is.
export const TYPES = { people: "person", places: "place", organizations: "organization", groups: "group", events: "event" };

// The page for unknown addresses is none of the site's, wherever it is shown.
const isMissing = document.querySelector("script[data-missing]") !== null;
const [folder, file] = decodeURIComponent(location.pathname).split("/").slice(-2);
const name = !isMissing && /\.html$/.test(file) && !/^index/.test(file) ? file.replace(/\.html$/, "") : null;
// The home page is the one that the wordmark of every page leads to.
const root = document.querySelector(".wordmark a")?.href ?? location.href;

export const slug = folder === "briefs" && name ? name : null;
export const entityId = TYPES[folder] && name ? name : null;
export const story = document.querySelector(".story");

export const at = (path) => new URL(path, root).href;
export const briefAt = (brief) => at(`briefs/${brief}.html`);
export const entityAt = (entity) => at(`${Object.keys(TYPES).find((one) => TYPES[one] === entity.type)}/${entity.id}.html`);
export const isNarrow = () => matchMedia("(max-width: 40rem)").matches;
