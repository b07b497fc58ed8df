"""Settings of the built-in reader that must be known before anything of it is loaded."""

from __future__ import annotations

from collections.abc import Mapping

from graph.errors import BadInput


def encoder_wanted(environ: Mapping[str, str]) -> bool:
    """What ROUNDTRIP_ENCODER says; raises BadInput where it says neither on nor off."""
    said = environ.get("ROUNDTRIP_ENCODER", "on")
    if said not in ("on", "off"):
        raise BadInput("ROUNDTRIP_ENCODER must be on or off.")
    return said == "on"
