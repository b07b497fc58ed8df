"""Role nouns: A是B的大股东, B的客户包括A, A的子公司B. A noun between two phrases says which deal binds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.text.deals.cases import Case
from ingest.text.deals.clauses import Clause
from ingest.text.deals.ends import Ends, Parties
from ingest.text.deals.phrases import Phrase
from ingest.text.deals.sheet import clean
from ingest.text.deals.stakes import CONTROL, IN_RETURN, SHARES_TALKED_OF


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """`B的NOUN是A`: the deal of `type` runs from A to B, or from B to A if `backwards`."""

    type: str
    pattern: str
    backwards: bool = False


RANK = (
    r"(?:第[一二三四五六]|[一二三四五]号|单一|最大的?|大|控股|间接|直接|主要|重要|战略|老|原|外部|机构|创始|基石|全资|唯一|核心|首个|首家|首位|长期|独家|首选|指定|关键"
    r"|前|前.大|头号|国内|海外|最|之一)*"
)
ROLES = (
    RoleNoun("INVESTS_IN", r"(?:基石投资者|基石投资人|基石|领投方|领投机构|天使投资人)"),
    RoleNoun("HOLDS_STAKE_IN", r"(?:股东|实际控制人|实控人|控制人|控制方|母公司|东家|投资人|投资者|金主|主人|所有者|大股东)"),
    RoleNoun(
        "HOLDS_STAKE_IN",
        r"(?:子公司|孙公司|附属公司|附属|控股公司|参股公司|全资平台|投资平台|旗下公司|旗下品牌|品牌|子品牌|成员企业|联营公司)",
        backwards=True,
    ),
    RoleNoun("PURCHASES_FROM", r"(?:客户|租户|用户|承租方|采购方|订户|包销商|主顾)"),
    RoleNoun(
        "PURCHASES_FROM",
        r"(?:供应商|供货商|代工厂|代工方|供应方|承包商|总包|服务商|出租方|云供应商|合作代工厂|承建方|运营商)",
        backwards=True,
    ),
    RoleNoun("PARTNERS_WITH", r"(?:合作伙伴|合作方|战略伙伴|伙伴)"),
)
ADVERBS = r"(?:也|仍|则|目前|现|正|都|均|曾|还|同时|又|依旧|一直|早已|已|已经|才|恰|正好)*"
COPULA = ADVERBS + r"(?:是|为|系|成为|成了|成为了|当上|变成|变为|即|升任|跻身|沦为)(?:了)?"
LISTING = (
    r"(?:之一)?(?:目前|现在|主要|则|也|都|分别|仍|还|就)*"
    r"(?:是|为|系|包括|包括了|有|即|涵盖|:|依次为|依次是|换成了?|变更为|变成)(?:了)?.{0,10}"
)
GAINED = re.compile(
    r"^(?:公司|集团)?(?:的)?(?:约|近|逾|超过?|将近|合计|至少|最多|大约)*[\d.一二三四五六七八九十两]+(?:%|成|万股|亿股)[^,]{0,10}(?:股|权益|份额)"
    r"|^(?:的)?(?:控股权|控制权)"
)
LONGEST_GAP = 40
"""Characters between two phrases that a role noun may bind."""
BARE_SHARE = re.compile(r"^(?:则|约|近|为|逾)*[\d.]+%$")
NOT_ROLE = re.compile(r"^(?:大会|会|名册|权益|们|结构|代表|价值|群|需求|端|名单|资格|回报)")
_NOUN = re.compile("|".join(role.pattern for role in ROLES))
TIME = r"(?:[0-9]{4}年(?:度|上半年|前三季度|一季度)?|[今去前]年|上半年|报告期内?|过去[一两三]年|近[一两三]年)?"
_BEFORE = [
    (role, re.compile(rf"{TIME}(?:的|目前|现在|,)*{RANK}[^,的是为]{{0,6}}?{role.pattern}(?:、[^,]{{0,8}})?(?:{LISTING})")) for role in ROLES
]
_APPOSED = [
    (role, re.compile(rf"的?{RANK}(?:的)?{role.pattern}(?:之一)?(?:的)?[^,的向对由被将把与和数超转追保经亦中]{{0,6}}"))
    for role in ROLES
    if role.type == "PURCHASES_FROM"
]
_COPULA = re.compile(rf".{{0,8}}?{COPULA}.{{0,10}}")
_AFTER = [(role, re.compile(rf"的?{RANK}(?:的)?{role.pattern}")) for role in ROLES]


def gains(clause: Clause) -> Iterator[tuple[Ends, int, int]]:
    """A获得B x%的股权: a minority told without its seller is new capital, control a takeover (rule 12)."""
    for index, phrase in enumerate(clause.phrases):
        if phrase.case is not Case.GET or not GAINED.match(tail := clean(clause.text[phrase.end - clause.start :])):
            continue
        before = [p for p in clause.phrases[:index] if p.case is None]
        gainer = before[-1].parties if before else clause.topic
        if any(p.case in (Case.FROM, Case.TO) for p in clause.phrases[:index]):
            continue
        if IN_RETURN.search(clause.context):
            yield Ends("GRANTS_EQUITY_TO", phrase.parties, gainer, "gain-in-return", (), False), phrase.start, phrase.end
            continue
        type_ = "ACQUIRES" if CONTROL.search(tail) else "INVESTS_IN"
        yield Ends(type_, gainer, phrase.parties, "gain", (), not before and clause.topic_inferred), phrase.start, phrase.end


def bare_shares(clause: Clause) -> Iterator[tuple[Ends, int, int]]:
    """红杉中国12.3%，启明创投9%: shares of the company that was talked of, where shares are the matter."""
    company = clause.anchor or clause.company
    if not company or len(clause.phrases) != 1:
        return
    phrase = clause.phrases[0]
    if (
        BARE_SHARE.match(clean(clause.text[phrase.end - clause.start :]))
        and len(clean(clause.text[: phrase.start - clause.start])) <= 8
        and not set(company) & set(phrase.parties)
        and SHARES_TALKED_OF.search(clause.context)
    ):
        yield Ends("HOLDS_STAKE_IN", phrase.parties, company, "share-bare", (), True), phrase.start, phrase.end


def relations(clause: Clause) -> Iterator[tuple[Ends, int, int]]:
    """What the role nouns of a clause say, each with where the noun stands."""
    if not clause.phrases:
        return
    yield from gains(clause)
    yield from bare_shares(clause)
    previous: Phrase | None = None
    for phrase in clause.phrases:
        begin = previous.end if previous else clause.start
        gap = clean(clause.text[begin - clause.start : phrase.start - clause.start])
        left: Parties = previous.parties if previous else clause.anchor or clause.topic
        inferred = previous is None and clause.topic_inferred
        if left and gap and len(gap) <= LONGEST_GAP:
            yield from _between(left, phrase, gap, clause, begin, inferred)
        previous = phrase


def _between(left: Parties, phrase: Phrase, gap: str, clause: Clause, begin: int, inferred: bool) -> Iterator[tuple[Ends, int, int]]:
    if _NOUN.search(gap) and (told := _by_noun(left, phrase, gap, inferred)):
        yield told, begin, phrase.start
        return
    if _COPULA.fullmatch(gap):
        tail = clean(clause.text[phrase.end - clause.start :])
        for role, pattern in _AFTER:
            match = pattern.match(tail)
            if match and not NOT_ROLE.match(tail[match.end() :]):
                yield _ends(role, left, phrase.parties, inferred, "role-is"), phrase.end, min(phrase.end + 8, clause.end)
                return


def _by_noun(left: Parties, phrase: Phrase, gap: str, inferred: bool) -> Ends | None:
    """What the noun between the two says: B的大股东是A, B的客户A."""
    for role, pattern in _BEFORE:
        if pattern.fullmatch(gap) and not (inferred and (len(left) > 1 or role.type == "PARTNERS_WITH")):
            return _ends(role, phrase.parties, left, inferred, "role-of")
    for role, pattern in _APPOSED:
        if not inferred and pattern.fullmatch(gap):
            return _ends(role, phrase.parties, left, inferred, "role-apposed")
    return None


def _ends(role: RoleNoun, holder: Parties, of: Parties, inferred: bool, rule: str) -> Ends:
    source, target = (of, holder) if role.backwards else (holder, of)
    return Ends(role.type, source, target, rule, (), inferred)
