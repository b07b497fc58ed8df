"""The parts of a name: place, stem, trade, form of law. 苏州 + 和澍 + 生物医药 + 股份有限公司."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import rjieba

from ingest.text.names import words

_LEGAL = re.compile(
    r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|股份公司|控股公司|总公司|分公司|株式会社|公司|集团|股份|控股|\(有限合伙\)|有限合伙|合伙企业|"
    r",? ?(?:Inc|Incorporated|Ltd|Limited|Corp|Corporation|Co|Company|LLC|"
    r"L\.?P|PLC|plc|AG|SE|SA|S\.A|NV|N\.V|GmbH|AB|ASA|Oyj|KK|K\.K|BV|Pte|Group|Holdings?)\.?)$"
)
_INCORPORATED = re.compile(r"(?:有限公司|有限责任公司|股份公司|有限合伙|合伙企业|\(有限合伙\))$")
_BRACKETS = re.compile(r"\([^()]*\)")
_BRANCH = re.compile(r"(.{1,12}?银行)(?:股份有限公司|有限责任公司|有限公司|\(.{1,8}\))?.{0,14}(?:分行|支行|营业部|分公司|信用卡中心)$")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def without_law(name: str) -> str:
    """`name` without brackets and form of law, as often as one stands at its end."""
    bare = _BRACKETS.sub("", name) if not name.startswith("(") else name
    while (shorter := _LEGAL.sub("", bare).rstrip(" ,.")) != bare and len(shorter) > 1:
        bare = shorter
    return bare


def incorporated(name: str) -> bool:
    """Whether the name is a full one, as a register has it."""
    return _INCORPORATED.search(name) is not None


def bank(name: str) -> str | None:
    """The bank of a branch: 江苏银行 of 江苏银行常州分行."""
    match = _BRANCH.match(name)
    return match.group(1) if match else None


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[tuple[str, str], ...]:
    return tuple((word, tag) for word, tag in rjieba.tag(name, False))


def places(name: str) -> int:
    """How many characters of places the name begins with."""
    length = 0
    for word, tag in parts(name):
        if tag != "ns" or length + len(word) >= len(name):
            break
        length += len(word)
    return length


def only_endings(text: str) -> bool:
    """Whether all words of `text` are endings of firms."""
    return all(word in words.STRONG or word in words.LEGAL or word in words.SURE for word, _ in parts(text))


def stems(name: str) -> Iterator[str]:
    """Shorter forms under which a text may go on: without law, without place, without trade."""
    if not _HAN.search(name):
        yield from _latin_stems(name)
        return
    bare = without_law(name)
    for start in {0, places(bare)}:
        rest = bare[start:]
        yield rest
        pieces = [word for word, _ in parts(rest)]
        while len(pieces) > 1 and (pieces[-1] in words.STRONG or pieces[-1] in words.SURE):
            pieces.pop()
            yield "".join(pieces)


def _latin_stems(name: str) -> Iterator[str]:
    bare = without_law(name)
    yield bare
    head = bare.split(" ")[0]
    if head != bare and len(head) > 3:
        yield head


def is_word(name: str) -> bool:
    """Whether a shorter form is a word of the language or a place, hence no name."""
    return name in words.GENERIC or name in words.STRONG or name in words.DESCRIPTIVE or rjieba.has_word(name)
