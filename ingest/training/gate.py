"""Trains the gate that says which sentences the encoder is shown: `python -m ingest.training.gate --out ingest/model` (see `make train`).

Minutes on one core. It learns from the same text as the encoder, with parties renamed, and writes `gate.npz` and the manifest.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ingest.text.encoder.gate import parts
from ingest.text.encoder.glance import FILE, Glance, Glimpse, Words
from ingest.text.encoder.windows import Stretch
from ingest.text.sentences import split as split_sentences
from ingest.training import corpus, manifest
from ingest.training.base import Base, Floats, base_file, load_base
from ingest.training.corpus import TYPES, Text
from ingest.training.gate_network import WIDTH, Batch, GateNetwork, loss_of
from ingest.training.renaming import pool_of, renamed
from ingest.training.vocabulary import keep_pieces

HERE = Path(__file__).parent
VERSIONS = 6
"""How often each text is prepared, with other names each time but the first; an epoch takes one of them."""
WARM = 100
"""Steps until the full rate."""
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7)
NEARLY = 0.9
"""Share of a deal's evidence that must be shown for the deal to count as kept whole."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text as the network sees it, with what is to be said of it."""

    glimpse: Glimpse
    named: Floats
    all_names: bool
    deals: Floats
    optional: Floats
    types: Floats
    sizes: Floats


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--text", type=Path, default=HERE / "text")
    parser.add_argument("--base", type=Path, default=None, help="e5-small-q4.bin; found in the installed wheel by default")
    parser.add_argument("--out", type=Path, required=True, help="the folder of the model")
    parser.add_argument("--check", type=Path, action="append", default=[], help="a folder with gold to measure on")
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--tokens", type=int, default=6000, help="words of a batch")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def word_table(base: Base, texts: Sequence[Text]) -> tuple[list[str], Floats]:
    """Words that the gate knows, with their vectors of the base, of length one; a Latin piece that begins a word goes before one inside."""
    rows: dict[str, int] = {}
    for number in keep_pieces(base, texts)[4:]:
        piece = base.pieces[number]
        word = piece.lstrip("▁")
        if word and "\n" not in word and (word not in rows or piece[0] == "▁"):
            rows[word] = number
    vectors = base.tensors["emb.word"].reshape(-1, base.hidden)[list(rows.values())]
    return list(rows), vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def narrowing(vectors: Floats, counts: Floats) -> tuple[Floats, Floats]:
    """The vectors about their mean, and the directions in which the words of the text differ most, to begin with."""
    weights = np.sqrt(counts + 0.1)
    weights /= weights.sum()
    centred = vectors - weights @ vectors
    _, directions = np.linalg.eigh((centred * weights[:, None]).T @ centred)
    first = directions[:, ::-1][:, :WIDTH]
    spread = np.sqrt((weights[:, None] * (centred @ first) ** 2).sum(0).mean())
    return centred, np.ascontiguousarray(first.T / spread, np.float32)


def sentences_of(text: str) -> list[Stretch]:
    return [part for s in split_sentences(text) for part in parts(text, s.start, s.end)]


def prepare(text: Text, words: Words) -> Prepared:
    stretches = sentences_of(text.text)
    glimpse = words.glimpse(text.text, stretches, TYPES)
    inside = np.zeros(len(text.text) + 1, np.float32)
    for start, end, _ in corpus.mentions(text.text, text.entities):
        inside[start:end] = 1
    deals, optional = np.zeros((2, len(stretches)), np.float32)
    types = np.zeros((len(stretches), len(TYPES)), np.float32)
    for deal in text.deals:
        start, end = _evidence(deal, text)
        for row, (begin, stop) in enumerate(stretches):
            if min(end, stop) - max(start, begin) > min(3, stop - begin - 1):
                (optional if deal.get("optional") else deals)[row] += 1
                types[row, TYPES.index(deal["type"])] = 1
    sizes = np.array([end - start for start, end in stretches], np.float32)
    return Prepared(glimpse, inside[glimpse.starts], text.all_names, deals, optional, types, sizes)


def _evidence(deal: dict[str, object], text: Text) -> Stretch:
    return int(str(deal.get("start") or 0)), int(str(deal.get("end") or len(text.text)))


