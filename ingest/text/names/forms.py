"""The parts of a name: place, stem, trade, form of law. 苏州 + 和澍 + 生物医药 + 股份有限公司."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import rjieba

from ingest.text.names import words

_LEGAL = re.compile(
    r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|股份公司|控股公司|总公司|分公司|株式会社|公司|集团|股份|控股|\(有限合伙\)|有限合伙|合伙企业|"
    r"[,.]? ?\b(?:Inc|Incorporated|Ltd|Limited|Corp|Corporation|Co|Company|LLC|"
    r"L\.?P|PLC|plc|AG|SE|SA|S\.A|NV|N\.V|GmbH|AB|ASA|Oyj|KK|K\.K|BV|Pte|Pty|Sdn|Bhd|Group|Holdings?)\.?)$",
    re.IGNORECASE,
)
_INCORPORATED = ("有限公司", "有限责任公司", "股份公司", "有限合伙", "合伙企业", "(有限合伙)")
_BRACKETS = re.compile(r"\([^()]*\)")
_BRANCH = re.compile(r"(.{1,12}?银行)(?:股份有限公司|有限责任公司|有限公司|\(.{1,8}\))?.{0,14}(?:分行|支行|营业部|分公司|信用卡中心)$")
_TICKER = re.compile(r"(?:SH|SZ|HK)?[0-9]{4,6}(?:[.-][A-Z]{1,3})?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NAMES = frozenset("nz nt nr nrt nrfg".split())


@lru_cache(maxsize=4096)
def without_law(name: str) -> str:
    """`name` without brackets and form of law, as often as one stands at its end."""
    bare = _BRACKETS.sub("", name) if not name.startswith("(") else name
    while (shorter := _LEGAL.sub("", bare).rstrip(" ,.")) != bare and len(shorter) > 1:
        bare = shorter
    return bare


def incorporated(name: str) -> bool:
    """Whether the name is a full one, as a register has it."""
    return name.endswith(_INCORPORATED)


def is_ticker(name: str) -> bool:
    """Whether the name is an exchange code in figures (688535.SH)."""
    return _TICKER.fullmatch(name) is not None


def bank(name: str) -> str | None:
    """The bank of a branch: 江苏银行 of 江苏银行常州分行."""
    match = _BRANCH.match(name) if "银行" in name else None
    return match.group(1) if match else None


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[tuple[str, str], ...]:
    """The words of a name with jieba's tags."""
    return tuple((word, tag) for word, tag in rjieba.tag(name, False))


@lru_cache(maxsize=4096)
def placeless(name: str) -> str:
    """`name` without the places that it begins with."""
    rest = name
    for word, tag in parts(name):
        if len(word) < 2 or len(rest) - len(word) < 2 or not (tag == "ns" or word in words.COUNTRIES or word in words.CITIES):
            break
        state = next((state for state in words.COUNTRIES if word.startswith(state)), word)  # 新加坡海峡, one word of the dictionary
        rest = rest[len(state) :]
        if state != word:
            break
    return rest


def is_trade(text: str) -> bool:
    """Whether all words of `text` are endings of firms (生物医药, 科技集团)."""
    return all(word in words.STRONG or word in words.LEGAL or word in words.SURE or word in words.DESCRIPTIVE for word, _ in parts(text))


@lru_cache(maxsize=4096)
def stems(name: str) -> tuple[str, ...]:
    """Shorter forms under which a text may go on: without law, without place, without trade; the longest first."""
    if not _HAN.search(name):
        return tuple(_latin_stems(name))
    found = [bank(name) or name]
    bare = without_law(name)
    for rest in dict.fromkeys((bare, placeless(bare))):
        found.append(rest)
        pieces = [word for word, _ in parts(rest)]
        while len(pieces) > 1 and is_trade(pieces[-1]):
            pieces.pop()
            found.append("".join(pieces))
    return tuple(stem for stem in dict.fromkeys(found) if stem != name and len(stem) > 1)


def _latin_stems(name: str) -> Iterator[str]:
    bare = without_law(name)
    if bare != name:
        yield bare
    head = bare.split(" ")[0]
    if head != bare and len(head) > 3:
        yield head


def is_word(name: str) -> bool:
    """Whether a shorter form is a word of the language or a place, hence no name."""
    if name in words.GENERIC or is_trade(name):
        return True
    cut = parts(name)
    return all(tag == "ns" or word in words.COUNTRIES for word, tag in cut) or (len(cut) == 1 and cut[0][1] not in _NAMES)
