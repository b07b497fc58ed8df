"""The component `roundtrip_deals`: names, figures, dates and references in, claims out."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from graph.model import Claim, Dropped, Status
from ingest.text.deals.candidates import Candidate
from ingest.text.deals.figures import Figures
from ingest.text.deals.filters import SPOKEN, negated, reason_against, unfit
from ingest.text.deals.merging import merge
from ingest.text.deals.reading import Walk
from ingest.text.deals.selection import select, with_shares
from ingest.text.deals.status import status_of


@Language.component(
    "roundtrip_deals",
    requires=["doc._.plain", "doc._.sents_", "doc._.parties", "doc._.mentions", "doc._.quantities", "doc._.dates", "doc._.references"],
    assigns=["doc._.claims", "doc._.dropped"],
)
def read_deals(doc: Doc) -> Doc:
    """Writes the claims of the document, and the candidates that were none with their reason."""
    plain: str = doc._.plain
    figures = Figures(plain, doc._.quantities, doc._.dates)
    kept: list[Candidate] = []
    dropped: list[Dropped] = list(doc._.dropped)
    for candidate in Walk(doc).candidates(doc._.sents_):
        reason = reason_against(plain, candidate) or unfit(doc._.parties, candidate)
        completed = _complete(plain, figures, candidate)
        if reason is None and negated(plain, candidate) and completed.terms.status not in (Status.DENIED, Status.TERMINATED):
            if not SPOKEN.search(plain, candidate.sentence.start, candidate.sentence.end):
                reason = "negated"
            completed = replace(completed, terms=replace(completed.terms, status=Status.DENIED))
        if reason:
            dropped.append(_dropped(doc, candidate, reason))
        else:
            kept.append(completed)
    chosen: list[Candidate] = []
    weaker: list[Candidate] = []
    for candidate, reason in select(kept):
        if reason:
            weaker.append(candidate)
            dropped.append(_dropped(doc, candidate, reason))
        else:
            chosen.append(candidate)
    merged = merge(with_shares(chosen, weaker))
    doc._.claims = tuple(_claim(doc, c) for c in merged)
    doc._.dropped = tuple(dropped)
    return doc


def _complete(plain: str, figures: Figures, candidate: Candidate) -> Candidate:
    sentence = plain[candidate.sentence.start : candidate.sentence.end]
    clause = plain[candidate.clause[0] : candidate.clause[1]]
    terms = figures.complete(candidate, None)
    status = status_of(candidate.type, sentence, clause)
    return replace(candidate, terms=replace(terms, status=status))


def _claim(doc: Doc, c: Candidate) -> Claim:
    start, end = c.sentence.start, c.sentence.end
    subject = doc._.parties[c.party_subject].name if c.party_subject is not None else c.terms.subject
    return Claim(
        c.type,
        str(c.source),
        str(c.target),
        replace(c.terms, subject=subject),
        doc.text[start:end],
        start,
        end,
        c.inferred,
        c.rule,
        c.score,
    )


def _dropped(doc: Doc, c: Candidate, reason: str) -> Dropped:
    names = doc._.parties
    what = f"{names[c.source].name} {c.type} {names[c.target].name}"
    return Dropped(f"{what}: {reason}", doc.text[c.sentence.start : c.sentence.end], c.sentence.start, c.sentence.end, c.rule)
