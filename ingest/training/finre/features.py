"""What a linear model sees of a pair: character runs and words around the two names, and how the names themselves look.

The names are masked in the sentence, so that what is learned of one pair serves the next; what names have to do with each other (one
shortens the other, both end alike, both are known) is told apart from the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

import rjieba

from ingest.training.finre.pairs import Pair, Span

FIRST, SECOND, OTHER = "ⒶⒷⓄ"
ENDINGS = (
    "股份有限公司 有限责任公司 有限公司 集团公司 分公司 子公司 集团 股份 公司 银行 证券 控股 投资 基金 保险 信托 科技 实业 地产 电子 汽车 "
    "工厂 大学 中心 厂 院 局 委 部 所 会 店"
).split()
_ENDING = re.compile(f"(?:{'|'.join(ENDINGS)})$")
_NUMBER = re.compile(r"[0-9](?:[.,]?[0-9])*")
BEFORE, BETWEEN, AFTER = 12, 60, 15
"""Characters of the near surroundings of a pair."""
WIDE = 60
MOST = 4
"""From how many on common characters count as many."""
SIZES = (1, 2, 3, 4)


class Names:
    """Every name of the training text, to be masked where it stands beside a pair."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        names = sorted({name for pair in pairs for name in (pair.first, pair.second) if len(name) > 1}, key=lambda n: (-len(n), n))
        self._any = re.compile("|".join(map(re.escape, names)) or r"(?!)")

    def spans(self, text: str) -> Iterator[Span]:
        return (match.span() for match in self._any.finditer(text))


def features(pair: Pair, names: Names) -> set[str]:
    """All features of the pair, as strings that begin with their kind."""
    pieces, left, right = _masked(pair, names)
    order = pieces[left] + pieces[right]
    before, between, after = "".join(pieces[:left]), "".join(pieces[left + 1 : right]), "".join(pieces[right + 1 :])
    found = {
        f"order {order}",
        f"gap {order} {min(len(between) // 4, 9)}",
        f"start {min(len(before) // 5, 5)}",
        f"rest {min(len(after) // 5, 5)}",
    }
    found.add(f"count {min(len(pair.first_at), 3)} {min(len(pair.second_at), 3)}")
    found.update(_runs("m", pieces[left] + between[:BETWEEN] + pieces[right]))
    found.update(_runs("l", before[-BEFORE:] + pieces[left]))
    found.update(_runs("r", pieces[right] + after[:AFTER]))
    found.update(_runs("x", before[-WIDE:] + pieces[left] + between[:BETWEEN] + pieces[right] + after[:WIDE]))
    found.update(_word_features(pieces, left, right, order))
    found.update(name_features(pair.first, pair.second))
    return found


def _masked(pair: Pair, names: Names) -> tuple[list[str], int, int]:
    """The sentence in pieces, each name one mark, and which two pieces are the mentions of the pair that are nearest to each other."""
    near = min(((a, b) for a in pair.first_at for b in pair.second_at), key=lambda two: _gap(*two))
    marks = [(span, FIRST) for span in pair.first_at] + [(span, SECOND) for span in pair.second_at]
    marks.sort(key=lambda mark: (mark[0] not in near, mark[0][0] - mark[0][1]))
    taken = bytearray(len(pair.text))
    kept: dict[Span, str] = {}
    for (start, end), mark in [*marks, *((span, OTHER) for span in names.spans(pair.text))]:
        if not any(taken[start:end]):
            kept[start, end] = mark
            taken[start:end] = b"\1" * (end - start)
    pieces, at, where = [], 0, {}
    for (start, end), mark in sorted(kept.items()):
        pieces += [_NUMBER.sub("0", pair.text[at:start]), mark]
        where[start, end] = len(pieces) - 1
        at = end
    pieces.append(_NUMBER.sub("0", pair.text[at:]))
    two = [where[span] for span in near if span in where]
    return pieces, min(two), max(two)


