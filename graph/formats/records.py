"""An article and what was read out of it, as plain JSON values and back: the lines of the backup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from graph.errors import BadInput
from graph.facts.claims import TERMS
from graph.facts.judgements import Judgement
from graph.model import AmountKind, Article, Claim, Metric, PartyKind, Reading, ReadParty, Span, Status, Terms


def article_record(article: Article, reading: Reading) -> dict[str, Any]:
    """One line of the backup. Dropped candidates are not part of it: they are no facts."""
    return {
        "record": "article",
        **asdict(article),
        "parties": [_party_record(p) for p in reading.parties],
        "claims": [_claim_record(c) for c in reading.claims],
        "metrics": [asdict(m) for m in reading.metrics],
    }


def _party_record(party: ReadParty) -> dict[str, Any]:
    return {
        "key": party.key,
        "name": party.name,
        "kind": str(party.kind),
        "aliases": list(party.aliases),
        "mentions": [[span.start, span.end] for span in party.mentions],
    }


def _claim_record(claim: Claim) -> dict[str, Any]:
    record = asdict(claim)
    return {**record, "terms": {k: v for k, v in record["terms"].items() if v is not None}}


def parse_article(record: Mapping[str, Any]) -> tuple[Article, Reading]:
    """The inverse of `article_record`; raises BadInput that names the part which cannot be read."""
    try:
        article = Article(**{f.name: record[f.name] for f in fields(Article)})
        reading = Reading(
            parties=tuple(_party(p) for p in record["parties"]),
            claims=tuple(_claim(c) for c in record["claims"]),
            metrics=tuple(Metric(**m) for m in record["metrics"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(f"The article record {str(record.get('id', '?'))[:40]!r} of the backup is incomplete or wrong: {error}.") from error
    return article, reading


def _party(raw: Mapping[str, Any]) -> ReadParty:
    mentions = tuple(Span(int(start), int(end)) for start, end in raw["mentions"])
    return ReadParty(raw["key"], raw["name"], PartyKind(raw["kind"]), tuple(raw["aliases"]), mentions)


def _claim(raw: Mapping[str, Any]) -> Claim:
    terms = dict(raw["terms"])
    if unknown := set(terms) - set(TERMS):
        raise ValueError(f"unknown term {min(unknown)}")
    if "amount_kind" in terms:
        terms["amount_kind"] = AmountKind(terms["amount_kind"])
    terms["status"] = Status(terms["status"])
    return Claim(**{**raw, "terms": Terms(**terms)})


def judgement_record(judgement: Judgement) -> dict[str, Any]:
    """One line of the backup; absent parts are left out."""
    return {"record": "judgement", **{name: value for name, value in asdict(judgement).items() if value not in (None, ())}}


def parse_judgement(record: Mapping[str, Any]) -> Judgement:
    """The inverse of `judgement_record`; raises BadInput."""
    values = {name: value for name, value in record.items() if name != "record"}
    try:
        judgement = Judgement(**{**values, "claims": tuple(values.get("claims", ()))})
    except TypeError as error:
        raise BadInput(
            f"The judgement record {str(record.get('id', '?'))[:40]!r} of the backup is incomplete or wrong: {error}."
        ) from error
    if judgement.kind not in ("merge", "reject", "accept"):
        raise BadInput(f"The judgement record {judgement.id[:40]!r} of the backup has an unknown kind {str(judgement.kind)[:20]!r}.")
    return judgement
