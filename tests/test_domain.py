"""What the environment carries from build to build."""

import dataclasses

from faq_ext import model
from faq_ext.domain import FaqDomain
from faq_ext.files import digest

#: data_version -> digest of all fields that are pickled
SHAPES = {1: "545dc441244ebfc6"}


def test_pickled_shape_has_its_version():
    """Whoever changes what is pickled raises data_version, or old environments crash the build."""
    classes = [value for value in vars(model).values() if dataclasses.is_dataclass(value)]
    shape = [(c.__name__, [(f.name, str(f.type)) for f in dataclasses.fields(c)]) for c in classes]
    assert len(shape) >= 7
    assert SHAPES.get(FaqDomain.data_version) == digest(shape), (
        "model.py changed: raise FaqDomain.data_version and add its digest here"
    )
