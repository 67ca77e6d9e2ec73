"""What unknown authors send: with ``faq_untrusted`` nothing of it runs, fetches or copies."""

import re
import subprocess
import sys
import time
from html.parser import HTMLParser

import pytest

from faq_ext.sanitize import SCHEMES

from .conftest import BASE, CONF, Built, question, run_build, write_sources
from .test_sanitize import problems
from .vectors import ALL, CANARY, VECTORS, write_site

#: Tells of all that a build does beyond reading and writing files.
AUDITED = """
import sys
def tell(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn")):
        print("AUDIT", event, arguments, file=sys.stderr)
sys.addaudithook(tell)
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""
PROGRAMS = frozenset(
    "script iframe object embed svg math form input button base link style frame frameset "
    "applet portal fencedframe template audio video source track dialog".split()
)


class Page(HTMLParser):
    """Collects what a page's main content could run or fetch."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.problems: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        if tag in PROGRAMS:
            self.problems.append(f"<{tag}>")
        for name, value in attributes:
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", address)
            if name.startswith("on") or name in ("style", "ping", "srcdoc", "background"):
                self.problems.append(f"{tag} {name}")
            elif name in ("href", "src", "action", "data", "poster", "formaction", "xlink:href"):
                if scheme and scheme[1] not in SCHEMES:
                    self.problems.append(f"{name}={address}")
                if name != "href" and (scheme or address.startswith("//")):
                    self.problems.append(f"fetches {address}")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Built:
    """Build all vectors in a process that tells what it does."""
    folder = tmp_path_factory.mktemp("hostile")
    pages = write_site(folder, ALL, "faq_untrusted = True\n")
    before = {path for path in folder.rglob("*") if path.is_file()}
    command = [sys.executable, "-c", AUDITED, "-q", "-b", "html"]
    done = subprocess.run(
        [*command, str(folder / "source"), str(folder / "output")],
        capture_output=True,
        text=True,
        timeout=600,
    )
    built = Built(folder / "source", folder / "output", [])
    built.code = done.returncode
    built.pages = pages
    built.warnings = done.stderr.replace(f"{folder / 'source'}/", "").splitlines()
    built.strangers = {
        path for path in folder.rglob("*") if path.is_file() and path not in before
    } - set((folder / "output").rglob("*"))
    return built


def test_build_ends_well(hostile):
    """No traceback, no socket, no other program, no file outside of the output."""
    assert hostile.code == 0
    told = [line.split(" (")[0] for line in hostile.warnings if line.startswith("AUDIT")]
    # urllib3, which Sphinx loads, asks once whether there is IPv6; nothing is connected.
    assert told in ([], ["AUDIT socket.__new__", "AUDIT socket.bind"])
    assert not [line for line in hostile.warnings if "Traceback" in line]
    assert hostile.strangers == set()


def test_nothing_from_outside_is_copied(hostile):
    """No byte of a file outside of the source folder is in the output; neither is a program."""
    names = set()
    for path in hostile.output.rglob("*"):
        if path.is_file() and ".doctrees" not in path.parts:
            data = path.read_bytes()
            assert CANARY.encode() not in data and b"root:" not in data, path
            assert b"PATH=" not in data, path
            names.add(path.name)
    assert not names & {"evil.svg", "canary.png", "canary.txt", "passwd"}


@pytest.mark.parametrize("number", range(len(ALL)), ids=[vector["name"] for vector in ALL])
def test_page_holds_no_program(hostile, number):
    """The static page of each vector has nothing that runs, fetches or leads to a program."""
    page = hostile.read(f"v{number}.html")
    assert Page(hostile.main(f"v{number}.html")).problems == []
    assert "http-equiv" not in page
    assert (
        "The district does." in page
        or "The end." in page
        or number >= len(VECTORS)
        or (hostile.pages[f"v{number}"]["kind"] == "file")
    )


def test_bundle_holds_them_all(hostile):
    """Each question is in the bundle, its answer as safe as any."""
    kinds = {slug: vector["kind"] for slug, vector in hostile.pages.items()}
    expected = {slug for slug, kind in kinds.items() if kind != "option:slug"} | {"other"}
    assert expected <= set(hostile.questions)
    for found in hostile.questions.values():
        assert problems(found["answer"]) == []


