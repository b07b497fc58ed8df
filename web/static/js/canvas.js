/**
 * A graph of parties and deals on a cytoscape canvas. Elements are only ever found by id (`getElementById`):
 * a selector made of a name that cytoscape cannot parse would mean "everything".
 * @module
 */

/**
 * @typedef {{id: string, name: string, kind: string, more?: number}} Party
 * @typedef {{id: string, type: string, source: string, target: string, usd: number | null, short: string, directed?: boolean}} Deal
 */

const cytoscape = /** @type {any} */ (globalThis).cytoscape;
cytoscape.use(/** @type {any} */ (globalThis).cytoscapeFcose);

const FAMILY = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const NAME_FONT = `600 13px ${FAMILY}`;
const LONGEST_NAME = 180;
const NARROW = 600;
const READABLE = 0.85;
/** On a canvas that is narrower than `NARROW` pixels names are not drawn smaller than this; what has no room is a drag away. */
const SHAPES = new Map([
  ["company", "round-rectangle"],
  ["government", "rectangle"],
  ["fund", "cut-rectangle"],
  ["person", "ellipse"],
  ["project", "round-rectangle"],
  ["product", "barrel"],
]);

export class Canvas {
  /**
   * @param {HTMLElement} container
   * @param {{onParty: (id: string) => void, onDeal: (id: string) => void, onNothing: () => void, onExpand: (id: string) => void}} handlers
   */
  constructor(container, handlers) {
    this.cy = cytoscape({
      container,
      style: styles(),
      minZoom: 0.15,
      maxZoom: 3,
      hideEdgesOnViewport: false,
      boxSelectionEnabled: false,
    });
    cytoscape.warnings(false); // of our styles it has warned by now; what is left is that parties on each other have no arrow
    this.cy.on("tap", "node", (/** @type {any} */ event) => handlers.onParty(event.target.id()));
    this.cy.on("tap", "edge", (/** @type {any} */ event) => handlers.onDeal(event.target.id()));
    this.cy.on("tap", (/** @type {any} */ event) => event.target === this.cy && handlers.onNothing());
    this.cy.on("dbltap", "node", (/** @type {any} */ event) => handlers.onExpand(event.target.id()));
  }

  /**
   * Adds what is not there yet and lays it out; what was there keeps its place.
   * @param {Party[]} parties @param {Deal[]} deals @param {string} [near] the party that they belong to
   */
  add(parties, deals, near) {
    const had = this.cy.nodes().map((/** @type {any} */ node) => node.id());
    const start = near ? this.cy.getElementById(near).position() : { x: 0, y: 0 };
    this.cy.batch(() => {
      for (const party of parties) this.#addParty(party, start);
      for (const deal of deals) this.#addDeal(deal);
    });
    this.arrange(had);
  }

