"""Pronouns and role words (其, 该公司, 前者, 双方, “公司” in a notice) and the parties that they stand for.

A reference takes the nearest party that suits it: the subject of the clause before rather than its object,
never the subject of its own clause where a preposition governs it (CoreWeave向其发行股票). What finds no party is
dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from graph.model import PartyKind
from ingest.text.annotations import Mention, Reference, Sentence, TextParty
from ingest.text.names.brackets import brackets

_DIGITS = {"两": 2, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4, "五": 5, "5": 5, "六": 6, "6": 6}
_GOVERNED = r"(?:由|向|对|给|从|为|与|和|同|跟|把|被|替|及|以及|归|经)"
_ITS = re.compile(r"其(?![中他它实次余间后时一二所])")
_THE = re.compile(
    r"(?:该|这家|该家|此)(?P<what>公司|企业|集团|机构|银行|基金|厂商|车企|药企|初创公司|平台|项目)(?![们债法])|该(?P<bank>行)(?![业为动情使程])"
)
_PAIR = re.compile(r"[前后]者")
_BOTH = re.compile(r"双方|两者|二者|彼此")
_OTHER = re.compile(r"对方")
_SEVERAL = re.compile(
    r"(?P<sure>上述|这|前述|以上|该)?(?P<n>[两二三四五六2-6])(?:家|大)(?P<what>公司|企业|机构|巨头|银行|基金|股东|厂商|投资方|央企|国企|车企)?"
)
_ALL = re.compile(r"上述(?P<what>机构|公司|企业|股东|投资方|各方|银行)")
_PREDICATE = re.compile(r"(?:均|都|合计|将|共同|分别|各|一共|共|联合|也|已|同日|按)")
_COMPANY = re.compile(
    r"(?:(?<![\u4e00-\u9fffA-Za-z0-9)”])|(?<=[由向对给从被将把与和及为据让使称而若])|(?<=截至|目前|其中|此外|同时|因此|表示|认为|预计|此前|显示|披露))(?:本)?公司"
    r"(?![法债们制章]|治理|名称|代码|类型|简称|章程|股票|全称)"
)
_CLAUSE = re.compile(r"[,。;!?\n:]|——")
_JOINT = re.compile(r"\s?(?:、|,|和|与|及|以及|联合|携手|跟|同)\s?")
_FILLER = re.compile(r"(?:[^,。由向对给从被把将与和]{0,10})$")
_INTRODUCES = re.compile(r"(?:成立|创立|创办|主营|专注|主要|是一|总部|拥有|估值|目前|由)")
_ORGANISATIONS = frozenset({PartyKind.COMPANY, PartyKind.FUND, PartyKind.PROJECT})
_GROUPS = frozenset({PartyKind.COMPANY, PartyKind.FUND, PartyKind.GOVERNMENT})
_EVERYBODY = frozenset(PartyKind)
_REACH = 2
"""How many sentences back a reference may reach."""

Resolver = Callable[[re.Match[str]], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention in the order of the text."""

    start: int
    end: int
    party: int
    subject: bool


