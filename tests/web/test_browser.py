"""The page as its readers meet it: looked at, clicked, typed into."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web import news
from tests.web.browser import Site, Watched, chromium, serving
from tests.web.conftest import services
from web.jobs import Progress

pytestmark = pytest.mark.browser
OPENAI = news.party("OpenAI")
EVERY_PAGE = (
    "/", "/search?q=A", "/articles", "/graph", "/loops", "/paths", "/console", "/add", f"/exposure?party={OPENAI}", f"/parties/{OPENAI}",
    f"/articles/{news.article(news.HOSTILE_LOOP)}", f"/graph?party={news.party(news.HOSTILE)}",
    "/shock", f"/shock?party={OPENAI}&party={news.party('甲骨文')}", f"/shock?party={news.party('丙科技')}",
    "/circularity", "/concentration",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def site(app: Flask) -> Iterator[Site]:
    with serving(app) as served:
        yield served


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A browser of its own for each test, which came in by the start address."""
    made = browser.new_context(base_url=site.base, viewport={"width": 1280, "height": 900}, color_scheme="light", locale="zh-CN")
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    opened = context.new_page()
    watched = Watched(opened)
    opened.goto(site.start_address())
    yield opened
    assert watched.complaints == []


def _canvas(page: Page) -> None:
    page.locator("#canvas[data-ready]").wait_for()


def _on_canvas(page: Page, question: str) -> Any:
    return page.evaluate(f"(() => {{ const cy = roundtripCanvas.cy; return {question}; }})()")


def _place(page: Page, party: str) -> dict[str, float]:
    """Where a party stands on the screen, once the page has stopped moving."""
    last, place = None, _place_now(page, party)
    while place != last:
        page.wait_for_timeout(150)
        last, place = place, _place_now(page, party)
    return place


def _place_now(page: Page, party: str) -> dict[str, float]:
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    at = _on_canvas(page, f"cy.getElementById('{party}').renderedPosition()")
    return {"x": box["x"] + at["x"], "y": box["y"] + at["y"]}


def test_the_start_address_leads_to_the_loops_and_loses_its_token(page: Page, site: Site) -> None:
    assert page.url == f"{site.base}/"
    rings = page.locator("svg.ring")
    expect(rings).to_have_count(4)
    expect(rings.first).to_be_visible()
    first = page.locator(".loop").first
    expect(first).to_contain_text("400亿美元")
    expect(first.locator("q").first).to_be_visible()
    colour = first.locator("svg g.deal-INVESTS_IN .shaft").evaluate("e => getComputedStyle(e).stroke")
    assert colour == "rgb(27, 127, 75)", "the colour of the deal table"


