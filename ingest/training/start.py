"""Where a training starts: from the base weights, or from a model that was exported before.

An exported model is 8-bit; its weights come back as floats, which is near enough to go on from. The inner layers can be made
narrower: of the neurons of each feed-forward block those stay that carry most, measured over some text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from ingest.training.network import Layer, Reader

_WEIGHT = re.compile(r"^/(encoder/layers\.\d+/\w+|tags)/MatMul_quant$")


def load_exported(net: Reader, folder: Path, pieces: Sequence[str]) -> int:
    """Fills the network from `folder`; a piece that the old vocabulary lacks keeps its base vector. Returns how many pieces were known."""
    graph = onnx.load(str(folder / "encoder.onnx")).graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    state = {name.removeprefix("net."): torch.tensor(value) for name, value in arrays.items() if name.startswith("net.") and value.ndim}
    for node in graph.node:
        if node.op_type == "MatMulInteger" and (match := _WEIGHT.match(node.name)):
            name = match.group(1).replace("/", ".") + ".weight"
            state[name] = _floats(arrays, node.input[1].removesuffix("_quantized")).T.contiguous()
    with np.load(folder / "heads.npz", allow_pickle=False) as heads:
        state |= {name: torch.tensor(heads[name].astype(np.float32)) for name in heads.files}
    for name in ("place", "hint"):
        state[f"encoder.{name}.weight"] = _floats(arrays, f"net.encoder.{name}.weight")
    old = {piece: row for row, piece in enumerate(json.loads((folder / "pieces.json").read_text("utf-8"))["pieces"])}
    words, theirs = net.encoder.word.weight.data.clone(), _floats(arrays, "net.encoder.word.weight")
    known = [(row, old[piece]) for row, piece in enumerate(pieces) if piece in old]
    words[[row for row, _ in known]] = theirs[[row for _, row in known]]
    state["encoder.word.weight"] = words
    wanted = net.state_dict()
    net.load_state_dict(
        {name: state[name] if name in state and state[name].shape == wanted[name].shape else wanted[name] for name in wanted}
    )
    return len(known)


def _floats(arrays: dict[str, np.ndarray], name: str) -> Tensor:
    values = arrays[f"{name}_quantized"].astype(np.float32) - arrays[f"{name}_zero_point"].astype(np.float32)
    return torch.tensor(values * arrays[f"{name}_scale"])


def narrow(net: Reader, inner: int, batches: Iterable[tuple[Tensor, Tensor, Tensor]]) -> None:
    """Keeps the `inner` neurons of each feed-forward block whose output is largest on average over the batches (ids, hints, mask)."""
    layers = [layer for layer in net.encoder.layers if isinstance(layer, Layer) and layer.fi.out_features > inner]
    sums = {id(layer): torch.zeros(layer.fi.out_features) for layer in layers}

    def watch(layer: Layer) -> torch.utils.hooks.RemovableHandle:
        def note(_: nn.Module, __: tuple[Tensor, ...], out: Tensor) -> None:
            sums[id(layer)] += F.gelu(out.float()).abs().mean((0, 1))

        return layer.fi.register_forward_hook(note)

    hooks = [watch(layer) for layer in layers]
    net.eval()
    with torch.no_grad():
        for batch in batches:
            net.encoder(*batch)
    for hook in hooks:
        hook.remove()
    for layer in layers:
        weight = sums[id(layer)] * layer.fo.weight.data.norm(dim=0)
        keep = weight.topk(inner).indices.sort().values
        layer.fi, layer.fo = _part(layer.fi, keep, 0), _part(layer.fo, keep, 1)


def _part(linear: nn.Linear, keep: Tensor, axis: int) -> nn.Linear:
    weight = linear.weight.data.index_select(axis, keep)
    bias = linear.bias.data[keep] if axis == 0 else linear.bias.data
    part = nn.Linear(weight.shape[1], weight.shape[0])
    part.weight.data, part.bias.data = weight.clone(), bias.clone()
    return part
