// Fetches the published files: each once a page, however many widgets ask, and a failure is forgotten at once.
import { BundleError } from "./errors.js";
import { fetchJson } from "./fetch.js";
import { readFile, readManifest } from "./read.js";

/** How faq_ext/manifest.py names files: so many hashes a set, so many letters each. */
const MOST_HASHES = 8;
const HASH_LETTERS = 10;

/** @typedef {{ promise: Promise<any>, controller: AbortController, waiting: number }} Job */

/** @type {Map<string, Bundle>} directory -> Bundle */
const bundles = new Map();

/**
 * The one Bundle of a directory.
 * @param {string} directory  absolute, with a final slash
 */
export function getBundleFor(directory) {
  const bundle = bundles.get(directory) ?? new Bundle(directory);
  bundles.set(directory, bundle);
  return bundle;
}

/**
 * Make the next reader ask anew, manifest and all: a page left open may outlive the files that its manifest names.
 * @param {string} directory
 */
export function forgetBundle(directory) {
  bundles.delete(directory);
}

export class Bundle {
  /** @type {Map<string, Job>} part, or "manifest" -> Job */
  #jobs = new Map();

  /** @param {string} directory */
  constructor(directory) {
    this.directory = directory;
  }

  /**
   * @param {AbortSignal} signal
   * @returns {Promise<Manifest>}
   */
  manifest(signal) {
    const load = async (/** @type {AbortController} */ controller) =>
      readManifest(await fetchJson(`${this.directory}manifest.json`, controller, { cache: "no-cache" }), this.directory);
    return this.#once("manifest", signal, load);
  }

  /**
   * What a file of a set holds.
   * @param {string} set
   * @param {number} number
   * @param {AbortSignal} signal
   * @returns {Promise<PublishedFile>}
   */
  async file(set, number, signal) {
    const { sets } = await this.manifest(signal);
    const { count, hashes } = sets[set] ?? { count: 0, hashes: "" };
    const at = HASH_LETTERS * Math.floor(number / Math.ceil(count / MOST_HASHES));
    const hash = hashes.slice(at, at + HASH_LETTERS);
    // A plain name: the directory is the only place that we ask.
    if (!/^\w+$/.test(hash) || !(number < count)) throw new BundleError("format");
    const name = `${set}-${number}`;
    return this.#once(name, signal, async (controller) => {
      const data = await fetchJson(`${this.directory}${name}.${hash}.json`, controller, {});
      // A cache on the way may hold what it should not.
      if (data?.of !== hash) throw new BundleError("format");
      return readFile(data, set === "endings");
    });
  }

  /**
   * Join the job of that name, or start it. It is aborted when everybody who waits for it has left.
   * @param {string} name
   * @param {AbortSignal} signal
   * @param {(controller: AbortController) => Promise<any>} load
   */
  async #once(name, signal, load) {
    signal.throwIfAborted();
    let job = this.#jobs.get(name);
    if (!job) {
      const controller = new AbortController();
      job = { controller, waiting: 0, promise: load(controller) };
      this.#jobs.set(name, job);
    }
    const joined = job;
    // reminder: by the time a job fails, another one may stand in its place.
    const forget = () => this.#jobs.get(name) === joined && this.#jobs.delete(name);
    joined.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        joined.waiting -= 1;
        if (!joined.waiting) {
          forget();
          joined.controller.abort();
        }
        reject(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      joined.promise
        .then(resolve, (error) => {
          forget();
          reject(error);
        })
        .finally(() => {
          signal.removeEventListener("abort", leave);
          // Where a host page's script has wrapped our listener, it stays: who leaves later takes nothing away.
          joined.waiting = Infinity;
        });
    });
  }
}
