"""What tells that something ran on a page, and a reader who touches everything there."""

ALARM = b"""window.alert = (...all) => { window.ran = (window.ran || []).concat(all); };
window.print = window.confirm = window.prompt = window.alert;"""
#: Touches everything in the answers of all widgets as a reader could; says what came of it.
TOUCH = """
const widgets = [...document.querySelectorAll("faq-widget")];
const all = (css) => widgets.flatMap(({ shadowRoot }) => [...shadowRoot.querySelectorAll(css)]);
for (const { shadowRoot } of widgets) {
  // WebKit follows a link on an auxclick that says nothing of a button, too.
  for (const name of ["click", "auxclick"]) shadowRoot.addEventListener(name, (event) => {
    const link = event.target.closest?.("a");
    if (link && !link.href.startsWith("javascript")) event.preventDefault();
  }, true);
}
const kinds = "click dblclick auxclick mouseover pointerdown focus focusin keydown copy paste "
  + "beforeinput toggle scroll animationstart command";
const answers = all("[part~=answer] *");
for (const element of answers) {
  element.focus?.();
  for (const name of kinds.split(" "))
    element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
}
await new Promise((done) => setTimeout(done, 500));
const boxOf = (element) => element.getRootNode().host.getBoundingClientRect();
return {
  ran: window.ran ?? [],
  polluted: ({}).polluted ?? null,
  names: answers.flatMap((element) =>
    element.getAttributeNames().filter((name) => /^on|^(style|id|name|slot|ping)$/.test(name))),
  links: all("[href], [src]").map((element) => new URL(element.href ?? element.src).protocol),
  tags: [...new Set(all("*").map(({ localName }) => localName))],
  outside: answers.filter((element) => {
    const { left, right, top, bottom, width } = element.getBoundingClientRect();
    const box = boxOf(element);
    const kept = !element.closest(".scroll, pre");
    return width && kept && (left < box.left - 1 || right > box.right + 1
      || top < box.top - 1 || bottom > box.bottom + 1);
  }).map(({ outerHTML }) => outerHTML.slice(0, 80)),
  base: document.baseURI,
};
"""
_NEVER = frozenset("script iframe object embed svg math form base link style template".split())


def check_touched(found: dict) -> None:
    """Nothing ran, nothing escaped its box, and links lead only where they may."""
    assert found["ran"] == [] and found["polluted"] is None
    assert found["names"] == [] and found["outside"] == []
    assert set(found["links"]) <= {"http:", "https:", "mailto:", "tel:"}
    assert not _NEVER & set(found["tags"])
