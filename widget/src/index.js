import "./define.js";
export { FaqWidget } from "./faq-widget.js";
// For programs that search what is published without showing it; `nox -s bench -- search` is one.
export { getBundleFor } from "./bundle.js";
export { Catalog } from "./catalog.js";
export { searchQuestions } from "./search.js";
