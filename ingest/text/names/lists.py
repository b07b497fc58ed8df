"""Members of lists: where the neighbours in A、B和C are names, so is what stands between."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.text.names import words
from ingest.text.names.marks import Found
from ingest.text.names.organisations import kind_of
from ingest.text.names.tokens import Tokens

_JOINT = re.compile(r" ?(?:、|以及|[和与及]) ?")
_GAP = re.compile(r" ?(?:、|和|与|及|以及) ?([^,。;:!?\n\"“”()《》]{2,60}?) ?(?:、|和|与|及|以及) ?")
_AFTER = re.compile(r" ?(?:、) ?")
_MEMBER = re.compile(r"[qPZHNOLlKkEeFv]+")
_LONGEST = 14


def members(tokens: Tokens, places: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Short runs between two names of one list, and the last one before 等 or a verb."""
    for (_, end), (start, _) in pairwise(places):
        if 3 < start - end < 64 and (gap := _GAP.fullmatch(tokens.plain, end, start)):
            yield from _parts(tokens, gap.start(1), gap.group(1))
    for (_, end), (start, _) in pairwise([*places, (len(tokens.plain), 0)]):
        if joint := _AFTER.match(tokens.plain, end):
            yield from _last(tokens, joint.end(), start)


def _parts(tokens: Tokens, start: int, gap: str) -> Iterator[Found]:
    at = start
    for part in _JOINT.split(gap):
        begin = tokens.plain.index(part, at)
        at = begin + len(part)
        if _is_member(tokens, begin, at):
            yield Found(begin, at, "list", kind_of(part))


def _last(tokens: Tokens, start: int, limit: int) -> Iterator[Found]:
    """The member behind the last 、 if it ends before 等, 和 or a cue."""
    first = bisect_left(tokens.starts, start)
    if first >= len(tokens.words) or tokens.starts[first] != start:
        return
    run = _MEMBER.match(tokens.shape, first)
    if run is None or run.end() >= len(tokens.words):
        return
    end = tokens.starts[run.end()]
    follows = tokens.words[run.end()]
    if end <= limit and follows in ("等", "、", "和", "与", "及", "以及") and _is_member(tokens, start, end):
        yield Found(start, end, "list", kind_of(tokens.plain[start:end]))


def _is_member(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the run is cut at words, holds no word of grammar and not only descriptive words."""
    first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
    if not 2 <= end - start <= _LONGEST or tokens.starts[first] != start or tokens.starts[last] != end:
        return False
    cut = tokens.words[first:last]
    if not _MEMBER.fullmatch(tokens.shape, first, last) or tokens.shape[first:last] in ("P", "PP", "N", "v", "q"):
        return False
    return any(word not in words.DESCRIPTIVE and word not in words.STRONG for word in cut)
