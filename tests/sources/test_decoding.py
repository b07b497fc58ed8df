from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadInput
from ingest.sources.decoding import MAX_BYTES, decode

SIMPLIFIED = "软银集团宣布，以每股23美元认购英特尔20亿美元新股，交易后持有后者约2%的股份。"
TRADITIONAL = "國巨宣布，以每股7,130日圓進行的公開收購已經成立，約87%的芝浦股份應賣，總金額估約950億日圓。"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (SIMPLIFIED.encode(), SIMPLIFIED),
        (codecs.BOM_UTF8 + SIMPLIFIED.encode(), SIMPLIFIED),
        (SIMPLIFIED.encode("utf-16"), SIMPLIFIED),
        (codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), SIMPLIFIED),
        (SIMPLIFIED.encode("gb18030"), SIMPLIFIED),
        (TRADITIONAL.encode("gb18030"), TRADITIONAL),
        (TRADITIONAL.encode("big5"), TRADITIONAL),
        ("港股嘅嘢".encode("big5hkscs") + TRADITIONAL.encode("big5"), "港股嘅嘢" + TRADITIONAL),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("\ufeff甲\r\n乙".encode(), "甲\n乙"),
        ("甲\u200b乙\ufeff丙".encode(), "甲\u200b乙\ufeff丙"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        ("公司\0公告".encode(), "NUL"),
        (b"\x00\x01\x02\x03" * 100, "NUL"),
        (b"\x01\x02\x03\x04\x05" * 100, "control"),
        (b"%PDF-1.7 text", "PDF"),
        (b"PK\x03\x04rest", "archive"),
        ("\ufeff<!DOCTYPE html>\n<html lang='zh'><body>甲公司投资乙公司。".encode(), "web page"),
        ("<?xml version='1.0'?><rss><item>甲公司投资乙公司。</item></rss>".encode(), "web page or a feed"),
        (b" https://news.example/2025/1.html\n", "address"),
        ("café déjà vu".encode("latin-1") * 10, "neither"),
        (SIMPLIFIED.encode()[:-1], "neither"),
        (b"\xed\xa0\x80" * 10, "neither"),
        (SIMPLIFIED.encode("utf-16")[:-1], "damaged"),
        (("甲" * (MAX_BYTES // 3 + 1)).encode(), "2 MB"),
        (("甲" * (MAX_BYTES // 2 - 1)).encode("gb18030"), "2 MB"),  # longer than that in UTF-8
    ],
)
def test_what_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        decode(data)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_refusal(data: bytes) -> None:
    try:
        text = decode(data)
    except BadInput:
        return
    assert text.strip()
    assert "\r" not in text
    assert "\0" not in text
    text.encode("utf-8")
