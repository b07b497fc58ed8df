"""The learned part of reading."""
