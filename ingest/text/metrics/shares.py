"""Moves and levels of share prices: A跌5%, A、B分别涨3%和4%, 收报155港元."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest.text.annotations import Measure, Quantity
from ingest.text.metrics.holders import Holders, Spot
from ingest.text.quantities.units import PER_PIECE
from ingest.text.record import record

UP = r"大涨|上涨|收涨|飙涨|暴涨|劲升|飙升|攀升|走高|高开|收高|上扬|急升|涨幅|涨|升|扬|弹升|反弹"
DOWN = r"大跌|下跌|收跌|暴跌|急跌|重挫|下挫|走低|低开|收低|跌幅|回落|滑落|跌|挫"
MOVE = re.compile(rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:[^0-9,。;%]{{0,1}}(?:了|去|逾|超过?|近|约|达|将近|为|接近|最多|分别))*$")
FILLER = re.compile(
    r"(?:\([^()]{0,40}\)|[^()]{0,20}\))?(?:股价|股票|股份|ADR|盘[前后中]|午后|早盘|开盘|收盘|一度|盘初|尾盘|集体|应声|大幅|隔夜|今[日早晨]|昨[日晚天]|当[日天]|"
    r"周[一二三四五]|早段|全日|则|也|亦|又|再|双双|均|分别|收盘价?|收市|最终|最多|曾|小幅|逆市|跟随|随之|随后|继续|连续|美股|港股|A股|夜盘|,|个股|现)*"
)
LIST = re.compile(r"(?:\([^)]{0,40}\))?(?:、|和|及|与|以及|,)")
NEXT = re.compile(r"(?:、|和|及|与|以及|,)(?:分别)?")
ABOUT_PRICE = re.compile(r"股价|收盘价?|收市|盘[中前后]")
LEVEL = re.compile(
    r"(?:股价|收盘价|收报|报收|收于|收在|现报|(?<=[,%])报|(?<=[股今昨日午])收|收盘|最新价)(?:为|至|于|报|在|跌至|升至|涨至|约)*$"
)
HIGHEST = 1e6
REACH = 12


@record
class Move:
    """The share price of a party: a level, a change in percent, or both."""

    party: int
    value: float | None
    unit: str
    change: float | None
    start: int
    end: int


class SharePrices:
    """Reads one sentence's share prices; a percentage that it used is no change of any other figure."""

    def __init__(self, plain: str, holders: Holders) -> None:
        self._plain = plain
        self._holders = holders

    def read(self, quantities: Sequence[Quantity], start: int, holder: Callable[[int], int | None]) -> Iterator[Move]:
        """Moves and levels of one sentence that begins at `start`; a level takes the change of its party with it.

        `holder` tells whom the text speaks of at a position, for a figure without a name (其股价跌去一成).
        """
        moves = list(self._moves(quantities, start, holder))
        changes = {move.party: move.change for move in moves}
        yield from moves
        for level in self._levels(quantities, start, holder):
            yield replace(level, change=changes.get(level.party))

    def _moves(self, quantities: Sequence[Quantity], start: int, holder: Callable[[int], int | None]) -> Iterator[Move]:
        for number, quantity in enumerate(quantities):
            if quantity.measure is not Measure.PERCENT or quantity.value is None:
                continue
            verb = MOVE.search(self._plain[max(start, quantity.start - REACH) : quantity.start])
            if not verb:
                continue
            at = max(start, quantity.start - REACH) + verb.start()
            sign = 1 if verb["up"] else -1
            names = self._named(at, start)
            if names and "分别" in self._plain[names[-1].end : quantity.start]:
                yield from self._respectively(names, quantities[number:], sign)
            elif names:
                yield from (Move(s.party, None, "pct", sign * quantity.value, s.start, quantity.end) for s in names)
            elif ABOUT_PRICE.search(self._plain[max(start, at - 10) : at]) and (party := holder(at)) is not None:
                yield Move(party, None, "pct", sign * quantity.value, at, quantity.end)

    def _levels(self, quantities: Sequence[Quantity], start: int, holder: Callable[[int], int | None]) -> Iterator[Move]:
        """Prices per share that are told as the level of the share, not of a deal."""
        for quantity in quantities:
            if quantity.measure not in (Measure.PRICE, Measure.MONEY) or quantity.value is None or quantity.value > HIGHEST:
                continue
            told = LEVEL.search(self._plain[max(start, quantity.start - REACH) : quantity.start])
            if told and not PER_PIECE.match(self._plain[quantity.end : quantity.end + 8]) and (party := holder(quantity.start)) is not None:
                yield Move(party, quantity.value, quantity.unit or "CNY", None, quantity.start, quantity.end)

    def _named(self, at: int, start: int) -> list[Spot]:
        """The names right before the verb: the nearest, and those listed with it."""
        names: list[Spot] = []
        for spot in reversed(self._holders.between(start, at)):
            gap = self._plain[spot.end : names[-1].start if names else at]
            if not (LIST if names else FILLER).fullmatch(gap):
                break
            names.append(spot)
        return names[::-1]

    def _respectively(self, names: Sequence[Spot], quantities: Sequence[Quantity], sign: int) -> Iterator[Move]:
        end = None
        for spot, quantity in zip(names, quantities, strict=False):
            joined = end is None or NEXT.fullmatch(self._plain[end : quantity.start])
            if quantity.measure is not Measure.PERCENT or quantity.value is None or not joined:
                return
            end = quantity.end
            yield Move(spot.party, None, "pct", sign * quantity.value, spot.start, quantity.end)
