"""The page: a Flask application over the store, for people who look before they read.

Nothing is imported here: `python -m web` passes through this file before it can take Ctrl+C in order.
"""
