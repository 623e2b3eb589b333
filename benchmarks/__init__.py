"""Benchmarks: where the figures come from; each prints its own."""