def collate(texts: Sequence[Prepared]) -> Batch:
    sentences = [len(t.sizes) for t in texts]
    begins = np.cumsum([0, *sentences[:-1]])

    def joined(arrays: Sequence[np.ndarray]) -> torch.Tensor:
        return torch.from_numpy(np.concatenate(arrays))

    return Batch(
        words=joined([t.glimpse.words for t in texts]),
        rows=joined([t.glimpse.rows + begin for t, begin in zip(texts, begins, strict=True)]),
        cues=joined([t.glimpse.cues for t in texts]),
        texts=torch.from_numpy(np.repeat(np.arange(len(texts)), sentences)),
        named=joined([t.named for t in texts]),
        sure=joined([np.where(t.named > 0, 1, 1 if t.all_names else 0.3).astype(np.float32) for t in texts]),
        deals=joined([t.deals for t in texts]),
        optional=joined([t.optional for t in texts]),
        types=joined([t.types for t in texts]),
        sizes=joined([t.sizes for t in texts]),
    )


def batches(texts: Sequence[Prepared], tokens: int) -> Iterator[Batch]:
    batch: list[Prepared] = []
    held = 0
    for text in texts:
        batch.append(text)
        held += len(text.named)
        if held >= tokens:
            yield collate(batch)
            batch, held = [], 0
    if batch:
        yield collate(batch)


def train(net: GateNetwork, versions: Sequence[Sequence[Prepared]], o: argparse.Namespace, chance: random.Random) -> None:
    optimizer = torch.optim.AdamW(net.parameters(), lr=o.rate, weight_decay=1e-4)
    step = 0
    for epoch in range(o.epochs):
        texts = [chance.choice(told) for told in versions]
        chance.shuffle(texts)
        every = list(batches(texts, o.tokens))
        for number, batch in enumerate(every):
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = o.rate * min(1.0, step / WARM) * (1 - (epoch + number / len(every)) / o.epochs)
            loss = loss_of(net, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
        print(f"{epoch + 1}/{o.epochs} loss {loss.item():.3f}", flush=True)


def report(glance: Glance, texts: Sequence[Text]) -> Iterator[str]:
    """A line a threshold: share of the characters that are shown, of the deals shown whole and of those shown at all."""
    glances = [(text, stretches, glance.chances(text.text, stretches)) for text in texts if (stretches := sentences_of(text.text))]
    for threshold in THRESHOLDS:
        characters = shown = deals = whole = seen = 0.0
        for text, stretches, chances in glances:
            hits = chances >= threshold
            kept = [s for s, hit, next_ in zip(stretches, hits, [*hits[1:], False], strict=True) if hit or next_]
            characters += len(text.text)
            shown += sum(end - start for start, end in kept)
            for deal in text.deals:
                if not deal.get("optional"):
                    share = _covered(_evidence(deal, text), kept) / max(1, _covered(_evidence(deal, text), stretches))
                    deals, whole, seen = deals + 1, whole + (share > NEARLY), seen + (share > 1 - NEARLY)
        yield f"{threshold:.2f} shows {shown / characters:.3f}, deals whole {whole / deals:.3f}, seen {seen / deals:.3f}"


def _covered(evidence: Stretch, stretches: Sequence[Stretch]) -> int:
    return sum(max(0, min(evidence[1], end) - max(evidence[0], start)) for start, end in stretches)


def save(net: GateNetwork, words: Sequence[str], out: Path) -> None:
    texts = {"words": words, "types": TYPES}
    arrays = net.arrays() | {name: np.frombuffer("\n".join(lines).encode(), np.uint8) for name, lines in texts.items()}
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out / FILE, allow_pickle=False, **arrays)
    manifest.write(out)


def main() -> None:
    o = options()
    torch.manual_seed(o.seed)
    torch.set_num_threads(o.threads)
    chance = random.Random(o.seed)  # noqa: S311
    texts, held = corpus.split(corpus.read_folder(o.text), o.text)
    words, vectors = word_table(load_base(o.base or base_file()), texts)
    cutter, pool = Words(words), pool_of(texts)
    versions = [[prepare(text if n == 0 else renamed(text, pool, chance), cutter) for n in range(VERSIONS)] for text in texts]
    counts = np.bincount(np.concatenate([v[0].glimpse.words for v in versions]), minlength=len(words)).astype(np.float32)
    centred, narrow = narrowing(vectors, counts)
    net = GateNetwork(torch.from_numpy(centred), torch.from_numpy(narrow), len(TYPES))
    print(f"{len(texts)} texts to train on, {len(held)} left out, {len(words)} words", flush=True)
    train(net, versions, o, chance)
    save(net.eval(), words, o.out)
    checks = {"held": [t for t in held if t.group == t.id]} | {folder.name: corpus.read_gold(folder) for folder in o.check}
    for name, told in checks.items():
        for line in report(Glance(o.out), told):
            print(name, line, flush=True)


if __name__ == "__main__":
    main()
