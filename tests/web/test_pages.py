"""What the pages show, as pages and as data."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web import news
from tests.web.test_guards import PAGES

NVIDIA, OPENAI, ORACLE, AMD = (news.party(name) for name in ("英伟达", "OpenAI", "甲骨文", "AMD"))
TRIANGLE = news.article(news.TRIANGLE)
TWINS = {
    "/": "/index.json",
    "/search?q=英": "/search.json?q=英",
    "/articles": "/articles.json",
    f"/articles/{TRIANGLE}": f"/articles/{TRIANGLE}.json",
    f"/parties/{OPENAI}": f"/parties/{OPENAI}.json",
    "/graph": "/graph.json",
    f"/graph?party={OPENAI}": f"/graph.json?party={OPENAI}",
    "/loops?hops=2": "/loops.json?hops=2",
    f"/exposure?party={OPENAI}": f"/exposure.json?party={OPENAI}",
    f"/paths?source={NVIDIA}&target={ORACLE}": f"/paths.json?source={NVIDIA}&target={ORACLE}",
    "/circularity": "/circularity.json",
    f"/circularity?party={NVIDIA}": f"/circularity.json?party={NVIDIA}",
    "/concentration?threshold=25": "/concentration.json?threshold=25",
    f"/shock?party={OPENAI}&party={ORACLE}&loss=50": f"/shock.json?party={OPENAI}&party={ORACLE}&loss=50",
    "/console": "/console.json",
}


def _json(client: FlaskClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json


def _text(client: FlaskClient, path: str) -> str:
    """What a reader sees of a page: its text without markup."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    body = re.sub(r"<script.*?</script>", " ", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("page", TWINS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_opens_in_both_languages(client: FlaskClient, page: str, language: str) -> None:
    joint = "&" if "?" in page else "?"
    answer = client.get(f"{page}{joint}lang={language}")
    assert answer.status_code == 200
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}"' in answer.text
    assert "{" not in re.sub(
        r"<script.*?</script>|<pre.*?</pre>|<textarea.*?</textarea>|<code.*?</code>|data-statement=\".*?\"",
        "",
        _without_hostile(answer.text),
        flags=re.DOTALL,
    )


def _without_hostile(text: str) -> str:
    return text.replace("{{7*7}}${7*7}", "")


@pytest.mark.parametrize("page", TWINS)
def test_every_page_names_its_twin(client: FlaskClient, page: str) -> None:
    named = re.search(r'<footer.*?href="([^"]*\.json[^"]*)"', client.get(page).text, re.DOTALL)
    assert named is not None
    assert client.get(html.unescape(named[1])).json == _json(client, TWINS[page])


def test_the_first_page_shows_the_loops_with_their_sentences(client: FlaskClient) -> None:
    data = _json(client, "/index.json")
    titles = [loop["title"] for loop in data["loops"]]
    assert titles[0] == "英伟达 → OpenAI → 甲骨文 → 英伟达"
    assert "AMD → OpenAI → AMD" in titles
    assert data["loops"][0]["usd"] == 4e10
    assert {frozenset(title.split(" → ")) for title in titles} >= {frozenset(("AMD", "OpenAI")), frozenset(("乙银行", "丙科技"))}
    text = _text(client, "/")
    assert "最小一跳 400亿美元" in text
    assert "至多1,000亿美元" in text
    assert "甲骨文采购英伟达。" in text
    assert "约35亿元（≈" in text
    assert data["counts"] | {"loops": 0} == {"articles": 4, "parties": 8, "deals": 10, "claims": 10, "metrics": 4, "loops": 0}


def test_the_first_page_draws_every_loop(client: FlaskClient) -> None:
    page = client.get("/").text
    count = len(_json(client, "/index.json")["loops"])
    assert page.count('class="ring"') == count
    assert 'class="deal-GRANTS_EQUITY_TO"' in page


def test_sums_are_written_in_the_language_of_the_page(client: FlaskClient) -> None:
    text = _text(client, "/?lang=en")
    assert "up to $100bn" in text
    assert "about CNY 3.5bn (≈ $" in text
    assert "22 Sep 2025" in text
    assert "smallest hop $40bn" in text


