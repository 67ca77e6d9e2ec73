"""Draw the layers of the extension: ``@@LAYERS@@`` alone in a line becomes their picture.

It is drawn of the list on the same page, in the colors of the text around it, so that it is
never out of date and right on paper and on a dark screen.
"""

import html
import re
import textwrap
from typing import NamedTuple

PLACEHOLDER = re.compile(r"^@@LAYERS@@$", re.M)
LIST = re.compile(r"^```text\n(5  .*?)^```$", re.M | re.S)

WIDTH, MARGIN, LINE = 720, 10, 19
LEFT = 190  #: Where the groups begin.
NAMES, SAID = 12, 13  #: Sizes of letters.
LETTER = 0.602  #: Width of a monospaced letter, of its size.


class Layer(NamedTuple):
    """One layer, and its groups of modules."""

    number: str
    said: str
    groups: list[tuple[str, list[str]]]


def read_layers(text):
    """Return the layers of the list, from the top."""
    layers = []
    for line in LIST.search(text)[1].splitlines():
        if line[0].isdigit():
            layers.append(Layer(line[0], line[3:], []))
        elif not line.startswith(" " * 7):
            layers[-1].groups.append((line.strip(), []))
        else:
            if not layers[-1].groups:
                layers[-1].groups.append(("", []))
            layers[-1].groups[-1][1].extend(line.split())
    return layers


def wrap_names(names):
    """Return the names in lines that fit into a group's box."""
    wide = int((WIDTH - LEFT - 3 * MARGIN) / (NAMES * LETTER))
    return textwrap.wrap("  ".join(names), wide, break_on_hyphens=False)


def draw_text(x, y, text, size=SAID, more=""):
    """Return a line of text."""
    return f'<text x="{x}" y="{y}" font-size="{size}"{more}>{html.escape(text, quote=False)}</text>'


def draw_group(y, title, names):
    """Return the box of a group, and where it ends."""
    lines = wrap_names(names)
    height = LINE * (len(lines) + bool(title)) + MARGIN
    drawn = [
        f'<rect x="{LEFT}" y="{y}" width="{WIDTH - LEFT - MARGIN}" height="{height}" rx="4" '
        'fill="none" stroke="currentColor" stroke-opacity=".45"/>'
    ]
    x, baseline = LEFT + MARGIN, y + LINE
    if title:
        drawn.append(draw_text(x, baseline, title, SAID, ' font-weight="600"'))
        baseline += LINE
    for line in lines:
        drawn.append(draw_text(x, baseline, line, NAMES, ' font-family="ui-monospace, monospace"'))
        baseline += LINE
    return drawn, y + height


def draw_layer(y, layer):
    """Return a band with what the layer is and its groups, and where it ends."""
    drawn = [draw_text(MARGIN * 3, y + 26, layer.number, 20, ' font-weight="700"')]
    for place, line in enumerate(textwrap.wrap(layer.said, 19)):
        drawn.append(draw_text(MARGIN * 5, y + 24 + place * 17, line))
    below = y + 24 + place * 17
    end = y + MARGIN
    for title, names in layer.groups:
        group, end = draw_group(end, title, names)
        drawn += group
        end += 6
    return drawn, max(below + MARGIN, end) + 4


def draw(layers):
    """Return the picture as one line: Markdown would end raw HTML at an empty one."""
    drawn, y = [], 0
    for number, layer in enumerate(layers):
        if number:
            drawn.append(
                f'<path d="M0 {y}H{WIDTH}" stroke="currentColor" stroke-opacity=".25" fill="none"/>'
            )
        band, y = draw_layer(y, layer)
        drawn += band
    arrow = f'<path d="M12 20V{y - 14}m-5-7 5 7 5-7" stroke="currentColor" fill="none"/>'
    said = "; ".join(f"{layer.number}: {layer.said}" for layer in layers)
    return (
        '<figure class="layers" tabindex="0">'
        f'<svg viewBox="0 0 {WIDTH} {y}" width="100%" role="img" '
        'aria-labelledby="layers-title layers-said" fill="currentColor">'
        '<title id="layers-title">The layers of the extension</title>'
        f'<desc id="layers-said">{len(layers)} bands, and an arrow down: imports point down only. '
        f"{html.escape(said)}. Each band has boxes with the names of its modules, "
        f"as in the list below.</desc>{arrow}{''.join(drawn)}</svg></figure>"
    )


def fill_in(app, docname, source):
    """Replace the placeholder in a page's source (``source-read``)."""
    if PLACEHOLDER.search(source[0]):
        picture = draw(read_layers(source[0]))
        source[0] = PLACEHOLDER.sub(lambda _: picture, source[0])


def setup(app):
    """Connect it."""
    app.connect("source-read", fill_in)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
