/** A claim and its sentence light up together. @module */

/** @param {string} claim @param {boolean} on */
function light(claim, on) {
  for (const element of document.querySelectorAll("[data-claims]")) {
    if ((element.getAttribute("data-claims") ?? "").split(" ").includes(claim)) element.classList.toggle("lit", on);
  }
}

for (const card of document.querySelectorAll("[data-claim]")) {
  const claim = card.getAttribute("data-claim") ?? "";
  for (const [event, on] of /** @type {[string, boolean][]} */ ([["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]])) {
    card.addEventListener(event, () => light(claim, on));
  }
}

function showTarget() {
  for (const card of document.querySelectorAll("[data-claim].chosen")) card.classList.remove("chosen");
  for (const element of document.querySelectorAll(".chosen-text")) element.classList.remove("chosen-text");
  const claim = decodeURIComponent(location.hash.slice(1));
  if (!claim) return;
  for (const element of document.querySelectorAll("[data-claims]")) {
    if ((element.getAttribute("data-claims") ?? "").split(" ").includes(claim)) element.classList.add("chosen-text");
  }
  document.querySelector(`[data-claim="${CSS.escape(claim)}"]`)?.classList.add("chosen");
}

window.addEventListener("hashchange", showTarget);
showTarget();
