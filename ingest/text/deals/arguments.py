"""Who stands where around a cue: subject, object, and the phrases that a preposition marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from ingest.text.deals.cases import GETTING, Case
from ingest.text.deals.clauses import Clause
from ingest.text.deals.frames import Cue, Family
from ingest.text.deals.phrases import Phrase
from ingest.text.deals.sheet import clean

AFTER_TO = re.compile(r"^(?:了|过)?.{0,8}?(?:给予|给|予|向|至|到|往|与)(?!以)")
AFTER_FROM = re.compile(r"^(?:了|过)?.{0,3}?(?:自于|自|从|来自)")
AFTER_IN = re.compile(r"^(?:了|过|投资)?(?:于|在|进|到|入)")
HEAD = re.compile(r"^[^,]{0,14}?的")
NEXT_VERB = re.compile(
    r"由|被|表示|认为|宣布|指出|称(?!为)|透露|预计|担任|负责|提供|用于|以便|帮助|支持|推动|因为|由于|是|向|从|让|使|令|与|和|同时|并(?!购)"
)
GOT = re.compile(rf"(?:{GETTING}|完成|申请|筹得|筹集|筹措|争取|融得|借得|收到|喜提|达成)(?:了|过|到)?[^给向]{{0,18}}$")
GAVE = re.compile(
    r"(?:提供|发放|授予|给予|出具|签署|拨付|拨出|下达|下了?|追加|投出|投入|打去|打来|派发|发出|发行|安排|批复|批准|放|批|签发|开立|承担|履行|承诺|作出|做出|送出|砸)(?:了|过)?.{0,18}$"
)
DESCRIBED = re.compile(r"^了?(?:由|被)$")
RELATIVE = re.compile(r"(?!的)[^,、]{1,10}的[^,的]{0,6}")
RELATIVE_END = re.compile(r"的(?:[^的]{0,8})$")
POSSESSED = re.compile(r"^(?:的|所|持有的|手中的|手里的|旗下)")
CLEFT = re.compile(r"^(?:它|该公司|此项目|本轮)?的(?:投资方|股东|机构|企业|公司|名单)?(?:里|中)?(?:还|也|则|正|便|就)?(?:有|是|包括)")
OWN_HOLDING = re.compile(r"了?(?:其|自己|手中|名下)?(?:所|直接|间接|合计)*持有?的?(?:全部|部分)?")
"""What is sold is held (转让所持A的股份): the holding is no deal between."""
IN_OFFICE = re.compile(r"(?:担任|出任|作为|充任|充当)(?:了)?$")
OFFICE = re.compile(r"[^,]{0,40}的[^,的]{0,10}(?:顾问|保荐人|保荐机构|主承销商?|承销商|律师|代理人|安排行|评估机构|中介)")
"""Behind a deal that somebody advises."""
FARTHEST_OBJECT = 34


@dataclass(slots=True)
class Arguments:
    """The phrases around one cue. None where nobody stands."""

    subject: Phrase | None = None
    to: Phrase | None = None
    purpose: Phrase | None = None
    origin: Phrase | None = None
    agent: Phrase | None = None
    passive: bool = False
    ba: Phrase | None = None
    partner: Phrase | None = None
    object: Phrase | None = None
    second: Phrase | None = None
    """The phrase after the object (受让B持有的C)."""
    head: Phrase | None = None
    """What a relative clause describes (A投资的B)."""
    got: bool = False
    gave: bool = False
    possessor: Phrase | None = None
    """A的 right before a noun cue."""


def _start(item: Phrase | Cue) -> int:
    return item.start


def collect(clause: Clause, cue: Cue) -> Arguments:
    """The arguments of `cue` in its clause."""
    found = Arguments()
    _look_left(clause, cue, found)
    _look_right(clause, cue, found)
    return found


_SLOTS = {Case.TO: "to", Case.FOR: "purpose", Case.FROM: "origin", Case.BA: "ba", Case.WITH: "partner"}


def _look_left(clause: Clause, cue: Cue, found: Arguments) -> None:
    left = clause.phrases[: bisect_left(clause.phrases, cue.start, key=_start)]
    if left and left[-1].end > cue.start:
        left.pop()  # a list that goes on behind the cue
    earlier = clause.cues[: bisect_left(clause.cues, cue.start, key=_start)]
    barrier = next((c.end for c in reversed(earlier) if _is_barrier(clause, c, cue)), clause.start)
    for index in range(len(left) - 1, -1, -1):
        phrase = left[index]
        if found.subject is not None and phrase.end < barrier:
            break  # whatever stands before belongs to the cues before
        if phrase.case is None or _is_served(clause, phrase, cue):
            if found.subject is None and phrase.start not in clause.consumed:
                _take_subject(clause, cue, phrase, found)
        elif phrase.end >= barrier and not _is_in_relative(clause, phrase, left[index + 1 : index + 2]):
            _take_marked(phrase, found)
    begin = left[-1].end if left else clause.start
    light = clean(clause.text[max(begin, barrier) - clause.start : cue.start - clause.start])
    found.got = bool(GOT.search(light)) and not found.agent
    found.gave = bool(GAVE.search(light))


def _is_served(clause: Clause, phrase: Phrase, cue: Cue) -> bool:
    """担任A收购B的财务顾问: A, not the adviser, is the subject of the deal that is advised."""
    before = clean(clause.text[: phrase.start - clause.start])
    return (
        phrase.case is Case.OBLIQUE
        and IN_OFFICE.search(before) is not None
        and OFFICE.match(clause.text, cue.end - clause.start) is not None
    )


def _is_in_relative(clause: Clause, phrase: Phrase, following: list[Phrase]) -> bool:
    """由A支持的B收购C: A is the agent of what describes B, not of the verb behind it."""
    if phrase.case not in (Case.BY, Case.PASSIVE) or not following or following[0].case is not None:
        return False
    return RELATIVE.fullmatch(clean(clause.text[phrase.end - clause.start : following[0].start - clause.start])) is not None


def _is_barrier(clause: Clause, earlier: Cue, cue: Cue) -> bool:
    """Whether prepositions before `earlier` belong to it: not when both name one deal (提供贷款担保)."""
    if cue.frame.type == "GUARANTEES":
        return earlier.frame.type in ("GUARANTEES", "PLEDGES_TO")
    between = clause.text[earlier.end - clause.start : cue.start - clause.start]
    return not (earlier.frame.type == cue.frame.type and len(between) <= 8)


def _take_subject(clause: Clause, cue: Cue, phrase: Phrase, found: Arguments) -> None:
    after = clean(clause.text[phrase.end - clause.start : cue.start - clause.start])
    if after.startswith("的") and len(after) <= 10 and not found.possessor:
        found.possessor = phrase
    found.subject = phrase


def _take_marked(phrase: Phrase, found: Arguments) -> None:
    if phrase.case in (Case.BY, Case.PASSIVE, Case.GET):
        if found.agent is None:
            found.agent = phrase
            found.passive = phrase.case is not Case.BY
        return
    slot = _SLOTS.get(phrase.case) if phrase.case else None
    if slot and getattr(found, slot) is None:
        setattr(found, slot, phrase)


def _look_right(clause: Clause, cue: Cue, found: Arguments) -> None:
    index = bisect_left(clause.phrases, cue.end, key=_start)
    right = clause.phrases[index : index + 2]
    if not right:
        return
    first = right[0]
    gap = clean(clause.text[cue.end - clause.start : first.start - clause.start])
    between = clause.cues[bisect_left(clause.cues, cue.end, key=_start) : bisect_left(clause.cues, first.start, key=_start)]
    taken = any(c.frame.type != cue.frame.type for c in between) and not (cue.frame.family is Family.SELL and OWN_HOLDING.fullmatch(gap))
    if taken or len(gap) > FARTHEST_OBJECT:
        return
    if CLEFT.search(gap):
        _turn_round(first, found)
    elif AFTER_FROM.match(gap) and first.case in (Case.GET, Case.FROM, None):
        found.origin = found.origin or first
    elif first.case in (Case.BY, Case.PASSIVE):
        _take_described(clause, right, gap, found)
    elif first.case is not Case.GET and (first.case is not Case.OBLIQUE or cue.frame.family is Family.HOLD):
        _take_right(clause, right, gap, found)


def _take_described(clause: Clause, right: list[Phrase], gap: str, found: Arguments) -> None:
    """加入由A发起的B: the object is B, which a relative clause describes."""
    if len(right) > 1 and DESCRIBED.match(gap) and right[1].case is None:
        between = clean(clause.text[right[0].end - clause.start : right[1].start - clause.start])
        if RELATIVE_END.search(between) and "," not in between:
            found.object = right[1]


def _take_right(clause: Clause, right: list[Phrase], gap: str, found: Arguments) -> None:
    first = right[0]
    if first.case is Case.FROM:
        found.origin = found.origin or first
    elif first.case in (Case.TO, Case.FOR) or AFTER_TO.match(gap):
        found.to = found.to or first
    elif first.case is Case.WITH:
        found.partner = found.partner or first
    elif HEAD.match(gap) and not AFTER_IN.match(gap):
        found.head = first
    elif not NEXT_VERB.search(gap):
        found.object = first
        _take_second(clause, right, found)


def _turn_round(agent: Phrase, found: Arguments) -> None:
    """加入的还有A: who stands after it is the agent, who stood before it what the clause is about."""
    found.object = found.object or found.subject
    found.subject = agent


def _take_second(clause: Clause, right: list[Phrase], found: Arguments) -> None:
    if len(right) < 2:
        return
    first, second = right[0], right[1]
    gap = clean(clause.text[first.end - clause.start : second.start - clause.start])
    if second.case is None and len(gap) <= 20 and not re.search(r"[,由被]|并|用于", gap):
        if found.subject is None and RELATIVE_END.search(gap) and not POSSESSED.match(gap):
            found.subject = second
        else:
            found.second = second
    elif second.case is Case.TO and found.to is None:
        found.to = second
    elif second.case is Case.FROM and found.origin is None:
        found.origin = second
