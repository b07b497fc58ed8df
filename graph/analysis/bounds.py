"""How much may be asked at a time."""

from __future__ import annotations

from graph.errors import BadInput

LONGEST = 6
"""Hops that a loop, path or chain can have: beyond that nearly everything is connected with everything."""
MOST_ANSWERS = 10_000


def check_bounds(max_hops: object, least: int, limit: object) -> None:
    """Raises BadInput for a number of hops or of answers that cannot be."""
    if isinstance(max_hops, bool) or not isinstance(max_hops, int) or not least <= max_hops <= LONGEST:
        raise BadInput(f"The number of hops must be from {least} to {LONGEST}.")
    check_limit(limit)


def check_limit(limit: object) -> None:
    """Raises BadInput for a number of answers that cannot be."""
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= MOST_ANSWERS:
        raise BadInput(f"The number of answers must be from 1 to {MOST_ANSWERS}.")
