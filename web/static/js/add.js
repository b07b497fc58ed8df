/** Adding articles: files can be dropped on the form, and pressing twice sends once. @module */

import { byId } from "./dom.js";
import { t } from "./words.js";

const form = byId("add-form");
const files = byId("files");
const list = byId("file-names");

function listFiles() {
  list.textContent = [...files.files].map((file) => file.name).join("　");
}

files.addEventListener("change", listFiles);
for (const [event, over] of /** @type {[string, boolean][]} */ ([["dragover", true], ["dragleave", false], ["drop", false]])) {
  form.addEventListener(event, (/** @type {DragEvent} */ moved) => {
    if (!moved.dataTransfer?.types.includes("Files")) return;
    moved.preventDefault();
    form.classList.toggle("over", over);
    if (event === "drop") {
      files.files = moved.dataTransfer.files;
      listFiles();
    }
  });
}
/** Whether the files fit into one upload; what does not is told before it is sent for nothing. */
function fits() {
  return [...files.files].reduce((sum, file) => sum + file.size, 0) < Number(form.dataset.most);
}

form.addEventListener("submit", (event) => {
  if (!fits()) {
    event.preventDefault();
    byId("state").textContent = t("add.too_large");
    return;
  }
  byId("send").disabled = true;
  byId("state").textContent = t("add.sending");
});
addEventListener("pageshow", () => {
  byId("send").disabled = false;
  byId("state").textContent = "";
});
