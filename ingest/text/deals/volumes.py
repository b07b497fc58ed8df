"""How much of a good is bought: number and unit as written (6GW, 40万颗, 每年12万吨)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from graph.model import Terms
from ingest.text.annotations import Measure, Quantity
from ingest.text.deals.candidates import Candidate, Stretch

WITH_VOLUME = frozenset({"PURCHASES_FROM"})
NOT_BOUGHT = re.compile(
    r"(?:年产|产能|首批|首个|其中|每|月产|日产|面积|装机|规模|机组|占地|库存|保有|销量|出货量|已有|拥有|运营着?|第|满足|相当于|续航|算力达|总计建成)[^,。;、]{0,4}$"
)
"""What stands before a figure that counts something else than the goods of the deal."""
NOT_A_COUNT = re.compile(r"^(?:级|以上|以下|时代|平台|机型)")
PERIOD = re.compile(r"每[年月周週日季天](?:度)?(?:供应|采购|交付|供货|购买|输送|提供)?(?:至少|不少于|不低于|约|約|近|超过|最多)?$")
FLIGHTS = re.compile(r"^(?:商业|专属|火箭)?(?:发射|飞行)")
"""What is bought by the time (六次发射)."""


class Volumes:
    """Looks up how much is bought. Holds the counted and measured figures of one document, by start."""

    def __init__(self, plain: str, text: str, quantities: Sequence[Quantity]) -> None:
        self._plain, self._text = plain, text
        self._quantities = [q for q in quantities if q.measure in (Measure.PHYSICAL, Measure.COUNT)]
        self._starts = [q.start for q in self._quantities]

    def complete(self, candidate: Candidate, terms: Terms) -> Terms:
        """`terms` with the quantity of its clause, what follows the cue first, else of the rest of its territory, if it buys goods."""
        if candidate.type not in WITH_VOLUME:
            return terms
        inside = self._in(candidate.clause)
        if candidate.of == len(inside) > 1:
            return replace(terms, quantity=self._written(inside[candidate.rank]))
        following = sorted(inside, key=lambda q: (q.start < candidate.position, q.start))
        told = following or self._in((candidate.clause[1], candidate.territory[1]))
        return replace(terms, quantity=self._written(told[0])) if told else terms

    def _in(self, stretch: Stretch) -> list[Quantity]:
        near = self._quantities[bisect_left(self._starts, stretch[0]) : bisect_left(self._starts, stretch[1])]
        return [q for q in near if self._is_of_goods(q)]

    def _is_of_goods(self, quantity: Quantity) -> bool:
        before = self._plain[max(0, quantity.start - 10) : quantity.start]
        after = self._plain[quantity.end : quantity.end + 6]
        counted = quantity.measure is Measure.COUNT and quantity.unit == "次" and FLIGHTS.match(after)
        if quantity.measure is not Measure.PHYSICAL and not counted:
            return False
        return bool(PERIOD.search(before)) or not (NOT_BOUGHT.search(before) or NOT_A_COUNT.match(after))

    def _written(self, quantity: Quantity) -> str:
        """As the text writes it, with the period that it holds for."""
        period = PERIOD.search(self._plain[max(0, quantity.start - 10) : quantity.start])
        rate = self._text[quantity.start - len(period[0]) :][:2] if period else ""
        return rate + " ".join(self._text[quantity.start : quantity.end].split())
