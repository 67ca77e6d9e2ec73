// The widget's only way to the network.
import { BundleError } from "./errors.js";

const TIMEOUT_MS = 9_000;
/** Characters; more than any answer has, few enough not to make the host page wait. */
const MOST = 2 ** 23;

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
    return JSON.parse(await readText(response));
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof BundleError) throw error;
    throw new BundleError(error instanceof SyntaxError ? "format" : "network");
  } finally {
    clearTimeout(late);
  }
}

/**
 * @param {Response} response
 */
async function readText({ body }) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (body).getReader();
  const decoder = new TextDecoder();
  for (let text = ""; ; ) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    if (done) return text;
    if (text.length > MOST) {
      reader.cancel();
      throw new BundleError("format");
    }
  }
}
