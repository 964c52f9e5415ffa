"""How fast the analyzer is beside its peers in one run: ``python -m benchmarks --data FOLDER`` (docs/benchmarks.md)."""
