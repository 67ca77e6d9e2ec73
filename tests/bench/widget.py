"""What a district's page pays for the script."""

from __future__ import annotations

import argparse
import gzip
from typing import Any

import brotli

from faq_ext.assets import SCRIPT

BUDGET = 12 * 1024  # bytes, Brotli


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Weigh the script."""
    data = SCRIPT.read_bytes()
    figures = {
        "bytes": len(data),
        "gzip": len(gzip.compress(data, 9)),
        "brotli": len(brotli.compress(data, quality=11)),
    }
    print(f"{'the script':12}{'bytes':>9}{'gzip 9':>9}{'Brotli 11':>11}")
    print(f"{'':12}{figures['bytes']:9,}{figures['gzip']:9,}{figures['brotli']:11,}")
    print(f"budget: {BUDGET:,} Brotli; {'kept' if figures['brotli'] <= BUDGET else 'MISSED'}")
    if figures["brotli"] > BUDGET:
        raise SystemExit(1)
    return figures
