/**
 * What was typed outlives a change of language or colours, which loads the page anew. It is kept as text, in this tab,
 * until the page is there again.
 * @module
 */

const fields = () => /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */ (document.querySelectorAll("[data-keep]"));
const place = `typed:${location.pathname}`;

function keep() {
  const typed = [...fields()].filter((field) => field.value !== field.defaultValue).map((field) => [field.name || field.id, field.value]);
  try {
    if (typed.length > 0) sessionStorage.setItem(place, JSON.stringify(typed));
  } catch {
    // too long for the browser's store: the text is lost, as it is by any link
  }
}

function restore() {
  const kept = sessionStorage.getItem(place);
  if (!kept) return;
  sessionStorage.removeItem(place);
  const typed = new Map(JSON.parse(kept));
  for (const field of fields()) field.value = typed.get(field.name || field.id) ?? field.value;
}

/** Called by every page. */
export function keepTyped() {
  restore();
  for (const link of document.querySelectorAll(".switches a")) {
    link.addEventListener("click", (event) => {
      const { ctrlKey, metaKey, shiftKey } = /** @type {MouseEvent} */ (event);
      if (!ctrlKey && !metaKey && !shiftKey) keep();
    });
  }
}
