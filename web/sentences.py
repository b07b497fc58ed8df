"""Errors in the language of the page.

The program's errors speak English; their common sentences have a Chinese form in `messages/sentences.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from web.language import MESSAGES, Language

_BLANK = re.compile(r"\{(\w+)\}")
_QUOTED = "['\"].*?['\"]"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and the language that it is in, which may be another than the page's."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Form:
    """A sentence of the program, and the same in Chinese."""

    english: re.Pattern[str]
    chinese: str


def tell(sentence: str, language: Language) -> Told:
    """The sentence of an error for a page in `language`; as it is where there is no other."""
    chinese = _chinese(sentence) if language == "zh" else None
    return Told(sentence, "en") if chinese is None else Told(chinese, "zh")


@cache
def catalog() -> dict[str, str]:
    """English sentence -> the same in Chinese, with `{name}` for whatever is filled in."""
    with (MESSAGES / "sentences.toml").open("rb") as file:
        return tomllib.load(file)


def _chinese(sentence: str) -> str | None:
    for form in _forms():
        if found := form.english.fullmatch(sentence):
            return _filled(form.chinese, found)
    return None


def _filled(chinese: str, found: re.Match[str]) -> str:
    def value(blank: re.Match[str]) -> str:
        given = found[blank[1]]
        return _chinese(given) or given

    return _BLANK.sub(value, chinese)


@cache
def _forms() -> tuple[Form, ...]:
    """Those with more words of their own come first: `is empty` is no case of `is {what}`."""
    ordered = sorted(catalog().items(), key=lambda item: -len(_BLANK.sub("", item[0])))
    return tuple(Form(_pattern(english), chinese) for english, chinese in ordered)


def _pattern(english: str) -> re.Pattern[str]:
    """Splitting at the blanks gives words and names in turn."""
    parts = _BLANK.split(english)
    made = [f"(?P<{part}>{_QUOTED if part == 'quoted' else '.+?'})" if number % 2 else re.escape(part) for number, part in enumerate(parts)]
    return re.compile("".join(made), re.DOTALL)
