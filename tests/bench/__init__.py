"""Measure what docs/develop promises: ratios, counts and bytes of one run."""
