"""How much may be asked at a time."""

from __future__ import annotations

from graph.errors import BadInput

LONGEST = 6
"""Hops that a path or chain can have: beyond that nearly everything is connected with everything."""
LONGEST_LOOP = 8
MOST_ANSWERS = 10_000
LAST_OFFSET = 100_000_000


def check_bounds(max_hops: object, least: int, limit: object, longest: int = LONGEST) -> None:
    """Raises BadInput for a number of hops or of answers that cannot be."""
    if isinstance(max_hops, bool) or not isinstance(max_hops, int) or not least <= max_hops <= longest:
        raise BadInput(f"The number of hops must be from {least} to {longest}.")
    check_limit(limit)


def check_offset(offset: object) -> None:
    """Raises BadInput for a number of answers to pass over that cannot be."""
    if isinstance(offset, bool) or not isinstance(offset, int) or not 0 <= offset <= LAST_OFFSET:
        raise BadInput(f"The number of answers to pass over must be from 0 to {LAST_OFFSET}.")


def check_limit(limit: object) -> None:
    """Raises BadInput for a number of answers that cannot be."""
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= MOST_ANSWERS:
        raise BadInput(f"The number of answers must be from 1 to {MOST_ANSWERS}.")
