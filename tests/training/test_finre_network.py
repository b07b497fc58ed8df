"""How the network sees a pair, and that the linear model learns; skipped where the training libraries are absent."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

import torch

from ingest.text.encoder.pieces import Pieces
from ingest.training.finre.linear import Linear
from ingest.training.finre.network import batches, loss_of, see
from ingest.training.finre.pairs import Instance, Pair, fold

CHARS = "青禾电子收购白鹭微芯与的公司告#@"
PIECES = Pieces(["<s>", "<pad>", "</s>", "<unk>", *CHARS, "禾电"], [0.0] * 4 + [-5.0] * len(CHARS) + [-1.0])


def pair(text: str, head: str, tail: str) -> Pair:
    return fold([Instance("", text, head, tail, frozenset())], ())[0][0]


def shown(ids: list[int]) -> str:
    return "".join(PIECES.pieces[number] for number in ids)


def test_names_stand_between_marks_and_are_token_ranges() -> None:
    window = see(pair("公告:青禾收购白鹭微芯", "白鹭微芯", "青禾"), PIECES).window
    assert shown(window.ids) == "公告<unk>#青禾#收购@白鹭微芯@"
    assert [[shown(window.ids[a:b]) for a, b in places] for places in window.parties] == [["青禾"], ["白鹭微芯"]]


def test_no_piece_reaches_over_the_edge_of_a_name() -> None:
    assert shown(see(pair("青禾电子公告", "青禾", "电子"), PIECES).window.ids) == "#青禾#@电子@公告"


def test_names_inside_each_other_keep_their_tokens() -> None:
    window = see(pair("青禾电子的公司青禾", "青禾电子", "青禾"), PIECES).window
    assert [[shown(window.ids[a:b]) for a, b in places] for places in window.parties] == [["青禾电子"], ["青禾"]]
    window = see(pair("青禾电子公告", "青禾电子", "电子"), PIECES).window
    assert [shown(window.ids[a:b]).replace("@", "") for ((a, b),) in window.parties] == ["青禾电子", "电子"]


def test_batches_hold_every_pair_once_and_no_more_tokens_than_allowed() -> None:
    lengths = [5 + n % 40 for n in range(200)]
    found = batches(lengths, random.Random(1), tokens=120)
    assert sorted(n for batch in found for n in batch) == list(range(200))
    assert max(len(batch) * (2 + max(lengths[n] for n in batch)) for batch in found) <= 120


def test_any_right_label_will_do() -> None:
    wanted = torch.tensor([[0.0, 1.0, 1.0]])
    assert loss_of(torch.tensor([[0.0, 30.0, 0.0]]), wanted).item() == pytest.approx(0, abs=1e-6)
    assert loss_of(torch.tensor([[0.0, 0.0, 30.0]]), wanted).item() == pytest.approx(0, abs=1e-6)
    assert loss_of(torch.tensor([[30.0, 0.0, 0.0]]), wanted).item() > 10


def test_the_linear_model_learns_what_a_feature_says() -> None:
    found = [{"buys", f"noise {n % 3}"} if n % 2 else {"meets", f"noise {n % 3}"} for n in range(60)]
    wanted = torch.tensor([[float(n % 2), float(1 - n % 2)] for n in range(60)])
    chances = Linear(found, wanted).chances([{"buys", "never seen"}, {"meets"}])
    assert chances.argmax(1).tolist() == [0, 1]
    assert chances.sum(1).tolist() == pytest.approx([1, 1])
