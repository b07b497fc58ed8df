/** What every page does: names of parties are suggested while one types, and what was typed is kept. @module */

import { make, settled } from "./dom.js";
import { keepTyped } from "./keep.js";
import { get } from "./requests.js";

keepTyped();
const names = document.getElementById("party-names");

const suggest = settled(150, async (/** @type {HTMLInputElement} */ input) => {
  const typed = input.value.trim();
  if (!names || !typed) return;
  try {
    const found = await get("/search.json", { q: typed });
    names.replaceChildren(...found.parties.map((/** @type {{name: string}} */ party) => make("option", { value: party.name })));
  } catch {
    names.replaceChildren(); // a suggestion that fails is no news
  }
});

for (const input of document.querySelectorAll("input[data-parties]")) {
  input.addEventListener("input", () => suggest(input));
}
