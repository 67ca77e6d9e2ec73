"""What readers look for in a widget, as expressions of the page, and what they do with it."""

from __future__ import annotations

import json

from .engines import Page, wait

#: Nothing, where there is no widget yet.
INSIDE = "document.querySelector('faq-widget:defined')?.shadowRoot"
QUESTIONS = f"[...({INSIDE}.querySelectorAll('[aria-expanded]') ?? [])]"
#: The first answer that one sees, if there is one.
ANSWER = (
    f"[...({INSIDE}.querySelectorAll('[part~=answer]') ?? [])].find((one) => one.checkVisibility())"
)
FIELD = f"{INSIDE}.querySelector('input')"


def question(text: str) -> str:
    """Return the expression of a question's button: the first that starts so, if there is one."""
    return f"{QUESTIONS}.find(({{ innerText }}) => innerText.startsWith({json.dumps(text)}))"


def there(expression: str) -> str:
    """Return a function's body: whether something is there."""
    return f"return Boolean({expression});"


def fill(page: Page, text: str) -> None:
    """Put words into the field at once."""
    page.run(
        f"const field = {FIELD}; field.value = argument[0];"
        "field.dispatchEvent(new Event('input', { bubbles: true }));",
        text,
    )


def open_first(page: Page) -> None:
    """Open the first question, as soon as there is one."""
    wait(page, there(f"{QUESTIONS}[0]"))
    page.click(f"{QUESTIONS}[0]")
    wait(page, there(ANSWER))
