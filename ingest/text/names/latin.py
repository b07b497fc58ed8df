"""Names in Latin letters: CoreWeave, Blue Owl, S&P Global, Crédit Agricole CIB, Tuoqiao Tyre (Thailand) Co., Ltd."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text.names import words

_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁŃŅŇŌŐŒŔŘŚŞŠŤŪŮŰŹŻŽ", "a-zß-öø-ÿāăąćčďđēėęěğģīıķłńņňōőœŕřśşšťūůűźżž"
_LETTER = _UPPER + _LOWER
_WORD = (
    rf"(?:[{_UPPER}][{_LETTER}0-9'’]*|[{_LOWER}]{{1,4}}[{_UPPER}][{_LETTER}0-9]*|[0-9]{{1,3}}[{_LETTER}]{{2,}})"
    rf"(?:[.-][{_LETTER}]+|-[0-9]+)*"
)
_ABBREVIATED = rf"(?:[{_UPPER}]\.){{1,4}}"
_PARTICLE = r"(?:of|and|de|the|für|van|von|for|del|della|du|des|do|da|dos|la|el|y|et|und)"
_LAW = (
    r"(?:\((?:[A-Z][A-Za-z ]{1,20})\) ?)?"
    r"(?:[.,]* ?(?:Inc|Incorporated|Ltd|Limited|Corp|Co|LLC|L\.P|LP|PLC|plc|AG|SE|S\.A|SA|NV|N\.V|GmbH|AB|ASA|"
    r"Pte|Pty|Bhd|Sdn|Oyj|KK|BV)\b\.?)+"
)
_RUN = re.compile(
    rf"(?=[{_LETTER}0-9])(?<![{_LETTER}0-9@/._-])(?:{_ABBREVIATED}(?= ?{_WORD})|{_WORD})"
    rf"(?:(?: ?& ?| |·)(?:{_PARTICLE} ){{0,2}}"
    rf"(?:{_ABBREVIATED}(?= )|{_WORD})){{0,5}}(?: ?{_LAW})?(?![{_LETTER}0-9@]|://)"
)
_PRODUCT = re.compile(r"[A-Za-z]{0,6}[ -]?[0-9]+[A-Za-z]{0,3}|.*[0-9]{2,}.*|.*-[0-9].*|[A-Z]|[A-Z]+ [A-Z]?[0-9]+")
_PROSE = re.compile(rf"[{_LOWER}]{{2,}} [{_LOWER}]{{2,}} [{_LOWER}]{{2,}}")
_EDGE_HEAD = frozenset(
    "CEO CFO CTO COO IPO AI A B C H Q I II III IV V X The GPU CPU LP GP VC PE IP APP App AR VR AGI EV LED OTA ADR ETF".split()
)
_EDGE_TAIL = frozenset("CEO CFO CTO COO IPO GPU CPU Agent API App APP ETF ADR Pre GP LP A B C D E H AGI".split())
_ORGANISATION = re.compile(
    r"\b(?:Capital|Partners|Group|Holdings?|Ventures?|Bank|Fund|Inc|Ltd|Corp|Corporation|Company|LLC|LP|AG|SA|SE|NV|GmbH|AB|Pte|Technologies|Technology|Energy|Power|"
    r"Management|Investments?|Global|International|Labs?|Systems|Networks?|Motors?|Air|Airlines|Airways|Pharma|Therapeutics|Bio|Biotech|Sciences?|Robotics|Semiconductor|"
    r"Studios?|Media|Entertainment|Insurance|Securities|Financial|Finance|Asset|Advisors|Associates|Industries|Steel|Mining|Resources|Logistics|Shipping|Lines|Rail|"
    r"University|Institute|Foundation|Trust|Cloud|Data|Compute|AI|Digital|Solutions|Services|Software|Health|Medical|Materials|Chemicals?|Foods?|Brands?|Retail|Properties|"
    r"Land|Development|Ministry|Authority|Agency|Commission|Works|Mobility|Equity|Growth|Exchange|Co|Limited|Interactive|Games|Space|Aerospace|Marine|Offshore|Terminals?)\b\.?"
)


def runs(plain: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised Latin words, up to six, without what names nothing at their ends (AI, CEO)."""
    for match in _RUN.finditer(plain):
        start, end = _trimmed(plain, *match.span())
        if _may_be_name(plain, start, end):
            yield start, end


def weight(name: str) -> float:
    """How much a Latin run looks like a party by itself: 1 is enough."""
    if " " in name or "&" in name:
        return 1.0 if _ORGANISATION.search(name) or "&" in name else 0.7
    if name.isupper():
        return 0.5 if len(name) < 5 else 0.7
    return 1.0 if re.search(r"[a-z][A-Z]|[A-Z]{2,}[a-z]", name) else 0.8


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    while start < end:
        pieces = plain[start:end].split(" ")
        if pieces[0] in _EDGE_HEAD and pieces[0] != plain[start:end]:
            start += len(pieces[0]) + 1
        elif pieces[-1] in _EDGE_TAIL and len(pieces) > 1 and pieces[-2] not in ("Series", "Class"):
            end -= len(pieces[-1]) + 1
        else:
            break
    return start, end


def _may_be_name(plain: str, start: int, end: int) -> bool:
    name = plain[start:end]
    if len(name) < 2 or name in words.NO_LATIN or _PRODUCT.fullmatch(name):
        return False
    around = plain[max(0, start - 24) : start] + "#" + plain[end : end + 24]
    return not _PROSE.search(around) and "@" not in plain[max(0, start - 12) : end + 12]
