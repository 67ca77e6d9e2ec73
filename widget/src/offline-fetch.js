// Stands for fetch.js in the copy that opens from a folder, where browsers refuse to fetch.
import { BundleError } from "./errors.js";

/**
 * @param {string} url  only its last part counts: all files are in the script that names them
 */
export async function fetchJson(url) {
  const name = url.slice(url.lastIndexOf("/") + 1);
  /** @type {Record<string, unknown> | undefined} */
  const files = /** @type {any} */ (globalThis).faqFiles;
  if (!files || !Object.hasOwn(files, name)) throw new BundleError("status");
  return structuredClone(files[name]);
}
