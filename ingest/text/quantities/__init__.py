"""Sums, percentages, shares, physical amounts and counts, each with what bounds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from ingest.text.annotations import Mention, Quantity
from ingest.text.quantities.currency import home_currency, resolve
from ingest.text.quantities.find import figures

__all__ = ["add_quantities", "figures", "home_currency"]


@Language.component("roundtrip_quantities", requires=["doc._.plain", "doc._.sents_", "doc._.mentions"], assigns=["doc._.quantities"])
def add_quantities(doc: Doc) -> Doc:
    """Digits inside a name are the name's (三一重工, 三六零); a name that begins behind the digits takes none of them."""
    outside = list(_outside(figures(doc._.plain), doc._.mentions))
    doc._.quantities = tuple(resolve(outside, doc._.sents_, home_currency(doc.text, doc._.plain)))
    return doc


def _outside(quantities: Iterable[Quantity], mentions: Sequence[Mention]) -> Iterator[Quantity]:
    """Those that do not begin inside a mention; both come by start."""
    names = iter(mentions)
    name = next(names, None)
    for quantity in quantities:
        while name and name.end <= quantity.start:
            name = next(names, None)
        if not name or name.start > quantity.start:
            yield quantity
