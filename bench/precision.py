"""The encoder with weights of 32 bits, made from the shipped ones of 8, to see what these save. Needs `onnx`, as `make train` does."""

from __future__ import annotations

import hashlib
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

from ingest.text.encoder.session import MANIFEST

GRAPH = "encoder.onnx"


def full_precision(model: Path, into: Path) -> bool:
    """Writes the model files with a graph of plain products into the folder `into`; False where the graph has no integer ones."""
    onnx: Any = import_module("onnx")
    for path in model.iterdir():
        shutil.copy(path, into)
    whole: Any = onnx.load(str(model / GRAPH))
    changed = _plain_products(onnx, whole.graph)
    onnx.save(whole, str(into / GRAPH))
    names = [path.name for path in into.iterdir() if path.suffix in (".onnx", ".npz", ".json")]
    digests = (f'"{name}" = "{hashlib.sha256((into / name).read_bytes()).hexdigest()}"' for name in names)
    (into / MANIFEST).write_text("\n".join(digests) + "\n", "utf-8")
    return changed


def _plain_products(onnx: Any, graph: Any) -> bool:
    """Puts x·W in place of: x in 8 bits, times W in 8 bits, times both scales. What feeds nothing any more, onnxruntime leaves out."""
    arrays = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    made_by = {name: node for node in graph.node for name in node.output}
    used_by = {name: node for node in graph.node for name in node.input}
    plain: dict[str, Any] = {}
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            whole, weight = made_by[node.input[0]].input[0], node.input[1]
            scaled = used_by[used_by[node.output[0]].output[0]]
            values = arrays[weight].astype("float32") - arrays[node.input[3]].astype("float32")
            graph.initializer.append(
                onnx.numpy_helper.from_array(values * arrays[weight.removesuffix("_quantized") + "_scale"], weight + "_plain")
            )
            plain[scaled.output[0]] = onnx.helper.make_node("MatMul", [whole, weight + "_plain"], [scaled.output[0]])
    nodes = [plain.get(node.output[0], node) for node in graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    return bool(plain)
