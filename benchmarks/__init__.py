"""Benchmarks: commands that print how fast each stage is, beside a peer in the same run."""