def _gap(a: Span, b: Span) -> tuple[int, int]:
    return max(b[0] - a[1], a[0] - b[1]), a[0] + b[0]


def _runs(zone: str, text: str, sizes: Sequence[int] = SIZES) -> Iterator[str]:
    return (f"{zone}{text[at : at + size]}" for size in sizes for at in range(len(text) - size + 1))


def _word_features(pieces: Sequence[str], left: int, right: int, order: str) -> Iterator[str]:
    words: list[str] = []
    tags: list[str] = []
    at = []
    for piece in pieces:
        at.append(len(words))
        cut = [(piece, "N")] if piece in (FIRST, SECOND, OTHER) else rjieba.tag(piece)
        words += [word for word, _ in cut]
        tags += [tag for _, tag in cut]
    begin, end = at[left], at[right]
    zones = {"wm": (begin + 1, end), "wl": (begin - 6, begin), "wr": (end + 1, end + 9), "wx": (begin - 30, end + 40)}
    for zone, (a, b) in zones.items():
        part, kinds = words[max(0, a) : b], tags[max(0, a) : b]
        yield from (f"{zone} {word}" for word in part)
        yield from (f"{zone} {v} {w}" for v, w in pairwise(part))
        if zone != "wx":
            yield from (f"{zone}{order} {word}" for word in part)
            yield from (f"t{zone} {v} {w}" for v, w in pairwise(kinds[:9]))
    yield f"t{order} " + "".join(tag[:1] for tag in tags[begin + 1 : end][:7])
    for place in (begin, end):
        yield from (f"{words[place]}{step} {_at(words, place + step)}" for step in (-2, -1, 1, 2, 3))
        yield f"{words[place]} {_at(words, place - 1)} {_at(words, place + 1)}"


def _at(words: Sequence[str], place: int) -> str:
    return words[place] if 0 <= place < len(words) else "|"


def name_features(first: str, second: str) -> Iterator[str]:
    """How two names look, and how they are like each other."""
    endings = likeness(first, second)[-3:-1]
    yield from likeness(first, second)
    yield f"~ {' '.join(endings)}"
    for end, name in (("A", first), ("B", second)):
        yield f"{end}= {name}"
        yield from (f"{end}$ {name[-size:]}" for size in (1, 2))
        yield from (f"{end}^ {name[:size]}" for size in (1, 2))
        yield f"{end}# {min(len(name), 10)}"
        yield from _runs(f"{end}* ", name, (2, 3))


def likeness(first: str, second: str) -> list[str]:
    """What two names have in common, as a short name and the long one have nearly all, and how each ends; all of `LIKENESS`."""
    shorter, longer = sorted((first, second), key=len)
    rest = iter(longer)
    a, b = set(first), set(second)
    endings = [match.group() if (match := _ENDING.search(name)) else "-" for name in (first, second)]
    return [
        f"in {first in second} {second in first}",
        f"share {min(len(a & b), MOST)}",
        f"prefix {min(_prefix(first, second), MOST)}",
        f"subset {a <= b} {b <= a}",
        f"shortens {all(char in rest for char in shorter)} {len(first) < len(second)}",
        f"A~ {endings[0]}",
        f"B~ {endings[1]}",
        f"alike {endings[0] == endings[1]} {endings[0] != '-'} {endings[1] != '-'}",
    ]


def _prefix(first: str, second: str) -> int:
    return sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(first, second, strict=False)))


def _all_likeness() -> Iterator[str]:
    flags = [f"{a} {b}" for a in (False, True) for b in (False, True)]
    yield from (f"{kind} {flag}" for kind in ("in", "subset", "shortens") for flag in flags)
    yield from (f"alike {same} {flag}" for same in (False, True) for flag in flags)
    yield from (f"{kind} {count}" for kind in ("share", "prefix") for count in range(MOST + 1))
    yield from (f"{end}~ {ending}" for end in "AB" for ending in ("-", *ENDINGS))


LIKENESS = tuple(_all_likeness())
