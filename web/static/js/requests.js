/** Asking the server for data; failures come back as sentences. @module */

import { t } from "./words.js";

/** A refusal or failure, with a sentence for the reader. */
export class Failure extends Error {
  /** @param {string} message @param {number} status @param {string} [language] of the message, where it may be another than the page's */
  constructor(message, status, language = "") {
    super(message);
    this.status = status;
    this.language = language;
  }
}

/**
 * @param {string} path
 * @param {Record<string, string | number | string[]>} [query]
 * @returns {Promise<any>}
 */
export async function get(path, query = {}) {
  const address = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) address.searchParams.append(name, String(one));
  }
  return answer(fetch(address, { headers: { Accept: "application/json" } }));
}

/**
 * @param {string} path
 * @param {unknown} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function post(path, body, signal) {
  const token = document.querySelector('meta[name="form-token"]')?.getAttribute("content") ?? "";
  return answer(
    fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Form-Token": token },
      body: JSON.stringify(body),
      signal,
    }),
  );
}

/** @param {Promise<Response>} pending */
async function answer(pending) {
  let response;
  try {
    response = await pending;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Failure(t("offline"), 0);
  }
  const data = await response.json().catch(() => null);
  if (!response.ok || data === null) throw new Failure(data?.error?.message ?? t("failed"), response.status, data?.error?.language);
  return data;
}
