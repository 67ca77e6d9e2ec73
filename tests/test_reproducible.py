"""The same input gives the same bytes, wherever and whenever it is built."""

import random

import pytest

from .conftest import run_build
from .edits import EDITS, first_site
from .test_bundle import published
from .test_incremental import replace_sources, what_readers_get
from .test_interrupted import start_build

PLACES = [
    {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Denver", "PYTHONHASHSEED": "4711", "SOURCE_DATE_EPOCH": "1000000000"},
]


@pytest.mark.parametrize(
    "seed", [*range(6), *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(6, 50))]
)
def test_parallel_equals_serial(tmp_path, seed):
    """A random site: read and written by two processes, all is as from one."""
    choose, site = random.Random(seed), first_site()
    for _ in range(25):
        choose.choice(EDITS)(site, choose.randrange(6), choose.randrange(6))
    pages = replace_sources(tmp_path / "source", site)
    builder = choose.choice(["html", "dirhtml"])
    built = [
        run_build(tmp_path / "source", tmp_path / f"jobs{jobs}", builder, jobs=jobs)
        for jobs in (1, 2)
    ]
    serial, parallel = (what_readers_get(one.output, pages, builder) for one in built)
    assert serial == parallel
    # A reader in another process tells what it finds, too.
    assert sorted(built[0].warnings) == sorted(built[1].warnings)


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
