"""The gate as it is trained and as the product runs it say the same; skipped where the training libraries are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

import numpy as np
import torch

from ingest.text.encoder.glance import Glance, Words
from ingest.training.corpus import TYPES, Text
from ingest.training.gate import collate, prepare, report, save, sentences_of
from ingest.training.gate_network import WIDTH, GateNetwork, loss_of

WORDS = [*"青禾电子白鹭微芯今天开会气很好", "收购", "公司", "亿元", "3"]
PLAIN = "公司今天开会。青禾电子以3亿元收购白鹭微芯。天气很好。"
DEAL = {"type": "ACQUIRES", "source": "青禾电子", "target": "白鹭微芯", "start": 7, "end": 22}
NAMES = [{"kind": "company", "name": name, "aliases": [name]} for name in ("青禾电子", "白鹭微芯")]
TEXT = Text("t", "t", PLAIN, NAMES, [DEAL], True)


def network() -> GateNetwork:
    torch.manual_seed(0)
    return GateNetwork(torch.randn(len(WORDS), 64), torch.randn(WIDTH, 64) / 8, len(TYPES))


def test_a_text_is_prepared_with_its_deals_and_names() -> None:
    told = prepare(TEXT, Words(WORDS))
    assert told.deals.tolist() == [0, 1, 0]
    assert told.types[1].sum() == told.types.sum() == 1
    assert told.named.sum() == 8
    assert told.sizes.tolist() == [7, 15, 5]


def test_what_is_saved_says_what_was_trained(tmp_path: Path) -> None:
    net = network().eval()
    save(net, WORDS, tmp_path)
    told = prepare(TEXT, Words(WORDS))
    with torch.no_grad():
        alone, together = (torch.sigmoid(net(collate(texts))[0]).numpy() for texts in ([told], [told, told]))
    chances = Glance(tmp_path).chances(PLAIN, sentences_of(PLAIN))
    assert np.allclose(chances, alone, atol=0.02)
    assert np.allclose(together[:2], alone[:2], atol=0.2)  # neighbouring texts of a batch meet at two words alone


def test_it_learns() -> None:
    net = network()
    batch = collate([prepare(TEXT, Words(WORDS))] * 4)
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-2)
    first = loss_of(net, batch).item()
    for _ in range(30):
        loss = loss_of(net, batch)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert loss.item() < first / 2


def test_the_report_counts_deals_that_are_shown(tmp_path: Path) -> None:
    save(network().eval(), WORDS, tmp_path)
    lines = list(report(Glance(tmp_path), [TEXT]))
    assert all(line.endswith(("seen 0.000", "seen 1.000")) for line in lines)
