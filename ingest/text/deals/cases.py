"""Case: what the preposition before a name says about its role."""

from __future__ import annotations

import re
from enum import StrEnum

from ingest.text.begun import begun


class Case(StrEnum):
    """The role that a marker gives to the phrase after it."""

    TO = "to"
    FOR = "for"
    FROM = "from"
    BY = "by"
    PASSIVE = "passive"
    GET = "get"
    BA = "ba"
    WITH = "with"
    OBLIQUE = "oblique"


GETTING = (
    "获得|获取|获|得到|收到|拿到|拿下|拿了|(?<!加)拿(?!手)|引入|引进|迎来|接受|来自于|来自|取得|揽获|揽下|赢得|斩获|接到|收获|受到|签下|"
    "吸引了|吸引|募得|募集"
)
MARKERS: dict[Case, tuple[str, ...]] = {
    Case.TO: (
        r"(?<![方意倾导流走趋转动去志风])向",
        r"(?<![供补发送])给予?",
        r"授予",
        r"(?<=[卖送交投借租押划转让])(?:给|予|与|于)",
        r"面向",
        r"至(?=$)",
    ),
    Case.FOR: (
        r"(?<![成作因认称以行名视人极更最改较颇大变设即])为(?![了何])",
        r"(?<![代交顶])替",
        r"帮助?",
        r"(?<![相绝面针反应核敌派校配结])对于?(?![手方比外应付标抗接])",
    ),
    Case.FROM: (
        r"(?<![自服顺])从(?![事而来此业])",
        r"(?<![来各出亲独])自(?![动主己身然研有从称营由行家我立])",
        r"找(?!到)",
        r"(?<=[采租源购出买来])自",
    ),
    Case.BY: (r"(?<![理自经缘])由(?![于此])", r"(?<=方)(?:为|是|包括|包含|有)"),
    Case.PASSIVE: (r"被(?![动告])", r"遭(?![遇到])", r"(?<![接享感承])受(?![让到益托])"),
    Case.GET: (rf"(?:{GETTING})(?:了|过)?",),
    Case.BA: (r"(?<!一)把(?![关控握])", r"将(?=(?:其|所|持有|手中|手里|旗下|自己|旗|名下|全资|控股|子公司|持|目标|标的)|$)"),
    Case.WITH: (
        r"(?<![参赠给授])与(?![否会])",
        r"(?<![共联缓饱总中温平附])和(?![解平谐])",
        r"跟(?![投进随踪])",
        r"(?<![共合如等不相一协连认赞])同(?![时期比意样步行一类等日年月属业]|$)",
        r"携手|联合|联手|会同|牵手|连同|协同|搭上|偕",
    ),
    Case.OBLIQUE: (
        r"(?<![可所予加难足得何])以(?![及来后前外上下内往色])",
        r"(?<![数占根])据(?![说传悉])",
        r"(?<![正存现实内潜])在(?!内)",
        r"(?<![对关由位属处至等低高小大])于(?!是)",
        r"通过|凭借?|按照?(?![期时约月季揭])|根据|依据|随着|(?<![解删免排拆剔])除(?!了)|除了|包括|例如|比如|关于|围绕|(?<!相)继(?![续承任])|作为|成为|正如|利用|借助|借道|(?<![财曾已历神])经(?![济营理销验过历常贸典纪])|担任",
        r"不同于|(?<![扎鲁占对环同之英可好相无伦])比(?![例较如利])|(?<![影图录摄偶头])像|对标|不是|并非|而非|取代|超过|超越|击败|追赶",
    ),
}
_BEGINS = (
    "不与为予于从以会作例依借偕像关凭击利募包协取受同向吸和围在对将帮并引得成找把担拿"
    "按据授接揽搭携收斩是替有来根正比牵由签经给继而联自至获被赢超跟迎连追通遭除随面"
)
_MARKER = begun(_BEGINS, "|".join(f"(?P<{case}>{'|'.join(patterns)})" for case, patterns in MARKERS.items()))
LONGEST_MODIFIER = 24


def case_of(gap: str) -> tuple[Case, int] | None:
    """The last marker of the cleaned text before a name, with where it starts, if the name still depends on it."""
    found = None
    for match in _MARKER.finditer(gap):
        if match.lastgroup and len(gap) - match.end() <= LONGEST_MODIFIER and not _is_relative(match, gap):
            found = Case(match.lastgroup), match.start()
    return found


def _is_relative(match: re.Match[str], gap: str) -> bool:
    """拿到钱的A: the verb governs what stands before 的, not the name after it."""
    return match.lastgroup == Case.GET and "的" in gap[match.end() :]
