"""Every claim leads back to its sentence: `start` and `end` cut the evidence out of the text as it was read, in any encoding and script."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.reader import Reader
from ingest.sources.article import Source
from ingest.sources.text import read
from ingest.text.encoder.session import MODEL

SENTENCES = (
    "英伟达（NVIDIA）宣布向OpenAI投资至多1000亿美元，后者将部署10GW的芯片。",
    "9月24日，阿里云与英伟达签署合作协议；中信银行给予蔚来50亿元授信。",
    "知情人士称，「软银」拟以65亿美元收购Ampere Computing，卖方为凯雷集团。",
    "公司控股股东腾讯控股（00700.HK）持有京东约17%的股权。",
    "高瓴资本、红杉中国领投了月之暗面的B轮融资，金额为12亿元人民币。",
    "天气晴朗，市场上的人都在谈论下一轮牛市。",
    "该公司此前把所持1.6亿股质押给华泰证券，用于补充流动资金。",
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "big5hkscs")


@cache
def _reader(learned: bool) -> Reader:
    return Reader(model=MODEL if learned else None)


@cache
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2tw")


def _read_back(data: bytes) -> Source:
    sources = list(read(BytesIO(data)))
    assert len(sources) == 1
    assert isinstance(sources[0], Source)
    return sources[0]


@pytest.mark.parametrize("learned", [False, True], ids=["rules", "encoder"])
@settings(deadline=None, max_examples=40)
@given(
    sentences=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6),
    joint=st.sampled_from(["", "\n", "\r\n", "\n\n　　", " \t"]),
    encoding=st.sampled_from(ENCODINGS),
    traditional=st.booleans(),
)
def test_evidence_is_what_the_offsets_cut(learned: bool, sentences: list[str], joint: str, encoding: str, traditional: bool) -> None:
    text = joint.join(sentences)
    if traditional or encoding == "big5hkscs":
        text = _traditional().convert(text)
    source = _read_back(text.encode(encoding, errors="ignore"))
    reading = _reader(learned).read(source.text, "2026-01-05")
    for claim in reading.claims:
        assert source.text[claim.start : claim.end] == claim.evidence
        assert claim.evidence.strip()
    for party in reading.parties:
        assert all(0 <= span.start < span.end <= len(source.text) for span in party.mentions)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_deals_are_the_same_in_every_encoding(encoding: str) -> None:
    text = "\n".join(SENTENCES)
    if encoding == "big5hkscs":
        text = _traditional().convert(text)
    source = _read_back(text.encode(encoding))
    told = {(c.type, c.source, c.target) for c in _reader(False).read(source.text, "2026-01-05").claims}
    wanted = {(c.type, c.source, c.target) for c in _reader(False).read("\n".join(SENTENCES), "2026-01-05").claims}
    assert len(wanted) >= 5
    assert told == wanted
