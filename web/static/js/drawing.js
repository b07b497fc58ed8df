/** Finds the graph in an answer of the console: nodes and relationships, however deep they lie. @module */

/**
 * @param {unknown} value
 * @param {{nodes: Map<string, any>, relationships: Map<string, any>}} found
 */
export function collect(value, found = { nodes: new Map(), relationships: new Map() }) {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
  } else if (value !== null && typeof value === "object") {
    const map = /** @type {Record<string, any>} */ (value);
    if (Object.hasOwn(map, "$node")) found.nodes.set(map.$node, map);
    else if (Object.hasOwn(map, "$relationship")) found.relationships.set(map.$relationship, map);
    else for (const item of Object.values(map)) collect(item, found);
  }
  return found;
}

/**
 * Parties and deals for the canvas. Ids of the store are renamed to `n1`, `e1`, so that nothing odd becomes an id.
 * @param {{nodes: Map<string, any>, relationships: Map<string, any>}} found
 * @param {(value: any) => string} write
 */
export function drawable(found, write) {
  const ids = new Map();
  const parties = [...found.nodes.values()].map((node, index) => {
    ids.set(node.$node, `n${index}`);
    const { name, title, type, kind, id } = node.properties;
    return { id: `n${index}`, name: String(name ?? title ?? type ?? id ?? node.labels[0] ?? "?"), kind: String(kind ?? "company") };
  });
  const deals = [...found.relationships.values()]
    .filter((each) => ids.has(each.from) && ids.has(each.to))
    .map((each, index) => ({
      id: `e${index}`, type: each.type, source: ids.get(each.from), target: ids.get(each.to), usd: each.properties.usd ?? null, short: write(each),
    }));
  return { parties, deals };
}
