"""The manifest of a model: the digest of each of its files, so that no other is loaded."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.text.encoder.session import MANIFEST

KINDS = frozenset({".onnx", ".npz", ".json"})


def write(folder: Path) -> None:
    """Writes the manifest of all model files in the folder."""
    files = sorted(path for path in folder.iterdir() if path.suffix in KINDS)
    lines = [f'"{path.name}" = "{hashlib.sha256(path.read_bytes()).hexdigest()}"' for path in files]
    (folder / MANIFEST).write_text("\n".join(["# SHA-256 of each file; a file that differs is not loaded.", *lines, ""]), "utf-8")
