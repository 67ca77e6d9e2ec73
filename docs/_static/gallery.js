// Filters for the gallery of examples, made of what is on the page: the groups by scale, and the
// two indexes, which name the cards of each word. Without this script those indexes are the filters.

const cards = new Map([...document.querySelectorAll(".faq-card[id]")].map((card) => [card.id, card]));

/** A filter: its name in the address, its label, and value -> {label, ids of cards}. */
function readFacets() {
  const scale = { name: "scale", label: "Scale", values: new Map() };
  for (const heading of document.querySelectorAll("[id^='faq-scale-']")) {
    const ids = [...heading.nextElementSibling.children].map((card) => card.id);
    scale.values.set(heading.id.slice(10), { label: heading.textContent, ids: new Set(ids) });
  }
  const indexes = [...document.querySelectorAll(".faq-facets")].map((list) => {
    const label = list.previousElementSibling.textContent.replace("By ", "");
    const values = new Map();
    for (const item of list.children) {
      const ids = [...item.querySelectorAll("a")].map((link) => link.hash.slice(1));
      const text = item.querySelector("strong").textContent.replace(/:\s*$/, "");
      values.set(item.id.replace(`faq-${label}-`, ""), { label: text, ids: new Set(ids) });
    }
    return { name: label, label: label[0].toUpperCase() + label.slice(1), values };
  });
  return [scale, ...indexes];
}

function make(tag, attributes = {}, ...children) {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...children);
  return element;
}

const facets = readFacets();
const count = make("output");
const reset = make("button", { type: "reset", textContent: "Show all", hidden: true });
const form = make("form", { className: "filters-form" });
for (const facet of facets) {
  facet.select = make("select", { name: facet.name });
  form.append(make("label", {}, make("span", { textContent: facet.label }), facet.select));
}
form.append(make("p", {}, count, reset));

/** The ids that all filters let through; one of them may be left out. */
function pass(without) {
  const chosen = facets.filter((facet) => facet !== without && facet.select.value);
  return [...cards.keys()].filter((id) =>
    chosen.every((facet) => facet.values.get(facet.select.value).ids.has(id)));
}

/** Fill a select with its values, and how many cards each would leave. */
function fill(facet) {
  const { value } = facet.select;
  const rest = pass(facet);
  const options = [...facet.values].map(([name, { label, ids }]) => {
    const left = rest.filter((id) => ids.has(id)).length;
    return make("option", { value: name, textContent: `${label} (${left})`, disabled: !left });
  });
  facet.select.replaceChildren(make("option", { value: "", textContent: "All" }), ...options);
  facet.select.value = value;
}

function show() {
  const shown = new Set(pass());
  for (const [id, card] of cards) card.hidden = !shown.has(id);
  for (const heading of document.querySelectorAll("[id^='faq-scale-']")) {
    const group = heading.nextElementSibling;
    heading.hidden = group.hidden = ![...group.children].some((card) => !card.hidden);
  }
  facets.forEach(fill);
  reset.hidden = shown.size === cards.size;
  // The status element is spoken by screen readers as its text changes.
  count.textContent = shown.size === cards.size
    ? `All ${cards.size} examples`
    : `${shown.size} of ${cards.size} examples`;
}

/** Keep the choice in the address, so that it can be forwarded. */
function remember() {
  const url = new URL(location.href);
  for (const { name } of facets) url.searchParams.delete(name);
  for (const { name, select } of facets) if (select.value) url.searchParams.set(name, select.value);
  url.hash = "";
  history.replaceState(null, "", url.href.replace(/#$/, ""));
}

form.addEventListener("change", () => (show(), remember()));
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const { select } of facets) select.value = "";
  show();
  remember();
  facets[0].select.focus(); // the button is gone
});

facets.forEach(fill);
const asked = new URLSearchParams(location.search);
for (const { name, values, select } of facets) {
  const hash = location.hash.slice(1);
  const word = asked.get(name) ?? (hash.startsWith(`faq-${name}-`) ? hash.slice(name.length + 5) : "");
  if (values.has(word) && hash !== `faq-scale-${word}`) select.value = word;
}
show();
for (const list of document.querySelectorAll(".faq-facets, .faq-jumps")) {
  if (list.matches(".faq-facets")) list.previousElementSibling.hidden = true;
  list.hidden = true;
}
document.querySelector("#filters").append(form);
