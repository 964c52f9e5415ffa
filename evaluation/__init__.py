"""Measured quality: each module compares one part of the analyzer with public, human-coded sets."""
