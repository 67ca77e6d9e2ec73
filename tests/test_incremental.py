"""An incremental build publishes what a clean one does, and touches nothing else."""

import re
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sphinx.errors import SphinxParallelError

from faq_ext.offline import NAME as OFFLINE

from .conftest import question, run_build, write_sources
from .edits import EDITS, KEPT, Site, first_site
from .mutants import MUTANTS
from .test_bundle import FILES, published

_MAIN = re.compile(r'<div class="body" role="main">(.*?)<div class="clearer">', re.S)
_DATA = re.compile(r'<script type="application/ld\+json">.*?</script>|<link rel="alternate".*?>')

SCRIPTS = st.lists(
    st.tuples(st.sampled_from(EDITS), st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=6
)
CHECKS = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
WAYS = [(builder, jobs) for builder in ("html", "dirhtml") for jobs in (1, 2)]


def what_readers_get(output: Path, pages: list[str], builder: str = "html") -> dict[str, object]:
    """Return the published files, what lies beside them, and what the pages say."""
    seen: dict[str, object] = dict(published(output))
    feeds = [output / "faq" / "feed.xml", *(output / "faq" / "feeds").iterdir()]
    for path in (*(output / "q").rglob("*.html"), *output.rglob("*.md"), *feeds):
        seen[str(path.relative_to(output))] = path.read_text("utf-8")
    for path in (
        *(output / "faq" / "static").rglob("*.html"),
        *(output / "faq" / "embed").iterdir(),
    ):
        seen[str(path.relative_to(output))] = path.read_text("utf-8")
    seen[OFFLINE] = (output / "faq" / OFFLINE).read_bytes()
    seen["llms.txt"] = (output / "llms.txt").read_text("utf-8")
    for name in pages:
        file = f"{name}.html" if builder == "html" or name == "index" else f"{name}/index.html"
        source = (output / file).read_text("utf-8")
        match = _MAIN.search(source)
        assert match
        seen[name] = match[1], _DATA.findall(source)
    return seen


def replace_sources(folder: Path, site: Site) -> list[str]:
    """Write the site's sources and delete all others; return its pages."""
    files = site.files()
    write_sources(folder, files)
    for path in folder.rglob("*.md"):
        if str(path.relative_to(folder)) not in files:
            path.unlink()
    return [name.removesuffix(".md") for name in files if name.endswith(".md")]


def begin(tmp: Path, site: Site, builder: str, jobs: int) -> None:
    """Build the first site, in each way once: the next time it is copied back to its place."""
    shutil.rmtree(tmp, ignore_errors=True)
    first = tmp.with_name(f"{tmp.name}-{builder}-{jobs}")
    if first.exists():
        shutil.copytree(first, tmp)
        return
    replace_sources(tmp / "source", site)
    run_build(tmp / "source", tmp / "output", builder, jobs=jobs)
    shutil.copytree(tmp, first)


def check_script(tmp: Path, script: list, builds: int, builder: str, jobs: int) -> None:
    """Apply the edits in ``builds`` steps, building each time, then compare with a clean build."""
    source, site = tmp / "source", first_site()
    begin(tmp, site, builder, jobs)
    step = -(-len(script) // builds)
    for start in range(0, len(script), step):
        for edit, a, b in script[start : start + step]:
            edit(site, a, b)
        pages = replace_sources(source, site)
        run_build(source, tmp / "output", builder, jobs=jobs)
    run_build(source, tmp / "clean", builder)
    incremental = what_readers_get(tmp / "output", pages, builder)
    assert incremental == what_readers_get(tmp / "clean", pages, builder)


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=CHECKS)
@given(script=SCRIPTS, builds=st.integers(1, 2), way=st.sampled_from(WAYS))
def test_random_edits(tmp_path, script, builds, way):
    """Whatever is edited: the next build equals a clean one."""
    check_script(tmp_path / "site", script, builds, *way)


@pytest.mark.parametrize("script", KEPT)
def test_slugs_and_reviews(tmp_path, script):
    """So it does where slugs are renamed and retired, and where days of review move."""
    check_script(tmp_path / "site", script, len(script), "dirhtml", 1)


@pytest.mark.soak
@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=500, deadline=None, suppress_health_check=CHECKS)
@given(script=SCRIPTS, builds=st.integers(1, 3))
def test_many_random_edits(tmp_path, way, script, builds):
    """The same for longer, each way."""
    check_script(tmp_path / "site", script, builds, *way)


