"""From trained weights to the files that the product loads: `python -m ingest.training.export RUN --out ingest/model`.

The encoder becomes an ONNX graph with 8-bit weights, the heads plain arrays, and `manifest.toml` says the digest of each file.
None of them can run code.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from ingest.text.encoder.glance import FILE as GATE
from ingest.text.encoder.pieces import UNKNOWN
from ingest.text.encoder.session import MODEL
from ingest.training import manifest
from ingest.training.base import base_file, load_base
from ingest.training.network import Encoder, Reader

HEADS = ("tags", "source", "target", "types", "status", "asks", "told", "looks")


class _Graph(nn.Module):
    """What is exported: the encoder with the name head on top, for one window at a time and so without a mask."""

    def __init__(self, net: Reader) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, hints: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x, attention = self.net.encoder(ids, hints, None)
        return x, attention, self.net.tags(x)


def export(run: Path, out: Path, base_path: Path | None, mixed: Sequence[tuple[Path, float]] = ()) -> None:
    """Writes the model files of the run into `out`; of each run in `mixed` that share goes into the weights (Wortsman et al. 2022)."""
    out.mkdir(parents=True, exist_ok=True)
    vocabulary = json.loads((run / "pieces.json").read_text("utf-8"))
    base = load_base(base_path or base_file())
    weights = _load(run)
    for other, share in mixed:
        known = _load(other)
        weights = {name: (1 - share) * own + share * known.get(name, torch.zeros_like(own)) for name, own in weights.items()}
    layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layers."))
    inner = len(weights["encoder.layers.0.fi.bias"])
    net = Reader(Encoder(len(vocabulary["pieces"]), layers, base, inner), base.hidden)
    net.load_state_dict(weights)
    net.eval()
    _export_encoder(net, out)
    arrays = {f"{name}.{part}": getattr(getattr(net, name), part).detach().numpy() for name in HEADS for part in ("weight", "bias")}
    arrays["distance.weight"] = net.distance.weight.detach().numpy()
    np.savez_compressed(out / "heads.npz", allow_pickle=False, **{k: v.astype(np.float16) for k, v in arrays.items()})
    (out / "pieces.json").write_text(_pieces(vocabulary), "utf-8")
    if not (out / GATE).exists():
        shutil.copy(MODEL / GATE, out)
    manifest.write(out)


def _load(run: Path) -> dict[str, Tensor]:
    weights: dict[str, Tensor] = torch.load(run / "weights.pt", weights_only=True)
    return weights


def _export_encoder(net: Reader, out: Path) -> None:
    whole = out / "whole.onnx"
    ids = torch.randint(UNKNOWN + 1, 500, (1, 40))
    along = {1: "length"}
    torch.onnx.export(
        _Graph(net),
        (ids, torch.zeros_like(ids)),
        str(whole),
        input_names=["ids", "hints"],
        output_names=["vectors", "attention", "tags"],
        dynamic_axes={"ids": along, "hints": along, "vectors": along, "tags": along, "attention": {2: "length", 3: "length"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(whole, out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()


def _pieces(vocabulary: dict[str, list[object]]) -> str:
    scores = [round(float(str(s)), 4) for s in vocabulary["scores"]]
    return json.dumps({"pieces": vocabulary["pieces"], "scores": scores}, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("run", type=Path, help="the folder that train.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path, default=None)
    parser.add_argument(
        "--mix", nargs=2, action="append", default=[], metavar=("RUN", "SHARE"), help="another run, and its share of the weights"
    )
    o = parser.parse_args()
    export(o.run, o.out, o.base, [(Path(run), float(share)) for run, share in o.mix])


if __name__ == "__main__":
    main()
