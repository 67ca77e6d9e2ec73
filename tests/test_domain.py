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
