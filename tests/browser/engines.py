"""One small way to drive a page in any engine, so that the same tests run in all of them.

Tests ask in JavaScript, click where a reader clicks, and press keys; what not all engines can do
(emulate media, go offline, run no scripts) is in the tests of Chromium alone.
"""

from __future__ import annotations

import time
from typing import Any, Protocol

#: What a page may not have done by its end; the engine's own view is added where it has one.
LEFT = """
const stored = (name) => { try { return window[name].length; } catch { return 0; } };
const cookie = (() => { try { return document.cookie; } catch { return ""; } })();
const bases = (await window.indexedDB?.databases?.().catch(() => []))?.length ?? 0;
return {
  kept: [stored("localStorage"), stored("sessionStorage"), cookie, bases],
  asked: performance.getEntriesByType("resource").map(({ name }) => name),
  errors: window.watched?.errors ?? [],
};
"""


class Page(Protocol):
    """A page in some engine."""

    engine: str

    def goto(self, url: str) -> None: ...

    def run(self, body: str, *arguments: Any) -> Any:
        """Run the body of an async function of ``arguments``; return what it returns."""

    def run_inside(self, frame: str, body: str, *arguments: Any) -> Any:
        """Do the same in the page of a frame, of whatever origin; ``frame`` is an expression."""

    def resize(self, width: int, height: int) -> None:
        """Give the page so many pixels."""

    def click(self, expression: str) -> None:
        """Click with the mouse in the middle of an element."""

    def press(self, key: str) -> None:
        """Press one of ``KEYS``, or a letter."""

    def requests(self) -> list[str]:
        """Return the addresses that were asked for, as far as the engine tells."""

    def cookies(self) -> list[Any]:
        """Return all cookies that the engine keeps, of whatever origin."""

    def close(self) -> None: ...


class Frame:
    """The page in a frame, of whatever origin; ``expression`` finds the frame."""

    def __init__(self, page: Page, expression: str) -> None:
        self._page, self._expression = page, expression

    def run(self, body: str, *arguments: Any) -> Any:
        return self._page.run_inside(self._expression, body, *arguments)


def wait(page: Page | Frame, body: str, *arguments: Any, seconds: float = 10) -> Any:
    """Run the body of a function until it returns something true; return that.

    :raises AssertionError: with what it has returned last.
    """
    end = time.monotonic() + seconds
    while True:
        found = page.run(body, *arguments)
        if found:
            return found
        assert time.monotonic() < end, f"never true: {body} (last: {found!r})"
        time.sleep(0.05)


class ChromiumPage:
    """A page of Playwright's."""

    engine = "chromium"

    def __init__(self, browser: Any, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self._asked: list[str] = []
        self.page.on("request", lambda request: self._asked.append(request.url))

    def goto(self, url: str) -> None:
        self._asked.clear()
        self.page.goto(url, timeout=60_000)

    def run(self, body: str, *arguments: Any) -> Any:
        return self.page.evaluate(f"async (argument) => {{ {body} }}", list(arguments))

    def run_inside(self, frame: str, body: str, *arguments: Any) -> Any:
        inside = self.page.evaluate_handle(f"() => ({frame})").as_element().content_frame()
        return inside.evaluate(f"async (argument) => {{ {body} }}", list(arguments))

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def click(self, expression: str) -> None:
        x, y = self.run(MIDDLE.replace("ELEMENT", expression))
        self.page.mouse.click(x, y)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def requests(self) -> list[str]:
        return self._asked

    def cookies(self) -> list[Any]:
        return self.context.cookies()

    def close(self) -> None:
        self.context.close()


#: Names of Playwright's -> what WebDriver calls them.
KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Space": " ",
    "ArrowDown": "\ue015",
}
MIDDLE = """
const element = ELEMENT;
element.scrollIntoView({ block: "center", behavior: "instant" });
const { left, top, width, height } = element.getBoundingClientRect();
return [left + width / 2, top + height / 2];
"""


class ActingPage:
    """What both kinds of WebDriver have in common: how mouse and keys are told."""

    def run(self, body: str, *arguments: Any) -> Any:
        raise NotImplementedError

    def _act(self, source: dict[str, Any]) -> None:
        """Do the actions of one input source."""
        raise NotImplementedError

    def click(self, expression: str) -> None:
        x, y = (round(at) for at in self.run(MIDDLE.replace("ELEMENT", expression)))
        moves = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": "mouse", "actions": moves})

    def press(self, key: str) -> None:
        value = KEYS.get(key, key)
        moves = [{"type": kind, "value": value} for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keyboard", "actions": moves})
