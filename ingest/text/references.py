"""Pronouns and role words (其, 该公司, 前者, 双方, “公司” in a notice) and the parties that they stand for.

A reference takes the nearest party that suits it: the subject of the clause before rather than its object,
the topic of the sentence before rather than its last subject, and never the subject of its own clause where a
preposition governs it (CoreWeave向其发行股票). What finds no party is dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from graph.model import PartyKind
from ingest.text.annotations import Mention, Reference, Sentence, TextParty
from ingest.text.names.brackets import Bracket, brackets
from ingest.text.names.forms import incorporated
from ingest.text.quoted import is_quoted

Parties = tuple[int, ...]

_NUMBERS = {"两": 2, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4, "五": 5, "5": 5, "六": 6, "6": 6}
_ITS = re.compile(r"其(?<![尤极何]其)(?<!土耳其)(?![中他它实次余间后时一二所])")
_GOVERNED = re.compile(r"(?:由|向|对|给|从|为|同|跟|被|替|归|经|持有|收购|并购|入股|控股|投资|增持|认购|购买|受让|参股)$")
_TAKEN = re.compile(r"(?:收购|并购|入股|控股|投资|增持|认购|购买|受让|参股)$")
_ADDED = re.compile(r"(?:以?及|和|与)$")
_THE = re.compile(
    r"[该这此](?:(?<=该)家?|(?<=这)家|(?<=此))(?:(?P<what>公司|企业|集团|机构|银行|基金|厂商|车企|药企|初创公司|平台|项目)(?![们债法])|(?<=该)(?P<bank>行)(?![业为动情使程]))"
)
_PAIR = re.compile(r"[前后]者(?<![以之此][前后]者)")
_BOTH = re.compile(r"双方(?<![买卖交易]双方)|两者|二者|彼此")
_OTHER = re.compile(r"对方(?<![交易]对方)(?!公司)")
_SEVERAL = re.compile(
    r"(?=[上这前以该两二三四五六2-6])(?P<sure>上述|这|前述|以上|该)?(?P<n>[两二三四五六2-6])(?:家|大)(?:公司|企业|机构|巨头|银行|基金|股东|厂商|投资方|央企|国企|车企)?"
)
_ALL = re.compile(r"上述(?:机构|公司|企业|股东|投资方|各方|银行)")
_PREDICATE = re.compile(r"(?:均|都|合计|将|共同|分别|各|一共|共|联合|也|已|同日|按)")
_COMPANY = re.compile(
    r"(?=本?公司)(?:(?<![\u4e00-\u9fffA-Za-z0-9)”《])|(?<=[由向对给从被将把与和及为据让使称而若有占系按除于以受因是成同归经并照])|(?<=截至|目前|其中|此外|同时|因此|表示|认为|预计|此前|显示|披露))(?:本)?公司"
    r"(?![法债们制章派》]|治理|名称|代码|类型|简称|章程|股票|全称)"
)
_CLAUSE = re.compile(r"[,。;!?\n:—](?:(?<!—)|—)")
"""A mark or two dashes."""
_JOINT = re.compile(r"\s?(?:、|,|和|与|及|以及|联合|携手|跟|同)\s?")
_BEFORE_SUBJECT = re.compile(r"[^,。由向对给从被将把与和]{0,10}")
_INTRODUCES = re.compile(r"(?:成立|创立|创办|主营|专注|主要|是一|总部|拥有|估值|目前由)")
_HEADED = re.compile(r"(?P<code> ?\([^()\n]{4,24}\))?(?: ?:|\s*\n)")
_NOTICE = re.compile(r"(?:证券|股票|债券)(?:代码|简称)|公告编号|的(?:进展)?公告|全体董事")
_BULLET = re.compile(
    r"(?:^|\n)[^\u4e00-\u9fffA-Za-z\n]{0,6}(?P<number>[一二三四五六七八九十]{1,3}[、.])?(?:【[^】\n]{1,12}】|〔[^〕\n]{1,12}〕)?\s*$"
)
_CODE = re.compile(r"[0-9]{4,6}(?:[.-][A-Z]{1,3})?")
"""The code of a share that a notice or a flash gives behind the name of who it is about; one in letters stands behind any name."""
_ANNOUNCES = re.compile(
    r"(?: ?\([^()\n]{1,24}\))?"
    r"(?:[0-9]{1,2}月[0-9]{1,2}日|[今昨][日晚]|晚间|早间|午间|盘后|周[一二三四五六日]|在?[上深北港]交所|,)*(?:发布|披露|发)?(?:重大)?公告(?![编附])"
)
_SPEAKS = re.compile(r"(?:表示|称|透露|回应|认为|指出|介绍|解释|强调|坦言|成立于|创立于|创办于|主营|总部)")
"""Who says or is described so in the sentence is meant by the 公司 behind it."""
_ISSUER = frozenset({"公司", "本公司"})

_SUPERVISOR = ("上交所", "深交所", "港交所", "北交所", "联交所", "交易所", "法院", "仲裁委", "证监会", "证监局")
"""They are told of in every notice and never meant by 该公司."""
_FIRMS = frozenset({PartyKind.COMPANY, PartyKind.FUND, PartyKind.PROJECT})
_BODIES = frozenset({PartyKind.COMPANY, PartyKind.FUND, PartyKind.GOVERNMENT})
_KINDS = {
    "项目": frozenset({PartyKind.PROJECT}),
    "机构": _BODIES,
    "基金": frozenset({PartyKind.FUND, PartyKind.COMPANY}),
}
_EVERYBODY = frozenset(PartyKind)
_WINDOW = 120
"""Characters in which a clause is looked for."""
_REACH = 2
"""How many sentences back a reference may reach."""


class Spot(NamedTuple):
    """A mention, or a reference that is resolved; `subject` if nothing but time and adverbs stands before it in its clause."""

    start: int
    end: int
    party: int
    subject: bool = False


class Resolver:
    """Resolves the references of one article, from its beginning to its end."""

    def __init__(self, plain: str, sentences: Sequence[Sentence], parties: Sequence[TextParty], mentions: Sequence[Mention]) -> None:
        self._plain = plain
        self._sentences = sentences
        self._sentence_starts = [s.start for s in sentences]
        self._clauses = [match.span() for match in _CLAUSE.finditer(plain)]
        self._kinds = [PartyKind.GOVERNMENT if p.name.endswith(_SUPERVISOR) else p.kind for p in parties]
        self._names = [(m.start, m.end) for m in mentions]
        self._spots = list(self._spotted(mentions))
        behind = [(m, bracket) for m in mentions for bracket in brackets(plain, m.end)]
        self._terms = dict(_defined(plain, behind))
        self._issuer = self._terms.get("公司") or self._terms.get("本公司")
        self._items, self._sections = self._headed(mentions)
        if not (self._issuer or self._items or self._sections):
            self._issuer = self._noticed(mentions)
        coded = {m for m, b in behind if b.what == "ticker" and _CODE.fullmatch(plain, b.start, b.end)}
        self._about = [m for m in mentions if m in coded or self._announces(m)]

    def references(self) -> tuple[Reference, ...]:
        """All that resolve, in the order of the text, none over another or over a name."""
        found: list[Reference] = []
        at = 0
        for match, resolve in sorted(self._matches(), key=lambda row: (row[0].start(), -row[0].end())):
            start, end = match.span()
            if start < at or self._covered(start, end):
                continue
            if parties := resolve(match):
                found.append(Reference(start, end, parties))
                at = end
                if len(parties) == 1 and resolve != self._pair:  # 前者 is no new name for the 后者 after it
                    insort(self._spots, Spot(start, end, parties[0], self._leads_clause(start)))
        return tuple(found)

    def _matches(self) -> Iterator[tuple[re.Match[str], Callable[[re.Match[str]], Parties]]]:
        rules: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Parties]], ...] = (
            (_PAIR, self._pair),
            (_BOTH, self._both),
            (_SEVERAL, self._several),
            (_ALL, self._all),
            (_OTHER, self._other),
            (_THE, self._the),
            (_ITS, self._its),
            (_COMPANY, self._company),
            *((re.compile(re.escape(term)), self._term) for term in self._terms if term not in _ISSUER),
        )
        for pattern, resolve in rules:
            for match in pattern.finditer(self._plain):
                yield match, resolve

    # one party ----------------------------------------------------------------

    def _term(self, match: re.Match[str]) -> Parties:
        """A word that a bracket before it defines (以下简称“标的公司”)."""
        party, since = self._terms[match.group()]
        return (party,) if match.start() >= since else ()

    def _company(self, match: re.Match[str]) -> Parties:
        """公司: the issuer of a notice or of an item of a digest, else the listed company that the passage is about, else the topic."""
        at = match.start()
        for heads in (self._items, self._sections):
            index = bisect_left(heads, Spot(at, 0, 0)) - 1
            if index >= 0 and at < heads[index].end:
                return (heads[index].party,)
        return (self._issuer[0],) if self._issuer else self._reported_on(at) or self._topic(at, _FIRMS)

    def _reported_on(self, at: int) -> Parties:
        """The one company with a code or an announcement that the paragraph names before `at`; if that names nobody, that of the text."""
        told = bisect_left(self._about, at, key=lambda m: m.start)
        if not told:
            return ()
        own = self._sentence(at)
        speaker = next((s for s in self._before(at, _FIRMS) if s.start >= own and s.subject), None)
        if speaker and _SPEAKS.search(self._plain, speaker.end, at):
            return ()
        paragraph = self._plain.rfind("\n", 0, at) + 1
        here = {m.party for m in self._about[:told] if m.start >= paragraph}
        if not here and not any(s.subject and s.start >= paragraph for s in self._before(at, _FIRMS)):
            here = {m.party for m in self._about[:told]}
        return tuple(here) if len(here) == 1 else ()

    def _announces(self, mention: Mention) -> bool:
        """Whether the word for its announcement stands behind the name."""
        return _ANNOUNCES.match(self._plain, mention.end) is not None and self._leads_clause(mention.start)

    def _the(self, match: re.Match[str]) -> Parties:
        kinds = _KINDS.get(match.group("what") or "", _FIRMS)
        if _INTRODUCES.match(self._plain, match.end()):
            return _last(self._before(match.start(), kinds))
        governed = _GOVERNED.search(self._plain, max(0, match.start() - 2), match.start())
        return self._topic(self._clause(match.start()) if governed else match.start(), kinds) or self._topic(match.start(), kinds)

    def _its(self, match: re.Match[str]) -> Parties:
        """其: behind a preposition or a verb of taking shares another than the subject of its clause, else that subject or the topic."""
        at = match.start()
        own = self._subject(at)
        lead = self._plain[max(0, at - 2) : at]
        if _GOVERNED.search(lead):
            others = [s for s in self._before(at, _EVERYBODY) if own is None or s.party != own.party]
            if own is None and _TAKEN.search(lead) and (objects := [s for s in others if not s.subject and s.start >= self._sentence(at)]):
                return _last(objects)
            earlier = [s for s in others if s.subject and s.start < self._clause(at)]
            return _last(earlier or others)
        if (joint := _ADDED.search(lead)) and (touching := [s for s in self._before(at, _EVERYBODY) if s.end == at - len(joint.group())]):
            return _last(touching)
        return (own.party,) if own else self._topic(at, _EVERYBODY)

    def _other(self, match: re.Match[str]) -> Parties:
        """对方: of the two parties talked of the one that is not the subject."""
        pair = self._two(match.start())
        own = self._subject(match.start())
        subject = own.party if own else pair[0] if pair else None
        return next(((p,) for p in reversed(pair) if p != subject), ())

    def _topic(self, at: int, kinds: frozenset[PartyKind]) -> Parties:
        """The nearest subject in the sentence, else the first subject of a sentence before."""
        before = self._before(at, kinds)
        here = self._sentence(at)
        inside = [s for s in before if s.start >= here]
        if subjects := [s for s in inside if s.subject]:
            return _last(subjects)
        outside = [s for s in before if s.start < here and s.subject]
        if outside:
            latest = self._sentence(outside[-1].start)
            return (next(s.party for s in outside if s.start >= latest),)
        return _last(before)

    # several parties ----------------------------------------------------------

    def _pair(self, match: re.Match[str]) -> Parties:
        pair = self._two(match.start())
        if not pair:
            return ()
        party = pair[0 if match.group() == "前者" else 1]
        own = self._subject(match.start())
        governed = _GOVERNED.search(self._plain, max(0, match.start() - 2), match.start())
        return (next(p for p in pair if p != party),) if own and governed and own.party == party else (party,)

    def _both(self, match: re.Match[str]) -> Parties:
        return self._listed(match.start(), 2) or self._two(match.start())

    def _several(self, match: re.Match[str]) -> Parties:
        n, at = _NUMBERS[match.group("n")], match.start()
        if match.group("sure"):
            return self._listed(at, n) or (self._two(at) if n == 2 else ())
        opens = at == 0 or _CLAUSE.match(self._plain, at - 1)
        return self._listed(at, n) if opens and _PREDICATE.match(self._plain, match.end()) else ()

    def _all(self, match: re.Match[str]) -> Parties:
        return self._listed(match.start(), 0)

    def _listed(self, at: int, n: int) -> Parties:
        """The last list of `n` names (any number from two when 0) before `at`."""
        run: list[Spot] = []
        for spot in reversed(self._before(at, _EVERYBODY)):
            if run and _JOINT.fullmatch(self._plain, spot.end, run[-1].start):
                run.append(spot)
                continue
            if _fits(run, n):
                break
            run = [spot]
        return _distinct(run) if _fits(run, n) else ()

    def _two(self, at: int) -> Parties:
        """The last two parties, in the order of the text: both of this sentence, or of the one before with what this one adds."""
        before = [s for s in self._before(at, _BODIES | {PartyKind.PROJECT}) if s.end - s.start > 1]  # 其 changes no order
        here = [s for s in before if s.start >= self._sentence(at)]
        inside, pair = _latest(here, 2), _latest(before, 2)
        if len(inside) == 1 and not set(inside) <= set(_latest([s for s in before if s not in here], 2)):
            return ()
        return pair if len(pair) == 2 else ()

    # the text -----------------------------------------------------------------

    def _before(self, at: int, kinds: frozenset[PartyKind]) -> list[Spot]:
        """Spots of parties of these kinds before `at`, not farther than `_REACH` sentences."""
        here = bisect_right(self._sentence_starts, at) - 1
        first = self._sentences[max(here - _REACH, 0)].start if self._sentences else 0
        low = bisect_left(self._spots, Spot(first, 0, 0))
        high = bisect_left(self._spots, Spot(at, 0, 0))
        return [s for s in self._spots[low:high] if self._kinds[s.party] in kinds]

    def _sentence(self, at: int) -> int:
        index = bisect_right(self._sentence_starts, at) - 1
        return self._sentence_starts[index] if index >= 0 else 0

    def _clause(self, at: int) -> int:
        """Where the clause that holds `at` begins; not farther back than the window."""
        window = max(0, at - _WINDOW)
        i = bisect_left(self._clauses, (at, 0)) - 1
        while i >= 0 and self._clauses[i][1] > at:  # a dash that `at` divides
            i -= 1
        return self._clauses[i][1] if i >= 0 and self._clauses[i][0] >= window else window

    def _subject(self, at: int) -> Spot | None:
        """The subject of the clause that holds `at`."""
        start = self._clause(at)
        return next((s for s in self._before(at, _EVERYBODY) if s.start >= start and s.subject), None)

    def _spotted(self, mentions: Sequence[Mention]) -> Iterator[Spot]:
        last = -1
        for m in mentions:
            if is_quoted(self._plain, m.start, m.end):
                continue
            clause = self._clause(m.start)
            yield Spot(m.start, m.end, m.party, last <= clause and self._leads(clause, m.start))
            last = m.end

    def _leads_clause(self, at: int) -> bool:
        return self._leads(self._clause(at), at)

    def _leads(self, clause: int, at: int) -> bool:
        """Whether nothing but time and adverbs stands between where the clause begins and `at`."""
        return _BEFORE_SUBJECT.fullmatch(self._plain[clause:at].strip()) is not None

    def _covered(self, start: int, end: int) -> bool:
        i = bisect_left(self._names, (end, 0)) - 1
        return i >= 0 and self._names[i][1] > start

    def _noticed(self, mentions: Sequence[Mention]) -> tuple[int, int] | None:
        """The issuer of a notice that does not define 公司: the first party with its full name."""
        if not _NOTICE.search(self._plain, 0, 300):
            return None
        return next(((m.party, m.end) for m in mentions if incorporated(self._plain[m.start : m.end])), None)

    def _headed(self, mentions: Sequence[Mention]) -> tuple[list[Spot], list[Spot]]:
        """The items of a digest that a name heads, and how far 公司 means it: to the line's end, or to the next numbered head."""
        lines, sections = [], []
        for m in mentions:
            head = _HEADED.match(self._plain, m.end)
            number = _BULLET.search(self._plain, max(0, m.start - 24), m.start) if head else None
            if head and number and number["number"] and head["code"]:
                sections.append(m)
            elif number:
                lines.append(m)
        ends = [*(m.start for m in sections[1:]), len(self._plain)]
        numbered = [Spot(m.start, end, m.party) for m, end in zip(sections, ends, strict=False)]
        if self._issuer or len(lines) < 2:
            return [], numbered
        return [Spot(m.start, self._line_end(m.end), m.party) for m in lines], numbered

    def _line_end(self, at: int) -> int:
        end = self._plain.find("\n", at)
        return end if end >= 0 else len(self._plain)


