// The widget's only way to the network.
import { BundleError } from "./errors.js";

const TIMEOUT_MS = 9_000;

/**
 * @param {string} url
 * @param {AbortController} controller
 * @param {RequestInit} options
 */
export async function fetchJson(url, controller, options) {
  const late = setTimeout(() => controller.abort(new BundleError("timeout")), TIMEOUT_MS);
  const { signal } = controller;
  try {
    const response = await fetch(url, { ...options, signal, credentials: "omit", referrerPolicy: "no-referrer" });
    if (!response.ok) throw new BundleError("status");
    return await response.json();
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof BundleError) throw error;
    throw new BundleError(error instanceof SyntaxError ? "format" : "network");
  } finally {
    clearTimeout(late);
  }
}
