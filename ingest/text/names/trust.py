"""What a model says of names, and how far rules are trusted beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from graph.model import PartyKind
from ingest.text.names import forms
from ingest.text.names.bounds import between_dashes, mended, money_word, opened
from ingest.text.names.marks import Found
from ingest.text.names.tokens import Tokens

SUPPORTED = 0.3
"""The share of a name that a model must see in what a rule guesses."""
NOTHING = 0.05
"""The share from which down the model sees nothing of a name, even of a known one."""
HALF_SEEN = 0.2
"""The share from which the rest of a word is taken for a part of the name that ends in it."""


class LearnedName(Protocol):
    """A name that a model found."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> PartyKind: ...


class Learned(Protocol):
    """What a model says of the names of a text."""

    @property
    def names(self) -> Sequence[LearnedName]: ...
    def support(self, start: int, end: int) -> float | None: ...


class Trust:
    """The model's names, and its veto on what rules guess where it has looked."""

    def __init__(self, learned: Learned | None) -> None:
        self._learned = learned
        self._starts = [name.start for name in learned.names] if learned else []

    def found(self, tokens: Tokens) -> Iterator[Found]:
        """A bare place (中东主权基金) is no party; the grammar knows where one pays."""
        plain = tokens.plain
        names = self._learned.names if self._learned else ()
        begun = {name.end: name.start for name in names}
        for name in names:
            start, end = mended(plain, opened(plain, self._start(tokens, name), name.end, begun), self._end(tokens, name))
            for first, last in between_dashes(plain, start, end):
                if last - first > 1 and not _is_place(plain[first:last]):
                    yield Found(first, last, "encoder", name.kind)

    def _start(self, tokens: Tokens, name: LearnedName) -> int:
        """Where the name begins: not with the last character of a verb of which the model sees nothing else in it (邀集|第一银行)."""
        at = bisect_right(tokens.starts, name.start) - 1
        first, last = tokens.starts[at], tokens.starts[at + 1]
        cut = first < name.start and last - name.start == 1 and tokens.shape[at] in "vV" and name.end - last > 1
        return last if cut and (self.support(first, name.start) or 0.0) < NOTHING else name.start

    def _end(self, tokens: Tokens, name: LearnedName) -> int:
        """Where the name ends. An end within a word (朝阳国|资, 格林美商|谈) moves behind the word where the model half sees it as a part
        of the name, and before it where the model sees nothing there."""
        at = bisect_left(tokens.starts, name.end)
        if tokens.starts[at] == name.end:
            return name.end - money_word(tokens.plain, name.end)
        first, last = tokens.starts[at - 1], tokens.starts[at]
        beyond = self.support(name.end, last) or 0.0
        if beyond >= HALF_SEEN:
            return last
        return first if beyond < NOTHING and name.end - first == 1 and first - name.start > 2 else name.end

    def kept(self, plain: str, finds: Iterable[Found]) -> Iterator[Found]:
        """What rules guess, without what the model sees no name in wherever it has looked, or sees to begin or to end elsewhere
        (收购|闽江股份)."""
        if self._learned is None:
            yield from finds
            return
        finds = list(finds)
        best: dict[str, float] = {}
        for find in finds:
            support = self.support(find.start, find.end)
            if support is not None:
                form = plain[find.start : find.end]
                best[form] = max(support, best.get(form, 0.0))
        for find in finds:
            if best.get(plain[find.start : find.end], 1.0) > SUPPORTED and not self._cut_otherwise(find):
                yield find

    def support(self, start: int, end: int) -> float | None:
        return self._learned.support(start, end) if self._learned else None

    def stands(self, start: int, end: int) -> bool:
        """Whether a name is one here: 苹果 in a greengrocer's shop is not, nor is 太古 in 太古冷藏, which is another firm."""
        support = self.support(start, end)
        return support is None or support > NOTHING

    def _cut_otherwise(self, find: Found) -> bool:
        """Whether a name of the model lies inside the guess, with nothing of a name around it."""
        if self._learned is None:
            return False
        names = self._learned.names
        at = bisect_left(self._starts, find.start)
        while at < len(names) and names[at].start < find.end:
            name = names[at]
            if name.end <= find.end and name.end - name.start < find.end - find.start:
                around = [(find.start, name.start), (name.end, find.end)]
                return all(start == end or (self.support(start, end) or 0.0) < SUPPORTED for start, end in around)
            at += 1
        return False


def _is_place(form: str) -> bool:
    ending = "公司"
    return forms.placeless(form + ending) == ending
