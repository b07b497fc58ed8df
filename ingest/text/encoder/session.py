"""Runs the encoder over windows of a text, on one thread."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.errors import BadTable
from ingest.text.encoder.hints import Hints
from ingest.text.encoder.pieces import BOS, EOS, Pieces, Tokens

Floats = NDArray[np.float32]
MODEL = Path(__file__).parents[2] / "model"
MAX_TOKENS = 508
MANIFEST = "manifest.toml"


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder makes of a stretch of text. Token i stands at row i of every array.

    `starts` and `ends` are characters of the whole text; `vectors` [L, H]; `attention` [heads, L, L] of the last layer;
    `tags` [L, 1 + 2 × kinds], the logits of the name tags.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    vectors: Floats
    attention: Floats
    tags: Floats


class Encoder:
    """The model files, checked against their digests, and a session of onnxruntime."""

    def __init__(self, folder: Path = MODEL) -> None:
        import onnxruntime  # takes a fifth of a second, so only who reads with the model pays for it
        from threadpoolctl import threadpool_limits

        threadpool_limits(limits=1, user_api="blas")  # the products of the pair head are small: a second thread only waits for the first
        check_files(folder)
        vocabulary = json.loads((folder / "pieces.json").read_text("utf-8"))
        self.pieces = Pieces(vocabulary["pieces"], vocabulary["scores"])
        with np.load(folder / "heads.npz", allow_pickle=False) as arrays:  # by columns: the products are with the transposes
            self.heads: dict[str, Floats] = {name: arrays[name].astype(np.float32, order="F") for name in arrays.files}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        slow = ["SkipLayerNormFusion"]  # its kernel takes several times as long on a CPU as the addition and the normalisation apart
        cpu = ["CPUExecutionProvider"]
        self._session: Any = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), options, cpu, disabled_optimizers=slow)

    def windows(self, plain: str, hints: Hints, spans: Iterable[tuple[int, int]]) -> Iterator[Window]:
        """One window a span of characters; a span without a token gives none. `hints` has a number for each character of the text."""
        for start, end in spans:
            tokens = self.pieces.cut(plain[start:end])
            if tokens.ids:
                yield self._run(tokens, start, hints)

    def _run(self, tokens: Tokens, offset: int, hints: Hints) -> Window:
        ids = np.array([[BOS, *tokens.ids[:MAX_TOKENS], EOS]], dtype=np.int64)
        hinted = np.zeros_like(ids)
        hinted[0, 1:-1] = hints[offset + np.array(tokens.starts[:MAX_TOKENS])]
        vectors, attention, tags = self._session.run(None, {"ids": ids, "hints": hinted})
        return Window(
            [offset + s for s in tokens.starts[:MAX_TOKENS]],
            [offset + e for e in tokens.ends[:MAX_TOKENS]],
            vectors[0, 1:-1],
            attention[0, :, 1:-1, 1:-1],
            tags[0, 1:-1],
        )


def check_files(folder: Path) -> None:
    """Raises BadTable for a model file that is missing or not the one that the manifest names."""
    try:
        digests = tomllib.loads((folder / MANIFEST).read_text("utf-8"))
        for name, digest in digests.items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                raise BadTable(f"The model file {name} is not the one that {MANIFEST} names; check out the repository again.")
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadTable(f"The model in {folder.name} cannot be read: {error}; check out the repository again.") from error
