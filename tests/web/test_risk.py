"""The pages of shocks, circularity and concentration: what they show, and what their data say."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web import news

NVIDIA, OPENAI, ORACLE, AMD = (news.party(name) for name in ("英伟达", "OpenAI", "甲骨文", "AMD"))


def _json(client: FlaskClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json


def _text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    body = re.sub(r"<script.*?</script>", " ", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_a_shock_tells_losers_ways_and_sentences(client: FlaskClient) -> None:
    answer = _json(client, "/shock.json?party=OpenAI")["answer"]
    (outcome,) = answer["outcomes"]
    losses = {loss["party"]["name"]: loss for loss in outcome["losses"]}
    assert losses["甲骨文"]["usd"] == 3e11
    assert [way["title"] for way in losses["英伟达"]["ways"]] == ["OpenAI → 英伟达", "OpenAI → 甲骨文 → 英伟达"]
    assert (losses["AMD"]["usd"], losses["AMD"]["usd_text"], losses["AMD"]["round"]) == (None, "", None)
    assert answer["compared"] == []
    text = _text(client, "/shock?party=OpenAI")
    for words in ("OpenAI 付不出钱时", "3,000亿美元", "OpenAI采购甲骨文。", "金额不明", "Battiston 等 2012", "没有写明金额", "最好至最坏"):
        assert words in text


def test_a_shock_of_a_part_in_another_model(client: FlaskClient) -> None:
    text = _text(client, f"/shock?party={OPENAI}&loss=50&model=clearing&lang=en")
    assert "When OpenAI loses 50%" in text
    assert "Eisenberg and Noe 2001" in text
    data = _json(client, f"/shock.json?party={OPENAI}&loss=50&model=differential")
    assert data["asked"]["loss"] == 50
    assert data["answer"]["outcomes"][0]["losses"][0]["usd"] == 1.5e11


def test_several_at_once_are_compared_with_each_alone(client: FlaskClient) -> None:
    answer = _json(client, f"/shock.json?party={OPENAI}&party=甲骨文")["answer"]
    assert [outcome["title"] for outcome in answer["outcomes"]] == ["OpenAI、甲骨文", "OpenAI", "甲骨文"]
    nvidia = next(row for row in answer["compared"] if row["party"]["id"] == NVIDIA)
    assert nvidia["usd"][0] > nvidia["usd"][2] == 4e10
    text = _text(client, f"/shock?party={OPENAI}&party=甲骨文")
    assert "一起与单独" in text
    assert "只有 甲骨文" in text


def test_the_picture_has_every_party_and_round(client: FlaskClient) -> None:
    picture = _json(client, f"/shock.json?party={OPENAI}")["answer"]["outcomes"][0]["picture"]
    ids = {party["id"] for party in picture["parties"]}
    assert {OPENAI, ORACLE, NVIDIA, AMD} <= ids
    assert all({arrow["source"], arrow["target"]} <= ids for arrow in picture["arrows"])
    assert picture["rounds"][0] == [{"party": OPENAI, "more": 1.0}]
    assert {hit["party"] for hit in picture["rounds"][1]} == {ORACLE, NVIDIA}


def test_names_that_are_not_clear_are_asked_back(client: FlaskClient) -> None:
    data = _json(client, "/shock.json?party=A&party=甲骨文&party=张三公司")
    assert data["answer"] is None
    assert [party["name"] for party in data["asked"]["parties"]] == ["甲骨文"]
    assert {"AMD", "OpenAI"} <= {each["name"] for each in data["asked"]["candidates"]["A"]}
    page = html.unescape(client.get("/shock?party=A&party=甲骨文&party=张三公司").text)
    assert f"/shock?party={ORACLE}&party={AMD}" in page
    assert "没有名为“张三公司”的主体" in page


def test_without_a_party_some_are_suggested(client: FlaskClient) -> None:
    assert "先选一个主体" in _text(client, "/shock")
    assert {"英伟达", "OpenAI"} <= {party["name"] for party in _json(client, "/shock.json")["suggestions"]}
    assert f'href="/shock?party={OPENAI}"' in client.get(f"/parties/{OPENAI}").text


def test_a_shock_that_hits_nobody_says_so(client: FlaskClient) -> None:
    assert "丁基金 受冲击时没有别人受损" in _text(client, f"/shock?party={news.party('丁基金')}")


def test_circularity_of_all_and_of_one(client: FlaskClient) -> None:
    answer = _json(client, "/circularity.json?min_usd=1e9")["answer"]
    assert (answer["in_loops"], answer["announced"], answer["share_text"]) == (1.2e11, 4.4e11, "27.3%")
    (loop,) = answer["loops"]
    assert (loop["usd"], loop["title"]) == (4e10, "英伟达 → OpenAI → 甲骨文 → 英伟达")
    assert answer["least"] == 0
    text = _text(client, f"/circularity?party={NVIDIA}")
    assert "从 英伟达 流出的 1,000亿美元 中，有 400亿美元 能流回来（40%）" in text
    assert "甲骨文采购英伟达。" in text
    assert "没有钱在绕圈" in _text(client, "/circularity?min_usd=1e15")
    assert "没有名为“张三公司”的主体" in _text(client, "/circularity?party=张三公司")


def test_concentration_tells_who_depends_on_whom(client: FlaskClient) -> None:
    data = _json(client, "/concentration.json?threshold=90&above=1e10")
    told = {(row["party"]["name"], row["tie"], row["on"]["name"]): row["share"] for row in data["dependences"]}
    assert told["甲骨文", "customer", "OpenAI"] == 1.0
    assert len(data["breakers"]["parties"]) == len(data["breakers"]["deals"]) == 1
    assert data["hubs"][0]["party"]["name"] == "OpenAI"
    text = _text(client, "/concentration")
    assert "没有更小的集合" in text
    assert "依赖客户 OpenAI" in text
    assert "没有每一跳都达到这个金额的环" in _text(client, "/concentration?above=1e15")


def test_paths_tell_how_much_gets_through_in_all(client: FlaskClient) -> None:
    through = _json(client, "/paths.json?source=英伟达&target=甲骨文")["throughput"]
    assert (through["usd"], through["widest"]["title"]) == (1e11, "英伟达 → OpenAI → 甲骨文")
    assert [hop["target"]["name"] for hop in through["narrow"]] == ["OpenAI"]
    assert "合起来最多能过去 1,000亿美元" in _text(client, "/paths?source=英伟达&target=甲骨文")
    assert _json(client, "/paths.json?source=甲骨文&target=丙科技")["throughput"]["widest"] is None


@pytest.mark.parametrize("path", ["/shock?party=OpenAI&loss=0", "/shock?party=OpenAI&model=magic", "/concentration?threshold=0"])
def test_refusals_are_told_in_the_language_of_the_page(client: FlaskClient, path: str) -> None:
    for language, ending in (("zh", "。"), ("en", ".")):
        answer = client.get(f"{path.replace('?', '.json?')}&lang={language}")
        assert (answer.status_code, answer.json["error"]["language"]) == (400, language)  # type: ignore[index]
        assert answer.json["error"]["message"].endswith(ending)  # type: ignore[index]
