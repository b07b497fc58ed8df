"""Two readings of one article as one: the second alone, or both together with what they disagree on marked.

A claim that both make is surer than either and bears both rules. One that the built-in reader makes alone is marked
and half as sure; one of the model alone bears the rule `llm`. Where both tell the same deal with different terms the
model's stand, since it reads which figure belongs to which deal better than rules do, and the others are kept among
what was dropped. What runs the other way round is no second deal: it would close a loop that nobody told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace

from graph.model import Claim, Dropped, Metric, Reading, Terms
from graph.schema import deal_table
from ingest.llm.second import Second
from ingest.text.annotations import Sentence
from ingest.text.deals.candidates import Candidate
from ingest.text.deals.merging import agrees

Key = tuple[str, tuple[str, ...]]

ALONE = " (not llm)"
"""Added to the rule of a claim that the model does not make."""
BOTH = "+llm"
UNSURE = 0.5
SUM = ("amount", "currency", "amount_kind")


def second_alone(own: Reading, second: Second) -> Reading:
    """The model's reading; what it was not asked about, or gave no answer to, as the built-in reader has it."""
    own = _renamed(own, second.renamed)
    return Reading(
        second.parties,
        (*second.claims, *(c for c in own.claims if c.start >= second.read)),
        (*second.metrics, *(m for m in own.metrics if m.start >= second.read)),
        (*second.dropped, *(d for d in own.dropped if d.start >= second.read)),
    )


def both(own: Reading, second: Second) -> Reading:
    """All claims and metrics of either reader, each once."""
    own = _renamed(own, second.renamed)
    dropped = [*own.dropped, *second.dropped]
    claims = list(_claims(own, second, dropped))
    metrics = list(_metrics(own.metrics, second.metrics, dropped))
    return Reading(second.parties, tuple(sorted(claims, key=_place)), tuple(metrics), tuple(dropped))


def _renamed(own: Reading, keys: dict[str, str]) -> Reading:
    """The built-in reader's claims and metrics with the parties as they are known now."""
    claims = (replace(c, source=keys.get(c.source, c.source), target=keys.get(c.target, c.target)) for c in own.claims)
    metrics = (replace(m, entity=keys.get(m.entity, m.entity)) for m in own.metrics)
    return replace(own, claims=tuple(c for c in claims if c.source != c.target), metrics=tuple(metrics))


def _claims(own: Reading, second: Second, dropped: list[Dropped]) -> Iterator[Claim]:
    names = {party.key: party.name for party in second.parties}
    left: dict[Key, list[Claim]] = defaultdict(list)
    for claim in own.claims:
        left[_key(claim)].append(claim)
    for claim in second.claims:
        twin = _twin(claim, left[_key(claim)])
        if twin is None:
            yield claim
            continue
        left[_key(claim)].remove(twin)
        yield _joined(twin, claim)
        if differing := _differences(twin.terms, claim.terms):
            what = f"{_what(twin, names)}: the second reader reads it otherwise, not with {differing}"
            dropped.append(Dropped(what, twin.evidence, twin.start, twin.end, twin.rule))
    told = _by_pair(second.claims)
    for claim in (each for same in left.values() for each in same):
        if claim.start >= second.read:
            yield claim
        elif reason := _against(claim, told[_pair(claim)]):
            dropped.append(Dropped(f"{_what(claim, names)}: {reason}", claim.evidence, claim.start, claim.end, claim.rule))
        else:
            yield replace(claim, rule=claim.rule + ALONE, score=claim.score * UNSURE)


def _twin(claim: Claim, same: list[Claim]) -> Claim | None:
    """Of the claims of this type and pair the one of the same deal: one that agrees in its terms, else one told at the same place."""
    agreeing = (other for other in same if agrees(_candidate(other), _candidate(claim)))
    return next(agreeing, None) or next((other for other in same if _overlap(other, claim)), None)


def _joined(own: Claim, second: Claim) -> Claim:
    """The claim that both make: the model's terms, and those that only the built-in reader tells."""
    told = {name: value for name, value in asdict(second.terms).items() if value is not None}
    if second.terms.amount is not None:
        told |= {name: getattr(second.terms, name) for name in SUM}
    return replace(
        second,
        terms=replace(own.terms, **told),
        rule=own.rule + BOTH,
        score=1 - (1 - own.score) * (1 - second.score),
        inferred=own.inferred and second.inferred,
    )


def _differences(own: Terms, second: Terms) -> str:
    """The terms of the built-in reader that the model tells otherwise."""
    mine, theirs = asdict(own), asdict(second)
    return ", ".join(f"{name}={mine[name]}" for name in mine if None not in (mine[name], theirs[name]) and mine[name] != theirs[name])


def _against(claim: Claim, told: Iterable[Claim]) -> str | None:
    """Why a claim of the built-in reader alone does not stand beside what the model tells of the same two parties."""
    for other in told:
        if _overlap(claim, other) and claim.type == other.type:
            return "the second reader reads it the other way round"
        if _overlap(claim, other) and not deal_table()[claim.type].directed:
            return f"the second reader reads {other.type}"
    return None


def _by_pair(claims: Iterable[Claim]) -> dict[tuple[str, ...], list[Claim]]:
    found: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        found[_pair(claim)].append(claim)
    return found


def _pair(claim: Claim) -> tuple[str, ...]:
    return tuple(sorted((claim.source, claim.target)))


def _metrics(own: Iterable[Metric], second: Iterable[Metric], dropped: list[Dropped]) -> Iterator[Metric]:
    """Those of the model, and those of the built-in reader about which it says nothing else."""
    told = list(second)
    yield from told
    for metric in own:
        same = [o for o in told if _figure(o) == _figure(metric) and _overlap(o, metric)]
        if not same:
            yield metric
        elif not any((o.value, o.text, o.change_pct) == (metric.value, metric.text, metric.change_pct) for o in same):
            reason = f"{metric.name} {metric.value if metric.value is not None else metric.text}: the second reader reads it otherwise"
            dropped.append(Dropped(reason, metric.evidence, metric.start, metric.end, "metric"))


def _figure(metric: Metric) -> tuple[str, str, str | None, str | None]:
    return metric.entity, metric.name, metric.unit, metric.period


def _what(claim: Claim, names: dict[str, str]) -> str:
    return f"{names.get(claim.source, claim.source)} {claim.type} {names.get(claim.target, claim.target)}"


def _key(claim: Claim) -> Key:
    return claim.type, (claim.source, claim.target) if deal_table()[claim.type].directed else _pair(claim)


def _overlap(one: Claim | Metric, other: Claim | Metric) -> bool:
    return one.start < other.end and other.start < one.end


def _candidate(claim: Claim) -> Candidate:
    """A claim as the rules of merging take it; they look at its type and terms alone."""
    where = Sentence(claim.start, claim.end, paragraph=0)
    return Candidate(claim.type, 0, 1, claim.start, claim.end, (claim.start, claim.end), where, claim.rule, terms=claim.terms)


def _place(claim: Claim) -> tuple[int, int]:
    return claim.start, claim.end
