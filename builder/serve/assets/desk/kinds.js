// What kind an entity is, in words, and decisions on it for the whole site.
import { decide } from "./decisions.js";
import { button, make } from "./elements.js";
import { TYPES } from "./page.js";

export const aKind = (kind) => `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`;

export function otherKinds(own) {
  const kinds = Object.values(TYPES).filter((kind) => kind !== own.type);
  return make(
    "details",
    {},
    make("summary", {}, `${own.name} is not ${aKind(own.type)}`),
    make("p", { class: "desk-soft" }, "What is it? This holds for all briefs."),
    make("p", { class: "desk-kinds" }, kinds.map((type) => button(type, () => decide({ kind: "type", entity: own.id, type })))),
  );
}

export const noName = (own) => button("It is no name", () => decide({ kind: "ignore", entity: own.id }));
