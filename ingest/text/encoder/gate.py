"""A cheap look at a window: could it tell a deal or a figure of a party?"""

from __future__ import annotations

import re

from ingest.text.deals.frames import cue_finder

_FIGURE = re.compile(r"[0-9一二三四五六七八九十百千两]\s?(?:[亿万%]|百万|千万|股|[美港欧日韩]?元|美金)")


def holds_news(plain: str, start: int, end: int) -> bool:
    """Whether the window has a cue of a deal or a figure with a unit; four in five of ordinary windows have neither."""
    window = plain[start:end]
    return bool(_FIGURE.search(window)) or any(True for _ in cue_finder().find(window))
