"""Noun phrases: a name or a list of names with its case, and what an apposition says on the way (A旗下的B)."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.text.deals.cases import Case, case_of
from ingest.text.deals.frames import Cue, Family
from ingest.text.deals.sheet import Unit, clean
from ingest.text.record import record


@record
class Phrase:
    """`parties` in the order of the text; `owner` are the parties of a phrase that only describes this one."""

    start: int
    end: int
    parties: tuple[int, ...]
    case: Case | None = None
    owner: tuple[int, ...] = ()
    organisation: tuple[int, ...] = ()
    """Of a person named with an office: whose office (A董事长B)."""
    reference: bool = False
    joined_by: str = ""
    """The last conjunction of the list."""
    first: int = 1
    """How many parties stand before the last 与 or 和."""
    echo: tuple[int, ...] = ()
    """Whom the last word of the list only repeats (A与其…): what follows is described by it, and A stays in the list."""

    @property
    def kept(self) -> tuple[int, ...]:
        """The list without its last name, where that name turns out to describe the one behind it."""
        return self.parties if self.echo else self.parties[:-1] if self.joined_by else ()

    @property
    def last(self) -> tuple[int, ...]:
        """Who describes the name behind the list."""
        return self.echo or (self.parties[-1:] if self.joined_by else self.parties)


@record
class Holding:
    """An aside that says who owns whom. One of the two may be open: the topic of the sentence fills it."""

    holders: tuple[int, ...]
    held: tuple[int, ...]
    start: int
    end: int
    whole: bool = False
    rule: str = ""
    open: bool = False
    """The other party is the topic, not named beside."""
    apposed: bool = False
    """The holder stands behind a mark (大股东、…), so that what describes it may come first."""


@record
class About:
    """What was talked of before this clause: its topic, and the party named last beside it."""

    topic: tuple[int, ...] = ()
    other: tuple[int, ...] = ()


OPENLY = ("联手", "携手", "牵手")
TAKEN = re.compile(r"(?:把|将)(?:其|自己|手中|手里|名下|所|旗下)*$")
WITH_HOLDING = re.compile(r"(?:以|用|拿|凭)(?:其|自己|手中|手里|名下|所|旗下)*$")
HELD = re.compile(r"(?:目前|直接|间接|合计|名下|手中|手里|所|全部|现)*(?:持有?|拥有)的?(?:全部|部分|[^,]{0,8}的)?")
"""Between 将其 and the company whose shares are handed over (将其持有的A股份转让给B)."""
APART = re.compile(r"[与和的]")
GOVERNING = (Case.TO, Case.FOR, Case.FROM, Case.WITH, Case.BA)
"""其 after one of these is not the subject of its clause (为其部署)."""
JOIN = re.compile(
    r"(?:的?[\d.]+%的?(?:股权|股份|权益|份额)|等|旗下(?:基金|机构|公司|投资平台|产业基金|投资部门)|的投资部门|方面|等机构|等公司)?(、|以及|及其|及|暨|和|与|跟|同(?![意时样期步日类])|并(?![购入])|/|&|×|或|,以及|、以及|,及|、和)(.{0,16})"
)
ADDED = ("与", "和", "及", "及其", "以及", "暨", "跟")
NO_MODIFIER = re.compile(
    r"[向对给从由被将把为是在有以获拟已,了]|合作|签|达成|宣布|持|投|旗下|子公司|表示|担任|之间|公司(?=.)|方面|联合(?!体|汽车|国)|共同|携手|双方"
)
KINDS = r"(?:全资|控股|参股|间接|直接|主要|核心|境外|海外|境内|重要|唯一)*"
OWNED = re.compile(
    rf"(?:的)?(?P<whole>全资)?{KINDS}(?:旗下|下属|麾下|子公司|孙公司|附属公司|附属|子基金|关联基金|体系内)(?:的|公司)?(?P<tail>.{{0,14}})"
)
LONGEST_GAP = 40
"""Characters of an apposition."""
CLAN = re.compile(r"系(?:的)?(?:基金|资本|公司|产业基金)?")
COPULAR = re.compile(r"的?.{0,8}(?:公司|股东|平台|企业|控制人|控制|所有|基金)")
"""系 as "is": A系B的子公司."""
OWNER = re.compile(
    r"(?:的)?(?:第一大|第二大|第三大|单一最大|最大|控股|间接控股|直接控股|实际|大|主要|重要|战略|外部|机构|二|原|老)?(?:单一)?(?:股东|实际控制人|实控人|控制人|母公司|老东家)(?:、(?:实际控制人|实控人|董事长|总经理|创始人))*(?:、|兼|及其一致行动人|之一)?(?:董事长|CEO|创始人)?(?:的|是|为|即)?(?P<tail>.{0,10})"
)
OFFICE = re.compile(
    r"(?:的)?(?:公司)?(?:前|原|现任|联合|首席|副|代理|高级|中国区|全球|集团|共同|资深|董事会)*(?:创始人|创办人|CEO|CFO|COO|CTO|首席.{0,4}官|执行官|董事长|董事|总裁|总经理|经理|合伙人|发言人|负责人|分析师|教授|高管|主席|行长|掌门人|老板|研究员|首席科学家|首席经济学家)(?:兼.{0,8})?(?:、.{0,10})?"
)
OPEN_OWNED = re.compile(r"(?P<whole>全资)?(?:控股|参股)?(?:旗下|子公司|孙公司|附属公司)(?:的)?.{0,6}$")
FORMER = re.compile(r"的?(?:原|老|前|曾经)")
OPEN_OWNER = re.compile(r"(?:第一大|第二大|第三大|最大|控股|大|单一最大)股东.{0,6}$|(?:实际控制人|实控人|母公司)(?:之一)?.{0,4}$")
APPOSED = re.compile(r"(?:股东|控制人|实控人|母公司)、")
BACKED = re.compile(
    r"(?:所|一手|共同|重仓|参与|间接)?(?:支持|扶持|力挺|背书|创办|创立|创建|领导|掌管|执掌|管理|主导|孵化|(?P<holds>控制|控股|参股))的(?P<tail>.{0,10})"
)
"""What a relative clause says of the name behind it (与A支持的B洽谈)."""
BACKED_IN = (Case.WITH, Case.TO, Case.FOR, Case.FROM, Case.BA, Case.OBLIQUE)
TALKS = re.compile(r"(?![^,]{0,8}[与和跟同])[^,]{0,8}?(?:洽谈|商谈|谈判|磋商|协商|接洽|讨论|签|订立|达成|敲定|展开|开展|合作)")
"""What two do together: of A与B支持的C洽谈 the two are A and C."""
ASIDE_TAIL = re.compile(r"[向对给从由被将把为是在有以获拟已,和与、了及]")


def build_phrases(view: str, start: int, units: list[Unit], cues: list[Cue], about: About) -> tuple[list[Phrase], list[Holding]]:
    """The phrases of one clause that begins at `start` of `view`, and the holdings told by apposition."""
    phrases: list[Phrase] = []
    asides: list[Holding] = []
    for unit in units:
        previous = phrases[-1] if phrases else None
        begin = previous.end if previous else start
        gap = clean(view[begin : unit.start])
        if previous and _same(previous, unit, gap):
            phrases[-1] = replace(previous, end=unit.end)
        elif previous and (joined := _join(previous, unit, gap, asides)):
            phrases[-1] = joined
        elif previous and (described := _describe(previous, unit, gap, view, asides)):
            phrases[-1] = described
        elif not gap:
            phrases.append(Phrase(unit.start, unit.end, unit.parties, reference=unit.reference))
        else:
            phrase = _phrase(view, begin, unit, cues, _about(phrases, about), asides)
            handed = previous and previous.case is Case.BA and phrase.case is None and HELD.fullmatch(gap)
            phrases.append(replace(phrase, case=Case.BA) if handed else phrase)
    return phrases, asides


def _not_the_subject(parties: tuple[int, ...], about: About) -> tuple[int, ...]:
    """Whom 其 means behind a preposition (为其部署), if what it resolved to is the subject."""
    if parties == about.topic and about.other:
        return about.other
    if len(about.topic) == 2 and set(parties) < set(about.topic):
        return tuple(p for p in about.topic if p not in parties)
    return parties


def _about(phrases: list[Phrase], about: About) -> About:
    """Whom a pronoun behind a preposition cannot and can mean: the subject of the clause, and who stood before it."""
    own = next((p for p in reversed(phrases) if p.case is None), None)
    if own is None:
        return about
    return About(own.parties, own.owner or (about.topic if about.topic != own.parties else about.other))


def _same(previous: Phrase, unit: Unit, gap: str) -> bool:
    """A name right after another of the same party: a bracketed or translated twin."""
    return not gap and unit.parties == previous.parties


def _join(previous: Phrase, unit: Unit, gap: str, asides: list[Holding]) -> Phrase | None:
    match = JOIN.fullmatch(gap)
    if not match or (match[1] in "与和跟同" and previous.case is Case.WITH):
        return None
    towards = len(previous.parties) == 1 and match[1] in ADDED  # a role behind it is one towards who stands before (A与控股股东B)
    owned = OWNED.fullmatch(match[2]) if towards else None
    if NO_MODIFIER.search(match[2]) and not owned:
        return None
    more = tuple(p for p in unit.parties if p not in previous.parties)
    first = len(previous.parties) if match[1] in ("与", "和", "跟", "同") else previous.first
    if owned:
        asides.append(Holding(previous.parties, unit.parties, previous.start, unit.end, bool(owned["whole"]), "子公司"))
    elif towards and OWNER.fullmatch(match[2]) and not FORMER.match(match[2]):
        asides.append(Holding(unit.parties, previous.parties, previous.start, unit.end, False, "股东"))
    echo = () if more else unit.parties
    return replace(previous, end=unit.end, parties=previous.parties + more, joined_by=match[1], first=first, reference=False, echo=echo)


def _describe(previous: Phrase, unit: Unit, gap: str, view: str, asides: list[Holding]) -> Phrase | None:
    """`previous` only describes `unit`: A旗下B, A的大股东B, A董事长B."""
    result = replace(previous, end=unit.end, parties=unit.parties, owner=previous.parties, reference=unit.reference)
    if not gap and not unit.reference and not previous.reference:
        return result  # two names in a row: the first describes the second (AI模型公司OpenAI, 腾讯马化腾)
    if len(gap) > LONGEST_GAP:
        return None
    if match := OWNED.fullmatch(gap):
        if ASIDE_TAIL.search(match["tail"]):
            return None
        _hand_on(asides, previous, unit)
        asides.append(Holding(previous.last, unit.parties, previous.start, unit.end, bool(match["whole"]), "旗下"))
        return _ending_in(result, previous, unit)
    if CLAN.fullmatch(gap) and not COPULAR.match(view[unit.end : unit.end + 14]):
        asides.append(Holding(previous.parties, unit.parties, previous.start, unit.end, False, "系"))
        return result
    if (match := OWNER.fullmatch(gap)) and not ASIDE_TAIL.search(match["tail"]):
        if not FORMER.match(gap):
            owned = previous.echo or previous.parties
            asides.append(Holding(unit.parties, owned, previous.start, unit.end, False, "股东", apposed=APPOSED.search(gap) is not None))
        return _ending_in(result, previous, unit) if previous.echo else result
    if OFFICE.fullmatch(gap):
        return replace(result, organisation=previous.parties)
    return _backed(previous, unit, gap, view, asides)


def _ending_in(result: Phrase, previous: Phrase, unit: Unit) -> Phrase:
    """The list with the described name in place of the one that describes it (A和B旗下的C, A及其子公司C)."""
    return replace(result, parties=(*previous.kept, *unit.parties), owner=previous.last, echo=())


def _backed(previous: Phrase, unit: Unit, gap: str, view: str, asides: list[Holding]) -> Phrase | None:
    """与A支持的B洽谈, C与A支持的B洽谈: the marker is that of B."""
    match = BACKED.fullmatch(gap)
    if not match or ASIDE_TAIL.search(match["tail"]) or not _is_backed(previous, unit, view):
        return None
    if match["holds"]:
        asides.append(Holding(previous.last, unit.parties, previous.start, unit.end, False, "旗下"))
    parties = (*previous.kept, *unit.parties)
    return replace(previous, end=unit.end, parties=parties, owner=(), reference=unit.reference, echo=())


def _is_backed(previous: Phrase, unit: Unit, view: str) -> bool:
    """Whether who stands before the relative clause is its subject, and the marker or 与 before him belongs to the name behind it."""
    if previous.case in BACKED_IN:
        return True
    return previous.joined_by in ("与", "和", "跟", "同") and len(previous.parties) == 2 and TALKS.match(view, unit.end) is not None


def _hand_on(asides: list[Holding], previous: Phrase, unit: Unit) -> None:
    """大股东、A旗下的B: the holder is B, and A only describes it."""
    for index, aside in enumerate(asides):
        if aside.apposed and aside.end == previous.end and aside.holders == previous.parties:
            asides[index] = replace(aside, holders=unit.parties, end=unit.end)


def _phrase(view: str, begin: int, unit: Unit, cues: list[Cue], about: About, asides: list[Holding]) -> Phrase:
    topic = about.topic
    last = max((c for c in cues if begin <= c.start and c.end <= unit.start), key=lambda c: c.end, default=None)
    tail = clean(view[last.end if last else begin : unit.start])
    found = case_of(tail)
    case = found[0] if found else None
    if case is None and last and last.word in OPENLY and not APART.search(tail):
        case = Case.WITH
    if case is None and last and last.frame.family is Family.HOLD and TAKEN.search(clean(view[begin : last.start])):
        case = Case.BA
    if case is None and last and last.frame.family is Family.HOLD and WITH_HOLDING.search(clean(view[begin : last.start])):
        case = Case.OBLIQUE
    parties = unit.parties
    if unit.reference and unit.end - unit.start == 1 and case in GOVERNING:
        parties = _not_the_subject(parties, about)
    if topic and (match := OPEN_OWNER.search(tail)) and not set(topic) & set(unit.parties):
        asides.append(Holding(unit.parties, topic, unit.start, unit.end, False, "股东", True, APPOSED.search(tail) is not None))
    elif topic and (match := OPEN_OWNED.search(tail)) and not set(topic) & set(unit.parties):
        asides.append(Holding(topic, unit.parties, unit.start, unit.end, bool(match["whole"]), "子公司", True))
    return Phrase(unit.start, unit.end, parties, case, reference=unit.reference)
