"""What a server must say with a published file, so that it works on other people's pages.

What **breaks** embeds is told apart from what could be better. ``docs/embed/hosting.md`` says
why each rule is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .fetching import ORIGIN, Reply, is_local

SHORT_SECONDS, DAY_SECONDS, LONG_SECONDS = 3600, 86_400, 30 * 86_400
SHOWN = 90  #: Characters of what a server says.

_JAVASCRIPT = ("text/javascript", "application/javascript", "application/x-javascript")
_TEXTS = {"page": "text/html", "style": "text/css"}
_HTML = re.compile(rb"\s*<(?:!doctype|!--|html|head|body)\b", re.I)
_STATUS = {
    401: "take the login away from this folder",
    403: "let everybody read this folder: no login, no check for robots",
    404: "upload the folder whole; upper and lower case must match",
}


class File(NamedTuple):
    """A published file."""

    name: str
    kind: str  #: ``json``, ``script``, ``style`` or ``page``.
    hashed: bool = False  #: Its name holds a hash, so its content never changes.


class Finding(NamedTuple):
    """One thing that is not as it should be."""

    file: str
    what: str
    found: str
    cure: str
    breaks: bool = True  #: Embeds do not work, or not for everybody.


def clean(text: object) -> str:
    """Return a stranger's text as one short line, without what a terminal would obey."""
    line = "".join(c if c.isprintable() else "?" for c in " ".join(str(text).split()))
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def is_safe(url: str) -> bool:
    """Tell whether a page with HTTPS may load this address."""
    return url.startswith("https:") or is_local(url)


def has_no_content(findings: Iterable[Finding]) -> bool:
    """Tell whether a file is so wrong that its content says nothing more."""
    return any(finding.what in ("answer", "content") for finding in findings)


def check_reply(file: File, reply: Reply) -> Iterator[Finding]:
    """Yield what is wrong with the answer for a file, whatever it holds."""
    name = file.name
    yield from _check_redirects(file, reply)
    if reply.problem:
        cure = "see that the address is right, and that the server answers everybody"
        yield Finding(name, "answer", clean(reply.problem), cure)
    elif reply.status != 200:
        cure = _STATUS.get(reply.status, "see the error log of the server")
        yield Finding(name, "answer", f"status {reply.status}", cure)
    elif file.kind != "page" and _HTML.match(reply.body):
        cure = "switch off the rule that answers every address with one page"
        yield Finding(name, "content", "a page in HTML", cure)
    else:
        yield from _check_type(file, reply)
        yield from _check_origin(file, reply)
        yield from _check_cache(file, reply)
        if reply.header("Set-Cookie"):
            cure = "send none for this folder: host pages tell their readers that there are none"
            yield Finding(name, "cookies", "Set-Cookie", cure, breaks=False)


def _check_redirects(file: File, reply: Reply) -> Iterator[Finding]:
    unsafe = [hop.url for hop in reply.hops if not is_safe(hop.url)]
    if unsafe:
        cure = "redirect to https: alone: browsers refuse the other one"
        yield Finding(file.name, "redirect", clean(f"to {unsafe[0]}"), cure)
    elif file.kind != "page" and not all(hop.allowed for hop in reply.hops):
        cure = "write the final address into src: browsers ask the redirect for the header, too"
        yield Finding(file.name, "redirect", "no Access-Control-Allow-Origin", cure)
    elif reply.hops:
        cure = "write the final address into src: a host's policy must name both otherwise"
        yield Finding(file.name, "redirect", clean(f"to {reply.url}"), cure, breaks=False)