def test_the_language_is_remembered(client: FlaskClient) -> None:
    assert "谁给谁钱" in _text(client, "/")
    cookie = client.get("/?lang=en").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Who funds whom" in _text(client, "/")
    assert "谁给谁钱" in _text(client, "/?lang=zh")
    assert "谁给谁钱" in _text(client, "/?lang=fr")


def test_the_colours_are_remembered(client: FlaskClient) -> None:
    assert 'data-theme="auto"' in client.get("/").text
    assert 'data-theme="dark"' in client.get("/?theme=dark").text
    assert 'data-theme="dark"' in client.get("/loops").text
    assert 'data-theme="dark"' in client.get("/?theme=pink").text


def test_loops_come_in_orders_and_pages(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _json(client, "/loops.json")
    assert whole["number"] == len(whole["loops"]) == sum(whole["by_length"].values()) > 2
    monkeypatch.setattr("web.pages.loops.LIMIT", 2)
    for order in whole["asked"]["orders"]:
        pages = [_json(client, f"/loops.json?order={order}&page={page}") for page in (1, 2)]
        ids = [loop["id"] for page in pages for loop in page["loops"]]
        assert len(ids) == len(set(ids)) > 2
        assert set(ids) <= {loop["id"] for loop in whole["loops"]}
    page = client.get("/loops?hops=3&order=recent").text
    assert '<option value="recent" selected>' in page
    assert 'rel="next" href="/loops?hops=3&amp;order=recent&amp;page=2"' in page
    assert 'rel="prev"' in client.get("/loops?page=2").text
    assert "没有符合条件的资金环" in client.get("/loops?page=9").text


def test_loops_in_time_begin_where_they_began(client: FlaskClient) -> None:
    every = {loop["id"] for loop in _json(client, "/loops.json")["loops"]}
    in_time = _json(client, "/loops.json?in_time=1")["loops"]
    assert {loop["id"] for loop in in_time} < every
    assert "乙银行 → 丙科技 → 乙银行" in [loop["title"] for loop in in_time]
    for loop in in_time:
        dates = [max(deal["date"] or "" for deal in hop["deals"]) for hop in loop["hops"]]
        assert dates == sorted(dates)


def test_a_switch_keeps_the_question(client: FlaskClient) -> None:
    page = client.get("/loops?hops=3&types=LENDS_TO&types=INVESTS_IN").text
    assert "/loops?hops=3&amp;types=LENDS_TO&amp;types=INVESTS_IN&amp;lang=en" in page


def test_an_article_marks_its_evidence_and_its_parties(client: FlaskClient) -> None:
    page = client.get(f"/articles/{TRIANGLE}").text
    data = _json(client, f"/articles/{TRIANGLE}.json")
    claim = data["claims"][0]
    assert f'<a id="{claim["id"]}"></a><mark data-claims="{claim["id"]}"><a class="name" href="/parties/{NVIDIA}">英伟达</a>' in page
    assert f'href="#{claim["id"]}"' in page
    assert len(data["claims"]) == 3
    assert data["article"]["text"] == "".join(
        piece["text"] for paragraph in data["paragraphs"] for passage in paragraph["passages"] for piece in passage["pieces"]
    )


def test_a_party_has_its_deals_in_and_out_by_type(client: FlaskClient) -> None:
    data = _json(client, f"/parties/{OPENAI}.json")
    assert [(group["type"], len(group["deals"])) for group in data["out"]] == [("PURCHASES_FROM", 2)]
    assert [group["type"] for group in data["into"]] == ["INVESTS_IN", "GRANTS_EQUITY_TO"]
    assert data["out"][0]["deals"][0]["target"]["name"] == "甲骨文"
    assert len(data["loops"]) == 2
    assert {"英伟达", "甲骨文", "AMD"} <= {row["party"]["name"] for row in data["hit"]}
    text = _text(client, f"/parties/{OPENAI}")
    assert "又称 OpenAI股份" in text
    assert "1.6亿股" in text
    assert "10%" in text


def test_a_denied_deal_is_listed_but_in_no_loop(client: FlaskClient) -> None:
    assert "已否认" in _text(client, f"/parties/{news.party('丁基金')}")
    assert not any("丁基金" in loop["title"] for loop in _json(client, "/index.json")["loops"])


def test_metrics_are_shown_with_their_unit(client: FlaskClient) -> None:
    (metric,) = _json(client, f"/parties/{NVIDIA}.json")["metrics"]
    assert (metric["name"], metric["figure"], metric["period"]) == ("revenue", "10元", "2025")


def test_loops_can_be_asked_for_by_party_length_type_and_sum(client: FlaskClient) -> None:
    def titles(query: str) -> list[set[str]]:
        return [set(loop["title"].split(" → ")) for loop in _json(client, f"/loops.json?{query}")["loops"]]

    assert len(titles("")) == 4
    assert titles("party=AMD") == titles(f"party={AMD}") == [{"AMD", "OpenAI"}]
    assert {"英伟达", "OpenAI", "甲骨文"} not in titles("hops=2")
    assert titles("min_usd=1e9") == [{"英伟达", "OpenAI", "甲骨文"}]
    assert {"AMD", "OpenAI"} not in titles("cash_only=1")
    assert titles("types=LENDS_TO&types=PURCHASES_FROM") == [{"乙银行", "丙科技"}]
    assert titles("since=2025-10-01&until=2025-10") == [{"AMD", "OpenAI"}]
    assert titles("statuses=planned") == []


def test_a_name_that_several_have_is_asked_back(client: FlaskClient) -> None:
    data = _json(client, "/loops.json?party=A")
    assert data["loops"] == []
    assert {"AMD", "OpenAI"} <= {each["name"] for each in data["asked"]["candidates"]["party"]}
    assert "没有名为“张三公司”的主体" in _text(client, "/loops?party=张三公司")


def test_exposure_tells_who_is_hit_and_how(client: FlaskClient) -> None:
    data = _json(client, "/exposure.json?party=甲骨文&hops=2")
    hit = {row["party"]["name"]: row for row in data["hit"]}
    assert hit["英伟达"]["usd"] == 4e10
    assert hit["英伟达"]["hops"] == 1
    (hop,) = hit["英伟达"]["paths"][0]["hops"]
    assert hop["forward"] is True
    page = client.get("/exposure?party=甲骨文&hops=2").text
    assert 'class="deal-PURCHASES_FROM"><title>采购' in page
    assert "英伟达" in _text(client, "/exposure?party=甲骨文")


def test_exposure_without_a_party_asks_for_one(client: FlaskClient) -> None:
    assert "先选一个主体" in _text(client, "/exposure")
    assert "没有主体因为" in _text(client, f"/exposure?party={news.party('丁基金')}")


def test_paths_lead_from_one_to_another(client: FlaskClient) -> None:
    data = _json(client, "/paths.json?source=英伟达&target=甲骨文")
    assert [path["title"] for path in data["paths"]] == ["英伟达 → OpenAI → 甲骨文"]
    assert data["paths"][0]["usd"] == 1e11
    assert "没有从 甲骨文 到 丙科技 的路" in _text(client, "/paths?source=甲骨文&target=丙科技")


def test_the_canvas_gets_parties_with_all_their_deals_counted(client: FlaskClient) -> None:
    whole = _json(client, "/graph.json")
    assert {each["name"] for each in whole["parties"]} >= {"英伟达", "OpenAI", "甲骨文", "AMD"}
    near = _json(client, f"/parties/{AMD}/neighbours.json?limit=5")
    counts = {each["name"]: each["deals"] for each in near["parties"]}
    assert counts == {"AMD": 2, "OpenAI": 4}
    assert {deal["type"] for deal in near["deals"]} == {"GRANTS_EQUITY_TO", "PURCHASES_FROM"}
    assert _json(client, f"/parties/{OPENAI}/neighbours.json?limit=1")["more"] == 2


def test_search_finds_parts_of_names(client: FlaskClient) -> None:
    assert [each["name"] for each in _json(client, "/search.json?q=英伟")["parties"]] == ["英伟达"]
    assert [each["name"] for each in _json(client, "/search.json?q=openai")["parties"]] == ["OpenAI"]
    assert _json(client, "/search.json?q=") == {"q": "", "parties": []}
    assert _json(client, "/search.json?q=%2A%20%3A%20~%22%20AND")["parties"] == []
    assert "没有名称里含有“张三”的主体" in _text(client, "/search?q=张三")


@pytest.mark.parametrize(
    "path",
    [
        "/loops?order=best", "/loops?page=0", "/loops?page=x",
        "/loops?hops=9", "/loops?hops=1", "/loops?hops=x", "/loops?hops=٣", "/loops?min_usd=-1", "/loops?min_usd=nan",
        "/loops?min_usd=1e400",
        "/loops?min_usd=abc", "/loops?since=2025-02-30", "/loops?since=gestern", "/loops?since=2025-05&until=2025-01",
        "/shock?party=OpenAI&loss=0", "/shock?party=OpenAI&loss=x", "/shock?party=OpenAI&model=magic", "/concentration?threshold=101",
        "/concentration?above=-1", "/concentration?above=x", "/circularity?types=PARTNERS_WITH",
        "/shock?" + "&".join(f"party=P{n}" for n in range(7)),
        "/loops?types=FREUND", "/loops?statuses=dead", "/loops?types=PARTNERS_WITH", "/exposure?party=OpenAI&hops=9",
        f"/paths?source={'p' + '0' * 15}&target=OpenAI&hops=0", "/paths?source=OpenAI&target=OpenAI",
        f"/parties/{OPENAI}/neighbours.json?limit=0", f"/parties/{OPENAI}/neighbours.json?limit=9999999999999999",
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_400_with_a_sentence(client: FlaskClient, path: str) -> None:
    answer = client.get(path.replace("?", ".json?") if ".json" not in path else path)
    assert answer.status_code == 400
    assert answer.json is not None
    assert re.fullmatch(r".*。", answer.json["error"]["message"])
    assert client.get(path).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/parties/p0000000000000000", "/articles/a0000000000000000", "/parties/x", "/articles/../../etc", "/loops?party=p0000000000000000",
        "/parties/p0000000000000000/neighbours.json", "/add/0000000000000000", "/articles/%00", "/static/../app.py",
        "/static/vendor/none.js",
        "/graph?party=p0000000000000000", "/shock?party=p0000000000000000", "/circularity?party=p0000000000000000",
    ],
)  # fmt: skip
def test_what_is_not_there_is_404(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "page", [*PAGES, f"/parties/{news.party(news.HOSTILE)}", f"/parties/{news.party('丙科技')}",
             f"/articles/{news.article(news.HOSTILE_LOOP)}",
             f"/exposure?party={news.party('丙科技')}", f"/shock?party={news.party('丙科技')}",
             f"/circularity?party={news.party('丙科技')}",
             f"/graph?party={news.party(news.HOSTILE)}", "/search?q=%3Cb%20id='injected'%3E"]
)  # fmt: skip
def test_a_hostile_name_is_shown_as_text(client: FlaskClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    assert "<b id=" not in answer.text
    assert "`49" not in html.unescape(answer.text), "a template was run"


def test_an_address_that_is_not_http_is_no_link() -> None:
    from web.shown import safe_link

    assert safe_link("https://news.example/1?a=b") == "https://news.example/1?a=b"
    for url in ("javascript:alert(1)", "data:text/html,x", "//x.example", "http://a@b.example", "http://[", "", "https:"):
        assert safe_link(url) == ""


def test_the_palette_has_every_type_for_light_and_dark(client: FlaskClient) -> None:
    from graph.schema import deal_table

    style = client.get("/deal-types.css")
    assert style.mimetype == "text/css"
    for each in deal_table().values():
        assert f"--deal-{each.name}:light-dark({each.color},{each.color_dark})" in style.text
    assert len(_json(client, "/deal-types.json")["types"]) == len(deal_table())


@pytest.mark.parametrize("name", ["英伟达", "英伟达股份", "OpenAI"])
def test_the_name_of_a_party_leads_to_it(client: FlaskClient, name: str) -> None:
    id_ = news.party(name.removesuffix("股份"))
    for path in ("/parties/{}", "/parties/{}.json", "/parties/{}/neighbours.json?limit=3", "/parties/{}?id_=x&_external=1&q=%E4%B8%80"):
        answer = client.get(path.format(name))
        assert (answer.status_code, answer.headers["Location"]) == (303, path.format(id_))
    assert client.get(f"/parties/{name}", follow_redirects=True).status_code == 200


@pytest.mark.parametrize("name", ["英伟", "没有这一家", "p0000000000000000", "<b>"])
def test_what_is_the_name_of_no_party_leads_nowhere(client: FlaskClient, name: str) -> None:
    for path in (f"/parties/{name}", f"/parties/{name}.json", f"/parties/{name}/neighbours.json"):
        assert client.get(path).status_code == 404
