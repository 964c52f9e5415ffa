"""Tables that are no text: one article a row."""
