"""Whose figure it is: the name or reference that the announcing word belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.model import Claim, PartyKind
from ingest.text.annotations import Mention, Reference, Sentence, TextParty
from ingest.text.record import record

CLAUSE = re.compile(r"[,;。!?:](?![0-9])|——")
CITED_BEFORE = ("据", "援引", "引述", "来自", "《", "经")
CITED_AFTER = re.compile(r"》?(?:[^,。;]{0,4})(?:获悉|讯|报道|记者|消息|引述|数据显示|统计|测算|分析师)")
GOVERNED = re.compile(r"(?:向|对|给|从|由|被|将|把|为|与|和|同|跟|较|比|占)$")
POSSESSES = re.compile(
    r"(?:\([^)]{0,30}\))?(?:的|于|在|今年|去年|目前|当前|最新|上市公司|公司|集团|自身|预计|实现|录得|公布|披露|公告|发布|"
    r"[0-9年月日第一二三四上下半前季度财报末底截至止期间全单Q ])*"
)
NO_POSSESSOR = re.compile(r"[向对给为与和同跟]$")
MEDIA = re.compile(
    r"36氪|CNBC|彭博社?|路透社?|财新网?|新浪(?:科技|财经)|新华社|央视|澎湃(?:新闻)?|界面新闻|TechCrunch|The Information|PitchBook|IT桔子|"
    r"Wind|(?:华尔街|经济|证券|纽约|金融)(?:日报|时报)|金融时报|华尔街见闻|第一财经|财联社|MoneyDJ.*|标普.*|穆迪.*|惠誉.*|.*资信|大公国际|东方金诚|"
    r"中诚信国际?|.*(?:交易所|证监会)|[上深港]交所|纳斯达克|纽交所"
)
"""Who reports, rates or lists is not whom the figure is about."""
FOUNDS = re.compile(r"(?:设立|成立|组建|创立|发起)(?:了|的|一家|一只|合资公司|基金|新公司)*[“\"]?$")
TOPIC_REACH = 4
BEARERS = frozenset({PartyKind.COMPANY, PartyKind.FUND, PartyKind.PROJECT, PartyKind.PRODUCT})
RAISES = ("INVESTS_IN", "ACQUIRES")


@record
class Spot:
    """A place that stands for one party."""

    start: int
    end: int
    party: int


class Holders:
    """Finds the bearer of a figure in its clause, its sentence, or what was spoken of before."""

    def __init__(
        self,
        plain: str,
        parties: Sequence[TextParty],
        mentions: Iterable[Mention],
        references: Iterable[Reference],
        claims: Iterable[Claim],
    ) -> None:
        self._plain = plain
        self._raised: dict[int, set[int]] = defaultdict(set)
        for claim in claims:
            if claim.type in RAISES:
                self._raised[claim.start].add(int(claim.target))
        named = [Spot(m.start, m.end, m.party) for m in mentions]
        named += [Spot(r.start, r.end, r.parties[0]) for r in references if len(r.parties) == 1]
        bearers = [party.kind in BEARERS and not MEDIA.fullmatch(party.name) for party in parties]
        self.spots = sorted((spot for spot in named if bearers[spot.party] and not self._cited(spot)), key=lambda spot: spot.start)
        self._starts = [spot.start for spot in self.spots]

    def of(self, position: int, number: int, sentences: Sequence[Sentence]) -> int | None:
        """The party that the word at `position` in sentence `number` speaks of, None if there is none."""
        sentence = sentences[number]
        before = self.between(sentence.start, position)
        if not before:
            return self._topic(number, sentences)
        clauses = self._clauses(sentence.start, position)
        for start, end in reversed(clauses):
            here = [spot for spot in before if start <= spot.start < end]
            if here:
                return self._subject(here, position).party
        return None

    def raised_by(self, sentence: Sentence) -> int | None:
        """Who takes the money in this sentence; its price is the valuation told there."""
        targets = self._raised.get(sentence.start, set())
        return next(iter(targets)) if len(targets) == 1 else None

    def founded(self, sentence: Sentence, position: int) -> int | None:
        """What is set up in this sentence before `position`; its capital is told there."""
        founded = [s for s in self.between(sentence.start, position) if FOUNDS.search(self._plain[max(0, s.start - 8) : s.start])]
        return founded[-1].party if founded else None

    def adjacent(self, position: int) -> Spot | None:
        """The spot that directly possesses what begins at `position`: 英伟达的市值, 万科上半年归母净亏损."""
        number = bisect_left(self._starts, position) - 1
        if number < 0:
            return None
        spot = self.spots[number]
        gap = self._plain[spot.end : position]
        governed = NO_POSSESSOR.search(self._plain[max(0, spot.start - 1) : spot.start])
        return spot if not governed and len(gap) < 40 and POSSESSES.fullmatch(gap) else None

    def between(self, start: int, end: int) -> list[Spot]:
        return self.spots[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _subject(self, here: Sequence[Spot], position: int) -> Spot:
        """The possessor right before the word, else the first that no preposition governs."""
        if (spot := self.adjacent(position)) in here and spot is not None:
            return spot
        return next((s for s in here if not GOVERNED.search(self._plain[max(0, s.start - 1) : s.start])), here[-1])

    def _topic(self, number: int, sentences: Sequence[Sentence]) -> int | None:
        """What the sentences before speak of, within the paragraph or from its heading."""
        paragraph = sentences[number].paragraph
        for back in range(1, TOPIC_REACH + 1):
            if number < back:
                return None
            sentence = sentences[number - back]
            if sentence.paragraph != paragraph and not (sentence.heading and sentence.paragraph == paragraph - 1):
                return None
            if here := self.between(sentence.start, sentence.end):
                return self._subject(here, sentence.start).party
        return None

    def _clauses(self, start: int, end: int) -> list[tuple[int, int]]:
        cuts = [match.end() for match in CLAUSE.finditer(self._plain, start, end)]
        return list(zip([start, *cuts], [*cuts, end], strict=True))

    def _cited(self, spot: Spot) -> bool:
        """Whether the name is only the source of the news."""
        before = self._plain.endswith(CITED_BEFORE, max(0, spot.start - 3), spot.start)
        return before or CITED_AFTER.match(self._plain, spot.end, spot.end + 10) is not None


def number_of(sentences: Sequence[Sentence], position: int) -> int:
    """Which sentence holds the position."""
    return max(0, bisect_right(sentences, position, key=lambda s: s.start) - 1)
