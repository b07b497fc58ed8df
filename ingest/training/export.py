"""From trained weights to the files that the product loads: `python -m ingest.training.export RUN --out ingest/model`.

The encoder becomes an ONNX graph with 8-bit weights, the heads plain arrays, and `manifest.toml` says the digest of each file.
None of them can run code.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from ingest.text.encoder.pieces import UNKNOWN
from ingest.training.base import base_file, load_base
from ingest.training.network import Encoder, Reader

HEADS = ("tags", "source", "target", "types", "status")


class _Graph(nn.Module):
    """What is exported: the encoder with the name head on top."""

    def __init__(self, net: Reader) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x, attention = self.net.encoder(ids, mask)
        return x, attention, self.net.tags(x)


def export(run: Path, out: Path, base_path: Path | None, layers: int) -> None:
    out.mkdir(parents=True, exist_ok=True)
    vocabulary = json.loads((run / "pieces.json").read_text("utf-8"))
    base = load_base(base_path or base_file())
    net = Reader(Encoder(len(vocabulary["pieces"]), layers, base), base.hidden)
    net.load_state_dict(torch.load(run / "weights.pt", weights_only=True))
    net.eval()
    _export_encoder(net, out)
    arrays = {f"{name}.{part}": getattr(getattr(net, name), part).detach().numpy() for name in HEADS for part in ("weight", "bias")}
    arrays["distance.weight"] = net.distance.weight.detach().numpy()
    np.savez_compressed(out / "heads.npz", allow_pickle=False, **{k: v.astype(np.float16) for k, v in arrays.items()})
    (out / "pieces.json").write_text(_pieces(vocabulary), "utf-8")
    files = ("encoder.onnx", "heads.npz", "pieces.json")
    lines = [f'"{name}" = "{hashlib.sha256((out / name).read_bytes()).hexdigest()}"' for name in files]
    (out / "manifest.toml").write_text("# SHA-256 of each file; a file that differs is not loaded.\n" + "\n".join(lines) + "\n", "utf-8")


def _export_encoder(net: Reader, out: Path) -> None:
    whole = out / "whole.onnx"
    ids = torch.randint(UNKNOWN + 1, 500, (2, 40))
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        _Graph(net),
        (ids, torch.ones_like(ids)),
        str(whole),
        input_names=["ids", "mask"],
        output_names=["vectors", "attention", "tags"],
        dynamic_axes={"ids": axes, "mask": axes, "vectors": axes, "tags": axes, "attention": {0: "batch", 2: "length", 3: "length"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(whole, out / "encoder.onnx", weight_type=QuantType.QInt8)
    whole.unlink()


def _pieces(vocabulary: dict[str, list[object]]) -> str:
    scores = [round(float(str(s)), 4) for s in vocabulary["scores"]]
    return json.dumps({"pieces": vocabulary["pieces"], "scores": scores}, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("run", type=Path, help="the folder that train.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path, default=None)
    parser.add_argument("--layers", type=int, default=6)
    o = parser.parse_args()
    export(o.run, o.out, o.base, o.layers)


if __name__ == "__main__":
    main()
