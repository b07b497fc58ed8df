/** The graph page: canvas, its table, the filters, and what is chosen stay in step. @module */

import { Canvas } from "./canvas.js";
import { byId, make } from "./dom.js";
import { Failure, get } from "./requests.js";
import { t } from "./words.js";

const state = {
  /** @type {Map<string, any>} */ parties: new Map(),
  /** @type {Map<string, any>} */ deals: new Map(),
};
const limits = { nodes: Number(byId("canvas").dataset.nodes), step: Number(byId("canvas").dataset.step) };

const canvas = new Canvas(byId("canvas"), {
  onParty: chooseParty,
  onDeal: chooseDeal,
  onNothing: chooseNothing,
  onExpand: expand,
});

/** @param {string} text */
function announce(text) {
  byId("announcement").textContent = text;
}

/** @param {{parties: any[], deals: any[], truncated?: boolean}} found @param {string} [near] */
function show(found, near) {
  const room = limits.nodes - state.parties.size;
  const fresh = found.parties.filter((party) => !state.parties.has(party.id));
  const left = new Set(fresh.slice(Math.max(0, room)).map((party) => party.id));
  const parties = found.parties.filter((party) => !left.has(party.id));
  for (const party of parties) state.parties.set(party.id, party);
  const deals = found.deals.filter((deal) => state.parties.has(deal.source.id) && state.parties.has(deal.target.id));
  for (const deal of deals) state.deals.set(deal.id, deal);
  countMore();
  canvas.add([...state.parties.values()], deals.map(edge), near);
  applyFilters();
  byId("nothing").hidden = state.parties.size > 0;
  return { added: fresh.length - left.size, left: left.size };
}

/** How many deals of each party are not drawn. */
function countMore() {
  const drawn = new Map();
  for (const deal of state.deals.values()) {
    for (const id of new Set([deal.source.id, deal.target.id])) drawn.set(id, (drawn.get(id) ?? 0) + 1);
  }
  for (const party of state.parties.values()) party.more = Math.max(0, (party.deals ?? 0) - (drawn.get(party.id) ?? 0));
}

/** @param {any} deal */
function edge(deal) {
  return { id: deal.id, type: deal.type, source: deal.source.id, target: deal.target.id, usd: deal.usd, short: deal.short, directed: deal.arrow === "→" };
}

/** @param {string} id */
async function expand(id) {
  const party = state.parties.get(id);
  if (!party) return;
  announce(t("graph.loading"));
  try {
    const found = await get(`/parties/${id}/neighbours.json`, { limit: Math.min(limits.nodes, neighboursOf(id) + limits.step) });
    const { added, left } = show(found, id);
    canvas.focus(id);
    announce(left ? t("graph.full", { n: limits.nodes }) : t("graph.added", { n: added, name: party.name }));
  } catch (error) {
    announce(error instanceof Failure ? error.message : t("failed"));
  }
}

/** @param {string} id @returns {number} */
function neighboursOf(id) {
  const found = new Set();
  for (const deal of state.deals.values()) {
    if (deal.source.id === id) found.add(deal.target.id);
    if (deal.target.id === id) found.add(deal.source.id);
  }
  return found.size;
}

function applyFilters() {
  const types = new Set([...document.querySelectorAll('#filters input[name="types"]:checked')].map((box) => /** @type {any} */ (box).value));
  const least = Number(byId("min-usd").value) || 0;
  const shows = (/** @type {any} */ deal) => types.has(deal.type) && (least === 0 || (deal.usd ?? 0) >= least);
  canvas.filter((id) => shows(state.deals.get(id)));
  const shown = [...state.deals.values()].filter(shows).sort((a, b) => (b.usd ?? -1) - (a.usd ?? -1));
  fillDeals(shown);
  fillParties(shown);
  byId("shown").textContent = t("graph.shown", { deals: shown.length, parties: state.parties.size });
}

/** @param {any[]} deals */
function fillDeals(deals) {
  byId("deal-rows").replaceChildren(
    ...deals.map((deal) =>
      make("tr", { "data-row": deal.id },
        make("td", {},
          make("button", { type: "button", class: "plain", onclick: () => chooseDeal(deal.id) },
            make("span", { class: `dot deal-${deal.type}` }), `${deal.source.name} ${deal.arrow} ${deal.target.name}`)),
        make("td", {}, deal.label),
        make("td", { class: "figure" }, deal.short))),
  );
}

