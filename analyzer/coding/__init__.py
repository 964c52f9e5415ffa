"""Working with human coders: how far they agree with each other."""
