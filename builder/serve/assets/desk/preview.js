// What the preview knows: the data of the site that it shows, and its answers.
import { at, slug } from "./page.js";

const { token } = document.querySelector("script[data-token]").dataset;

export async function ask(method, action, body) {
  let response;
  try {
    response = await fetch(`/.newsgloss/desk/${action}`, {
      method,
      headers: { "X-Desk-Token": token, ...(body ? { "Content-Type": "application/json" } : {}) },
      body: method === "POST" ? JSON.stringify(body ?? {}) : undefined,
    });
  } catch {
    throw { message: "The preview does not answer.", hint: "Is `newsgloss serve` still running?" };
  }
  const answer = await response.json().catch(() => ({ message: `The preview answers ${response.status}.`, hint: "" }));
  if (!response.ok) throw { ...answer, isOlder: response.status === 403, reloads: [403, 409].includes(response.status) };
  return answer;
}

const remembered = (load) => {
  let found;
  return () => (found ??= load());
};
const getJson = (path) => fetch(at(path), { cache: "no-store" }).then((response) => response.json());

export const briefOf = (one) => getJson(`briefs/${one}.json`);
export const brief = remembered(() => briefOf(slug));
export const entities = remembered(() => getJson("data/entities.json"));
export const doubts = remembered(() => ask("GET", "doubts").then((answer) => answer.doubts));
// The newest decision first.
export const written = () => ask("GET", "history").then((answer) => answer.written);
