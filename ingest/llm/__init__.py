"""The second reader: a language model behind any OpenAI-compatible endpoint, its answers checked against the text."""
