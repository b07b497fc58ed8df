"""The terms of a deal, read again by our own parsers at the place that the model points at.

A model quotes a figure; what counts is the quantity or date that stands there. A quote that is not in the evidence, or
that our parser does not read as such a figure, gives nothing but a remark.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from graph.model import AmountKind, Status, Terms
from ingest.llm.places import Places
from ingest.llm.told import ToldDeal
from ingest.text.annotations import Measure, Quantity, TextDate
from ingest.text.deals.figures import ROUND, WHOLE, WITHOUT_SHARE, WITHOUT_SUM, round_label
from ingest.text.deals.times import ISO, UNDATED
from ingest.text.normal import normalize

Stretch = tuple[int, int]
LARGEST_SHARES = 2**63 - 1
LONGEST_SUBJECT = 60
HUNDRED = re.compile(r"100(?:\.0+)?\s?[%％]?")
DATE_REACH = 600
"""Characters before the evidence in which its date may be told."""


@dataclass(slots=True)
class Reread:
    """Terms that stand in the evidence, and a remark for each figure that does not."""

    terms: Terms = field(default_factory=Terms)
    remarks: list[str] = field(default_factory=list)


class Figures:
    """The quantities and dates of one article, looked up by quotes."""

    def __init__(self, doc: Doc, places: Places) -> None:
        self._plain: str = doc._.plain
        self._text: str = doc.text
        self._places = places
        self._quantities: Sequence[Quantity] = doc._.quantities
        dates: Sequence[TextDate] = doc._.dates
        latest: str = doc._.published or "9999"
        self._days = [d for d in dates if ISO.fullmatch(d.iso) and d.iso <= latest]  # what is told was announced before

    def terms(self, told: ToldDeal, evidence: Stretch) -> Reread:
        """The terms of a deal of that type whose quotes stand in `evidence`."""
        read = Reread()
        if told.type not in WITHOUT_SUM:
            self._amount(told, evidence, read)
        if told.type not in WITHOUT_SHARE:
            self._stake(told, evidence, read)
            self._shares(told, evidence, read)
        self._volume(told, evidence, read)
        if told.type == "INVESTS_IN":
            read.terms = replace(read.terms, round=self._round(told.round, evidence, read))
        if told.type not in UNDATED:
            read.terms = replace(read.terms, date=self._date(told.date, evidence, read))
        read.terms = replace(read.terms, status=_status(told.status, read), subject=self._subject(told.subject, evidence))
        return read

    def quantity(self, quote: str, evidence: Stretch, measures: Collection[Measure]) -> Quantity | None:
        """The quantity that the quote touches in the evidence; for a bare number the one of that value."""
        here = [q for q in self._in(evidence) if q.measure in measures]
        if place := self._places.find(quote, *evidence):
            return next((q for q in here if q.start < place[1] and q.end > place[0]), None)
        try:
            value = float(quote.replace(",", ""))
        except ValueError:
            return None
        return next((q for q in here if q.value == value), None)

    def written(self, quantity: Quantity) -> str:
        """As the text writes it."""
        return " ".join(self._text[quantity.start : quantity.end].split())

    def _in(self, stretch: Stretch) -> Sequence[Quantity]:
        low, high = (bisect_left(self._quantities, place, key=lambda q: q.start) for place in stretch)
        return self._quantities[low:high]

    def _amount(self, told: ToldDeal, evidence: Stretch, read: Reread) -> None:
        found = self._quoted("sum", told.amount, evidence, {Measure.MONEY}, read)
        if found is not None and found.value is not None:
            kind = AmountKind.JOINT if told.joint else found.bound
            read.terms = replace(read.terms, amount=found.value, currency=found.unit, amount_kind=kind)

    def _stake(self, told: ToldDeal, evidence: Stretch, read: Reread) -> None:
        whole = WHOLE.search(normalize(told.stake)) or HUNDRED.fullmatch(told.stake)
        if whole and WHOLE.search(self._plain, *evidence):
            read.terms = replace(read.terms, stake_pct=100.0)
            return
        found = self._quoted("share", told.stake, evidence, {Measure.PERCENT}, read)
        if found is not None and found.value is not None and 0 < found.value <= 100:
            read.terms = replace(read.terms, stake_pct=found.value)

    def _shares(self, told: ToldDeal, evidence: Stretch, read: Reread) -> None:
        found = self._quoted("number of shares", told.shares, evidence, {Measure.SHARES}, read)
        if found is not None and found.value is not None and 0 < found.value <= LARGEST_SHARES:
            read.terms = replace(read.terms, shares=int(found.value))

    def _volume(self, told: ToldDeal, evidence: Stretch, read: Reread) -> None:
        found = self._quoted("quantity", told.quantity, evidence, {Measure.PHYSICAL, Measure.COUNT}, read)
        if found is not None:
            read.terms = replace(read.terms, quantity=self.written(found))

    def _quoted(self, what: str, quote: str, evidence: Stretch, measures: Collection[Measure], read: Reread) -> Quantity | None:
        if not quote:
            return None
        found = self.quantity(quote, evidence, measures)
        if found is None:
            read.remarks.append(f"its evidence has no such {what} as {quote!r}")
        return found

    def _round(self, quote: str, evidence: Stretch, read: Reread) -> str | None:
        if not quote:
            return None
        wanted = _bare(normalize(quote))
        labels = [round_label(match) for match in ROUND.finditer(self._plain, *evidence)]
        found = next((label for label in labels if _bare(label) == wanted), None)
        if found is None:
            read.remarks.append(f"its evidence has no such round as {quote!r}")
        return found

    def _date(self, quote: str, evidence: Stretch, read: Reread) -> str | None:
        """A date that our parser reads at the quote, in the evidence or before it; anywhere in the text where the model wrote it as ISO."""
        if not quote:
            return None
        place = self._places.find(quote, *evidence) or self._places.find(quote, max(0, evidence[0] - DATE_REACH), evidence[0])
        found = next((d.iso for d in self._days if place and d.start < place[1] and d.end > place[0]), None)
        found = found or next((d.iso for d in self._days if d.iso == quote), None)
        if found is None:
            read.remarks.append(f"the text has no such date as {quote!r}")
        return found

    def _subject(self, quote: str, evidence: Stretch) -> str | None:
        place = self._places.find(quote, *evidence) if quote else None
        return " ".join(self._text[place[0] : place[1]].split()) if place and place[1] - place[0] <= LONGEST_SUBJECT else None


def _bare(label: str) -> str:
    return re.sub(r"轮.*$|融资|投资|[\s-]", "", label).casefold()


def _status(told: str, read: Reread) -> Status:
    if told in list(Status):
        return Status(told)
    if told:
        read.remarks.append(f"there is no status {told!r}")
    return Status.ANNOUNCED
