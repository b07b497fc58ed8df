"""The whole line, from articles to loops."""
