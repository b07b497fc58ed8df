"""Errors speak the language of the page, as far as it has their sentences."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.web.sending import post_json
from tests.web.sentences import raised, shape, texts
from web.sentences import Told, catalog, tell

MET = (
    "web/heavy.py", "web/jobs.py", "web/pages", "web/parties.py", "web/question.py", "web/reading.py", "web/strict_json.py",
    "graph/analysis", "graph/store/statement.py", "graph/store/faults.py", "graph/store/console.py", "graph/store/plan.py",
    "ingest/sources/decoding.py", "ingest/sources/jsonl.py", "ingest/sources/origin.py", "ingest/sources/strict.py", "ingest/jobs.py",
)  # fmt: skip
"""Where the errors are made that a visitor of the page meets."""


def test_every_sentence_that_a_visitor_meets_has_a_chinese_form() -> None:
    met = raised(*MET)
    assert len(met) > 60
    assert [english for english in sorted(met) if tell(english.replace("{}", "'x'"), "zh").language == "en"] == []


def test_no_form_is_of_a_sentence_that_is_gone() -> None:
    said = set(map(shape, texts("web", "graph", "ingest")))
    assert [english for english in catalog() if shape(english) not in said] == []


@pytest.mark.parametrize("english", list(catalog()))
def test_a_form_fills_in_nothing_that_its_sentence_lacks(english: str) -> None:
    chinese = catalog()[english]
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert set(re.findall(r"\{(\w+)\}", chinese)) <= set(re.findall(r"\{(\w+)\}", english))
    assert tell(re.sub(r"\{\w+\}", "'x'", english), "zh").language == "zh"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("The number of hops must be from 2 to 6.", "跳数要在 2 到 6 之间。"),
        ("is empty; there is nothing to read.", "内容是空的，没有可读的。"),
        ("is a picture; give its text as UTF-8.", "这是图片；请给出它的正文，以 UTF-8 保存。"),
        ("There is no deal type 'GIFTS_TO'; choose among A, B.", "没有 'GIFTS_TO' 这种交易类型；可选 A, B。"),
        ("The statement is not valid: line 1\nline 2", "语句有误：line 1\nline 2"),
    ],
)
def test_what_is_filled_in_is_kept_and_looked_up_too(english: str, chinese: str) -> None:
    assert tell(english, "zh") == Told(chinese, "zh")
    assert tell(english, "en") == Told(english, "en")


@given(st.text())
def test_a_sentence_without_a_form_stays_as_it_is(text: str) -> None:
    sentence = f"Unheard of {text}"
    assert tell(sentence, "zh") == Told(sentence, "en")


def test_the_chinese_page_speaks_chinese(client: FlaskClient) -> None:
    assert "跳数要在 2 到 8 之间。" in client.get("/loops?hops=9").text
    assert "The number of hops must be from 2 to 8." in client.get("/loops?hops=9&lang=en").text
    client.set_cookie("lang", "zh")
    answer = post_json(client, "/console.json", {"statement": " \n"})
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"]["message"].startswith("语句是空的；请写一条")
    assert answer.json["error"]["language"] == "zh"


def test_a_used_address_is_told_without_other_reasons(stranger: FlaskClient) -> None:
    page = stranger.get("/enter?token=wrong")
    assert page.status_code == 403
    assert "这个地址已经用过" in page.text
    assert "不是从本页面发出的" not in page.text
