"""From characters to sentences, voices and tokens, always with offsets into the text as it was read."""
