"""Every command line that the documents show is one that the programs take."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.cli.main import build_parser as graph_parser
from ingest.cli.main import build_parser as ingest_parser
from ingest.training.finre.__main__ import build_parser as finre_parser

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
FENCED = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"python3? -m (graph|ingest\.training\.finre|ingest)\b([^\n]*)")
SHELL = {">", ">>", "<", "&&", ";"}


def command_lines(page: str) -> Iterator[tuple[str, list[str]]]:
    """The program and the words of each command in the fenced parts of a page.

    `A | B` stands for two commands of the program and `a|b` for a choice of words, as usage is written.
    """
    for block in FENCED.findall(page):
        for program, rest in COMMAND.findall(block.replace("\\\n", " ")):
            words = shlex.split(rest, comments=True)
            end = next((place for place, word in enumerate(words) if word in SHELL), len(words))
            for command in _split(words[:end]):
                yield from ((program, choice) for choice in _choices(command))


def _split(words: list[str]) -> Iterator[list[str]]:
    command: list[str] = []
    for word in words:
        if word == "|":
            yield command
            command = []
        else:
            command.append(word)
    yield command


def _choices(words: list[str]) -> Iterator[list[str]]:
    """The command once for every alternative of one of its words."""
    wide = [place for place, word in enumerate(words) if "|" in word]
    if not wide:
        yield words
    for place in wide[:1]:
        for word in words[place].split("|"):
            yield from _choices([*words[:place], word, *words[place + 1 :]])


def _parser(program: str, words: list[str]) -> argparse.ArgumentParser:
    if program == "ingest.training.finre":
        return finre_parser()
    return graph_parser(words) if program == "graph" else ingest_parser()


SHOWN = [(page.relative_to(ROOT).as_posix(), *line) for page in PAGES for line in command_lines(page.read_text("utf-8"))]


@pytest.mark.parametrize(("page", "program", "words"), SHOWN, ids=lambda value: " ".join(value) if isinstance(value, list) else value)
def test_a_command_of_the_documents_is_taken(page: str, program: str, words: list[str]) -> None:
    try:
        _parser(program, words).parse_args(words)
    except SystemExit as ended:
        assert ended.code == 0, f"{page} shows `python -m {program} {' '.join(words)}`, which is not taken"  # noqa: PT017 - --help ends with 0


def test_commands_are_found() -> None:
    assert {program for _, program, _ in SHOWN} == {"graph", "ingest", "ingest.training.finre"}
    assert "README.md" in {page for page, _, _ in SHOWN}


def test_a_wrong_command_is_seen() -> None:
    lines = ("python -m graph cycles --party 英伟达  # loops", "bin/python -m graph stats | exposure P > out", "python -m ingest add A|-")
    found = list(command_lines("\n".join(("```sh", *lines, "```"))))
    assert found == [
        ("graph", ["cycles", "--party", "英伟达"]),
        ("graph", ["stats"]),
        ("graph", ["exposure", "P"]),
        ("ingest", ["add", "A"]),
        ("ingest", ["add", "-"]),
    ]
    with pytest.raises(SystemExit) as ended:
        _parser(*found[0]).parse_args(found[0][1])
    assert ended.value.code == 2
