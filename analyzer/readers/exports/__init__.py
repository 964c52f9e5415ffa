"""What databases of news export: many articles in one file, each with its own fields."""
