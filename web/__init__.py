"""The page: a Flask application over the store, for people who look before they read."""

from web.app import create_app
from web.settings import WebSettings

__all__ = ["WebSettings", "create_app"]
