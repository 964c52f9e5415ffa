"""Whole programs: what an ordinary analyst writes, the same tuned, and the same work done with the analyzer."""
