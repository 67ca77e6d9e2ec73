"""What Python publishes is what the widget's tests read: pinned by fixtures/parts.json."""

from faq_ext.files import dump_json

from .published import FIXTURE, read_published


def test_fixture_is_what_python_publishes():
    """The files that the widget's tests read are those of a build, byte for byte.

    Where a change is meant, ``python -m tests.published`` writes them anew.
    """
    assert FIXTURE.read_text("utf-8") == dump_json(read_published())
