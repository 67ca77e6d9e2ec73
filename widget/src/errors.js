// What can go wrong between the published files and the reader.

/**
 * Why something could not be shown:
 * - `src`: the attribute is missing or no web address
 * - `network`: refused, offline, or blocked by CORS or CSP
 * - `timeout`, `status` (not 2xx)
 * - `format`: not the JSON that it should be, or of another build
 * - `version`: published for a newer script
 * - `missing`: the part does not hold what the list says
 * @typedef {"src" | "network" | "timeout" | "status" | "format" | "version" | "missing"} Cause
 */

export class BundleError extends Error {
  /** @param {Cause} cause */
  constructor(cause) {
    super(cause);
    /** @type {Cause} */
    this.cause = cause;
  }
}