def _check_type(file: File, reply: Reply) -> Iterator[Finding]:
    sent = reply.header("Content-Type").partition(";")[0].strip().lower()
    shown = clean(sent) or "none"
    if file.kind == "script" and sent not in _JAVASCRIPT:
        cure = "send text/javascript: browsers run no module of another type"
        yield Finding(file.name, "Content-Type", shown, cure)
    if file.kind in _TEXTS and sent != _TEXTS[file.kind]:
        yield Finding(file.name, "Content-Type", shown, f"send {_TEXTS[file.kind]}")
    if file.kind == "json" and sent != "application/json":
        cure = "send application/json, so that it is compressed"
        yield Finding(file.name, "Content-Type", shown, cure, breaks=False)
    guard = reply.header("X-Content-Type-Options")
    if guard.lower() != "nosniff":
        cure = "send nosniff, so that no browser takes a file for what it is not"
        yield Finding(file.name, "X-Content-Type-Options", clean(guard) or "none", cure, False)


def _check_origin(file: File, reply: Reply) -> Iterator[Finding]:
    if file.kind != "page":  # a frame does not ask
        yield from _check_cors(file.name, reply)
    policy = reply.header("Cross-Origin-Resource-Policy").lower()
    if policy in ("same-origin", "same-site"):
        cure = "send cross-origin: pictures and frames are refused on other sites"
        yield Finding(file.name, "Cross-Origin-Resource-Policy", policy, cure)
    elif policy != "cross-origin":
        cure = "send cross-origin: isolated pages (COEP) show pictures and frames only then"
        found = clean(policy) or "none"
        yield Finding(file.name, "Cross-Origin-Resource-Policy", found, cure, breaks=False)


def _check_cors(name: str, reply: Reply) -> Iterator[Finding]:
    what = "Access-Control-Allow-Origin"
    allowed = reply.header(what)
    if not allowed:
        yield Finding(name, what, "none", "send * with every file of this folder")
    elif allowed not in ("*", ORIGIN):
        cure = "send * alone: browsers refuse other origins, and two values"
        yield Finding(name, what, clean(allowed), cure)
    elif allowed == ORIGIN and "origin" not in reply.header("Vary").lower():
        cure = "send *: a cache would give one site's answer to the next"
        yield Finding(name, what, "the asking site, without Vary: Origin", cure)


def _check_cache(file: File, reply: Reply) -> Iterator[Finding]:
    says = reply.header("Cache-Control").lower()
    ages = [int(age) for age in re.findall(r"(?:max-age|s-maxage)=\"?(\d{1,12})", says)]
    shown = clean(says) or "none"
    if file.hashed:
        if "no-store" in says or min(ages, default=0) < LONG_SECONDS or "immutable" not in says:
            cure = "send public, max-age=31536000, immutable: its name changes when it does"
            yield Finding(file.name, "Cache-Control", shown, cure, breaks=False)
        return
    longest = max(ages, default=0)
    if longest > SHORT_SECONDS or "immutable" in says:
        cure = "send no-cache, or at most an hour: readers keep the old one otherwise"
        breaks = longest > DAY_SECONDS or "immutable" in says
        yield Finding(file.name, "Cache-Control", shown, cure, breaks)
    if not (reply.header("ETag") or reply.header("Last-Modified")):
        cure = "send one of them, so that an unchanged file is not sent again"
        yield Finding(file.name, "ETag, Last-Modified", "none", cure, breaks=False)


def check_frame(name: str, reply: Reply) -> Iterator[Finding]:
    """Yield what keeps other sites from showing a page in a frame."""
    policy = reply.header("Content-Security-Policy")
    rules = re.findall(r"frame-ancestors\b\s*([^;,]*)", policy, re.I)
    options = reply.header("X-Frame-Options")
    if options and not rules:  # browsers pass over it where the policy has a rule
        cure = "do not send it with this page: no other site can show it"
        yield Finding(name, "X-Frame-Options", clean(options), cure)
    for rule in rules:
        if not {"*", "https:"} & set(rule.split()):
            cure = "leave it out for this page, or name every site that embeds"
            named = any("." in source for source in rule.split())
            yield Finding(name, "frame-ancestors", clean(rule) or "none", cure, breaks=not named)
