"""The facts: articles are written here, and parties and deals are derived from what they say."""