/** @param {any[]} deals */
function fillParties(deals) {
  const degree = new Map();
  for (const deal of deals) for (const end of [deal.source.id, deal.target.id]) degree.set(end, (degree.get(end) ?? 0) + 1);
  const parties = [...state.parties.values()].sort((a, b) => (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0));
  byId("party-rows").replaceChildren(
    ...parties.map((party) =>
      make("tr", { "data-row": party.id },
        make("td", {}, make("button", { type: "button", class: "plain", onclick: () => chooseParty(party.id) }, party.name)),
        make("td", { class: "figure" }, String(degree.get(party.id) ?? 0)),
        make("td", { class: "figure" },
          party.more ? make("button", { type: "button", onclick: () => expand(party.id), "aria-label": t("graph.expand_name", { name: party.name, n: party.more }) }, `+${party.more}`) : null))),
  );
}

/** @param {string} id */
function chooseParty(id) {
  const party = state.parties.get(id);
  if (!party) return;
  canvas.focus(id);
  describeParty(id);
  announce(t("graph.chosen", { name: party.name }));
}

/** @param {string} id */
function describeParty(id) {
  const party = state.parties.get(id);
  if (!party) return;
  markRow(id);
  byId("chosen").replaceChildren(
    make("h3", {}, make("a", { href: `/parties/${id}` }, party.name)),
    make("p", { class: "faint" }, party.kind_text),
    make("p", { class: "actions" },
      party.more ? make("button", { type: "button", onclick: () => expand(id) }, t("graph.expand", { n: party.more })) : null,
      make("a", { class: "button", href: `/exposure?party=${id}` }, t("graph.exposure")),
      make("a", { class: "button", href: `/loops?party=${id}` }, t("graph.loops"))),
  );
}

/** @param {string} id */
function chooseDeal(id) {
  const deal = state.deals.get(id);
  if (!deal) return;
  canvas.focus(id);
  markRow(id);
  const said = deal.evidence.slice(0, 3).map((/** @type {any} */ evidence) =>
    make("p", { class: "said" }, make("q", {}, evidence.text), " ",
      make("cite", {}, make("a", { href: `/articles/${evidence.article}#${evidence.claim}` }, evidence.title || t("untitled")))));
  byId("chosen").replaceChildren(
    make("div", { class: `deal deal-${deal.type}` },
      make("p", {}, make("a", { class: "party", href: `/parties/${deal.source.id}` }, deal.source.name),
        make("span", { class: "arrow" }, deal.arrow), make("a", { class: "party", href: `/parties/${deal.target.id}` }, deal.target.name)),
      make("p", {}, make("span", { class: "type" }, deal.label), " ", make("span", { class: "sum" }, deal.amount_text)),
      make("p", { class: "terms" }, ...[...deal.terms_text, deal.date_text, deal.status_text].filter(Boolean).map((/** @type {string} */ term) => make("span", {}, term))),
      ...said),
  );
  announce(`${deal.source.name} ${deal.arrow} ${deal.target.name}, ${deal.label} ${deal.amount_text}`);
}

function chooseNothing() {
  canvas.unfocus();
  markRow("");
  byId("chosen").replaceChildren(make("p", { class: "faint" }, t("graph.hint")));
}

/** @param {string} id */
function markRow(id) {
  for (const row of document.querySelectorAll("tr[data-row]")) {
    const chosen = row.getAttribute("data-row") === id;
    row.toggleAttribute("aria-current", chosen);
    if (chosen) row.scrollIntoView({ block: "nearest" });
  }
}

function savePicture() {
  make("a", { href: canvas.picture(), download: "roundtrip.png" }).click();
}

async function start() {
  byId("filters").addEventListener("input", applyFilters);
  byId("fit").addEventListener("click", () => canvas.fit());
  byId("arrange").addEventListener("click", () => canvas.arrange());
  byId("picture").addEventListener("click", savePicture);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => canvas.recolour());
  chooseNothing();
  try {
    show(await get(`/graph.json${location.search}`));
    const party = byId("canvas").dataset.party;
    if (party) describeParty(party);
  } catch (error) {
    announce(error instanceof Failure ? error.message : t("failed"));
    byId("nothing").hidden = false;
  }
  byId("canvas").dataset.ready = "true"; // the browser tests wait for it
}

Object.assign(globalThis, { roundtripCanvas: canvas }); // for the browser tests and the curious
start();