@pytest.mark.parametrize("path", EVERY_PAGE)
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_fits_and_raises_no_complaint(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#injected").count() == 0


def test_a_hop_leads_to_its_sentence_in_the_article(page: Page) -> None:
    page.locator(".loop cite a").first.click()
    expect(page.locator("mark.chosen-text")).to_be_visible()
    expect(page.locator("[data-claim].chosen")).to_have_count(1)


def test_a_claim_scrolls_to_its_sentence_and_lights_it_up(page: Page) -> None:
    page.goto(f"/articles/{news.article(news.TRIANGLE)}")
    last = page.locator("[data-claim]").last
    last.hover()
    expect(page.locator("mark.lit")).to_have_count(1)
    last.locator("a.jump").click()
    expect(page.locator("mark.chosen-text")).to_have_text("甲骨文采购英伟达。")
    expect(page.locator("mark.chosen-text")).to_be_in_viewport()
    page.locator("mark a.name").first.click()
    expect(page.locator("h1")).to_have_text("英伟达")


def test_the_canvas_expands_a_party_by_double_click(page: Page) -> None:
    amd = news.party("AMD")
    page.goto(f"/graph?party={amd}")
    _canvas(page)
    assert _on_canvas(page, "cy.nodes().length") == 2
    assert _on_canvas(page, f"cy.getElementById('{OPENAI}').data('label')") == "OpenAI  +2"
    at = _place(page, OPENAI)
    page.mouse.dblclick(at["x"], at["y"])
    expect(page.locator("#announcement")).to_contain_text("增加了 2 个主体")
    assert _on_canvas(page, "cy.nodes().length") == 4
    assert _on_canvas(page, f"cy.getElementById('{OPENAI}').data('label')") == "OpenAI"
    expect(page.locator("#party-rows tr")).to_have_count(4)
    expect(page.locator("#deal-rows tr")).to_have_count(5)


def test_parallel_deals_lie_apart_and_larger_sums_are_wider(page: Page) -> None:
    page.goto(f"/graph?party={OPENAI}")
    _canvas(page)
    widths = dict(_on_canvas(page, "cy.edges().map(e => [e.data('label'), e.numericStyle('width')])"))
    assert widths["3,000亿美元"] > widths["400亿美元"] > widths["6GW"] > 0
    middles = _on_canvas(page, f"cy.getElementById('{news.party('AMD')}').connectedEdges().map(e => e.midpoint())")
    (first, second) = middles
    assert abs(first["x"] - second["x"]) + abs(first["y"] - second["y"]) > 10


def test_the_filters_change_canvas_and_table_together(page: Page) -> None:
    page.goto("/graph")
    _canvas(page)
    rows = page.locator("#deal-rows tr")
    before = rows.count()
    page.locator('#filters input[value="LENDS_TO"]').uncheck()
    expect(rows).to_have_count(before - 2)
    assert _on_canvas(page, "cy.edges().not('.off').length") == before - 2
    page.locator("#min-usd").select_option("1000000000")
    expect(rows).to_have_count(3)
    assert sorted(_on_canvas(page, "cy.nodes().not('.off').map(n => n.data('label').split('  ')[0])")) == ["OpenAI", "甲骨文", "英伟达"]


def test_the_table_moves_the_canvas_by_keyboard_alone(page: Page) -> None:
    page.goto(f"/graph?party={OPENAI}")
    _canvas(page)
    button = page.locator("#party-rows button.plain", has_text="甲骨文")
    button.focus()
    page.keyboard.press("Enter")
    assert _on_canvas(page, "cy.nodes('.lit').map(n => n.data('label').split('  ')[0])") == ["甲骨文"]
    expect(page.locator("#chosen h3")).to_have_text("甲骨文")
    expect(page.locator("#announcement")).to_have_text("选中 甲骨文")
    page.locator("#deal-rows button").first.focus()
    page.keyboard.press("Space")
    expect(page.locator("#chosen q").first).to_have_text("OpenAI采购甲骨文。")


def test_the_first_tab_skips_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_hostile_name_is_inert_everywhere(page: Page) -> None:
    hostile = news.party(news.HOSTILE)
    page.goto(f"/graph?party={hostile}")
    _canvas(page)
    assert _on_canvas(page, f"cy.getElementById('{hostile}').data('label')").startswith(news.HOSTILE)
    at = _place(page, hostile)
    page.mouse.click(at["x"], at["y"])
    expect(page.locator("#chosen h3")).to_have_text(news.HOSTILE)
    page.locator("#deal-rows tr", has_text="借贷").get_by_role("button", name="丙科技").first.click()
    expect(page.locator("#chosen .terms")).to_contain_text(news.HOSTILE)
    assert page.locator("#injected").count() == 0
    page.goto("/console")
    page.locator("#statement").fill("MATCH p = (:Party)-[:LENDS_TO]->(:Party {name: '丙科技'}) RETURN p, 1 AS n LIMIT 9")
    page.locator("#run").click()
    expect(page.locator("#rows tr")).to_have_count(2)
    assert page.locator("#injected").count() == 0
    page.goto("/")
    page.locator("input[data-parties]").first.fill("粗体")
    expect(page.locator("#party-names option")).to_have_attribute("value", news.HOSTILE)
    assert page.locator("#injected").count() == 0


def test_the_console_answers_with_a_table_and_a_graph(page: Page) -> None:
    page.goto("/console")
    page.locator("#statement").fill(
        "MATCH p = (:Party {name: 'OpenAI'})-[:PURCHASES_FROM]->(q:Party) RETURN q.name AS name, p ORDER BY name LIMIT 10"
    )
    page.keyboard.press("Control+Enter")
    expect(page.locator("#columns th")).to_have_text(["name", "p"])
    expect(page.locator("#rows tr")).to_have_count(2)
    expect(page.locator("#rows")).to_contain_text("OpenAI → 甲骨文")
    expect(page.locator("#drawing canvas").first).to_be_visible()
    expect(page.locator("#state")).to_contain_text("2 行")


def test_the_console_says_what_is_wrong(page: Page) -> None:
    page.goto("/console")
    with page.expect_response("**/console.json") as refused:
        page.locator("#statement").fill("MATCH (p:Party) DETACH DELETE p")
        page.locator("#run").click()
    assert refused.value.status == 400
    expect(page.locator("#problem")).to_be_visible()
    expect(page.locator("#answer")).to_be_hidden()
    page.locator("[data-statement]").nth(2).click()
    expect(page.locator("#problem")).to_be_hidden()
    expect(page.locator("#columns th")).to_have_text(["type", "deals"])


def test_running_a_statement_leaves_the_keyboard_where_it_was(page: Page) -> None:
    page.goto("/console")
    page.locator("#run").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_contain_text("行")
    expect(page.locator("#run")).to_be_focused()
    expect(page.locator("#run")).to_have_attribute("aria-disabled", "false")


def test_what_was_typed_outlives_a_change_of_language(page: Page) -> None:
    statement = "RETURN '</textarea><b id=injected>' AS x"
    page.goto("/console")
    page.locator("#statement").fill(statement)
    page.get_by_role("link", name="English").click()
    expect(page.locator("#statement")).to_have_value(statement)
    page.goto("/add")
    expect(page.locator("textarea")).to_have_value("")
    page.locator("textarea").fill("贴上的正文。")
    page.locator('input[name="published"]').fill("2025-11-03")
    page.get_by_role("link", name="中文").click()
    expect(page.locator("h1")).to_have_text("添加文章")
    expect(page.locator("textarea")).to_have_value("贴上的正文。")
    expect(page.locator('input[name="published"]')).to_have_value("2025-11-03")
    assert page.locator("#injected").count() == 0
    assert page.evaluate("sessionStorage.length") == 0
    page.goto("/console")
    expect(page.locator("#statement")).not_to_have_value(statement)


def test_a_shock_is_played_round_by_round(page: Page) -> None:
    page.goto(f"/shock?party={OPENAI}")
    _canvas(page)
    assert _on_canvas(page, "cy.nodes().length") == 4
    expect(page.locator("#round-text")).to_contain_text("共")
    page.locator("#round").focus()
    page.keyboard.press("Home")
    expect(page.locator("#round-text")).to_contain_text("第 0 轮")
    assert _levels(page) == {"OpenAI"}
    page.locator("#on").focus()
    page.keyboard.press("Enter")
    assert _levels(page) == {"OpenAI", "甲骨文", "英伟达"}
    expect(page.locator(".losses tr.hit")).to_have_count(2)
    page.keyboard.press("Enter")
    assert float(page.locator(".losses meter").first.get_attribute("value") or 0) > 0.9
    page.locator("#round").fill("0")
    page.locator("#play").click()
    expect(page.locator("#play")).to_have_text("暂停")
    expect(page.locator("#play")).to_have_text("播放", timeout=8_000)
    assert page.locator("#round").input_value() == page.locator("#round").get_attribute("max")


def _levels(page: Page) -> set[str]:
    """The parties that are painted as hit."""
    probe = "(e => { e.style.color = 'var(--bad)'; document.body.append(e); return getComputedStyle(e).color; })"
    bad = page.evaluate(f"{probe}(document.createElement('i'))")
    painted = dict(_on_canvas(page, "cy.nodes().map(n => [n.data('label'), n.style('border-color')])"))
    return {name for name, colour in painted.items() if colour.replace(" ", "") == bad.replace(" ", "")}


def test_names_can_be_read_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/graph")
    _canvas(page)
    assert _on_canvas(page, "cy.zoom() * cy.nodes().first().numericStyle('font-size')") >= 11
    page.locator("#fit").click()
    assert _on_canvas(page, "cy.elements().renderedBoundingBox().w <= cy.width()")


def test_loops_are_filtered_by_the_form(page: Page) -> None:
    page.goto("/loops")
    expect(page.locator(".loop")).to_have_count(4)
    page.locator('input[name="party"]').fill("AMD")
    page.locator(".filters button").click()
    expect(page.locator(".loop")).to_have_count(1)
    assert "party=AMD" in page.url


def test_the_language_is_switched_and_stays(page: Page) -> None:
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_contain_text("Who funds whom")
    expect(page.locator(".loop").first).to_contain_text("$40bn")
    page.locator(".menu a").first.click()
    expect(page.locator("h1")).to_have_text("Money loops")
    page.get_by_role("link", name="中文").click()
    expect(page.locator("h1")).to_have_text("资金环")


def test_dark_follows_the_system_and_the_switch(page: Page) -> None:
    light, dark = "rgb(250, 248, 244)", "rgb(20, 20, 18)"
    body = page.locator("body")
    expect(body).to_have_css("background-color", light)
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_css("background-color", dark)
    page.locator(".to-light").click()
    expect(body).to_have_css("background-color", light)
    page.emulate_media(color_scheme="light")
    page.locator(".to-dark").click()
    expect(body).to_have_css("background-color", dark)
    page.goto("/graph")
    _canvas(page)
    expect(body).to_have_css("background-color", dark)
    assert _on_canvas(page, "cy.edges('[type = \"INVESTS_IN\"]').first().style('line-color')") == "rgb(76,195,138)"


def test_without_the_cookie_there_is_nothing(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.base)
    opened = context.new_page()
    answer = opened.goto("/")
    assert answer is not None
    assert answer.status == 401
    expect(opened.locator("h1")).to_have_text("请从启动地址进入")
    context.close()


def test_another_site_can_neither_frame_nor_send(page: Page, site: Site, tmp_path: Path) -> None:
    frame = f'<iframe src="{site.base}/"></iframe>'
    fetch = f'fetch("{site.base}/index.json", {{credentials: "include"}}).then(() => "read", () => "refused")'
    (tmp_path / "other.html").write_text(f"{frame}<script>window.done = {fetch}</script>")
    other = page.context.new_page()
    other.goto((tmp_path / "other.html").as_uri())
    assert other.evaluate("window.done") == "refused"
    assert other.frames[1].url.startswith("chrome-error")


def test_files_that_are_too_much_are_told_before_they_are_sent(page: Page, tmp_path: Path) -> None:
    with (tmp_path / "gross.txt").open("wb") as file:
        file.truncate(25 * 1024 * 1024)
    page.goto("/add")
    page.locator("textarea").fill("已经写好的正文")
    page.locator("#files").set_input_files(tmp_path / "gross.txt")
    page.locator("#send").click()
    expect(page.locator("#state")).to_contain_text("超过 24 MB")
    expect(page.locator("#send")).to_be_enabled()
    expect(page.locator("textarea")).to_have_value("已经写好的正文")


def test_a_page_that_waits_says_when_no_answer_comes(page: Page, site: Site) -> None:
    release = threading.Event()

    def work(progress: Progress) -> dict[str, Any]:
        release.wait(60)
        return {}

    job = services(site.app).jobs.submit(1, work)
    page.route("**/add/*.json", lambda route: route.fulfill(body="no answer of ours"))
    page.goto(f"/add/{job.id}")
    expect(page.locator("#state")).to_have_text("请求失败，请重试。")
    page.unroute("**/add/*.json")
    expect(page.locator("#state")).to_have_text("已读 0 / 1 篇")
    release.set()
    expect(page.locator("h1")).to_have_text("读完了")


def test_a_narrow_window_leads_from_the_head_of_an_article_to_its_deals(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"/articles/{news.article(news.TRIANGLE)}")
    link = page.get_by_role("link", name="文中的交易 3")
    link.click()
    expect(page.locator("#claims-title")).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 700})
    expect(link).to_be_hidden()


