"""The stages of the analyzer, each as a method of its own."""