  /** @param {Party} party @param {{x: number, y: number}} start */
  #addParty(party, start) {
    const found = this.cy.getElementById(party.id);
    if (found.nonempty()) {
      found.data(nodeData(party));
      return;
    }
    const turn = Math.random() * 2 * Math.PI;
    const position = { x: start.x + 120 * Math.cos(turn), y: start.y + 120 * Math.sin(turn) };
    this.cy.add({ group: "nodes", data: nodeData(party), position });
  }

  /** @param {Deal} deal */
  #addDeal(deal) {
    const ends = [deal.source, deal.target].map((id) => this.cy.getElementById(id));
    if (this.cy.getElementById(deal.id).nonempty() || ends.some((end) => end.empty())) return;
    const data = { id: deal.id, source: deal.source, target: deal.target, type: deal.type, label: deal.short, width: width(deal.usd), head: deal.directed === false ? "none" : "triangle" };
    this.cy.add({ group: "edges", data });
  }

  /** @param {string[]} fixed ids of the parties that stay where they are */
  arrange(fixed = []) {
    const shown = this.cy.elements().not(".off");
    const layout = {
      name: "fcose",
      quality: "proof",
      animate: false,
      randomize: fixed.length === 0,
      fit: false,
      padding: 40,
      nodeDimensionsIncludeLabels: true,
      idealEdgeLength: 150,
      nodeRepulsion: 45000,
      nodeSeparation: 110,
      edgeElasticity: 0.3,
      gravity: 0.3,
      numIter: 4000,
      fixedNodeConstraint: fixed.map((id) => ({ nodeId: id, position: { ...this.cy.getElementById(id).position() } })),
    };
    shown.layout(layout).run();
    if (fixed.length === 0) pack(shown.components(), this.cy.width() / Math.max(1, this.cy.height()));
    this.fit();
    if (this.cy.width() < NARROW && this.cy.zoom() < READABLE) this.#showBusiest();
  }

  /** Readable names around the party with the most deals. */
  #showBusiest() {
    const busiest = this.cy.nodes().not(".off").max((/** @type {any} */ node) => node.degree()).ele;
    this.cy.zoom(READABLE);
    this.cy.center(busiest);
  }

  /** All of it, however small. */
  fit() {
    const shown = this.cy.elements().not(".off");
    this.cy.fit(shown, 36);
    if (this.cy.zoom() > 1.25) {
      this.cy.zoom(1.25);
      this.cy.center(shown);
    }
  }

  /** @param {(deal: string) => boolean} shows */
  filter(shows) {
    this.cy.batch(() => {
      for (const edge of this.cy.edges().toArray()) edge.toggleClass("off", !shows(edge.id()));
      for (const node of this.cy.nodes().toArray()) {
        const lonely = node.connectedEdges().nonempty() && node.connectedEdges().not(".off").empty();
        node.toggleClass("off", lonely);
      }
    });
  }

  /** Brings a party or deal into sight and lights up what touches it. @param {string} id */
  focus(id) {
    const element = this.cy.getElementById(id);
    if (element.empty()) return;
    const around = element.isNode() ? element.closedNeighborhood() : element.union(element.connectedNodes());
    this.cy.batch(() => {
      this.cy.elements().removeClass("lit").addClass("dim");
      around.removeClass("dim");
      element.addClass("lit");
    });
    const box = element.renderedBoundingBox();
    if (box.x1 < 0 || box.y1 < 0 || box.x2 > this.cy.width() || box.y2 > this.cy.height()) this.cy.center(element);
  }

  unfocus() {
    this.cy.elements().removeClass("lit dim");
  }

  /**
   * Shows how much each party has lost, 0 to 1, and which arrows pass a loss on just now.
   * @param {Map<string, number>} levels @param {Set<string>} passing ids of arrows
   */
  paint(levels, passing) {
    const [sheet, bad] = [colour("--sheet"), colour("--bad")].map(channels);
    this.cy.batch(() => {
      for (const node of this.cy.nodes().toArray()) {
        const share = 0.75 * (levels.get(node.id()) ?? 0);
        const mixed = sheet.map((value, place) => Math.round(value + share * (bad[place] - value)));
        node.style({ "background-color": `rgb(${mixed.join(",")})`, "border-color": colour(levels.has(node.id()) ? "--bad" : "--line-2") });
      }
      for (const edge of this.cy.edges().toArray()) edge.toggleClass("passing", passing.has(edge.id()));
    });
  }

  /** The colours of the page changed. */
  recolour() {
    this.cy.style(styles());
  }

  /** @returns {string} a PNG as a data address */
  picture() {
    return this.cy.png({ full: true, scale: 2, bg: colour("--paper") });
  }
}

/**
 * Puts the parts of a graph that do not touch beside each other, row by row, the largest first; a part that stands
 * upright on a wide canvas is laid down.
 * @param {any[]} parts @param {number} aspect width of the canvas by its height
 */
