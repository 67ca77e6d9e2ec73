// Registers the element, apart from its class, so that the class can be imported without side effects.
import { FaqWidget } from "./faq-widget.js";

// A content management system may put the script on a page twice: the first one stays.
if (!customElements.get("faq-widget")) customElements.define("faq-widget", FaqWidget);
