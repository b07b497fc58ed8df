"""Answers kept on disk by what was asked, so that the same text is paid for once."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.ids import digest

LARGEST = 4 * 2**20


class Cache:
    """A folder of answers for this user alone; each file is named by the digest of its question."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
                raise PermissionError
        except OSError as error:
            raise BadInput(
                f"The folder {folder} for answers of the second reader cannot be written; set ROUNDTRIP_LLM_CACHE to another, or to off."
            ) from error

    def get(self, question: str) -> dict[str, Any] | None:
        """What was answered to `question`; None if nothing was, or if the file is no longer whole."""
        path = self._path(question)
        try:
            if path.stat().st_size > LARGEST:
                return None
            kept = json.loads(path.read_text("ascii"))
        except (OSError, ValueError, RecursionError):
            return None
        return kept if isinstance(kept, dict) else None

    def put(self, question: str, answer: dict[str, Any]) -> None:
        """Keeps an answer; a full disk costs the answer and nothing else."""
        path = self._path(question)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        with suppress(OSError):
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                json.dump(answer, file)
            part.replace(path)

    def _path(self, question: str) -> Path:
        return self._folder / f"{digest(question, size=40)}.json"
