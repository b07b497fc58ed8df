"""Trains the reader's encoder on the text of this folder: `python -m ingest.training.train --out FOLDER` (see `make train`).

One pass serves names and pairs. Windows are cut anew every epoch at other boundaries. Held-out articles and sets are never trained on.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from ingest.text.encoder.pieces import BOS, EOS, PAD, Pieces
from ingest.training import corpus, strays
from ingest.training.base import base_file, load_base
from ingest.training.corpus import TYPES, Text, Window
from ingest.training.evaluate import report
from ingest.training.network import Encoder, Reader, threshold_loss
from ingest.training.renaming import pool_of, renamed
from ingest.training.start import load_exported, narrow
from ingest.training.together import Together
from ingest.training.variety import JOINED, digits, joined, varied
from ingest.training.vocabulary import keep_pieces

HERE = Path(__file__).parent


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--text", type=Path, default=HERE / "text")
    parser.add_argument("--base", type=Path, default=None, help="e5-small-q4.bin; found in the installed wheel by default")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--check", type=Path, action="append", default=[], help="a folder with gold to measure on")
    parser.add_argument("--start", type=Path, default=None, help="an exported model to go on from, instead of the base weights alone")
    parser.add_argument("--weights", type=Path, default=None, help="a folder of an earlier run to go on from: pieces.json, weights.pt")
    parser.add_argument("--strays", type=Path, default=None, help="a file of an earlier run, strays.json; made in OUT by default")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--inner", type=int, default=768, help="neurons of a feed-forward block that are kept, of 1,536")
    parser.add_argument("--flat", action="store_true", help="keep the rates up to the end, for a run that another goes on from")
    parser.add_argument("--size", type=int, default=260, help="characters of a window")
    parser.add_argument("--tokens", type=int, default=700, help="tokens of a batch")
    parser.add_argument("--steps", type=int, default=7000)
    parser.add_argument("--minutes", type=float, default=600, help="ends earlier, with the rates run down by then")
    parser.add_argument("--every", type=int, default=1000, help="steps between two checks")
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--head-rate", type=float, default=6e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def batches(windows: Sequence[Window], tokens: int, chance: random.Random) -> Iterator[list[Window]]:
    """Windows of like length together, at most `tokens` with padding, in random order."""
    ordered = sorted(windows, key=lambda w: len(w.ids) + chance.random() * 40)
    found: list[list[Window]] = []
    batch: list[Window] = []
    for window in ordered:
        if batch and (len(batch) + 1) * max(len(window.ids), *(len(w.ids) for w in batch)) > tokens:
            found.append(batch)
            batch = []
        batch.append(window)
    found.append(batch)
    chance.shuffle(found)
    yield from found


def tensors(batch: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """ids, hints and mask [B, L] with the marks of beginning and end."""
    length = max(len(w.ids) for w in batch) + 2
    ids = torch.full((len(batch), length), PAD)
    hints, mask = torch.zeros((2, len(batch), length), dtype=torch.long)
    for row, window in enumerate(batch):
        values = [BOS, *window.ids, EOS]
        ids[row, : len(values)] = torch.tensor(values)
        hints[row, 1 : len(values) - 1] = torch.tensor(window.hints)
        mask[row, : len(values)] = 1
    return ids, hints, mask


def loss_of(net: Reader, batch: Sequence[Window]) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        x, attention = net.encoder(*tensors(batch))
        tags = net.tags(x)
    x, attention, tags = x.float(), attention.float(), tags.float()
    names = torch.stack([_name_loss(tags[row, 1 : 1 + len(w.ids)], w) for row, w in enumerate(batch)]).sum()
    total = 2 * names / sum(len(w.ids) for w in batch)
    pair_losses, told, positive = [], [], 0
    for row, window in enumerate(batch):
        if not window.pairs:
            continue
        types, status, context, figures = net.pairs(x[row], attention[row], window, [(p.source, p.target) for p in window.pairs])
        labels = torch.zeros(len(window.pairs), len(TYPES) + 1)
        for number, pair in enumerate(window.pairs):
            labels[number, [t + 1 for t in pair.types]] = 1
        pair_losses.append(threshold_loss(types, labels).sum())
        deals = [n for n, p in enumerate(window.pairs) if p.types]
        positive += len(deals)
        if deals:
            told.append(_told_loss(window, deals, status, context) + _figure_loss(window, deals, figures))
    if pair_losses:
        total = total + torch.stack(pair_losses).sum() / (positive * 3 + 10)
    if told:
        total = total + torch.stack(told).sum() / (positive + 3)
    return total


def _name_loss(tags: Tensor, window: Window) -> Tensor:
    """Where not every name is annotated, an unmarked character says little."""
    labels = torch.tensor(window.tags)
    losses = F.cross_entropy(tags, labels, reduction="none")
    if not window.all_names:
        losses = losses * torch.where(labels > 0, 1.0, 0.3)
    return losses.sum()


def _told_loss(window: Window, deals: Sequence[int], status: Tensor, context: Tensor) -> Tensor:
    labels = torch.tensor([window.pairs[n].status for n in deals])
    loss = 0.3 * F.cross_entropy(status[deals], labels, reduction="sum")
    for n in deals:
        begin, end = window.pairs[n].evidence
        if end > begin:
            loss = loss - 0.15 * torch.log(context[n, begin + 1 : end + 1].sum() + 1e-6)
    return loss


def _figure_loss(window: Window, deals: Sequence[int], logits: Tensor) -> Tensor:
    """Figures of the window against those of each deal; a deal all of whose figures lie elsewhere still says that these are none."""
    if not window.figures:
        return torch.zeros(())
    labels = torch.tensor([[float((m, v) in window.pairs[n].figures) for _, _, m, v in window.figures] for n in deals])
    return 0.3 * F.binary_cross_entropy_with_logits(logits[deals], labels, reduction="sum")


def endless(texts: Sequence[Text], pieces: Pieces, o: argparse.Namespace, chance: random.Random) -> Iterator[list[Window]]:
    """Batches for as long as wanted, every pass over the texts with other names, cuts, neighbours, numbers and words in view."""
    pool, numbers = pool_of(texts), digits(pieces)
    while True:
        short: list[Text] = []
        long: list[Text] = []
        for text in texts:
            (short if chance.random() < JOINED else long).append(renamed(text, pool, chance))
        seen = joined(corpus.cut_windows(short, pieces, o.size // 2, overlap=False, shift=chance), chance)
        seen += corpus.cut_windows(long, pieces, o.size, overlap=False, shift=chance)
        yield from batches([varied(strays.disturbed(w, chance), numbers, chance) for w in seen], o.tokens, chance)


def network(o: argparse.Namespace, train: Sequence[Text]) -> tuple[Reader, Pieces]:
    """The network to begin with, and its vocabulary, which is written beside the weights."""
    base = load_base(o.base or base_file())
    if o.weights:
        vocabulary = json.loads((o.weights / "pieces.json").read_text("utf-8"))
        pieces = Pieces(vocabulary["pieces"], vocabulary["scores"])
        net = Reader(Encoder(len(pieces), o.layers, base, o.inner), base.hidden)
        net.load_state_dict(torch.load(o.weights / "weights.pt", weights_only=True), strict=False)
    else:
        kept = keep_pieces(base, train)
        pieces = Pieces([base.pieces[k] for k in kept], [base.scores[k] for k in kept])
        net = Reader(Encoder(len(kept), o.layers, base), base.hidden)
        net.encoder.load_base(base, kept)
        if o.start:
            print(f"{load_exported(net, o.start, pieces.pieces)} pieces known", flush=True)
        sample = batches(corpus.cut_windows(train[::10], pieces, o.size, overlap=False), o.tokens, random.Random(0))  # noqa: S311
        narrow(net, o.inner, (tensors(batch) for batch in islice(sample, 40)))
    (o.out / "pieces.json").write_text(json.dumps({"pieces": pieces.pieces, "scores": pieces.scores}, ensure_ascii=False), "utf-8")
    return net, pieces


class Stop:
    """True once the process was asked to end; the training then saves its weights first."""

    def __init__(self) -> None:
        self._asked = False
        signal.signal(signal.SIGTERM, self._ask)

    def _ask(self, *_: object) -> None:
        self._asked = True

    def __bool__(self) -> bool:
        return self._asked


def main() -> None:
    o = options()
    together = Together()
    torch.manual_seed(o.seed + together.number)
    torch.set_num_threads(o.threads)
    chance = random.Random(o.seed + together.number)  # noqa: S311
    o.out.mkdir(parents=True, exist_ok=True)
    texts = corpus.read_folder(o.text)
    train, held = corpus.split(texts, o.text)
    known = strays.load(o.strays or o.out / "strays.json", train)
    train = [replace(text, strays=tuple(known[text.id])) for text in train]
    net, pieces = network(o, train)
    checks = {"held": [t for t in held if t.group == t.id], "sets": [t for t in held if t.group != t.id]}
    checks |= {folder.name: corpus.read_gold(folder) for folder in o.check}
    print(f"{len(train)} texts to train on, {len(held)} left out, {len(pieces)} pieces", flush=True)
    net.encoder.word.weight.requires_grad_(False)  # so that a piece that the text lacks stays in step with those that it has
    fast = [p for n, p in net.named_parameters() if not n.startswith("encoder.") or n == "encoder.hint.weight"]
    body = [p for n, p in net.encoder.named_parameters() if p.requires_grad and n != "hint.weight"]
    optimizer = torch.optim.AdamW([{"params": body}, {"params": fast}], lr=o.rate, weight_decay=0.01, fused=True)
    stop = Stop()
    began, done = time.monotonic(), 0.0
    net.train()
    for step, batch in enumerate(endless(train, pieces, o, chance), start=1):
        if together.meets(step):
            done = together.meet(net, 1.0 if stop else max(step / o.steps, (time.monotonic() - began) / (60 * o.minutes)))
        pace = min(1.0, step / (0.06 * o.steps)) * (1.0 if o.flat else max(0.0, 1 - done))
        for group, rate in zip(optimizer.param_groups, (o.rate, o.head_rate), strict=True):
            group["lr"] = rate * pace
        loss = loss_of(net, batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        if step % 100 == 0 or step in (1, 10, 30):
            print(f"{step}/{o.steps} {time.monotonic() - began:.0f}s loss {loss.item():.3f}", flush=True)
        if together.number == 0 and (step % o.every == 0 or done >= 1):
            torch.save(net.state_dict(), o.out / "weights.new")
            (o.out / "weights.new").replace(o.out / "weights.pt")
            for name, texts_ in checks.items() if not stop else ():
                print(step, name, report(net, texts_, pieces, o.size), flush=True)
            net.train()
        if done >= 1:
            break


if __name__ == "__main__":
    main()
