"""The component `roundtrip_deals`: names, figures, dates and references in, claims out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from graph.model import Claim, Dropped, Status
from ingest.text.deals.advice import advised, undisputed
from ingest.text.deals.candidates import Candidate
from ingest.text.deals.directions import one_way
from ingest.text.deals.endings import end_terminated
from ingest.text.deals.figures import Figures
from ingest.text.deals.filters import SPOKEN, negated, reason_against, unfit
from ingest.text.deals.learned import RULE, Opinions, Told, key_of
from ingest.text.deals.merging import merge, share_terms
from ingest.text.deals.reading import Walk
from ingest.text.deals.selection import directed, select, with_contracts, with_shares
from ingest.text.deals.status import status_of
from ingest.text.deals.subjects import Subjects
from ingest.text.deals.territory import with_territories
from ingest.text.deals.times import Times
from ingest.text.deals.volumes import Volumes

OFF = (Status.DENIED, Status.TERMINATED)


@Language.component(
    "roundtrip_deals",
    requires=["doc._.plain", "doc._.sents_", "doc._.parties", "doc._.mentions", "doc._.quantities", "doc._.dates", "doc._.references"],
    assigns=["doc._.claims", "doc._.dropped"],
)
def read_deals(doc: Doc) -> Doc:
    """Writes the claims of the document, and the candidates that were none with their reason."""
    bench = _Bench(doc)
    kept = bench.check(with_territories(bench.plain, bench.one_way(bench.candidates(doc))))
    chosen: list[Candidate] = []
    weaker: list[Candidate] = []
    for candidate, reason in select(directed(kept)):
        (weaker if reason else chosen).append(candidate)
        if reason:
            bench.drop(candidate, reason)
    complete = end_terminated(bench.plain, with_contracts(with_shares(chosen, weaker), weaker))
    doc._.claims = tuple(bench.claim(c) for c in merge(share_terms(complete)))
    doc._.dropped = (*doc._.dropped, *bench.dropped)
    return doc


class _Bench:
    """What completing and checking needs of one document, looked up once."""

    def __init__(self, doc: Doc) -> None:
        self.plain: str = doc._.plain
        self.text: str = doc.text
        self.parties = doc._.parties
        self.dropped: list[Dropped] = []
        self._figures = Figures(self.plain, doc._.quantities)
        self._times = Times(self.plain, doc._.dates, doc._.published)
        self._subjects = Subjects(self.plain, self.text, doc._.mentions, doc._.quantities)
        self._volumes = Volumes(self.plain, self.text, doc._.quantities)
        self._opinions = Opinions(doc)

    def candidates(self, doc: Doc) -> list[Candidate]:
        """What the grammar sees and the encoder does not deny, and what the encoder proposes beside it, in the order of the text."""
        walk, opinions = Walk(doc), self._opinions
        read = opinions.weigh(walk.candidates(doc._.sents_))
        standing = list(self._without((c, None if opinions.stands(c) else "the encoder sees no such deal") for c in read))
        proposed = list(opinions.proposals(walk.sheet, {key_of(c) for c in standing}))
        return sorted([*standing, *proposed], key=lambda c: c.sentence.start) if proposed else standing

    def one_way(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Without those that another of their sentence says the other way round."""
        judged = one_way(self.plain, [(c, self._opinions.likely(c)) for c in candidates])
        return list(self._without(judged))

    def _without(self, judged: Iterable[tuple[Candidate, str | None]]) -> Iterator[Candidate]:
        """Those that have no reason against them; the others are dropped."""
        for candidate, reason in judged:
            if reason:
                self.drop(candidate, reason)
            else:
                yield candidate

    def check(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """The candidates that stand, completed; the others are dropped with their reason."""
        kept, candidates = [], list(candidates)
        told = self._opinions.told_of(candidates)
        for candidate, says in zip(candidates, undisputed(candidates, told), strict=True):
            learned = candidate.rule == RULE  # the encoder has learned what is hypothesis and what did not happen
            reason = (None if learned else reason_against(self.plain, candidate)) or unfit(self.parties, candidate)
            if reason:
                self.drop(candidate, reason)
                continue
            completed = self._complete(candidate, says)
            if not learned and completed.terms.status not in OFF and negated(self.plain, candidate):
                if not SPOKEN.search(self.plain, *candidate.window):
                    self.drop(candidate, "negated")
                    continue
                completed = replace(completed, terms=replace(completed.terms, status=Status.DENIED))
            kept.append(completed)
        return kept

    def _complete(self, candidate: Candidate, told: Told | None) -> Candidate:
        terms = self._subjects.complete(candidate, self._volumes.complete(candidate, self._figures.complete(candidate)))
        terms = replace(terms, date=self._times.date(candidate), status=status_of(self.plain, candidate))
        if told is None:
            return replace(candidate, terms=terms)
        figures = {q: odds for q, odds in told.figures.items() if not self._figures.is_elsewhere(q)}
        return replace(candidate, terms=advised(candidate, terms, Told(told.status, figures)))

    def drop(self, candidate: Candidate, reason: str) -> None:
        start, end = candidate.window
        what = f"{self.parties[candidate.source].name} {candidate.type} {self.parties[candidate.target].name}"
        self.dropped.append(Dropped(f"{what}: {reason}", self.text[start:end], start, end, candidate.rule))

    def claim(self, c: Candidate) -> Claim:
        """The candidate as a claim, its sentence (or the part within reach) as evidence."""
        start, end = c.window
        third = c.party_subject if c.party_subject not in (c.source, c.target) else None
        subject = self.parties[third].name if third is not None else c.terms.subject
        terms = replace(c.terms, subject=subject)
        likely = round(self._opinions.likely(c), 2)
        return Claim(c.type, str(c.source), str(c.target), terms, self.text[start:end], start, end, c.inferred, c.rule, likely)
