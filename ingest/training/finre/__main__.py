"""How well the relation model learns FinRE's 44 labels: `python -m ingest.training.finre --train train.jsonl --test test.jsonl`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest.training.finre.pairs import BadFile, Instance, read, score

MODEL = Path(__file__).parents[2] / "model"


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ingest.training.finre", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--train", type=Path, required=True, help="JSON lines of id, text, head, tail, labels")
    parser.add_argument("--test", type=Path, required=True, help="the same; its labels are looked at only for the figures")
    parser.add_argument("--out", type=Path, default=None, help="where the predictions are written, one JSON object a line")
    parser.add_argument("--epochs", type=int, default=6, help="how often the network sees each pair")
    parser.add_argument("--minutes", type=float, default=15, help="it sees them less often where this is over earlier")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", default=str(MODEL), help="an exported model to start from, or `none`: the base weights")
    parser.add_argument("--seed", type=int, default=0)
    return parser


def main(words: Sequence[str] | None = None) -> int:
    o = build_parser().parse_args(words)
    start = None if o.start == "none" else Path(o.start)
    try:
        train, test = read(o.train), read(o.test)
        if start and not (start / "encoder.onnx").is_file():
            raise BadFile(f"{start} holds no encoder.onnx; name a folder that ingest.training.export wrote, or `--start none`.")
    except BadFile as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    try:
        from ingest.training.finre.model import Effort, predict
    except ModuleNotFoundError as error:
        print(f"error: {error.name} is not installed; install ingest/training/requirements.txt, as `make train` does.", file=sys.stderr)
        return 1
    predictions = predict(train, test, start, Effort(o.epochs, o.minutes, o.threads, o.seed))
    golds = [one.labels for one in test]
    for name in ("network", "linear"):
        print(f"the {name} alone: {score(predictions[name], golds)}", file=sys.stderr)
    print(score(predictions["both"], golds))
    if o.out:
        _write(o.out, test, predictions["both"])
    return 0


def _write(path: Path, test: Sequence[Instance], labels: Sequence[str]) -> None:
    lines = (json.dumps({"id": one.id, "label": label}, ensure_ascii=False) for one, label in zip(test, labels, strict=True))
    path.write_text("".join(line + "\n" for line in lines), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
