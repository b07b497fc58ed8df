"""What the text bears out of an answer, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from graph.facts.checks import check
from graph.model import AmountKind, Article, Claim, PartyKind, Reading, ReadParty, Status
from ingest.llm.reader import SecondReader
from ingest.reader import Reader
from tests.ingest.llm.endpoint import Endpoint, deal, reading, says

A = "11月11日，英伟达宣布向和澍智能投资逾2亿美元，取得10%的股权，和澍智能估值20亿美元。"
B = "作为回报，该公司将向英伟达采购40万颗芯片。"
TEXT = A + B + "据称双方还会再谈。三年前，甲骨文与微软无关。"


PARTIES = ({"name": "和澍智能", "kind": "company", "aliases": []},)


@pytest.fixture
def told(model: Endpoint, builtin: Reader) -> Any:
    """Reads a text by a model that tells the given answer."""

    def read(*deals: dict[str, object], text: str = TEXT, parties: object = PARTIES, metrics: object = ()) -> Reading:
        model.plays = [says(reading(*deals, metrics=metrics, parties=parties))]
        found = SecondReader(builtin, model.settings(), "llm").read(text, "2025-11-20")
        assert found.notes == ()
        check(Article("a", text), found)
        return found

    return read


def only(found: Reading) -> Claim:
    assert [d.reason for d in found.dropped] == []
    (claim,) = found.claims
    return claim


def party(found: Reading, key: str) -> ReadParty:
    (one,) = (p for p in found.parties if p.key == key)
    return one


def test_a_deal_that_the_text_states(told: Any) -> None:
    found = told(deal("INVESTS_IN", "英伟达", "和澍智能", A, amount="逾2亿美元", stake="10%", date="11月11日"))
    claim = only(found)
    assert (claim.type, party(found, claim.source).name, party(found, claim.target).name) == ("INVESTS_IN", "英伟达", "和澍智能")
    assert claim.source == "lexicon:英伟达"
    assert (claim.terms.amount, claim.terms.currency, claim.terms.amount_kind) == (2e8, "USD", AmountKind.AT_LEAST)
    assert (claim.terms.stake_pct, claim.terms.date, claim.terms.status) == (10.0, "2025-11-11", Status.ANNOUNCED)
    assert (claim.evidence, claim.rule, claim.inferred) == (A, "llm", False)
    assert TEXT[claim.start : claim.end] == A


def test_figures_are_read_again_and_never_taken_from_the_model(told: Any) -> None:
    evidence = deal("INVESTS_IN", "英伟达", "和澍智能", A)
    for amount in ("9亿美元", "2亿欧元", "9e9", "900000000", "10%", "11月11日"):
        found = told(evidence | {"amount": amount})
        assert found.claims[0].terms.amount is None
        assert [d.reason for d in found.dropped] == [f"英伟达 INVESTS_IN 和澍智能: its evidence has no such sum as {amount!r}"]
    assert only(told(evidence | {"amount": 200000000})).terms.amount == 2e8
    assert only(told(evidence | {"amount": 2e8})).terms.currency == "USD"
    quotes = {"stake": "2亿美元", "shares": "40万颗", "quantity": "40万颗", "round": "B轮", "date": "10月1日"}
    for wrong in ({name: quote} for name, quote in (*quotes.items(), ("stake", "11%"))):
        found = told(evidence | wrong)
        assert len(found.dropped) == 1
        terms = found.claims[0].terms
        assert (terms.stake_pct, terms.shares, terms.quantity, terms.round, terms.date) == (None,) * 5


def test_figures_of_every_kind(told: Any) -> None:
    text = "8月，红杉中国领投和澍智能的B+轮融资，认购1.6亿股；甲骨文向和澍智能采购了10GW的设备。AMD全资收购了和澍智能。"
    found = told(
        deal("INVESTS_IN", "红杉中国", "和澍智能", text[:29], round="B+轮", shares="1.6亿股", date="2025-08", joint=True),
        deal("PURCHASES_FROM", "甲骨文", "和澍智能", "甲骨文向和澍智能采购了10GW的设备", quantity="10GW", subject="设备"),
        deal("ACQUIRES", "AMD", "和澍智能", "AMD全资收购了和澍智能。", stake="全资", status="nonsense"),
        text=text,
    )
    invests, buys, acquires = (claim.terms for claim in found.claims)
    assert (invests.round, invests.shares, invests.date) == ("B+", 160_000_000, "2025-08")
    assert (buys.quantity, buys.subject) == ("10GW", "设备")
    assert (acquires.stake_pct, acquires.status) == (100.0, Status.ANNOUNCED)
    assert [d.reason for d in found.dropped] == ["AMD ACQUIRES 和澍智能: there is no status 'nonsense'"]


def test_a_sum_that_is_not_divided_is_joint(told: Any) -> None:
    text = "英伟达和微软共同向和澍智能投资5亿美元。"
    found = told(*(deal("INVESTS_IN", who, "和澍智能", text, amount="5亿美元", joint=True) for who in ("英伟达", "微软")), text=text)
    assert [(c.terms.amount, c.terms.amount_kind) for c in found.claims] == [(5e8, AmountKind.JOINT)] * 2


def test_a_party_that_a_pronoun_stands_for_is_inferred(told: Any) -> None:
    claim = only(told(deal("PURCHASES_FROM", "和澍智能", "英伟达", B, quantity="40万颗", status="planned")))
    assert (claim.evidence, claim.inferred, claim.terms.quantity, claim.terms.status) == (B, True, "40万颗", Status.PLANNED)


COPIES = ["英伟达宣布向和澍智能投资逾2亿美元", "英伟达宣布 向和澍智能\n投资逾2亿美元", "英偉達宣布向和澍智能投資逾２億美元"]


@pytest.mark.parametrize("evidence", COPIES)
def test_evidence_is_the_sentence_of_the_text_however_it_was_copied(told: Any, evidence: str) -> None:
    assert only(told(deal("INVESTS_IN", "英伟达", "和澍智能", evidence))).evidence == A


def test_a_text_in_traditional_characters_with_wraps(told: Any) -> None:
    text = "台積電11月11日宣布，將以\n5億美元收購和澍智能。"
    found = told(deal("ACQUIRES", "台积电", "和澍智能", "台积电11月11日宣布，将以5亿美元收购和澍智能。", amount="5亿美元"), text=text)
    claim = only(found)
    assert text[claim.start : claim.end] == claim.evidence == text
    assert (claim.source, claim.terms.amount) == ("lexicon:台积电", 5e8)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"type": "BRIBES"}, "there is no deal type 'BRIBES'"),
        ({"type": ""}, "there is no deal type ''"),
        ({"type": None}, "there is no deal type ''"),
        ({"evidence": ""}, "no sentence was given"),
        ({"evidence": TEXT * 20}, "no sentence was given"),
        ({"evidence": "英伟达向和澍智能投资了100亿美元。"}, "does not stand in the text"),
        ({"evidence": "英伟达……和澍智能"}, "does not stand in the text"),
        ({"source": "谷歌"}, "the text names no party '谷歌'"),
        ({"source": "该公司"}, "the text names no party '该公司'"),
        ({"source": "宣布"}, "the text names no party '宣布'"),
        ({"source": ""}, "the text names no party ''"),
        ({"source": "x" * 500}, "the text names no party ''"),
        ({"source": ["英伟达"]}, "the text names no party ''"),
        ({"source": "和澍智能"}, "both ends are the same party"),
        ({"source": "甲骨文"}, "names neither both parties nor who is meant"),
        ({"source": "甲骨文", "target": "微软"}, "names neither both parties nor who is meant"),
        ({"type": "SUBSIDIZES"}, "only a public body subsidizes"),
    ],
)  # fmt: skip
def test_what_the_text_does_not_bear_out_is_dropped_with_its_reason(told: Any, wrong: dict[str, object], reason: str) -> None:
    far = TEXT.replace("三年前", "那是很久以前的事。谁也不记得了。天气不错。人们散步。孩子们唱歌。三年前")
    found = told(deal("INVESTS_IN", "英伟达", "和澍智能", A) | wrong, text=far)
    assert found.claims == ()
    (dropped,) = found.dropped
    assert reason in dropped.reason
    assert far[dropped.start : dropped.end] == dropped.text
    assert {p.key for p in found.parties} >= {"lexicon:英伟达"}


def test_both_parties_may_be_meant_by_one_word(told: Any) -> None:
    claim = only(told(deal("PARTNERS_WITH", "英伟达", "和澍智能", "据称双方还会再谈。", status="rumored")))
    assert (claim.inferred, claim.terms.status) == (True, Status.RUMORED)


def test_a_third_party_is_the_subject_by_its_name(told: Any) -> None:
    text = "微软从甲骨文手中买下和澍智能的10%股权。"
    claim = only(told(deal("BUYS_STAKE_FROM", "微软", "甲骨文", text, subject="和澍智能", stake="10%"), text=text))
    assert (claim.terms.subject, claim.terms.stake_pct) == ("和澍智能", 10.0)


def test_one_deal_told_twice_is_one(told: Any) -> None:
    later = "英伟达对和澍智能的投资为2亿美元。"
    found = told(
        deal("INVESTS_IN", "英伟达", "和澍智能", A, stake="10%"),
        deal("INVESTS_IN", "英伟达", "和澍智能", later, amount="2亿美元"),
        text=TEXT + later,
    )
    claim = only(found)
    assert (claim.terms.stake_pct, claim.terms.amount, claim.evidence) == (10.0, 2e8, later)


class TestParties:
    def test_a_name_that_nobody_knew_is_a_new_party_of_the_kind_that_is_told(self, told: Any) -> None:
        text = "微软把一批设备租给了夜航船。"
        found = told(
            deal("PURCHASES_FROM", "夜航船", "微软", text), text=text, parties=[{"name": "夜航船", "kind": "project", "aliases": []}]
        )
        new = party(found, only(found).source)
        assert (new.name, new.kind, new.aliases) == ("夜航船", PartyKind.PROJECT, ("夜航船",))
        assert [text[span.start : span.end] for span in new.mentions] == ["夜航船"]

    def test_a_name_of_the_lexicon_keeps_its_identity_whatever_the_model_says(self, told: Any) -> None:
        text = "Nvidia向和澍智能投资2亿美元。"
        parties = [{"name": "辉达", "kind": "person", "aliases": ["Nvidia"]}]
        found = told(deal("INVESTS_IN", "辉达", "和澍智能", text), text=text, parties=parties)
        claim = only(found)
        assert claim.source == "lexicon:英伟达"
        assert party(found, claim.source).kind is PartyKind.COMPANY

    def test_another_form_that_the_text_has_is_the_same_party(self, told: Any) -> None:
        text = "微软向和澍智能科技有限公司投资2亿美元。灯塔是和澍智能科技的代号，微软还把服务器租给灯塔谷。"
        parties = [{"name": "和澍智能科技", "kind": "company", "aliases": ["灯塔谷"]}]
        first = deal("INVESTS_IN", "微软", "和澍智能科技", "微软向和澍智能科技有限公司投资2亿美元。")
        found = told(first, deal("PURCHASES_FROM", "灯塔谷", "微软", "微软还把服务器租给灯塔谷"), text=text, parties=parties)
        invests, buys = found.claims
        assert invests.target == buys.source
        assert "灯塔谷" in party(found, buys.source).aliases

    def test_a_name_that_has_swallowed_a_verb_is_corrected_for_both_readers(self, builtin: Reader, model: Endpoint) -> None:
        text = A + "和澍智能向微软采购了5亿元设备。"
        own = builtin.read(text)
        wrong = own.claims[0].source
        assert wrong == "和澍智能投资", "choose a name that the rules get wrong"
        model.plays = [says(reading(deal("INVESTS_IN", "英伟达", "和澍智能", A), parties=PARTIES))]
        found = SecondReader(builtin, model.settings(), "both").read(text)
        check(Article("a", text), found)
        assert [(c.source, c.target) for c in found.claims] == [("lexicon:英伟达", "和澍智能"), ("和澍智能", "lexicon:微软")]
        assert {p.name for p in found.parties} == {"英伟达", "微软", "和澍智能"}
        mentions = party(found, "和澍智能").mentions
        assert {text[span.start : span.end] for span in mentions} == {"和澍智能"}
        assert len(mentions) == 3

    def test_a_name_that_was_cut_short_is_whole_again(self, told: Any) -> None:
        text = "微软宣布向和澍智能投资2亿美元。"
        parties = [{"name": "和澍智能", "kind": "company", "aliases": []}]
        found = told(deal("INVESTS_IN", "微软", "和澍智能", text), text=text, parties=parties)
        assert {p.name for p in found.parties} == {"微软", "和澍智能"}

    def test_a_name_inside_another_is_none(self, told: Any) -> None:
        text = "微软向SpaceX采购发射服务。恒生指数上涨。"
        evidence = "微软向SpaceX采购发射服务。"
        found = told(deal("PURCHASES_FROM", "微软", "X", evidence), deal("PURCHASES_FROM", "微软", "Space", evidence), text=text)
        assert found.claims == ()

    def test_words_and_roles_are_no_new_parties(self, told: Any) -> None:
        text = "微软向投资者出售设备，银行与供应商都说科技集团会付款。"
        names = ("投资者", "银行", "供应商", "科技集团", "，", "2", "设备，银行\n")
        found = told(*(deal("PURCHASES_FROM", name, "微软", text) for name in names), text=text)
        assert found.claims == ()
        assert {p.name for p in found.parties} == {"微软"}


class TestMetrics:
    TEXT = "和澍智能2024年营收84.2亿元，同比下降12%。该公司估值20亿至25亿美元，评级为AA+。"

    def metric(self, **more: object) -> dict[str, object]:
        first = self.TEXT.split("。")[0]
        return {"entity": "和澍智能", "name": "revenue", "value": None, "change": None, "evidence": first} | more

    def read(self, told: Any, *metrics: dict[str, object]) -> Reading:
        parties = [{"name": "和澍智能", "kind": "company", "aliases": []}]
        found: Reading = told(text=self.TEXT, parties=parties, metrics=metrics)
        return found

    def test_value_unit_period_and_change_are_read_again(self, told: Any) -> None:
        (metric,) = self.read(told, self.metric(value="84.2亿元", change="下降12%")).metrics
        assert (metric.value, metric.unit, metric.period, metric.change_pct) == (8.42e9, "CNY", "2024", -12.0)
        assert self.TEXT[metric.start : metric.end] == metric.evidence

    def test_ranges_and_grades_are_texts(self, told: Any) -> None:
        last = self.TEXT.split("。")[1]
        found = self.read(
            told,
            self.metric(name="valuation", value="20亿至25亿美元", evidence=last),
            self.metric(name="rating", value="AA+", evidence=last),
        )
        assert [(m.name, m.value, m.text) for m in found.metrics] == [("valuation", None, "20亿至25亿美元"), ("rating", None, "AA+")]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"value": "99亿元"},
            {"value": "12%"},
            {"value": ""},
            {"value": "84.2亿元", "name": "happiness"},
            {"value": "84.2亿元", "name": "users"},
            {"value": "84.2亿元", "entity": "谷歌"},
            {"value": "84.2亿元", "evidence": "和澍智能营收84.2亿元"},
            {"value": "B-", "name": "rating"},
        ],
    )
    def test_what_is_no_figure_of_the_text_is_dropped(self, told: Any, wrong: dict[str, object]) -> None:
        found = self.read(told, self.metric(**wrong))
        assert found.metrics == ()
        assert len(found.dropped) == 1
