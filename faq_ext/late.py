"""Put off the loading of what a build may not need: a build after no change reads nothing."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def late(module: str, name: str) -> Callable[..., Any]:
    """Return a handler whose module is loaded when it is first called."""
    function: Callable[..., Any] | None = None

    def handler(*arguments: Any) -> Any:
        nonlocal function
        if function is None:
            function = getattr(import_module(f"{__package__}.{module}"), name)
        return function(*arguments)

    return handler
