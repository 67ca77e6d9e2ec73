"""What the environment carries from build to build."""

from types import SimpleNamespace

import pytest

from faq_ext import model
from faq_ext.domain import FaqDomain
from faq_ext.files import digest
from faq_ext.model import Kind, Question, pack_records
from faq_ext.shelves import write_row

#: data_version -> digest of the fields of all records, and of the tables
SHAPES = {
    2: "d0c48c0d5f55edd4",
    3: "0bb98c80da3dbf2b",
    4: "196ec6d9f399ba09",
    5: "112b261ff0251610",
}


def test_pickled_shape_has_its_version():
    """Whoever changes what is pickled raises data_version, or old environments crash the build."""
    types = dict.fromkeys(model.RECORD_TYPES.values())
    shape = (
        [(t.__name__, list(t.__annotations__.items())) for t in types],
        sorted(FaqDomain.initial_data),
    )
    assert len(types) == 3
    assert SHAPES.get(FaqDomain.data_version) == digest(shape), (
        "what is pickled changed: raise FaqDomain.data_version and add its digest here"
    )


@pytest.mark.parametrize("looks", [False, True])
def test_no_record_of_another_process_is_lost(looks):
    """Not even where an extension looks at the records there, while pages are being read."""
    here, there = (FaqDomain(SimpleNamespace(domaindata={})) for _ in range(2))
    for docname in ("a", "b"):
        row = pack_records([(Kind.QUESTION, Question(docname, "?", docname))])
        there.data["changed"][docname] = write_row(docname, row, [], [])
    here.data["changed"]["a"] = None  # Sphinx has cleared it
    assert not looks or sorted(there.catalog.questions) == ["a", "b"]
    here.merge_domaindata({"a"}, there.data)
    assert list(here.catalog.questions) == ["a"]


def declare(domain: FaqDomain, docname: str, slug: str) -> None:
    row = pack_records([(Kind.QUESTION, Question(slug, "?", docname))])
    domain.data["changed"][docname] = write_row(docname, row, [], [])
    domain.data["places"][docname] = (("", 1),)


@pytest.mark.parametrize("twice", [False, True])
def test_only_the_first_page_is_looked_at_alone(tmp_path, twice):
    """And only after the checks have found that no slug is that of two things."""
    config = SimpleNamespace(faq_retired={}, faq_coverage={})
    env = SimpleNamespace(
        domaindata={}, config=config, srcdir=tmp_path, doc2path=lambda name: tmp_path / name
    )
    domain = FaqDomain(env)
    for docname in ("a", "b", "c"):
        declare(domain, docname, "a" if docname == "c" and twice else docname)
    every = ["a", "b"] if twice else ["a", "b", "c"]

    def seen(docname: str) -> list[str]:
        _, declared, catalog = domain.surroundings(docname)
        assert [record.docname for _, record in declared] == [docname]
        return list(catalog.questions)

    assert seen("a") == every, "nothing was checked"
    domain.check_consistency()
    domain.let_go()
    assert seen("a") == (every if twice else ["a"])
    assert seen("b") == every
    assert seen("a") == every
    domain.let_go()
    assert seen("b") == (every if twice else ["b"])
    domain.clear_doc("nowhere")
    domain.data["stamps"] = {".md": {"b": 1}}
    domain.clear_doc("b")
    assert seen("a") == [slug for slug in every if slug != "b"], "what was checked is gone"
