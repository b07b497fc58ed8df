"""Why a candidate is no deal: hypothesis, question, negation, nobody named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import PartyKind
from ingest.text.annotations import TextParty
from ingest.text.deals.candidates import Candidate

HYPOTHESIS = re.compile(
    r"如果|假如|倘若|假设|设想|要是|即便|假使|若(?!干|非)(?=[^,]{0,30})|万一|除非|哪怕|无论|是否会|会不会|能否|应不应该|该不该|要不要"
)
QUESTION = re.compile(r"[?？]")
NEGATED = re.compile(
    r"(?:没有|并未|未曾|从未|尚未|未(?!来|必|经|披露|公开|透露)|不会|不再|不打算|无意|拒绝|谢绝|婉拒|放弃|无法|不能|不得|不是|并非|不(?=投资|收购|参与|持有|提供|买|卖|借)|无需|不需要|避免|禁止|暂无|不存在|没(?!落|收)|暂不|反对|阻止)"
)
REPURCHASE = re.compile(r"回购(?!承诺|义务)|自家股|派息|分红|逆回购|股份回购")


def reason_against(plain: str, candidate: Candidate) -> str | None:
    """The reason why the candidate is no deal, or None."""
    low, high = candidate.window
    sentence = plain[low:high]
    before = plain[candidate.clause[0] : candidate.position]
    if candidate.source == candidate.target:
        return "both ends are the same party"
    if match := HYPOTHESIS.search(plain, low, candidate.position):
        return f"hypothesis: {match.group()}"
    if QUESTION.search(sentence[-3:]) and "否认" not in sentence:
        return "question"
    if candidate.type in ("ACQUIRES", "BUYS_STAKE_FROM", "INVESTS_IN") and REPURCHASE.search(
        before + plain[candidate.position_end : candidate.clause[1]]
    ):
        return "repurchase of own shares"
    if candidate.type == "GUARANTEES" and "保证" in plain[candidate.position : candidate.position_end] and not OF_DEBT.search(sentence):
        return "a promise, not a guarantee of debt"
    if candidate.type == "HOLDS_STAKE_IN" and SOLD_OUT.search(plain[candidate.position : candidate.clause[1]]):
        return "a holding that is sold"
    if candidate.type in UNILATERAL and EACH_OTHER.search(plain[candidate.clause[0] : candidate.clause[1]]):
        return "said of each other"
    if OPINION.search(before):
        return "what somebody wishes or advises"
    if MAYBE.search(before) and not HEARSAY.search(sentence):
        return "a mere possibility"
    return None


SOLD_OUT = re.compile(r"清仓|出清|抛售|全部卖出|悉数卖|退出股东")
EACH_OTHER = re.compile(r"彼此|谁是谁")
UNILATERAL = frozenset({"PURCHASES_FROM", "HOLDS_STAKE_IN", "INVESTS_IN"})
SPOKEN = re.compile(r"发言人|回应|强调|解释|澄清|答复|声明|负责人|人士|表示|公告|回复")
"""Who speaks of what did not happen denies it; a narrator only tells that it did not happen."""
OPINION = re.compile(r"应该|理应|应当|希望|呼吁|建议(?!价)|不如|早晚|最好|如何|何时|能不能|为何")
OF_DEBT = re.compile(r"贷|借款|债|授信|连带|担保|责任|保函|信托|票据|融资|租金|抵押")
MAYBE = re.compile(r"可能(?!性)|或许|也许|未必|有望成为|潜在")
HEARSAY = re.compile(r"知情|消息|据传|据悉|传闻|报道")


def negated(plain: str, candidate: Candidate) -> bool:
    """Whether the clause says that it did not happen."""
    before = plain[candidate.clause[0] : candidate.position]
    match = NEGATED.search(before[-16:])
    return match is not None and not (candidate.type == "LENDS_TO" and UNPAID.match(before[-16:], match.start()))


UNPAID = re.compile(
    r"(?:尚|并)?(?:未|没有|无法|不能|无力)能?(?:够|按[期时约]|如期|及时|足额|全额|悉数)*(?:偿还|清偿|归还|还清|还上|结清|付清)"
)
"""A debt that is not paid back stands."""


def unfit(parties: Sequence[TextParty], candidate: Candidate) -> str | None:
    """Why the kinds of the two parties rule the deal out, or None."""
    source, target = parties[candidate.source].kind, parties[candidate.target].kind
    if source is PartyKind.PRODUCT or (target is PartyKind.PRODUCT and not _is_taken_over(candidate)):
        return "a product is no party that pays, holds or lends"
    if candidate.type == "SUBSIDIZES" and source is not PartyKind.GOVERNMENT and not PUBLIC.search(parties[candidate.source].name):
        return "only a public body subsidizes"
    if target is PartyKind.PERSON and candidate.type in OF_ORGANISATIONS:
        return "nobody invests in, holds or joins a person"
    return None


def _is_taken_over(candidate: Candidate) -> bool:
    """A product stands for its business where it is taken over or owned; one that is sold may be a good."""
    return candidate.type in ("ACQUIRES", "HOLDS_STAKE_IN") and not candidate.rule.startswith("sell")


PUBLIC = re.compile(r"政府|[部局委厅办院会署处]$|财政|管委会|国家|中心|欧盟|计划|园区|开发区|新区|DARPA|部")
OF_ORGANISATIONS = frozenset({"INVESTS_IN", "ACQUIRES", "HOLDS_STAKE_IN", "PARTICIPATES_IN", "SUBSIDIZES"})
