/** The shock page: the rounds of a shock are played on the canvas, and the table below keeps step. @module */

import { Canvas } from "./canvas.js";
import { byId } from "./dom.js";
import { t } from "./words.js";

const PAUSE = 1100;
const NAMED = 4;

/**
 * @type {{
 *   parties: {id: string, name: string, kind: string}[],
 *   arrows: {id: string, source: string, target: string, type: string, usd: number | null, short: string}[],
 *   rounds: {party: string, more: number}[][],
 * }}
 */
const picture = JSON.parse(byId("picture").textContent);
const names = new Map(picture.parties.map((party) => [party.id, party.name]));
const last = picture.rounds.length - 1;
const nothing = () => {};
const canvas = new Canvas(byId("canvas"), { onParty: showRow, onDeal: (id) => canvas.focus(id), onNothing: () => canvas.unfocus(), onExpand: nothing });
let timer = 0;

/** What every party has lost up to a round, as a share of what it can lose. @param {number} round */
function levels(round) {
  const found = new Map();
  for (const { party, more } of picture.rounds.slice(0, round + 1).flat()) found.set(party, Math.min(1, (found.get(party) ?? 0) + more));
  return found;
}

/** @param {number} round */
function show(round) {
  const lost = levels(round);
  const hit = new Set(picture.rounds[round].map(({ party }) => party));
  const before = round > 0 ? levels(round - 1) : new Map();
  const passing = picture.arrows.filter((arrow) => round > 0 && hit.has(arrow.target) && before.has(arrow.source)).map((arrow) => arrow.id);
  canvas.paint(lost, new Set(passing));
  for (const row of document.querySelectorAll(".losses tr[data-row]")) {
    const party = row.getAttribute("data-row") ?? "";
    row.classList.toggle("hit", hit.has(party) && round > 0);
    const meter = row.querySelector("meter");
    if (meter) meter.value = round === last ? Number(meter.dataset.share) : (lost.get(party) ?? 0);
  }
  byId("round").value = String(round);
  byId("round-text").textContent = t("shock.round", { round, last, who: told(picture.rounds[round]) });
}

/** @param {{party: string, more: number}[]} hit */
function told(hit) {
  const strongest = [...hit].sort((a, b) => b.more - a.more);
  const some = strongest.slice(0, NAMED).map(({ party, more }) => `${names.get(party) ?? ""} ${(100 * more).toFixed(more < 0.1 ? 1 : 0)}%`);
  return some.join(t("shock.comma")) + (strongest.length > NAMED ? " …" : "");
}

function current() {
  return Number(byId("round").value);
}

function stop() {
  clearInterval(timer);
  timer = 0;
  byId("play").textContent = t("shock.play");
}

function play() {
  if (timer) {
    stop();
    return;
  }
  show(current() >= last ? 0 : current() + 1);
  byId("play").textContent = t("shock.pause");
  timer = window.setInterval(() => {
    if (current() >= last) stop();
    else show(current() + 1);
  }, PAUSE);
}

/** @param {number} round */
function go(round) {
  stop();
  show(Math.max(0, Math.min(last, round)));
}

/** @param {string} id */
function showRow(id) {
  canvas.focus(id);
  document.querySelector(`.losses tr[data-row="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
}

byId("play").addEventListener("click", play);
byId("back").addEventListener("click", () => go(current() - 1));
byId("on").addEventListener("click", () => go(current() + 1));
byId("round").addEventListener("input", () => go(current()));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  canvas.recolour();
  show(current());
});
canvas.add(picture.parties, picture.arrows);
show(last);
byId("canvas").dataset.ready = "true"; // the browser tests wait for it

Object.assign(globalThis, { roundtripCanvas: canvas }); // for the browser tests and the curious
