// Tells whoever looks after the host page that their snippet pins an older script. It goes on working.

/** The name of this script, where a snippet pins it. */
const own = /faq-widget\.\w+\.js$/.exec(import.meta.url ?? "")?.[0];

/** @param {Manifest} manifest */
export function mentionNewer({ script }) {
  if (own && script?.file && script.file !== own) globalThis.console?.info(`there is a newer script than ${own}`);
}