function pack(parts, aspect) {
  const gap = 70;
  for (const part of parts) {
    const box = part.boundingBox();
    if (box.w / Math.max(1, box.h) < 1 !== aspect < 1) part.positions((/** @type {any} */ node) => ({ x: node.position().y, y: node.position().x }));
  }
  const boxes = parts.map((part) => ({ part, ...part.boundingBox() })).sort((a, b) => b.w * b.h - a.w * a.h);
  const area = boxes.reduce((sum, box) => sum + (box.w + gap) * (box.h + gap), 0);
  const room = Math.max(boxes[0]?.w ?? 0, Math.sqrt(area * aspect));
  let [x, y, tallest] = [0, 0, 0];
  for (const box of boxes) {
    if (x > 0 && x + box.w > room) [x, y, tallest] = [0, y + tallest + gap, 0];
    box.part.shift({ x: x - box.x1, y: y - box.y1 });
    x += box.w + gap;
    tallest = Math.max(tallest, box.h);
  }
}

/** Width of an arrow by the order of magnitude of its sum: thin below a million dollars, thick from a trillion. @param {number | null} usd */
export function width(usd) {
  if (!usd || usd <= 0) return 1.5;
  return 1.5 + 6.5 * Math.min(1, Math.max(0, (Math.log10(usd) - 6) / 6));
}

const measure = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/** @param {Party} party */
function nodeData(party) {
  const label = party.more ? `${party.name}  +${party.more}` : party.name;
  measure.font = NAME_FONT;
  const room = Math.min(LONGEST_NAME, measure.measureText(label).width + 2);
  return { id: party.id, label, width: Math.ceil(room) + 22, kind: party.kind, shape: SHAPES.get(party.kind) ?? "round-rectangle" };
}

/** The value of a colour variable, as the browser resolves it for light or dark. @param {string} name */
function colour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  probe.hidden = true;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** The red, green and blue of a colour as the browser resolves it. @param {string} value */
function channels(value) {
  return (value.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
}

function styles() {
  const types = [...document.querySelectorAll("[data-deal-type]")].map((element) => element.getAttribute("data-deal-type") ?? "");
  return [
    {
      selector: "node",
      style: {
        shape: "data(shape)", width: "data(width)", height: 30, label: "data(label)",
        "text-valign": "center", "text-halign": "center", "text-max-width": LONGEST_NAME, "text-wrap": "ellipsis",
        "font-size": 13, "font-weight": 600, "font-family": FAMILY, color: colour("--ink"),
        "background-color": colour("--sheet"), "border-width": 1.5, "border-color": colour("--line-2"),
      },
    },
    { selector: 'node[kind = "project"]', style: { "border-style": "dashed" } },
    {
      selector: "edge",
      style: {
        width: "data(width)", "curve-style": "bezier", "control-point-step-size": 46, "target-arrow-shape": "data(head)", "arrow-scale": 1.1,
        label: "data(label)", "font-size": 11, "font-family": FAMILY, color: colour("--ink-2"), "text-rotation": "autorotate",
        "text-background-color": colour("--paper"), "text-background-opacity": 0.92, "text-background-padding": 2,
        "line-color": colour("--ink-3"), "target-arrow-color": colour("--ink-3"), "min-zoomed-font-size": 7,
      },
    },
    ...types.map((type) => ({
      selector: `edge[type = "${type}"]`,
      style: { "line-color": colour(`--deal-${type}`), "target-arrow-color": colour(`--deal-${type}`) },
    })),
    { selector: ".off", style: { display: "none" } },
    { selector: ".dim", style: { opacity: 0.22 } },
    { selector: "edge.passing", style: { "line-color": colour("--bad"), "target-arrow-color": colour("--bad"), "z-index": 9 } },
    { selector: "node.lit", style: { "border-color": colour("--ink"), "border-width": 3 } },
    { selector: "edge.lit", style: { "font-weight": 700, color: colour("--ink") } },
  ];
}
