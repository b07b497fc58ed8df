"""Credit ratings: 评级由B-下调至CCC+, A+评级."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text.begun import begun

GRADE = r"(?:[ABC]{1,3}|Aaa|Aa[1-3]|[AB]a?a?[1-3]|Caa[1-3]|D)[+-]?(?:sf|i|pi)?"
ABOUT = re.compile(r"评级|信用等级|评为")
WORD = r"(?:评级|信用等级|评为)[^,。;A-Za-z由从]{0,12}"
RATING = begun(
    "ABCD信评",
    rf"{WORD}(?:由|从)[ \"“]?{GRADE}[ \"”]?[^,。;A-Za-z]{{0,8}}[至到为][ \"“]?(?P<changed>{GRADE})(?![A-Za-z])"
    rf"|{WORD}[ \"“]?(?P<ahead>{GRADE})(?![A-Za-z])"
    rf"|(?<![A-Za-z])(?P<behind>{GRADE})[ \"”]?级?的?(?:长期|主体|信用|发行人|债项|外币|本币)*(?:评级|信用等级)",
)


def ratings(plain: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Start, end and grade of every rating told."""
    if not ABOUT.search(plain, start, end):
        return
    for match in RATING.finditer(plain, start, end):
        yield match.start(), match.end(), match["changed"] or match["ahead"] or match["behind"]
