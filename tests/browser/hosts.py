"""Pages that are hard on a guest: their styles, scripts, policies and structure.

Each is written as what differs from a plain page: ``css``, ``script`` (before all others),
``body`` with ``{tag}``, ``headers`` with ``{origin}`` of the publisher, or the whole ``html``.
"""

from __future__ import annotations

from typing import Any

PLAIN = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>District</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,">{watch}{script}{guest}</head>
<body><main><h1>District page</h1>
<p id="control">Host <a href="#x" id="hostlink">text</a>.</p>
{body}</main></body></html>"""
QUIRKS = PLAIN.replace("<!DOCTYPE html>", "")
LATE = PLAIN.replace("{guest}", "").replace("</main>", "</main>{guest}")

BOOTSTRAP_3 = """*{box-sizing:border-box}html{font-size:10px}
body{font:14px/1.42857143 "Helvetica Neue",Arial;color:#333}a{color:#337ab7;text-decoration:none}
button,input{font-family:inherit;font-size:inherit;line-height:inherit}
.hidden,[hidden]{display:none!important}.collapse,.panel .answer{display:none}
.panel{margin-bottom:20px}.list,.item{float:left;width:8.3%}label{display:inline-block}
h1,h2,h3{font-weight:500;margin-top:20px}summary{display:block}template{display:none}"""
WORDPRESS = """.entry-content>*{max-width:20em!important;margin:0 auto 3em!important}
.entry-content *{font-family:Georgia!important;line-height:1!important}
button{text-transform:uppercase!important;padding:2em!important;background:#c36!important}
.wp-site ul{columns:3}a{box-shadow:inset 0 -1px 0 red!important}"""
MEYER = """html,body,div,span,h1,h2,h3,p,a,ul,ol,li,details,summary,button,input{margin:0;padding:0;
border:0;font:inherit;vertical-align:baseline}ol,ul{list-style:none}"""
BUTTONS = "button,input,select{all:unset;position:absolute!important;top:-999px!important}"

CSS = {
    "meyer-reset": MEYER,
    "all-revert": "*{all:revert!important}",
    "all-unset": "*{all:unset}faq-widget{display:block}",
    "button-hell": BUTTONS,
    "pointer-none": "main *{pointer-events:none}",
    "white-on-white": "*{color:#fff!important;background:#fff!important}",
    "display-contents": "faq-widget{display:contents!important}",
    "display-inline": "faq-widget{display:inline!important}",
    "bootstrap-3": BOOTSTRAP_3,
    "details-none": "details,summary,button,h3,ul,li,p{display:none!important}",
    "rem-62": "html{font-size:62.5%}body{font-size:1.6rem}",
    "font-size-0": "main{font-size:0}",
    "invisible-inherited": "main{visibility:hidden}h1,faq-widget{visibility:hidden}",
    "transparent-text": "*{color:#0000!important;-webkit-text-fill-color:#0000!important}",
    "line-height-0": "*{line-height:0!important;letter-spacing:1em!important;word-spacing:9em}",
    "vertical": "main{writing-mode:vertical-rl}faq-widget{writing-mode:horizontal-tb}",
    "no-select": "*{user-select:none!important;-webkit-user-select:none!important;cursor:none}",
    "flex-nowrap": "main{display:flex;white-space:nowrap}faq-widget{flex:1;min-width:0}",
    "grid-narrow": "main{display:grid;grid-template-columns:minmax(0,260px) 1fr}",
    "columns": "main{columns:2}",
    "transitions": "*{transition:all 3s!important;animation:spin 3s infinite!important}",
    "uppercase": "*{text-transform:uppercase!important;text-align:right;text-indent:50em}",
    "focus-none": "*:focus,*:focus-visible{outline:none!important}",
    "outline-none": "*{outline:0!important;border:0!important;box-shadow:none!important}",
    "hue-taken": ":root{--hue:red;--space:900px;--ink:#fff;--accent:#fff}*{--hue:#fff}",
    "dark-page": ":root{color-scheme:dark}body{background:#000;color:#eee}",
    "dark-without-scheme": "body{background:#000!important;color:#eee!important}",
    "zoomed": "main{zoom:2}",
    "scaled": "main{transform:scale(.9);transform-origin:0 0}",
    "boxed": "faq-widget{height:40px!important;overflow:visible}",
    "rtl-by-style": "*{direction:rtl;text-align:right!important}",
    "will-change": "main{will-change:transform;contain:layout style;perspective:9px}",
    "no-wrap-hyphens": "*{white-space:pre;word-break:keep-all;hyphens:none;tab-size:40}",
    "layers": "@layer a{*{display:none}main,main *,h1,p,a,body,html,style,head{display:revert}}",
    "mix-blend": "main{isolation:isolate}main *{mix-blend-mode:normal;list-style:none!important}",
}
#: What old libraries did to the objects that all scripts share.
PROTOTYPE_JS = """
const copy = (list) => {
  const out = new Array(list.length || 0);
  for (let n = out.length; n--; ) out[n] = list[n];
  return out;
};
Array.from = copy;
Object.assign(Array.prototype, {
  entries() { return copy(this); },
  map(f, t) {
    const r = [];
    for (let n = 0; n < this.length; n++) r.push(f.call(t, this[n], n));
    return r;
  },
  filter(f, t) {
    const r = [];
    for (const x of copy(this)) if (f.call(t, x)) r.push(x);
    return r;
  },
  find(f, t) { for (const x of copy(this)) if (f.call(t, x)) return x; },
  toJSON() { return "[]"; }, each() {}, first() {}, last() {}, size() { return this.length; },
});
Object.prototype.inspect = function () { return "#"; };
String.prototype.toJSON = function () { return String(this); };
Function.prototype.bind = function (t) { const f = this; return (...a) => f.apply(t, a); };
HTMLElement.prototype.scrollTo = HTMLElement.prototype.hide = HTMLElement.prototype.update =
  function () { return this; };
Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };
window.$ = (id) => document.getElementById(id);
"""
MOOTOOLS = """
window.Event = function (event, win) {
  this.event = event || win.event;
  this.type = this.event.type;
};
window.Element = function (tag) { return document.createElement(tag); };
window.Hash = window.Class = window.Native = function () {};
Object.prototype.$family = { name: "object" };
Array.from = (item) => (typeof item?.length == "number" ? [].slice.call(item) : [item]);
Function.prototype.bind = function (t, a) { return () => this.apply(t, [].concat(a)); };
Array.prototype.contains = String.prototype.contains = function (x) {
  return this.indexOf(x) != -1;
};
Array.prototype.flatten = Array.prototype.associate = Array.prototype.link = () => this;
"""
SCRIPTS = {
    "prototype-js": PROTOTYPE_JS,
    "mootools": MOOTOOLS,
    "fetch-patched": """const f = fetch; window.calls = [];
      window.fetch = function (u) { calls.push(String(u)); return f.apply(this, arguments); };""",
    "closed-roots": """const a = Element.prototype.attachShadow; window.closedRoots = [];
      Element.prototype.attachShadow = function (o) {
        const root = a.call(this, { ...o, mode: "closed" });
        closedRoots.push([this, root]);
        return root;
      };""",
    "intl-missing": "delete window.Intl;",
    "cookie-trap": """Object.defineProperty(Document.prototype, "cookie", {
      get() { trapped.push("cookie"); return ""; }, set() { trapped.push("cookie"); } });""",
    "storage-trap": """for (const name of ["localStorage", "sessionStorage", "indexedDB"])
      Object.defineProperty(window, name, { get() { trapped.push(name); } });""",
    "beacon-trap": """navigator.sendBeacon = () => trapped.push("beacon");
      window.WebSocket = window.EventSource = function () { trapped.push("socket"); };
      XMLHttpRequest.prototype.open = () => trapped.push("xhr");""",
    "html-trap": """for (const name of ["innerHTML", "outerHTML"])
      Object.defineProperty(Element.prototype, name, { set() { trapped.push(name); } });
      Element.prototype.insertAdjacentHTML = document.write = () => trapped.push("html");
      window.DOMParser = function () { trapped.push("parser"); };""",
    "global-keys": """document.addEventListener("click", (e) => e.target.closest("a,button"), true);
      document.addEventListener("keydown", (e) => e.key === " " && e.preventDefault());""",
    "history-patched": "history.pushState = history.replaceState = () => {};",
    "history-throws": """history.replaceState = () => { throw new Error("no"); };""",
    "console-dead": "window.console = undefined;",
    "date-frozen": """Date = class extends Date {
      constructor(...a) { super(...(a.length ? a : [0])); } };""",
    "idle-missing": "delete window.requestIdleCallback; delete navigator.connection;",
    "random-constant": "Math.random = () => 0; performance.now = () => 5;",
    "frozen": "Object.freeze(Object.prototype); Object.freeze(Array.prototype);",
    "loop-keys": "Object.prototype.extra = () => 1; Array.prototype.extra = () => 1;",
    "observers-missing": """delete window.ResizeObserver; delete window.IntersectionObserver;
      delete window.MutationObserver; delete window.requestAnimationFrame;""",
    "promise-replaced": """window.Promise = class extends Promise {};
      window.queueMicrotask = (job) => setTimeout(job);""",
    "map-replaced": """window.Map = class extends Map {}; window.Set = class extends Set {};
      window.URL = class extends URL {}; window.Error = class extends Error {};""",
    "append-patched": """for (const name of ["append", "replaceChildren", "setAttribute"]) {
        const f = Element.prototype[name];
        Element.prototype[name] = function (...a) { return f.apply(this, a); };
      }""",
    "define-patched": """const d = customElements.define;
      customElements.define = function (n, c, o) { return d.call(customElements, n, c, o); };""",
    "worker-fetch-slow": """const f = fetch; window.fetch = (...a) =>
      new Promise((done) => setTimeout(done, 300)).then(() => f(...a));""",
    "zone-like": """const t = EventTarget.prototype.addEventListener;
      EventTarget.prototype.addEventListener = function (k, f, o) {
        return t.call(this, k, f.call ? function (e) { return f.call(this, e); } : f, o);
      };""",
    "name-clash": """window.tokens = window.words = window.messages = window.catalog = 1;
      window.name = "faq"; window.faq = document.forms;""",
}
BODIES = {
    "plain": "{tag}",
    "script-in-head": "{tag}",
    "in-form": """<form onsubmit="window.sent = 1; return false"><input name="a">{tag}
      <button>send</button></form>""",
    "in-link": """<a href="#up">{tag}</a>""",
    "in-label": "<label>Name <input>{tag}</label>",
    "in-table-cell": '<table border="1"><tr><td width="120">{tag}</td></tr></table>',
    "in-flex-item": '<div style="display:flex;width:300px"><div>{tag}</div></div>',
    "in-dialog": "<dialog open>{tag}</dialog>",
    "in-details": "<details open><summary>FAQ</summary>{tag}</details>",
    "in-fieldset-disabled": "<form><fieldset disabled>{tag}</fieldset></form>",
    "in-contenteditable": '<div contenteditable="true">{tag}</div>',
    "in-aria-hidden": '<div aria-hidden="true">{tag}</div>',
    "in-menu": '<ul role="menu"><li role="menuitem">{tag}</li></ul>',
    "in-svg-foreign": """<svg width="640" height="2000" role="presentation">
      <foreignObject width="600" height="1900"><div xmlns="http://www.w3.org/1999/xhtml">{tag}</div></foreignObject></svg>""",
    "in-shadow": '<div><template shadowrootmode="open"><slot></slot></template>{tag}</div>',
    "in-button-bar": '<div role="toolbar">{tag}</div>',
    "deep": "<div>" * 200 + "{tag}" + "</div>" * 200,
    "script-twice": "{tag}{guest}",
    "ids-clash": """<p id="answer-0">Mine</p><p id="root">Mine</p>{tag}""",
}
HEADERS = {
    "csp-own-origin": {"Content-Security-Policy": "script-src {origin}; connect-src {origin}"},
    "csp-upgrade": {"Content-Security-Policy": "upgrade-insecure-requests"},
    "csp-sandbox": {"Content-Security-Policy": "sandbox allow-scripts allow-same-origin"},
    "csp-opaque": {"Content-Security-Policy": "sandbox allow-scripts"},
    "nosniff": {"X-Content-Type-Options": "nosniff"},
    "isolated": {
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    },
    "permissions": {"Permissions-Policy": "clipboard-write=(), storage-access=(), geolocation=()"},
    "no-referrer": {"Referrer-Policy": "unsafe-url"},
}
#: The strictest policy under which a page can load a script at all.
STRICT = (
    "default-src 'none'; script-src {origin}; connect-src {origin}; img-src {origin} data:; "
    "style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)

HOSTS: dict[str, dict[str, Any]] = {
    **{f"css-{name}": {"css": css} for name, css in CSS.items()},
    **{f"js-{name}": {"script": f"window.trapped = [];{js}"} for name, js in SCRIPTS.items()},
    **{name: {"body": body} for name, body in BODIES.items()},
    **{name: {"headers": headers} for name, headers in HEADERS.items()},
    "css-wordpress": {
        "css": WORDPRESS,
        "body": '<div class="wp-site entry-content">{tag}</div>',
    },
    "csp-strict": {"headers": {"Content-Security-Policy": STRICT}},
    "csp-nonce": {
        "headers": {
            "Content-Security-Policy": "script-src 'nonce-r4nd0m' 'strict-dynamic'; "
            "object-src 'none'; base-uri 'none'"
        },
        "nonce": "r4nd0m",
    },
    "quirks": {"html": QUIRKS},
    "quirks-table": {"html": QUIRKS, "body": "<table><tr><td>{tag}</table>"},
    "script-at-end": {"html": LATE},
    "base-href": {"html": PLAIN.replace("<title>", '<base href="https://other.test/x/"><title>')},
    "base-target": {"html": PLAIN.replace("<title>", '<base target="other"><title>')},
    "rtl": {"html": PLAIN.replace('lang="en"', 'lang="ar" dir="rtl"')},
    "no-lang": {"html": PLAIN.replace(' lang="en"', "")},
    "no-viewport": {"html": PLAIN.replace('<meta name="viewport"', '<meta name="x"')},
    "xhtml-lang": {"html": PLAIN.replace('lang="en"', 'xml:lang="de" lang="de"')},
    "latin-1": {"html": PLAIN.replace("utf-8", "iso-8859-1")},
}
