"""The second reading of an article: its pieces are asked about one after the other, the answers checked and merged."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from graph.model import Claim, Dropped, Metric, ReadParty
from ingest.lexicon.loader import load
from ingest.llm.cast import Cast
from ingest.llm.checking import Checker
from ingest.llm.chunks import cut, halve
from ingest.llm.client import Client
from ingest.llm.prompt import messages
from ingest.llm.spots import RULE
from ingest.llm.told import told
from ingest.llm.trouble import CutOff, Hope, Unanswered
from ingest.reader import read_parties
from ingest.text.annotations import Sentence
from ingest.text.deals.candidates import Candidate
from ingest.text.deals.merging import merge, share_terms
from ingest.text.metrics.component import distinct

SCORE = 0.8
"""How sure a claim is that only the model makes; what it is worth depends on the model."""


@dataclass(frozen=True, slots=True)
class Second:
    """What the model read of the first `read` characters and the text bears out; `trouble` says why it read no more."""

    parties: tuple[ReadParty, ...]
    claims: tuple[Claim, ...]
    metrics: tuple[Metric, ...]
    dropped: tuple[Dropped, ...]
    renamed: dict[str, str]
    """Keys of the built-in reader's parties that are known by another one now."""
    read: int
    trouble: Unanswered | None = None


def read_second(doc: Doc, client: Client, characters: int) -> Second:
    """Asks about every piece of the article; after the first that gets no answer no further one is asked about."""
    cast = Cast(doc, load())
    checker = Checker(doc, cast)
    sentences: tuple[Sentence, ...] = doc._.sents_
    waiting = cut(sentences, characters)[::-1]
    read = 0
    trouble = None
    while waiting and trouble is None:
        chunk = waiting.pop()
        try:
            answer = client.ask(messages(checker.text, chunk, doc._.published, doc._.parties))
        except CutOff:
            halves = halve(chunk, sentences)
            waiting += reversed(halves)
            trouble = None if halves else Unanswered("cuts its answers off", Hope.LATER)
        except Unanswered as error:
            trouble = error
        else:
            checker.take(told(answer), chunk)
            read = chunk.end
    if trouble is None and sentences and read < sentences[-1].end:
        trouble = Unanswered(f"is asked about {read:,} characters of an article at most", Hope.PART)
    return _second(doc, cast, checker, read, trouble)


def _second(doc: Doc, cast: Cast, checker: Checker, read: int, trouble: Unanswered | None) -> Second:
    """Parties that nothing was found of, which the built-in reader does not know either, are left out."""
    keys = [party.key for party in cast.parties]
    claims = tuple(c for c in (_claim(c, cast, checker) for c in merge(share_terms(checker.candidates))) if c.source != c.target)
    metrics = tuple(replace(m, entity=keys[int(m.entity)]) for m in distinct(checker.metrics))
    known = {cast.renamed.get(p.key, p.key) for p in doc._.parties}
    known |= {end for c in claims for end in (c.source, c.target)} | {m.entity for m in metrics}
    parties = tuple(p for p in read_parties(cast.parties, cast.spots.mentions) if p.key in known)
    return Second(parties, claims, metrics, tuple(checker.dropped), cast.renamed, read, trouble)


def _claim(c: Candidate, cast: Cast, checker: Checker) -> Claim:
    start, end = c.window
    third = cast.parties[c.party_subject].name if c.party_subject is not None else c.terms.subject
    source, target = cast.parties[c.source].key, cast.parties[c.target].key
    return Claim(c.type, source, target, replace(c.terms, subject=third), checker.text[start:end], start, end, c.inferred, RULE, SCORE)
