"""Made-up articles with their readings, for tests that write to a store."""

from __future__ import annotations

import random
from dataclasses import replace

from graph.ids import article_id
from graph.model import AmountKind, Article, Claim, Metric, PartyKind, Reading, ReadParty, Span, Status, Terms
from graph.schema import deal_table

NAMES = ("甲公司", "乙集团", "丙科技", "丁基金", "戊银行", "己项目", "Gamma AI", "Delta", "乾照光電")
_KIND = {"丁基金": PartyKind.FUND, "己项目": PartyKind.PROJECT}


def key(name: str) -> str:
    """Two of the made-up parties are in the made-up lexicon."""
    return f"lexicon:{name}" if name in ("甲公司", "Delta") else name.casefold()


def write_article(
    sentences: list[tuple[str, str, str, Terms]], *, title: str = "", published: str | None = None, rest: str = ""
) -> tuple[Article, Reading]:
    """An article of one sentence for each (type, source, target, terms), and what is to be read out of it."""
    text, claims = rest, []
    mentions: dict[str, list[Span]] = {}
    for type_, source, target, terms in sentences:
        start = len(text)
        for name, words in ((source, deal_table()[type_].zh), (target, "。")):
            mentions.setdefault(name, []).append(Span(len(text), len(text) + len(name)))
            text += name + words
        claims.append(Claim(type_, key(source), key(target), terms, text[start:], start, len(text), rule="made-up"))
    parties = tuple(
        ReadParty(key(name), name, _KIND.get(name, PartyKind.COMPANY), (name, f"{name}股份"), tuple(spans))
        for name, spans in mentions.items()
    )
    first = sentences[0][1]
    metrics = (Metric(key(first), "revenue", 10, unit="CNY", period="2025", evidence=first, start=len(rest), end=len(rest) + len(first)),)
    return Article(article_id(text), text, title, "日报", "", published), Reading(parties, tuple(claims), metrics)


def make_news(number: int, seed: int) -> list[tuple[Article, Reading]]:
    """`number` different articles about few parties, so that they agree, disagree and overlap."""
    chance = random.Random(seed)
    return [_make(chance, i) for i in range(number)]


def _make(chance: random.Random, number: int) -> tuple[Article, Reading]:
    sentences = []
    for _ in range(chance.randint(1, 4)):
        source, target = chance.sample(NAMES, 2)
        type_ = chance.choice(["INVESTS_IN", "INVESTS_IN", "PURCHASES_FROM", "PARTNERS_WITH", "PLEDGES_TO", "HOLDS_STAKE_IN"])
        sentences.append((type_, source, target, _terms(chance)))
    published = chance.choice([None, f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"])
    return write_article(sentences, title=f"第{number}篇", published=published, rest=f"{number} ")


def _terms(chance: random.Random) -> Terms:
    amount = chance.choice([None, None, 1e9, 1.02e9, 5e9])
    return Terms(
        amount=amount,
        currency=None if amount is None else chance.choice(["USD", "USD", "CNY"]),
        amount_kind=None if amount is None else chance.choice([None, AmountKind.ABOUT, AmountKind.JOINT]),
        stake_pct=chance.choice([None, None, 10, 12.5]),
        round=chance.choice([None, None, None, "A", "B"]),
        subject=chance.choice([None, None, "丙科技股份"]),
        date=chance.choice([None, None, "2025", "2025-03", "2025-03-14", "2025-08-01"]),
        status=chance.choice([Status.ANNOUNCED, Status.ANNOUNCED, Status.PLANNED, Status.COMPLETED, Status.TERMINATED, Status.DENIED]),
    )


def reread(reading: Reading, amount: float) -> Reading:
    """The reading with another sum in its first claim."""
    first, *rest = reading.claims
    return replace(reading, claims=(replace(first, terms=replace(first.terms, amount=amount, currency="USD")), *rest))
