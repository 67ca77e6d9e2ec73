"""What a district's page pays for the script, and what its readers wait for."""

from __future__ import annotations

import argparse
import gzip
from typing import Any

import brotli

from faq_ext.assets import SCRIPT

from .arrival import SLOWER, TIMES, measure_arrival

BUDGET = 12 * 1024  # bytes, Brotli


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Weigh the script, and time it on a slowed processor."""
    data = SCRIPT.read_bytes()
    figures: dict[str, Any] = {
        "bytes": len(data),
        "gzip": len(gzip.compress(data, 9)),
        "brotli": len(brotli.compress(data, quality=11)),
    }
    print(f"{'the script':12}{'bytes':>9}{'gzip 9':>9}{'Brotli 11':>11}")
    print(f"{'':12}{figures['bytes']:9,}{figures['gzip']:9,}{figures['brotli']:11,}")
    print(f"budget: {BUDGET:,} Brotli; {'kept' if figures['brotli'] <= BUDGET else 'MISSED'}")
    took = figures["arrival"] = measure_arrival()
    print(f"from the script's arrival to questions on screen, {SLOWER} times slower, of {TIMES}:")
    print(f"{took['ours']} ms in the median; an empty element {took['empty']} ms")
    if figures["brotli"] > BUDGET:
        raise SystemExit(1)
    return figures
