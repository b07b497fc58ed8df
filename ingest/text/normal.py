"""One character for one: half width, simplified, unified quotes. The offsets of the text stay good.

Rules of grammar are written once, for the normal form (`doc._.plain`); what is shown and quoted comes from
the text itself. No phrase table is used: it would change lengths and break names.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from functools import cache

import numpy as np
import opencc
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from ingest.text.kept import KeptText

COMPATIBILITY_BLOCKS = (
    (0x2F00, 0x2FD5),  # Kangxi radicals, as PDF files give them
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFE10, 0xFE19),  # punctuation for vertical text
    (0xFE30, 0xFE6B),  # vertical and small forms
    (0xFF01, 0xFFEE),  # full width and half width forms
    (0x1D400, 0x1D7FF),  # mathematical letters (𝕏)
    (0x2F800, 0x2FA1F),  # more compatibility ideographs
)
"""Where NFKC is one character and means the same. Elsewhere it does not: ① and ² would join a sum."""

IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF))
KEPT = "乾昇"  # simplified characters in their own right, mostly in names (乾照光电, 昇腾)
MISSED = {"妳": "你", "甦": "苏", "衞": "卫"}  # traditional characters that the table of opencc leaves
LOOKALIKES = {
    **dict.fromkeys("「『〝﹁﹃〈", "“"),
    **dict.fromkeys("」』〞﹂﹄〉", "”"),
    **dict.fromkeys("‘’′", "'"),
    **dict.fromkeys("•‧・･∙⋅", "·"),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict.fromkeys("〜∼", "~"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
}

LONG = 50
"""Characters from which one look-up for all of them is the faster way."""


def normalize(text: str) -> str:
    """The normal form of `text`, of exactly the same length."""
    if len(text) < LONG:
        return text.translate(table())
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    return _codes().take(codes).tobytes().decode("utf-32-le", "surrogatepass")


@cache
def table() -> dict[int, str]:
    """Code point to its normal character; built once (about 0.1 s)."""
    mapping = dict(_compatible())
    mapping.update({ord(a): b for a, b in _simplified() if a not in KEPT})
    mapping.update({ord(a): b for a, b in (MISSED | LOOKALIKES).items()})
    # a compatibility form of a traditional character takes both steps
    return {a: mapping.get(ord(b), b) for a, b in mapping.items()}


@cache
def _codes() -> NDArray[np.uint32]:
    """The same for every code point: a long text is looked up in one step, forty times as fast as character by character."""
    codes = np.arange(sys.maxunicode + 1, dtype="<u4")
    codes[list(table())] = [ord(b) for b in table().values()]
    return codes


@cache
def traditional() -> frozenset[str]:
    """Characters that occur in traditional text alone."""
    return frozenset(a for a, _ in _simplified() if a not in KEPT)


@Language.component("roundtrip_normal", assigns=["doc._.plain"])
def add_plain(doc: Doc) -> Doc:
    doc._.plain = doc.plain if isinstance(doc, KeptText) else normalize(doc.text)
    return doc


def _compatible() -> Iterator[tuple[int, str]]:
    for first, last in COMPATIBILITY_BLOCKS:
        for code in range(first, last + 1):
            form = unicodedata.normalize("NFKC", chr(code))
            if len(form) == 1 and form != chr(code):
                yield code, form


def _simplified() -> Iterator[tuple[str, str]]:
    """Pairs of a traditional character and its simplified one, by one call: a call a character is slow."""
    characters = [chr(code) for first, last in IDEOGRAPHS for code in range(first, last + 1)]
    forms = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return ((a, b) for a, b in zip(characters, forms, strict=True) if a != b and len(b) == 1)
