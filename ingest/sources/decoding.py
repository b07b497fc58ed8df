"""Bytes to text. The offsets of the whole project refer to what comes out here: no BOM, LF line ends."""

from __future__ import annotations

import codecs
import re
from functools import cache

from graph.errors import BadInput
from ingest.text.normal import normalize

MAX_BYTES = 2_000_000
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DOUBLE_BYTE = ("gb18030", "big5hkscs")
PLAUSIBLE = 0.7
"""Share of everyday characters; a running text has more than 0.95 in its own encoding, a third in the other."""
MARKUP = re.compile(r"\s*(?:<\?xml\b|<!doctype\s+html\b|<html\b|<rss\b|<feed\b)", re.IGNORECASE)
ADDRESS = re.compile(r"\s*https?://\S+\s*")
CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
SIGNATURES = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "an archive or office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}


def decode(data: bytes) -> str:
    """The text of a file. Raises BadInput, in one sentence, for what is no text, empty or over 2 MB."""
    if len(data) > MAX_BYTES:
        raise BadInput("is over 2 MB; split it into articles.")
    for signature, what in SIGNATURES.items():
        if data.startswith(signature):
            raise BadInput(f"is {what}; give its text as UTF-8.")
    return check(_decoded(data))


def check(text: str) -> str:
    """The text with LF line ends; raises BadInput if it is empty, too long or no text."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise BadInput("is empty; there is nothing to read.")
    if MARKUP.match(text):
        raise BadInput("is a web page or a feed; give the text of its articles alone.")
    if ADDRESS.fullmatch(text):
        raise BadInput("is an address, and no page is fetched; give the text that stands there.")
    if "\0" in text or len(CONTROLS.findall(text)) > max(3, len(text) // 1000):
        raise BadInput("holds NUL or control characters, so it is no text; save it as UTF-8.")
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise BadInput("holds half a character (a lone surrogate); save it again as UTF-8.") from error
    if size > MAX_BYTES:
        raise BadInput("is over 2 MB; split it into articles.")
    return text


def _decoded(data: bytes) -> str:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    if b"\0" in data:
        raise BadInput("holds NUL bytes, so it is no text; save it as UTF-8.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = max((_attempt(data, encoding) for encoding in DOUBLE_BYTE), key=_plausibility)
    if _plausibility(text) < PLAUSIBLE:
        raise BadInput("is neither UTF-8, UTF-16, GB18030 nor Big5; save it as UTF-8.")
    return text


def _attempt(data: bytes, encoding: str) -> str:
    """The text in this encoding, empty if it is not."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput("is damaged: some bytes are in no known encoding; save it as UTF-8.") from error


def _plausibility(text: str) -> float:
    """The share of everyday characters among those that are not ASCII."""
    wide = [c for c in normalize(text) if not c.isascii()]
    return sum(c in _everyday() for c in wide) / len(wide) if wide else 0.0


@cache
def _everyday() -> frozenset[str]:
    """The first level of GB 2312 (3,755 characters by frequency) and Chinese punctuation."""
    hanzi = bytes(b for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for b in (row, cell))
    return frozenset(hanzi.decode("gb2312", "ignore") + "。、《》“”—…·【】￥")