def _fits(run: list[Spot], n: int) -> bool:
    size = len(_distinct(run))
    return size > 1 and n in (0, size)


def _distinct(run: list[Spot]) -> Parties:
    return tuple(dict.fromkeys(s.party for s in reversed(run)))


def _latest(spots: list[Spot], n: int) -> Parties:
    """The last `n` parties of the spots, in their order."""
    parties = list(dict.fromkeys(s.party for s in reversed(spots)))[:n]
    return tuple(reversed(parties))


def _last(spots: list[Spot]) -> Parties:
    return (spots[-1].party,) if spots else ()


def _defined(plain: str, behind: Sequence[tuple[Mention, Bracket]]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Terms that the brackets behind names define, with their party and where they begin to hold."""
    for mention, bracket in reversed(behind):  # the first definition of a term holds
        if bracket.what == "role":
            yield plain[bracket.start : bracket.end], (mention.party, bracket.end)


@Language.component(
    "roundtrip_references",
    requires=["doc._.plain", "doc._.sents_", "doc._.parties", "doc._.mentions"],
    assigns=["doc._.references"],
)
def add_references(doc: Doc) -> Doc:
    """Writes `doc._.references`."""
    doc._.references = Resolver(doc._.plain, doc._.sents_, doc._.parties, doc._.mentions).references()
    return doc
