// The page of an entity: its name and role, pages that are one, and briefs that are about someone else.
import { chooser, sharing, tellApart } from "./chooser.js";
import { decide } from "./decisions.js";
import { button, make } from "./elements.js";
import { openIdentity, questionOf } from "./identity.js";
import { noName, otherKinds } from "./kinds.js";
import { fail } from "./messages.js";
import { entityId } from "./page.js";
import { findInPanel, openPanel } from "./panel.js";
import { briefOf, doubts, entities } from "./preview.js";

function field(own, key, label, value) {
  const input = make("input", { type: "text" });
  input.value = value;
  const send = () => input.value.trim() && decide({ kind: "entry", entity: own.id, [key]: input.value });
  input.addEventListener("keydown", (event) => event.key === "Enter" && send());
  return make("div", { class: "desk-field" }, make("label", {}, label, input), button("Save", send));
}

function merging(own, all) {
  const others = all.filter((one) => one.type === own.type && one.id !== own.id);
  return make(
    "details",
    {},
    make("summary", {}, "The same as another page"),
    make("p", { class: "desk-soft" }, "The other page stays, with its name."),
    ...chooser({
      first: sharing(own.name, others).slice(0, 4),
      label: "The page that stays",
      kinds: [own.type],
      focus: false,
      choose: (one) => decide({ kind: "merge", gone: own.id, kept: one.id }),
    }),
  );
}

const slugOf = (address) => decodeURIComponent(address).split("/").pop().split("#")[0].replace(/\.html$/, "");

// The headlines that the page shows, by brief.
function headlinesHere() {
  const headlines = new Map();
  for (const link of document.querySelectorAll('main a[href*="/briefs/"]')) {
    const name = slugOf(link.pathname);
    if (!link.hash && !headlines.has(name)) headlines.set(name, link.textContent.trim());
  }
  return headlines;
}

// A box for each brief, the one that the editor came from first and checked.
function boxesOf(own) {
  const from = slugOf(document.referrer);
  const headlines = headlinesHere();
  return [...own.briefs]
    .sort((one, two) => (two === from) - (one === from))
    .map((one) => {
      const input = make("input", { type: "checkbox", value: one, checked: one === from });
      const words = make("span", {}, headlines.get(one) ?? "");
      return { input, words, row: make("li", {}, make("label", {}, input, words)) };
    });
}

// The page of an entity in very many briefs shows the headlines of the newest only.
async function nameOthers(boxes) {
  for (const { input, words } of boxes.filter((one) => !one.words.textContent)) {
    if (!words.isConnected) return;
    words.textContent = await briefOf(input.value).then((data) => data.headline, () => input.value);
  }
}

function splitting(own) {
  const boxes = boxesOf(own);
  const splitOff = (other) => {
    const briefs = boxes.filter(({ input }) => input.checked).map(({ input }) => input.value);
    if (!briefs.length) return fail({ message: "Choose the briefs first.", hint: "" });
    return decide({ kind: "split", entity: own.id, briefs, ...other });
  };
  return make(
    "details",
    { ontoggle: () => nameOthers(boxes) },
    make("summary", {}, "Someone else in some briefs"),
    make("p", { class: "desk-soft" }, "Choose the briefs, then who it is there."),
    make("ul", { class: "desk-briefs" }, boxes.map((one) => one.row)),
    ...chooser({
      first: [],
      label: "Who it is there",
      kinds: [own.type],
      focus: false,
      choose: (one) => splitOff({ other: one.id }),
      makes: { kinds: [own.type], act: (entity) => splitOff({ new: entity }) },
    }),
  );
}

async function showDoubts(own, all) {
  const open = (await doubts()).filter((one) => one.entities.includes(own.id));
  const names = (doubt) => tellApart(doubt.entities.map((id) => all.find((one) => one.id === id) ?? { id, name: id }));
  const rows = open.map((one) => button(`In doubt: ${questionOf(one)} ${names(one).join(" and ")}`, () => openIdentity(one)));
  findInPanel(".desk-doubts")?.append(...rows);
}

export async function openEntity(element) {
  const all = await entities();
  const own = all.find((one) => one.id === entityId);
  if (!own) return;
  openPanel(
    element,
    own.name,
    make("div", { class: "desk-doubts" }),
    field(own, "name", "Name", own.name),
    field(own, "role", own.type === "person" ? "Role" : "What it is", own.roles[0] ?? ""),
    merging(own, all),
    splitting(own),
    otherKinds(own),
    make("p", { class: "desk-actions" }, noName(own)),
  );
  await showDoubts(own, all);
}