CLOSED = {
    "raw": ("```{raw} html\n<b>x</b>\n```", 5, "raw"),
    "html": ("A <b>bold</b> word.", 5, "raw html"),
    "include": ("```{include} ../canary.txt\n```", 5, "outside of the source folder"),
    "docutils' own": ("```{eval-rst}\n.. include:: <isonum.txt>\n```", 6, "Problems with"),
    "literalinclude": ("```{literalinclude} ../canary.txt\n```", 5, "outside of the source folder"),
    "csv": ("```{csv-table} t\n:file: ../canary.txt\n```", 5, "outside of the source folder"),
    "csv of the web": ("```{csv-table} t\n:url: http://127.0.0.1:9/\n```", 5, "put the file"),
    "download": ("{download}`x <../canary.txt>`", 5, "outside of the source folder"),
    "html download": ("{download}`evil.html`", 5, "none of"),
    "picture": ("![x](../canary.png)", 5, "outside of the source folder"),
    "svg": ("![x](evil.svg)", 5, "none of"),
    "html picture": ("![x](evil.html)", 5, "none of"),
    "picture from elsewhere": ("![x](https://evil.test/x.png)", 5, "beside the page"),
    "script link": ("```{eval-rst}\n`x <javascript:alert(1)>`_\n```", 6, "a link to 'javascript:'"),
    "data link": ("```{eval-rst}\n`x <data:text/html,x>`_\n```", 6, "a link to 'data:'"),
    "target": ("```{eval-rst}\n.. image:: a.png\n   :target: vbscript:x\n```", 6, "'vbscript:'"),
    "button": ("```{button-link} javascript:alert(1)\nx\n```", 5, "a link to 'javascript:'"),
    "meta": ("```{eval-rst}\n.. meta::\n   :http-equiv=refresh: 0;url=//evil.test\n```", 7, "meta"),
    "formula": ("```{math}\n\\href{javascript:alert(1)}{x}\n```", 5, "\\href"),
    "toctree": ("```{toctree}\nother\n```", 5, "toctree"),
}


@pytest.fixture(scope="module")
def closed(tmp_path_factory) -> Built:
    folder = tmp_path_factory.mktemp("closed")
    write_site(folder, [])
    files = {
        f"c{n}.md": question("Closed?", text) for n, (text, _, _) in enumerate(CLOSED.values())
    }
    write_sources(folder / "source", {**files, "evil.html": "<script>alert(1)</script>"})
    write_sources(
        folder / "source", {"index.md": "# Home\n\n```{toctree}\nx <javascript://%0ax>\n```\n"}
    )
    return run_build(folder / "source", folder / "output", faq_untrusted=True)


@pytest.mark.parametrize("number", range(len(CLOSED)), ids=list(CLOSED))
def test_what_is_closed_is_told(closed, number):
    """Whatever is taken out is named, with file and line; and it is not on the page."""
    _, line, words = list(CLOSED.values())[number]
    told = [w for w in closed.warnings if w.startswith(f"c{number}.md:{line}: ")]
    assert any(words in warning for warning in told), (told, closed.warnings)
    assert Page(closed.main(f"c{number}.html")).problems == []


def test_toctree_leads_to_no_program(closed):
    """An entry of a toctree is a link, too."""
    assert "javascript" not in closed.main("index.html")
    assert any(w.startswith("index.md:3: ") and "toctree entry" in w for w in closed.warnings)


