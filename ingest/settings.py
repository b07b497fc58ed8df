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


def least_likely(environ: Mapping[str, str]) -> float | None:
    """How likely a deal must be to be told, by ROUNDTRIP_LIKELY; None leaves it to the reader. Raises BadInput for what is no number."""
    said = environ.get("ROUNDTRIP_LIKELY") or None
    try:
        likely = None if said is None else float(said)
    except ValueError:
        likely = -1.0
    if likely is not None and not 0 < likely < 1:
        raise BadInput("ROUNDTRIP_LIKELY must be a number between 0 and 1, such as 0.15 for more deals or 0.6 for surer ones.")
    return likely
