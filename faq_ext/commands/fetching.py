"""Ask a web server that may be broken or hostile: every answer is a ``Reply``, none an error.

Redirects are followed by hand, since each is a finding. What takes too long, never ends or
unfolds without end is cut off and told as the reply's ``problem``.
"""

from __future__ import annotations

import http.client
import re
import ssl
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import IO, NamedTuple

from .._version import __version__

SECONDS = 9.0  #: What the widget waits for a file, too.
MOST_BYTES = 1 << 24
MOST_REDIRECTS = 5
CHUNK = 1 << 16
#: That of a host page: servers may answer otherwise without it. The name is reserved.
ORIGIN = "https://district.example"


_LOCAL = re.compile(r"localhost|127(?:\.\d+){3}|::1")


class Hop(NamedTuple):
    """One redirect."""

    url: str  #: Where it leads.
    allowed: str  #: ``Access-Control-Allow-Origin`` that came with it.


@dataclass
class Reply:
    """What a server answered, after redirects."""

    url: str  #: Of the last request.
    status: int = 0  #: 0 where no answer came.
    headers: Message = field(default_factory=Message)
    body: bytes = b""  #: Unpacked.
    hops: list[Hop] = field(default_factory=list)
    problem: str = ""  #: Why there is no answer, or not the whole of one.

    def header(self, name: str) -> str:
        """Return a header's value; of one that is sent several times, all."""
        return ", ".join(str(value).strip() for value in self.headers.get_all(name, []))


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follow no redirect: it comes back as an answer."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str,
        headers: http.client.HTTPMessage, newurl: str,
    ) -> None:  # fmt: skip
        return None


def is_local(url: str) -> bool:
    """Tell whether an address is of this computer."""
    return bool(_LOCAL.fullmatch(urllib.parse.urlsplit(url).hostname or ""))


def fetch(url: str, headers: Mapping[str, str] | None = None, seconds: float = SECONDS) -> Reply:
    """Return what a web address answers to the browser of somebody who reads a host page.

    The time limit counts for the whole answer, redirects and all: a server that sends a
    letter a second would never exceed one that counts for each read. So the work is done
    in a thread that can be left alone.
    """
    reply = Reply(url)
    asked = {
        "Accept": "*/*",
        "Accept-Encoding": "gzip",
        "Origin": ORIGIN,
        "User-Agent": f"faq-ext/{__version__} (check-host)",
        **(headers or {}),
    }
    end = time.monotonic() + seconds
    done = threading.Thread(target=_follow, args=(reply, asked, end), daemon=True)
    done.start()
    done.join(seconds)
    if done.is_alive():
        # reminder: the thread still writes into ``reply``.
        return Reply(url, problem=f"no whole answer within {seconds:g} seconds")
    return reply


def _follow(reply: Reply, asked: Mapping[str, str], end: float) -> None:
    try:
        while _ask(reply, asked, end):
            if len(reply.hops) > MOST_REDIRECTS:
                reply.problem = f"more than {MOST_REDIRECTS} redirects"
                return
    except (OSError, http.client.HTTPException, ValueError) as problem:
        reply.problem = _explain(problem)


def _ask(reply: Reply, asked: Mapping[str, str], end: float) -> bool:
    """Make one request; return whether a redirect leads on."""
    wait = max(0.1, end - time.monotonic())
    # Like browsers, go to this computer itself without a proxy.
    handlers = [urllib.request.ProxyHandler({})] if is_local(reply.url) else []
    opener = urllib.request.build_opener(_Stay, *handlers)
    request = urllib.request.Request(reply.url, headers=dict(asked))
    try:
        answer = opener.open(request, timeout=wait)
    except urllib.error.HTTPError as error:
        answer = error  # it is the answer, too
    with answer:
        reply.status, reply.headers = answer.status or 0, answer.headers
        to = answer.headers.get("Location")
        if reply.status in (301, 302, 303, 307, 308) and to:
            reply.url = _resolve(reply.url, str(to))
            reply.hops.append(Hop(reply.url, reply.header("Access-Control-Allow-Origin")))
            return True
        packed = reply.header("Content-Encoding").lower()
        if packed not in ("", "identity", *asked["Accept-Encoding"].split(", ")):
            raise ValueError(f"it comes as Content-Encoding: {packed}, which was not asked for")
        reply.body = _read(reply, answer, packed == "gzip", end)
    return False


def _resolve(url: str, to: str) -> str:
    """Return where a redirect leads.

    :raises ValueError: if it leaves the web: urllib would open ``file:`` as well.
    """
    found = urllib.parse.urljoin(url, urllib.parse.quote(to.strip(), safe="%/:?#[]@!$&'()*+,;=~"))
    if urllib.parse.urlsplit(found).scheme not in ("http", "https"):
        raise ValueError(f"a redirect to {found}, which is no web address")
    return found


def _read(reply: Reply, answer: IO[bytes], packed: bool, end: float) -> bytes:
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16) if packed else None
    body, received = bytearray(), 0
    while chunk := answer.read(CHUNK):
        received += len(chunk)
        try:
            body += unpack.decompress(chunk, MOST_BYTES) if unpack else chunk
        except zlib.error:
            raise ValueError("it says Content-Encoding: gzip, and is not gzip") from None
        if len(body) > MOST_BYTES or (unpack and unpack.unconsumed_tail):
            raise ValueError(f"more than {MOST_BYTES >> 20} MB")
        if time.monotonic() > end:
            raise TimeoutError
    promised = reply.header("Content-Length") if not reply.header("Transfer-Encoding") else ""
    if (unpack and not unpack.eof) or (promised.isdecimal() and received < int(promised)):
        raise ValueError("the answer breaks off")
    return bytes(body)


def _explain(problem: Exception) -> str:
    """Say in a few words why there is no answer."""
    if isinstance(problem, urllib.error.URLError) and isinstance(problem.reason, Exception):
        problem = problem.reason
    if isinstance(problem, ssl.SSLCertVerificationError):
        return f"the certificate is refused: {problem.verify_message}"
    if isinstance(problem, ssl.SSLError):
        return f"no HTTPS: {problem.reason or problem}"
    if isinstance(problem, TimeoutError):
        return "no whole answer in time"
    if isinstance(problem, http.client.IncompleteRead):
        return "the answer breaks off"
    if isinstance(problem, http.client.HTTPException):
        return f"not an answer in HTTP ({type(problem).__name__})"
    return str(getattr(problem, "strerror", None) or problem) or type(problem).__name__
