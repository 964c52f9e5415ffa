"""What others use for the same stages; each says why where it is missing."""
