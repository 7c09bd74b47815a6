// The brief as a whole: its settings, and a correction.
import { decide } from "./decisions.js";
import { button, make } from "./elements.js";
import { say } from "./messages.js";
import { slug } from "./page.js";
import { openPanel } from "./panel.js";
import { brief } from "./preview.js";

function field(key, label, value, type = "text") {
  const isLong = key === "summary";
  const input = make(isLong ? "textarea" : "input", { type: isLong ? null : type, rows: isLong ? "2" : null });
  input.value = value;
  return { key, input, value, element: make("div", { class: "desk-field" }, make("label", {}, label, input)) };
}

function correctionFields() {
  const day = make("input", { type: "date", "aria-label": "Day of the correction" });
  // Swedish dates are written as YYYY-MM-DD.
  day.value = new Date().toLocaleDateString("sv");
  return { day, text: make("textarea", { rows: "2", "aria-label": "What was wrong and what is right" }) };
}

// A correction that the brief has, to be changed or removed.
function correctionRow(seen, number) {
  const day = make("input", { type: "date", "aria-label": `Date of correction ${number + 1}` });
  const text = make("textarea", { rows: "2", "aria-label": `Text of correction ${number + 1}` });
  [day.value, text.value] = [seen.date, seen.text];
  const as = (words) => ({ kind: "correction", brief: slug, date: day.value || seen.date, text: words, seen });
  const remove = button("Remove", () => decide(as("")));
  remove.setAttribute("aria-label", `Remove correction ${number + 1}`);
  const isChanged = () => day.value !== seen.date || text.value.trim() !== seen.text;
  const element = make("div", { class: "desk-field desk-correction" }, day, remove, text);
  return { element, changed: () => (isChanged() && text.value.trim() ? [as(text.value)] : []) };
}

async function save(fields, rows, { day, text }) {
  const decisions = fields
    .filter(({ input, value }) => input.value.trim() !== value.trim())
    .map(({ key, input, value }) => ({ kind: "setting", brief: slug, key, value: input.value, seen: value }));
  decisions.push(...rows.flatMap((row) => row.changed()));
  if (text.value.trim() && day.value) {
    decisions.push({ kind: "correction", brief: slug, date: day.value, text: text.value });
  }
  if (!decisions.length) say({ title: "Nothing was changed." });
  for (const decision of decisions) if (!(await decide(decision))) return;
}

export async function openBrief(element) {
  const data = await brief();
  const fields = [
    field("headline", "Headline", data.headline),
    field("date", "Date", data.date ?? "", "date"),
    field("summary", "Summary", document.querySelector(".standfirst")?.textContent.trim() ?? ""),
  ];
  const rows = data.corrections.map(correctionRow);
  const correction = correctionFields();
  const send = (event) => {
    event.preventDefault();
    save(fields, rows, correction);
  };
  const form = make(
    "form",
    { onsubmit: send },
    fields.map((one) => one.element),
    rows.length ? [make("h3", {}, "Corrections"), ...rows.map((row) => row.element)] : null,
    make("h3", {}, rows.length ? "Another correction" : "A correction"),
    make("div", { class: "desk-field" }, correction.day, correction.text),
    make("p", { class: "desk-actions" }, make("span"), make("button", { type: "submit", class: "desk-right" }, "Save")),
  );
  openPanel(element, "This brief", form);
}
