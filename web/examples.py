"""Statements to begin with in the console: a few that draw a picture, and the questions of the catalog."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graph.queries import Query, catalog
from web.language import Language


@dataclass(frozen=True, slots=True)
class Example:
    """A statement that runs as it stands."""

    zh: str
    en: str
    statement: str

    def title(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


@cache
def examples() -> tuple[Example, ...]:
    return (*_drawings(), *(found for query in catalog().values() if (found := _of(query)) is not None))


def _of(query: Query) -> Example | None:
    """A question of the catalog; one about chains is asked for one length of them, which its title tells."""
    statement, hops = query.example(), query.usual_hops
    if statement is None:
        return None
    zh, en = (f"（{hops} 跳）", f" ({hops} hops)") if hops else ("", "")
    return Example(f"{query.zh}{zh}", f"{query.en}{en}", statement)


def _drawings() -> tuple[Example, ...]:
    return (
        Example(
            "经过英伟达的资金环（图）",
            "Loops through NVIDIA, drawn",
            "MATCH p = (a:Party {name: '英伟达'})-[:INVESTS_IN|PURCHASES_FROM|LENDS_TO|GRANTS_EQUITY_TO*2..3]->(a)\nRETURN p\nLIMIT 20",
        ),
        Example(
            "OpenAI 的全部交易（图）",
            "All deals of OpenAI, drawn",
            "MATCH p = (:Party {name: 'OpenAI'})-[r]-(:Party)\nRETURN p\nLIMIT 60",
        ),
        Example(
            "每种交易有多少笔",
            "How many deals of each type",
            "MATCH (:Party)-[r]->(:Party)\nRETURN type(r) AS type, count(r) AS deals\nORDER BY deals DESC\nLIMIT 20",
        ),
    )