class Reader:
    """Resolves the references of one article."""

    def __init__(self, plain: str, sentences: Sequence[Sentence], parties: Sequence[TextParty], mentions: Sequence[Mention]) -> None:
        self._plain = plain
        self._sentences = sentences
        self._sentence_starts = [s.start for s in sentences]
        self._parties = parties
        self._spots = [Spot(m.start, m.end, m.party, self._is_subject(m)) for m in mentions]
        self._starts = [s.start for s in self._spots]
        self._roles = dict(_roles(plain, mentions))

    def references(self) -> tuple[Reference, ...]:
        """All that resolve, in the order of the text, none over another or over a name."""
        found: list[Reference] = []
        for match, parties in sorted(self._resolved(), key=lambda row: (row[0][0], -row[0][1])):
            start, end = match
            if parties and not self._covered(start, end) and (not found or found[-1].end <= start):
                found.append(Reference(start, end, parties))
        return tuple(found)

    def _resolved(self) -> Iterator[tuple[tuple[int, int], tuple[int, ...]]]:
        rules: tuple[tuple[re.Pattern[str], Resolver], ...] = (
            (_PAIR, self._pair),
            (_BOTH, self._both),
            (_SEVERAL, self._several),
            (_ALL, self._all),
            (_OTHER, self._other),
            (_THE, self._the),
            (_ITS, self._its),
        )
        for pattern, resolve in rules:
            for match in pattern.finditer(self._plain):
                yield match.span(), resolve(match)
        yield from self._terms()

    # -- defined terms -----------------------------------------------------------------------------------------

    def _terms(self) -> Iterator[tuple[tuple[int, int], tuple[int, ...]]]:
        """Words that a bracket defines (以下简称“标的公司”), and the bare 公司 of an article about one firm."""
        for term, (party, after) in self._roles.items():
            if term not in ("公司", "本公司"):
                for match in re.finditer(re.escape(term), self._plain[after:]):
                    yield (match.start() + after, match.end() + after), (party,)
        issuer = self._roles.get("公司") or self._roles.get("本公司")
        for match in _COMPANY.finditer(self._plain):
            if issuer:
                yield match.span(), (issuer[0],)
            else:
                yield match.span(), self._salient(match.start(), _ORGANISATIONS)

    # -- one party ---------------------------------------------------------------------------------------------

    def _the(self, match: re.Match[str]) -> tuple[int, ...]:
        what = match.group("what") or match.group("bank")
        kinds = frozenset({PartyKind.PROJECT}) if what == "项目" else _ORGANISATIONS
        if what == "基金":
            kinds = frozenset({PartyKind.FUND, PartyKind.COMPANY})
        if what == "机构":
            kinds = _GROUPS
        if _INTRODUCES.match(self._plain, match.end()):
            before = self._before(match.start(), kinds)
            return (before[-1].party,) if before else ()
        return self._salient(match.start(), kinds)

    def _its(self, match: re.Match[str]) -> tuple[int, ...]:
        """其: behind a preposition another than the subject of its clause, else that subject or the last one."""
        at = match.start()
        own = self._subject_of_clause(at)
        if re.search(rf"{_GOVERNED}$", self._plain[max(0, at - 2) : at]):
            before = self._before(at, _EVERYBODY)
            touching = [s for s in before if at - s.end <= 1 and self._plain[s.end : at] in ("及", "和", "与")]
            if touching:
                return (touching[-1].party,)
            others = [s for s in before if own is None or s.party != own.party]
            subjects = [s for s in others if s.subject and s.start < self._clause_start(at)]
            chosen = subjects or others
            return (chosen[-1].party,) if chosen else ()
        if own:
            return (own.party,)
        return self._salient(at, _EVERYBODY)

    def _other(self, match: re.Match[str]) -> tuple[int, ...]:
        """对方: of the last two parties the one that is not the subject."""
        own = self._subject_of_clause(match.start())
        pair = self._last(match.start(), 2)
        if len(pair) < 2:
            return ()
        subject = own.party if own else pair[0]
        return next(((p,) for p in reversed(pair) if p != subject), ())

    def _salient(self, at: int, kinds: frozenset[PartyKind]) -> tuple[int, ...]:
        before = self._before(at, kinds)
        subjects = [s for s in before if s.subject]
        chosen = subjects or before
        return (chosen[-1].party,) if chosen else ()

    # -- several parties ---------------------------------------------------------------------------------------

    def _pair(self, match: re.Match[str]) -> tuple[int, ...]:
        pair = self._last(match.start(), 2)
        if len(pair) < 2:
            return ()
        return (pair[0],) if match.group() == "前者" else (pair[1],)

    def _both(self, match: re.Match[str]) -> tuple[int, ...]:
        parties = self._coordinated(match.start(), 2) or self._last(match.start(), 2)
        return parties if len(parties) == 2 else ()

    def _several(self, match: re.Match[str]) -> tuple[int, ...]:
        n, at = _DIGITS[match.group("n")], match.start()
        sure = match.group("sure") or ((at == 0 or _CLAUSE.match(self._plain, at - 1)) and _PREDICATE.match(self._plain, match.end()))
        if not sure:
            return ()
        parties = self._coordinated(at, n) or (self._last(at, n) if match.group("sure") else ())
        return parties if len(parties) == n else ()

    def _all(self, match: re.Match[str]) -> tuple[int, ...]:
        return self._coordinated(match.start(), 0)

    def _coordinated(self, at: int, n: int) -> tuple[int, ...]:
        """The last list of `n` names (any number from two when 0) before `at`."""
        run: list[Spot] = []
        for spot in reversed(self._before(at, _EVERYBODY)):
            if run and _JOINT.fullmatch(self._plain, spot.end, run[-1].start):
                run.append(spot)
                continue
            if len(parties := _distinct(run)) > 1 and (n == 0 or len(parties) == n):
                return parties
            run = [spot]
        parties = _distinct(run)
        return parties if len(parties) > 1 and (n == 0 or len(parties) == n) else ()

    def _last(self, at: int, n: int) -> tuple[int, ...]:
        """The last `n` parties before `at`, in the order of the text."""
        parties: list[int] = []
        for spot in reversed(self._before(at, _GROUPS | {PartyKind.PROJECT})):
            if spot.party not in parties:
                parties.append(spot.party)
            if len(parties) == n:
                break
        return tuple(reversed(parties))

    # -- the text ----------------------------------------------------------------------------------------------

    def _before(self, at: int, kinds: frozenset[PartyKind]) -> list[Spot]:
        """Mentions of parties of these kinds before `at`, not farther than `_REACH` sentences."""
        here = max(bisect_left(self._sentence_starts, at + 1) - 1, 0)
        first = self._sentences[max(here - _REACH, 0)].start if self._sentences else 0
        low, high = bisect_left(self._starts, first), bisect_left(self._starts, at)
        return [s for s in self._spots[low:high] if self._parties[s.party].kind in kinds]

    def _clause_start(self, at: int) -> int:
        start = 0
        for match in _CLAUSE.finditer(self._plain, max(0, at - 120), at):
            start = match.end()
        return max(start, at - 120)

    def _subject_of_clause(self, at: int) -> Spot | None:
        low = bisect_left(self._starts, self._clause_start(at))
        high = bisect_left(self._starts, at)
        return next((s for s in self._spots[low:high] if s.subject), None)

    def _is_subject(self, mention: Mention) -> bool:
        """Whether nothing but time and adverbs stands before it in its clause."""
        start = self._clause_start(mention.start)
        return _FILLER.fullmatch(self._plain[start : mention.start].strip()) is not None

    def _covered(self, start: int, end: int) -> bool:
        i = bisect_left(self._starts, end) - 1
        return i >= 0 and self._spots[i].end > start


def _distinct(run: list[Spot]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(s.party for s in reversed(run)))


def _roles(plain: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Terms that brackets define, their party, and where they begin to hold."""
    seen: set[str] = set()
    for mention in mentions:
        for bracket in brackets(plain, mention.end):
            term = plain[bracket.start : bracket.end]
            if bracket.what == "role" and term not in seen:
                seen.add(term)
                yield term, (mention.party, bracket.end)


@Language.component(
    "roundtrip_references",
    requires=["doc._.plain", "doc._.sents_", "doc._.parties", "doc._.mentions"],
    assigns=["doc._.references"],
)
def add_references(doc: Doc) -> Doc:
    """Writes `doc._.references`."""
    doc._.references = Reader(doc._.plain, doc._.sents_, doc._.parties, doc._.mentions).references()
    return doc
