"""An article near the limit of size, with many statements, is read back: no row carries its text along."""

from __future__ import annotations

from typing import Any

from graph.analysis.views.article import article as article_page
from graph.facts import articles
from graph.formats.readings import read_readings
from graph.ids import article_id
from graph.model import Article, Claim, Metric, PartyKind, Reading, ReadParty, Span, Terms
from graph.queries import catalog
from graph.store import Store

STATEMENTS = 600
FILLING = "此外没有别的消息。" * 90


def _large() -> tuple[Article, Reading]:
    """Half a million characters, which are 1.5 MB: in every sentence two parties that stand nowhere else, and a deal."""
    text, claims, metrics, parties = "", [], [], []
    for number in range(STATEMENTS):
        source, target = f"甲公司{number:03}", f"乙集团{number:03}"
        sentence, start = f"{source}投资{target}。", len(text)
        for name, at in ((source, start), (target, start + len(source) + 2)):
            parties.append(ReadParty(name, name, PartyKind.COMPANY, (name,), (Span(at, at + len(name)),)))
        place: dict[str, Any] = {"evidence": sentence, "start": start, "end": start + len(sentence)}
        claims.append(Claim("INVESTS_IN", source, target, Terms(amount=1e9, currency="CNY"), **place))
        metrics.append(Metric(source, "revenue", 1e9, unit="CNY", **place))
        text += sentence + FILLING
    return Article(article_id(text), text, "年报"), Reading(tuple(parties), tuple(claims), tuple(metrics))


def test_a_large_article_can_be_opened_and_saved(store: Store) -> None:
    article, reading = _large()
    added = articles.add(store, article, reading)
    page = article_page(store, article.id)
    assert page.text == article.text
    assert [mention.name for mention in page.parties] == [party.name for party in reading.parties]
    assert [claim.evidence.start for claim in page.claims] == [claim.start for claim in reading.claims]
    assert [metric.evidence.start for metric in page.metrics] == [metric.start for metric in reading.metrics]
    evidence = catalog()["evidence"].run(store, deals=list(added.deals))
    assert {row["sentences"][0]["title"] for row in evidence} == {"年报"}
    assert len(evidence) == STATEMENTS
    ((saved, back),) = read_readings(store)
    assert (saved, sorted(back.claims, key=lambda claim: claim.start)) == (article, list(reading.claims))
