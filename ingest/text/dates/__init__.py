"""Dates, as exact as the text tells them; those told from the day of publication too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from ingest.text.annotations import Sentence, TextDate
from ingest.text.dates.calendar import parse
from ingest.text.dates.patterns import find
from ingest.text.dates.published import head_date
from ingest.text.dates.resolve import Context, resolve

__all__ = ["add_dates", "dates", "head_date"]

REACH = 12
"""Characters before a date that may say that it lies ahead."""


@Language.component("roundtrip_dates", requires=["doc._.plain", "doc._.sents_"], assigns=["doc._.dates"])
def add_dates(doc: Doc) -> Doc:
    """Relative dates count from `doc._.published`, else from the date that the text itself carries."""
    if doc._.published is None:
        doc._.published = head_date(doc._.plain)
    doc._.dates = tuple(dates(doc._.plain, doc._.sents_, parse(doc._.published)))
    return doc


def dates(plain: str, sentences: Sequence[Sentence], published: date | None) -> Iterator[TextDate]:
    """All dates by start. Without `published`, only those that carry their year are told."""
    starts = [sentence.start for sentence in sentences]
    context = Context(published)
    current = -1
    for kind, match in find(plain):
        sentence = bisect_right(starts, match.start())
        if sentence != current:
            current, context.year = sentence, None
        before = plain[max(0, match.start() - REACH) : match.start()]
        iso = resolve(kind, match, before, context)
        if iso is None:
            continue
        context.last = iso
        if kind in CARRY_YEAR:
            context.year = int(iso[:4])
        end = match.start() + len(match.group().rstrip(" \n的"))
        yield TextDate(match.start(), end, iso)


CARRY_YEAR = ("iso", "rocslash", "isomonth", "year", "shortyear", "month")
"""Kinds of date from which a later month of the sentence takes its year."""
