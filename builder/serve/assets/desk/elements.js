// Elements and words of the desk.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const button = (words, act, style = "") => make("button", { type: "button", class: style || null, onclick: act }, words);

export const short = (words, most = 70) => (words.length > most ? `${words.slice(0, most).replace(/\s+\S*$/, "")} …` : words);

// The lines of the files that a decision changed, to be opened.
export function whatWasWritten(files) {
  if (!files?.length) return null;
  const changed = files.map((one) =>
    make("div", {}, make("code", { class: "desk-file" }, one.path), make("pre", {}, one.lines.join("\n"))),
  );
  return make("details", { class: "desk-written" }, make("summary", {}, "What was written"), changed);
}
