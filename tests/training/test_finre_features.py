"""What the linear model sees: names masked in the sentence, and how they are like each other."""

from __future__ import annotations

from ingest.training.finre.features import LIKENESS, Names, features, likeness
from ingest.training.finre.pairs import Instance, Pair, fold


def pair(text: str, head: str, tail: str) -> Pair:
    return fold([Instance("", text, head, tail, frozenset())], ())[0][0]


def test_sentences_that_differ_in_names_alone_differ_in_features_of_names_alone() -> None:
    one, other = pair("青禾电子收购了白鹭微芯", "青禾电子", "白鹭微芯"), pair("山川银行收购了北辰港务", "山川银行", "北辰港务")
    differ = features(one, Names([one])) ^ features(other, Names([other]))
    assert differ
    assert {feature[:2] for feature in differ} <= {"A=", "B=", "A$", "B$", "A^", "B^", "A*", "B*", "A~", "B~", "~ ", "al"}


def test_other_names_of_the_training_text_are_masked_too() -> None:
    known = Names([pair("山川银行与北辰港务", "山川银行", "北辰港务")])
    found = features(pair("青禾电子、山川银行和白鹭微电", "青禾电子", "白鹭微电"), known)
    assert "mⒶ、Ⓞ和" in found
    assert not any("山川" in feature for feature in found)


def test_names_inside_each_other_leave_one_mark() -> None:
    assert "rⒷ公" in features(pair("青禾电子公告", "青禾", "青禾电子"), Names([]))


def test_a_short_form_is_seen() -> None:
    found = likeness("白鹭航空", "白航")
    assert {"shortens True False", "share 2", "prefix 1"} <= set(found)
    assert {"shortens False False", "share 0", "prefix 0"} <= set(likeness("白鹭航空", "青禾"))


def test_likeness_is_one_of_a_known_list() -> None:
    for first, second in (("青禾", "青禾"), ("青禾银行", "白鹭股份有限公司"), ("a", "abc"), ("abc", "cba")):
        assert set(likeness(first, second)) <= set(LIKENESS)
