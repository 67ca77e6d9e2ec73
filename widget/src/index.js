import "./define.js";
export { FaqWidget } from "./faq-widget.js";
