/** The words of the page's language that scripts use. @module */

const element = document.getElementById("messages");
/** @type {Map<string, string>} */
const texts = new Map(Object.entries(JSON.parse(element?.textContent || "{}")));

/**
 * The text under `script.KEY` with its values filled in; two forms parted by " | " are for one and for many of n.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  const text = texts.get(`script.${key}`) ?? key;
  const [one, many] = text.split(" | ");
  const form = many !== undefined && values.n !== 1 ? many : one;
  return form.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}
