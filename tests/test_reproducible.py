"""The same input gives the same bytes, wherever and whenever it is built."""

from .edits import first_site
from .test_bundle import published
from .test_incremental import replace_sources
from .test_interrupted import start_build

PLACES = [
    {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Denver", "PYTHONHASHSEED": "4711", "SOURCE_DATE_EPOCH": "1000000000"},
]


def test_same_input_same_bytes(tmp_path):
    """Path, time zone, locale, hash seed, -j and the date of the build leave no trace."""
    builds = []
    for number, environment in enumerate(PLACES):
        folder = tmp_path / ("deep/er" * number) / f"place {number}"
        replace_sources(folder / "source", first_site())
        done = start_build(folder / "source", folder / "output", jobs=1 + number % 2, **environment)
        assert done.wait() == 0
        builds.append(published(folder / "output"))
    assert builds[0] == builds[1] == builds[2]
