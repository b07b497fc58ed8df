/** The console: a statement goes in, its answer comes back as a table and, where it holds one, as a graph. @module */

import { Canvas } from "./canvas.js";
import { byId, make } from "./dom.js";
import { collect, drawable } from "./drawing.js";
import { Failure, post } from "./requests.js";
import { t } from "./words.js";

const text = byId("statement");
/** @type {AbortController | null} */
let running = null;
/** @type {Canvas | null} */
let canvas = null;

/** Runs the statement in the place of one that still runs. */
async function run() {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  byId("problem").hidden = true;
  byId("run").setAttribute("aria-disabled", "true"); // not `disabled`: that would take the focus from it
  byId("state").textContent = t("console.running");
  try {
    show(await post("/console.json", { statement: text.value }, mine.signal));
  } catch (error) {
    if (!(error instanceof DOMException)) refuse(error instanceof Failure ? error : new Failure(t("failed"), 0));
  }
  if (running !== mine) return;
  running = null;
  byId("run").setAttribute("aria-disabled", "false");
}

/** @param {Failure} failure */
function refuse(failure) {
  byId("state").textContent = "";
  byId("problem").textContent = failure.message;
  byId("problem").lang = failure.language || document.documentElement.lang;
  byId("problem").hidden = false;
  byId("answer").hidden = true;
}

/** @param {{columns: string[], rows: unknown[][], seconds: number, truncated: string | null, plan: string | null}} answer */
function show(answer) {
  byId("answer").hidden = false;
  byId("state").textContent = t("console.rows", { n: answer.rows.length, seconds: answer.seconds.toFixed(2) });
  byId("cut").hidden = !answer.truncated;
  byId("cut").textContent = answer.truncated ? t(`console.cut_${answer.truncated}`, { n: answer.rows.length }) : "";
  byId("plan").hidden = !answer.plan;
  byId("plan").textContent = answer.plan ?? "";
  byId("columns").replaceChildren(...answer.columns.map((name) => make("th", { scope: "col" }, name)));
  byId("rows").replaceChildren(...answer.rows.map((row) => make("tr", {}, ...row.map((value) => make("td", {}, write(value))))));
  draw(answer.rows);
}

/** @param {unknown[][]} rows */
function draw(rows) {
  const found = collect(rows);
  const shows = found.nodes.size > 0 && found.nodes.size <= Number(byId("canvas").dataset.nodes);
  byId("drawing").hidden = !shows;
  if (!shows) return;
  canvas?.cy.destroy();
  const nothing = () => {};
  canvas = new Canvas(byId("canvas"), { onParty: focus, onDeal: focus, onNothing: () => canvas?.unfocus(), onExpand: nothing });
  const { parties, deals } = drawable(found, (each) => labels.get(each.type) ?? each.type);
  canvas.add(parties, deals);
}

/** @param {string} id */
function focus(id) {
  canvas?.focus(id);
}

const labels = new Map([...document.querySelectorAll("[data-deal-type]")].map((element) => [element.getAttribute("data-deal-type") ?? "", element.textContent ?? ""]));

/** A value as short text: a party by its name, a path by its parties, the rest as JSON. @param {any} value @returns {string} */
function write(value) {
  if (value === null) return "—";
  if (typeof value !== "object") return String(value);
  if (Object.hasOwn(value, "$path")) return value.$path.nodes.map(write).join(" → ");
  if (Object.hasOwn(value, "$node")) return String(value.properties.name ?? value.properties.title ?? value.properties.id ?? value.labels.join(":"));
  if (Object.hasOwn(value, "$relationship")) return `${labels.get(value.type) ?? value.type} ${JSON.stringify(value.properties)}`;
  if (Array.isArray(value) && value.every((item) => item === null || typeof item !== "object")) return value.map(write).join(", ");
  return JSON.stringify(value);
}

byId("console-form").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  if (!running) run();
});
text.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
for (const example of document.querySelectorAll("[data-statement]")) {
  example.addEventListener("click", () => {
    text.value = example.getAttribute("data-statement") ?? "";
    text.focus();
    run();
  });
}
