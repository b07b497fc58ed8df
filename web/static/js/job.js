/** Reading goes on in the background: its progress is asked for until it is done. @module */

import { byId } from "./dom.js";
import { Failure, get } from "./requests.js";
import { t } from "./words.js";

const WAIT = 600;
const LONGEST_WAIT = 4000;

async function follow() {
  const bar = byId("progress");
  let wait = WAIT;
  for (;;) {
    try {
      const job = await get(`${location.pathname}.json`);
      if (job.state === "done" || job.state === "failed") break;
      bar.max = job.total;
      if (job.state === "running" && job.total > 1) bar.value = job.done;
      byId("state").textContent = t(`add.${job.state}`, { done: job.done, total: job.total });
      wait = WAIT;
    } catch (error) {
      if (error instanceof Failure && error.status === 404) break;
      if (error instanceof Failure) byId("state").textContent = error.message;
      wait = Math.min(LONGEST_WAIT, wait * 2);
    }
    await new Promise((resume) => setTimeout(resume, wait));
  }
  history.scrollRestoration = "manual"; // else the browser keeps in view what was at the bottom of the short page
  location.reload(); // the page of a finished job is made by the server
}

if (document.getElementById("progress")) follow();
