"""What a model says of names, beside what rules guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from graph.model import PartyKind
from ingest.lexicon.loader import load
from ingest.text.names.collect import Collected, collect
from ingest.text.names.guesses import Guesser


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


def _collected(plain: str, model: Model) -> Collected:
    return collect(Guesser(load())(plain), model)


def _forms(plain: str, *seen: str) -> set[str]:
    return set(_collected(plain, Model(plain, *seen)).names)


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


def test_a_guess_falls_everywhere_where_the_model_sees_no_name_in_any_place_that_it_has_looked_at() -> None:
    plain = "网约车平台蓝鲸出行撤回上市申请。蓝鲸出行说,等待时机。"

    class Half(Model):
        def support(self, start: int, end: int) -> float | None:
            return None if start > plain.index("。") else super().support(start, end)

    assert "蓝鲸出行" not in _collected(plain, Half(plain)).names


def test_a_known_name_counts_only_where_the_model_sees_one() -> None:
    plain = "苹果收购了一家公司。楼下的苹果三元一斤。"
    at = plain.index("苹果"), plain.rindex("苹果")
    places = _collected(plain, Model(plain, "苹果")).places
    assert (at[0], at[0] + 2) in places
    assert (at[1], at[1] + 2) not in places


@pytest.mark.parametrize(
    ("plain", "seen", "whole"),
    [
        ("渡口新材拟收购Dunvale Labs的股份。", "Dunvale La", "Dunvale Labs"),
        ("渡口新材持有英特尔近10%的股份。", "英特尔近", "英特尔"),
        ("渡口新材分三笔向建行借款。", "渡口新材分", "渡口新材"),
        ("不到八个月,渡口新材便与江岸基金联手。", "渡口新材便", "渡口新材"),
        ("渡口新材(上海)与绿棠) 签约。", "绿棠)", "绿棠"),
    ],
)
def test_a_learned_name_ends_where_words_and_brackets_end(plain: str, seen: str, whole: str) -> None:
    forms = _forms(plain, seen)
    assert whole in forms
    assert seen not in forms


def test_a_learned_name_that_ends_in_a_word_takes_the_word_with_it_or_leaves_it() -> None:
    class Doubting(Model):
        def __init__(self, plain: str, name: str, beyond: float) -> None:
            super().__init__(plain, name)
            self._end, self._beyond = plain.index(name) + len(name), beyond

        def support(self, start: int, end: int) -> float | None:
            return self._beyond if start == self._end else super().support(start, end)

    plain = "格林德美商谈入股事宜。"
    assert "格林德美" in _collected(plain, Doubting(plain, "格林德美商", 0.0)).names
    assert "格林德美商谈" in _collected(plain, Doubting(plain, "格林德美商", 0.4)).names


def test_what_a_known_firm_makes_is_no_part_of_its_name() -> None:
    forms = _forms("OpenAI用AMD芯片与英伟达芯片训练模型。", "英伟达芯片")
    assert "英伟达" in forms
    assert "英伟达芯片" not in forms


def test_a_name_that_begins_within_a_bracket_goes_on_from_the_name_before_it() -> None:
    forms = _forms("投资方为涧汽(HK2238)资本。", "涧汽", "HK2238)资本")
    assert "涧汽(HK2238)资本" in forms
    assert "HK2238)资本" not in forms


def test_two_names_joined_by_a_dash_are_two() -> None:
    forms = _forms("江岸化工-衢港国资:签约", "江岸化工-衢港国资")
    assert {"江岸化工", "衢港国资"} <= forms
    assert "江岸化工-衢港国资" not in forms


def test_a_learned_name_ends_before_an_office_or_a_loan() -> None:
    plain = "闽江银行贷款到期,澜桥智造CEO没有回应。"
    assert {"闽江银行", "澜桥智造"} <= _forms(plain, "闽江银行贷款", "澜桥智造CEO")
    assert not {"闽江银行贷款", "澜桥智造CEO"} & _forms(plain, "闽江银行贷款", "澜桥智造CEO")


@pytest.mark.parametrize(
    ("plain", "seen", "name"),
    [
        ("基金本季减持了沙棘电力30%的持仓。", "沙棘电力30", "沙棘电力"),
        ("基金买入沙棘电力12.5万股。", "沙棘电力12", "沙棘电力"),
        ("基金增持沙棘电力B类股。", "沙棘电力B", "沙棘电力"),
        ("基金增持了英伟达股份。", "英伟达股份", "英伟达"),
        ("基金持有阿斯麦股份12%股权。", "阿斯麦股份", "阿斯麦股份"),
        ("基金投了沙棘360的新一轮。", "沙棘360", "沙棘360"),
        ("基金增持了沙棘股份。", "沙棘股份", "沙棘股份"),
    ],
)
def test_what_counts_or_classes_the_shares_is_no_part_of_the_name(plain: str, seen: str, name: str) -> None:
    assert name in _forms(plain, seen)
    assert name == seen or seen not in _forms(plain, seen)


def test_a_name_begins_behind_the_verb_whose_last_character_it_took() -> None:
    plain = "并邀集朔北银行、彰化银行参与。"
    assert "朔北银行" in _forms(plain, "集朔北银行")
    assert "集朔北银行" not in _forms(plain, "集朔北银行")
