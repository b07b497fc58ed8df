"""Both catalogs say the same things."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from graph.errors import BadTable
from graph.model import METRIC_NAMES, PartyKind, Status, Terms
from web import errors
from web.language import LANGUAGES, choose, messages, say

WEB = Path(__file__).parents[2] / "web"


def test_both_catalogs_have_the_same_keys() -> None:
    assert list(messages("zh")) == list(messages("en"))


def _fields(text: str) -> set[str]:
    return {name for part in text.split(" | ") for _, name, _, _ in Formatter().parse(part) if name}


@pytest.mark.parametrize("key", list(messages("zh")))
def test_both_texts_of_a_key_take_the_same_values(key: str) -> None:
    zh, en = _fields(messages("zh")[key]), _fields(messages("en")[key])
    assert zh == en or zh - en == {"n"}, "the form for one may leave the number out"


def test_no_english_is_left_in_chinese_and_no_chinese_in_english() -> None:
    allowed = {"site.other_language", "search.placeholder", "add.published_hint"}
    assert [key for key, text in messages("en").items() if re.search(r"[\u4e00-\u9fff]", text) and key not in allowed] == []
    assert [key for key, text in messages("zh").items() if re.search(r"[a-z]{4,} [a-z]{2,}", _words(text))] == []


def _words(text: str) -> str:
    return re.sub(r"\{\w+\}", "", text)


def test_what_the_domain_names_can_be_said() -> None:
    wanted = [f"kind.{kind}" for kind in PartyKind] + [f"status.{status}" for status in Status]
    wanted += [f"metric.{name}" for name in METRIC_NAMES] + [f"term.{name}" for name in Terms.__dataclass_fields__]
    wanted += [f"error.{status}.{part}" for status in errors.EXPLAINED for part in ("title", "text")]
    assert [key for key in wanted if key not in messages("zh")] == []


def test_every_text_that_templates_and_scripts_ask_for_is_there() -> None:
    asked = set()
    for path in (WEB / "templates").rglob("*.html"):
        asked |= set(re.findall(r"""\bt\(["']([\w.]+)["'][,)]""", path.read_text("utf-8")))
    for path in (WEB / "static" / "js").glob("*.js"):
        asked |= {f"script.{key}" for key in re.findall(r"""\bt\("([\w.]+)"[,)]""", path.read_text("utf-8"))}
    for path in WEB.rglob("*.py"):
        asked |= set(re.findall(r"""say\([\w.()]+, "([\w.]+)"[,)]""", path.read_text("utf-8")))
    assert len(asked) > 100
    assert sorted(asked - set(messages("zh"))) == []


def test_one_and_many() -> None:
    assert (say("en", "count.deals", n=1), say("en", "count.deals", n=2)) == ("1 deal", "2 deals")
    assert say("zh", "count.deals", n=1) == "1 笔交易"


def test_values_are_put_in_as_they_are() -> None:
    assert say("zh", "search.title", q="{n} <b> | x") == "搜索“{n} <b> | x”"


def test_a_text_that_is_missing_is_told() -> None:
    with pytest.raises(BadTable, match=r"zh\.toml has no text home\.nothing"):
        say("zh", "home.nothing")


@pytest.mark.parametrize(
    ("asked", "cookie", "language"), [(None, None, "zh"), ("en", "zh", "en"), (None, "en", "en"), ("fr", "en", "en"), ("fr", "<", "zh")]
)
def test_choose(asked: str | None, cookie: str | None, language: str) -> None:
    assert choose(asked, cookie) == language
    assert language in LANGUAGES
