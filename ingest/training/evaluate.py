"""How good the network is with the names given, over whole articles, and how well it finds names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

import torch

from ingest.text.encoder.pieces import BOS, EOS, Pieces
from ingest.training.corpus import TYPES, Pair, Text, Window, cut_windows
from ingest.training.network import Reader

Key = tuple[str, int, int, int]


def report(net: Reader, texts: Sequence[Text], pieces: Pieces, size: int) -> str:
    """One line: precision, recall and F1 of deals, F1 of links, precision and recall of names and figures, share of right states."""
    net.eval()
    found: dict[Key, float] = {}
    names = [0, 0, 0]
    states = [0, 0]
    sums = [0, 0, 0]
    with torch.no_grad():
        for window in cut_windows(texts, pieces, size, overlap=True):
            ids, hints = torch.tensor([[BOS, *window.ids, EOS]]), torch.tensor([[0, *window.hints, 0]])
            with torch.autocast("cpu", torch.bfloat16):
                x, attention = net.encoder(ids, hints, torch.ones_like(ids))
                tags = net.tags(x)
            _count_names(names, window, tags[0, 1:-1].argmax(-1).tolist())
            every = [(i, j) for i in range(len(window.parties)) for j in range(len(window.parties)) if i != j]
            if not every:
                continue
            logits, status, _, figures = net.pairs(x[0].float(), attention[0].float(), window, every)
            margins = (logits[:, 1:] - logits[:, :1]).tolist()
            for (i, j), row in zip(every, margins, strict=True):
                for type_, margin in enumerate(row):
                    key = _undirected((window.text, window.entities[i], window.entities[j], type_))
                    found[key] = max(margin, found.get(key, -9))
            said = dict(zip(every, status.argmax(-1).tolist(), strict=True))
            for pair in window.pairs:
                if pair.types:
                    _count_figures(sums, window, pair, figures[every.index((pair.source, pair.target))])
                    states[0] += said[(pair.source, pair.target)] == pair.status
                    states[1] += 1
    lines = []
    wanted, optional = _wanted(texts)
    for threshold in (0, -1):
        hits = {key for key, margin in found.items() if margin > threshold} - (optional - wanted)
        p, r, f = _figures(hits, wanted)
        link = _figures({k[:3] for k in hits}, {k[:3] for k in wanted})[2]
        lines.append(f"[>{threshold}] P {p:.3f} R {r:.3f} F1 {f:.3f} link {link:.3f}")
    name_p, name_r = names[0] / max(1, names[2]), names[0] / max(1, names[1])
    sum_p, sum_r = sums[0] / max(1, sums[2]), sums[0] / max(1, sums[1])
    told = f"status {states[0] / max(1, states[1]):.3f} | figures P {sum_p:.3f} R {sum_r:.3f}"
    return " ".join(lines) + f" | names P {name_p:.3f} R {name_r:.3f} | {told}"


def _undirected(key: Key) -> Key:
    text, a, b, type_ = key
    return (text, min(a, b), max(a, b), type_) if TYPES[type_] == "PARTNERS_WITH" else key


def _wanted(texts: Sequence[Text]) -> tuple[set[Key], set[Key]]:
    wanted: set[Key] = set()
    optional: set[Key] = set()
    for text in texts:
        numbers = {n: i for i, e in enumerate(text.entities) for n in (e["name"], *e["aliases"])}
        for deal in text.deals:
            if deal["source"] in numbers and deal["target"] in numbers:
                key = _undirected((text.id, numbers[deal["source"]], numbers[deal["target"]], TYPES.index(deal["type"])))
                (optional if deal.get("optional") else wanted).add(key)
    return wanted, optional


def _figures(found: Set[tuple[object, ...]], wanted: Set[tuple[object, ...]]) -> tuple[float, float, float]:
    hits = len(found & wanted)
    p, r = hits / max(1, len(found)), hits / max(1, len(wanted))
    return p, r, 2 * p * r / max(1e-9, p + r)


def _count_names(names: list[int], window: Window, said: Sequence[int]) -> None:
    gold, guess = set(spans(window.tags)), set(spans(said))
    names[0] += len(gold & guess)
    names[1] += len(gold)
    names[2] += len(guess)


def _count_figures(sums: list[int], window: Window, pair: Pair, logits: torch.Tensor) -> None:
    wanted = [(m, v) in pair.figures for _, _, m, v in window.figures]
    said = [logit > 0 for logit in logits.tolist()]
    sums[0] += sum(w and s for w, s in zip(wanted, said, strict=True))
    sums[1] += sum(wanted)
    sums[2] += sum(said)


def spans(tags: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(first, end) of every run that a begin tag opens and inside tags go on with, whatever their kind."""
    at = 0
    while at < len(tags):
        if tags[at] % 2 == 1:
            end = at + 1
            while end < len(tags) and tags[end] > 0 and tags[end] % 2 == 0:
                end += 1
            yield at, end
            at = end
        else:
            at += 1