@pytest.mark.parametrize("mutant", MUTANTS)
def test_mutants_are_caught(tmp_path, monkeypatch, mutant):
    """Each way in which an extension forgets something is found by these scripts."""
    MUTANTS[mutant](monkeypatch)
    ways = [way for way in WAYS if way[1] == 2] if mutant == "no merge_domaindata" else WAYS

    @settings(
        max_examples=200,
        deadline=None,
        derandomize=True,
        suppress_health_check=CHECKS,
        phases=[Phase.generate],
        report_multiple_bugs=False,
    )
    @given(script=SCRIPTS, builds=st.integers(1, 2), way=st.sampled_from(ways))
    def scripts(script, builds, way):
        check_script(tmp_path / "site", script, builds, *way)

    # A question whose records are lost, or a file that is not there, is as good a sign; a
    # process that wrote pages reports it as an error of its own.
    with pytest.raises((AssertionError, FileNotFoundError, KeyError, SphinxParallelError)):
        scripts()


@pytest.mark.parametrize("name", ["edit", "delete", "move"])
def test_indexes_follow_one_question(tmp_path, name):
    """Editing, deleting or moving one question updates topic, stakeholder and matrix pages."""
    source, site = tmp_path / "source", first_site()
    replace_sources(source, site)
    before = what_readers_get(
        run_build(source, tmp_path / "output").output, ["index", "topic-t0", "stakeholder-s0"]
    )
    edited = site.questions[0]
    if name == "edit":
        edited.name = "Why anew?"
    elif name == "delete":
        site.questions.pop(0)
    else:
        edited.lists["topics"] = ["t1"]
    pages = replace_sources(source, site)
    run_build(source, tmp_path / "output")
    run_build(source, tmp_path / "clean")
    after = what_readers_get(tmp_path / "output", pages)
    assert after == what_readers_get(tmp_path / "clean", pages)
    for shows_it in ("topic-t0", "stakeholder-s0", "index", "manifest.json"):
        assert after[shows_it] != before[shows_it], shows_it


def written_since(folder: Path, moment: float) -> set[str]:
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_mtime > moment
    }


def test_no_change_writes_nothing_of_ours(build):
    """A build after no change writes no page and nothing in the bundle."""
    build(FILES)
    moment = time.time()
    time.sleep(0.02)
    again = build({})
    touched = written_since(again.output, moment)
    assert not {name for name in touched if name.endswith((".html", ".md")) and name[0] != "_"} - {
        "genindex.html",
        "search.html",
    }
    assert not {name for name in touched if name.startswith(("faq/", "q/"))}


def test_an_edited_answer_rewrites_its_page_only(build):
    """An answer whose summary stays is shown by its own page and fragments alone."""
    files = {**FILES, "who-owns.md": question(summary="The district.")}
    build(files)
    moment = time.time()
    time.sleep(0.02)
    built = build(
        {"who-owns.md": question(body="The district owns it all.", summary="The district.")}
    )
    pages = {name for name in written_since(built.output, moment) if name.endswith(".html")}
    # The fragments of its topic and its readers hold the answer, too, and no others do.
    fragments = {"faq/static/topics/data-privacy.html", "faq/static/stakeholders/parents.html"}
    # Sphinx itself writes the pages again whose toctree names this one: the home page.
    others = {"genindex.html", "search.html", "index.html"}
    assert pages - others == {"who-owns.html"} | fragments
    assert built.questions["who-owns"]["text"] == "The district owns it all."


def test_html_and_dirhtml_share_doctrees(tmp_path):
    """A builder that runs second, on the other's environment, publishes everything, too."""
    source, site = tmp_path / "source", first_site()
    replace_sources(source, site)
    first = run_build(source, tmp_path / "one").output
    shutil.copytree(tmp_path / "one-doctrees", tmp_path / "two-doctrees")
    second = run_build(source, tmp_path / "two").output
    assert published(first) == published(second)


def test_a_lost_bundle_is_written_again(build):
    """Whoever deletes faq/ gets it back at the next build, with all answers."""
    first = build(FILES)
    expected = published(first.output)
    shutil.rmtree(first.output / "faq")
    assert published(build({}).output) == expected