def test_what_stays_open(build):
    """Includes, tables, pictures and downloads of the source folder work, as does a comment."""
    answer = (
        "```{include} part.txt\n```\n\n![Alt](sub/a.png)\n\n{download}`facts.csv`\n\n"
        "```{csv-table} T\n:file: facts.csv\n```\n\n<!-- a note -->\n\n"
        "[web](https://example.org/) [mail](mailto:a@b.test)"
    )
    files = {
        "open.md": question("Open?", answer),
        "part.txt": "An *included* part.\n",
        "facts.csv": "a,b\n",
        "sub/a.png": b"\x89PNG\r\n\x1a\n",
    }
    built = build(files, faq_untrusted=True)
    assert built.warnings == []
    page = built.main("open.html")
    for part in ("<em>included</em>", "_images/a.png", "facts.csv", "<td><p>b</p>", "example.org"):
        assert part in page
    trusted = build(files)
    assert trusted.main("open.html").replace("<!-- a note -->\n", "") == page


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ('myst_enable_extensions = ["colon_fence", "substitution"]', "'substitution'"),
        ('myst_url_schemes = ["https", "javascript"]', "javascript"),
        ('myst_url_schemes = {"https": None, "data": None}', "myst_url_schemes allows data"),
    ],
)
def test_unsafe_settings_are_refused_by_name(build, setting, words):
    """conf.py may not open what an untrusted build closes: each setting is named and undone."""
    page = question("Q?", "{{ 3 * 14 }} [x](javascript:alert) [y](data:text/html,y)")
    built = build({"conf.py": f"{CONF}\n{setting}\n", "a.md": page}, faq_untrusted=True)
    ours = [line for line in built.warnings if line.endswith("[faq.untrusted]")]
    assert len(ours) == 1 and words in ours[0]
    assert "{{ 3 * 14 }}" in built.questions["a"]["text"]
    assert Page(built.main("a.html")).problems == []


FRONT = {
    "enable_extensions": "myst:\n  enable_extensions: [substitution]",
    "url_schemes": "orphan: true\nmyst:\n  url_schemes: [javascript]",
    "substitutions": "myst: {substitutions: {x: '<script>'}}",
    "alias": "a: &a [x]\nb: *a",
}


@pytest.mark.parametrize("name", FRONT)
def test_front_matter_opens_nothing(build, name):
    """A page's front matter may not either; messages below it keep their lines."""
    front = f"---\n{FRONT[name]}\n---\n"
    page = front + question("Q?", "{{ x }} [y](javascript:alert(1))", see="nope")
    built = build({"a.md": page}, faq_untrusted=True)
    ours = [line for line in built.warnings if line.endswith("[faq.untrusted]")]
    assert len(ours) == 1 and name in ours[0] and re.match(r"a\.md:[1-3]: ", ours[0])
    line = front.count("\n") + 4
    assert any(w.startswith(f"a.md:{line}: ") and "'nope'" in w for w in built.warnings)
    assert Page(built.main("a.html")).problems == []
    assert "{{ x }}" in built.questions["a"]["text"]


def test_symbolic_links(tmp_path):
    """A link that leads out of the source folder is left out, as a page and as a static file."""
    secret = tmp_path / "secret.md"
    secret.write_text(f"# {CANARY}\n")
    source = tmp_path / "source"
    write_sources(source, {"conf.py": f'{CONF}\nhtml_static_path = ["_static"]\n', **BASE})
    write_sources(source, {"_static/good.txt": "good", "other.md": question("Other?")})
    for name in ("page.md", "_static/secret.md"):
        (source / name).symlink_to(secret)
    (source / "_static" / "inner.txt").symlink_to(source / "_static" / "good.txt")
    built = run_build(source, tmp_path / "output", faq_untrusted=True)
    files = [path for path in built.output.rglob("*") if path.is_file()]
    assert not [path for path in files if CANARY.encode() in path.read_bytes()]
    assert {"good.txt", "inner.txt"} <= {path.name for path in files}
    told = [line for line in built.warnings if "symbolic link" in line]
    assert len(told) == 2 and all("[faq.untrusted]" in line for line in told)


def test_a_trusted_build_after_it_is_open(build):
    """What was closed is open again once the content is trusted, in the same environment."""
    files = {"a.md": question("Q?", "Text.\n\n```{raw} html\n<i>raw</i>\n```")}
    assert "<i>raw</i>" not in build(files, faq_untrusted=True).main("a.html")
    trusted = build(files)
    assert trusted.warnings == []
    assert "<i>raw</i>" in trusted.main("a.html")


@pytest.mark.soak
def test_ten_thousand_pictures(tmp_path):
    """myst/img-10000: an answer of pictures alone is built within 30 seconds of work."""
    pictures = {"kind": "markdown", "name": "myst/img-10000", "source": "![x](x.png) " * 10_000}
    write_site(tmp_path, [pictures])
    start = time.process_time()
    built = run_build(tmp_path / "source", tmp_path / "output", faq_untrusted=True)
    assert time.process_time() - start < 30
    assert "v0" in built.questions
