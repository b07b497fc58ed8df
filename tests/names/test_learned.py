"""What a model says of names, beside what rules guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import PartyKind
from ingest.lexicon.loader import load
from ingest.text.names.collect import Collector


@dataclass(frozen=True, slots=True)
class Name:
    start: int
    end: int
    kind: PartyKind = PartyKind.COMPANY


class Model:
    """Sees the given strings as names and nothing else."""

    def __init__(self, plain: str, *names: str) -> None:
        self.names: Sequence[Name] = sorted((Name(plain.index(n), plain.index(n) + len(n)) for n in names), key=lambda n: n.start)

    def support(self, start: int, end: int) -> float | None:
        inside = sum(max(0, min(end, n.end) - max(start, n.start)) for n in self.names)
        return inside / max(1, end - start)


def _forms(plain: str, *seen: str) -> set[str]:
    return set(Collector(load())(plain, Model(plain, *seen)).names)


def test_a_guess_gives_way_to_a_name_inside_it() -> None:
    """A verb before the name is no part of it."""
    plain = "公司表示,将用于收购闽江源股份有限公司,并无其他计划。"
    forms = _forms(plain, "闽江源股份有限公司")
    assert "闽江源股份有限公司" in forms
    assert not any("收购" in form for form in forms)


def test_a_guess_stands_where_the_model_sees_all_of_it() -> None:
    plain = "贷款由深圳市创新投资集团有限公司发放。"
    assert "深圳市创新投资集团有限公司" in _forms(plain, "深圳市创新投资集团有限公司")


def test_a_guess_falls_where_the_model_sees_no_name() -> None:
    plain = "网约车平台蓝鲸出行撤回上市申请。"
    assert "蓝鲸出行" not in _forms(plain)
    assert "蓝鲸出行" in _forms(plain, "蓝鲸出行")
