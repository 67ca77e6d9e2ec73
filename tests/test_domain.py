"""What the environment carries from build to build."""

from faq_ext import model
from faq_ext.domain import FaqDomain
from faq_ext.files import digest

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