def test_what_was_read_begins_at_its_top_and_fits(page: Page) -> None:
    """Of the last of this file, since it adds to the graph that the others look at."""
    page.set_viewport_size({"width": 1100, "height": 900})
    page.goto("/add")
    page.locator("textarea").fill(
        "。".join(f"宁海{name}宣布向OpenAI投资3亿元，并和市里一同把厂房、码头、电站再扩一倍" for name in "甲乙丙丁戊己庚辛壬癸")
    )
    page.locator("#send").click()
    expect(page.locator("h1")).to_have_text("读完了", timeout=60_000)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollHeight > 1.5 * innerHeight"), "a page that could be scrolled"
    assert page.evaluate("[scrollY, document.documentElement.scrollWidth]") == [0, 1100]


def test_an_article_is_added_and_its_loop_is_shown(page: Page) -> None:
    """Of the last of this file, since it adds to the graph that the others look at."""
    page.goto("/add")
    page.locator("textarea").fill("软银向星际之门投资190亿美元。星际之门向软银采购20亿美元的机器人。")
    page.locator('input[name="title"]').fill("软银与星际之门")
    page.locator('input[name="published"]').fill("2025-11-03")
    page.locator("#send").click()
    expect(page.locator("h1")).to_have_text("读完了", timeout=60_000)
    expect(page.locator(".deal").first).to_contain_text("190亿美元")
    expect(page.locator("svg.ring")).to_have_count(1)
    page.get_by_role("link", name="软银与星际之门").first.click()
    expect(page.locator("mark").first).to_be_visible()


@pytest.mark.skipif(not os.environ.get("ROUNDTRIP_SCREENSHOT"), reason="set ROUNDTRIP_SCREENSHOT=1 to make the picture of the README anew")
def test_the_picture_of_the_readme(browser: Browser, embedded: Any, reader: Any) -> None:
    from ingest import jobs
    from ingest.sources import text
    from tests.servers import wipe
    from web.app import create_app
    from web.settings import WebSettings

    wipe(embedded)
    root = Path(__file__).parents[2]
    for file in sorted((root / "samples").glob("*.txt")):
        jobs.add(embedded, reader, text.read(file))
    with serving(create_app(embedded, reader, WebSettings())) as served:
        context = browser.new_context(
            viewport={"width": 1280, "height": 1000}, device_scale_factor=1.5, color_scheme="light", locale="zh-CN"
        )
        opened = context.new_page()
        opened.goto(served.start_address())
        opened.screenshot(path=root / "docs" / "screenshot.png")
        context.close()
