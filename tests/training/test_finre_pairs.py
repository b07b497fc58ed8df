"""FinRE's instances fold into pairs and out again, and its official figures count what they say they count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.training.finre.pairs import NONE, BadFile, Instance, fold, mentions, read, said, score, turned

LABELS = frozenset({NONE, "合作", "收购", "被收购", "持股", "被持股"})


def instance(text: str, head: str, tail: str, *labels: str) -> Instance:
    return Instance(f"{head}-{tail}", text, head, tail, frozenset(labels))


def test_a_label_turns_round_only_where_there_is_one_for_the_other_direction() -> None:
    assert [turned(label, LABELS) for label in ("收购", "被收购", "合作", NONE)] == ["被收购", "收购", "合作", NONE]
    assert turned("被收购", {"被收购"}) == "被收购"


def test_both_orders_are_one_pair_in_the_order_of_the_text() -> None:
    text = "青禾电子收购了白鹭微电"
    pairs, places = fold(
        [instance(text, "白鹭微电", "青禾电子", "被收购"), instance(text, "青禾电子", "白鹭微电", "收购")],
        LABELS,
    )
    assert [(p.first, p.second, p.labels) for p in pairs] == [("青禾电子", "白鹭微电", frozenset({"收购"}))]
    assert places == [(0, True), (0, False)]


def test_labels_of_both_orders_come_together() -> None:
    text = "青禾电子与白鹭微电合作并持股"
    pairs, _ = fold([instance(text, "青禾电子", "白鹭微电", "合作"), instance(text, "白鹭微电", "青禾电子", "被持股")], LABELS)
    assert [p.labels for p in pairs] == [{"合作", "持股"}]


def test_what_is_folded_comes_out_as_it_went_in() -> None:
    text = "青禾电子持股白鹭微电,与山川银行合作"
    told = [
        instance(text, "白鹭微电", "青禾电子", "被持股"),
        instance(text, "山川银行", "青禾电子", "合作", NONE),
        instance(text, "白鹭微电", "山川银行", NONE),
    ]
    pairs, places = fold(told, LABELS)
    back = [{turned(label, LABELS) if swapped else label for label in pairs[n].labels} for n, swapped in places]
    assert back == [one.labels for one in told]


def test_no_relation_is_a_label_only_where_there_is_no_other() -> None:
    text = "青禾电子与白鹭微电"
    pairs, _ = fold([instance(text, "青禾电子", "白鹭微电", NONE, "合作")], LABELS)
    assert pairs[0].relations == {"合作"}
    assert fold([instance(text, "青禾电子", "白鹭微电", NONE)], LABELS)[0][0].relations == {NONE}


def test_a_name_inside_the_other_counts_where_it_stands_alone() -> None:
    assert mentions("青禾电子的母公司青禾", "青禾", "青禾电子") == (((8, 10),), ((0, 4),))
    assert mentions("青禾电子公告", "青禾", "青禾电子") == (((0, 2),), ((0, 4),))


def test_the_likeliest_relation_is_said_from_the_threshold_on() -> None:
    assert said({NONE: 0.6, "合作": 0.35, "收购": 0.05}, 0.3) == "合作"
    assert said({NONE: 0.6, "合作": 0.25, "收购": 0.15}, 0.3) == NONE


def test_the_official_figures() -> None:
    golds = [frozenset(g) for g in ({"合作"}, {"收购", "持股"}, {NONE, "合作"}, {NONE}, {"合作"})]
    found = score(["合作", "持股", NONE, "合作", "收购"], golds)
    assert found.precision == pytest.approx(2 / 4)  # four are said, two of them are right
    assert found.recall == pytest.approx(2 / 4)  # four instances have a relation, also the one that has none beside it
    assert found.f1 == pytest.approx(0.5)
    assert str(found) == "P 50.00 R 50.00 F1 50.00"


def test_saying_nothing_scores_nothing() -> None:
    assert score([NONE], [frozenset({"合作"})]).f1 == 0
    assert score([], []).f1 == 0


def test_masked_numbers_and_traditional_text_are_read_as_text(tmp_path: Path) -> None:
    file = tmp_path / "train.jsonl"
    line = {"id": "a", "text": "青禾電子出資<N>億元入股<N>號基金", "head": "青禾電子", "tail": "<N>號基金", "labels": ["合作"]}
    file.write_text(json.dumps(line, ensure_ascii=False) + "\n", "utf-8")
    assert read(file) == [Instance("a", "青禾电子出资5亿元入股5号基金", "青禾电子", "5号基金", frozenset({"合作"}))]


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        '{"text": "青禾"}',
        '{"text": "青禾", "head": "青禾", "tail": "白鹭", "labels": []}',
        '{"text": 1, "head": 1, "tail": 1}',
    ],
)
def test_a_file_that_is_none_of_finre_s_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "dev.jsonl"
    file.write_text(line, "utf-8")
    with pytest.raises(BadFile, match=r"dev\.jsonl line 1"):
        read(file)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n", "utf-8")
    (tmp_path / "latin.jsonl").write_bytes(b"\xff")
    for name, reason in (("none.jsonl", "No such file"), ("empty.jsonl", "no instance"), ("latin.jsonl", "not UTF-8")):
        with pytest.raises(BadFile, match=reason):
            read(tmp_path / name)


def test_a_name_repeated_without_end_stays_bounded() -> None:
    assert len(mentions("青禾" * 100 + "白鹭", "青禾", "白鹭")[0]) == 8
