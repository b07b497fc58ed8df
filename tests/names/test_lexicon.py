"""The lexicon answers by any form of a name and refuses a file that does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadTable
from graph.model import PartyKind
from ingest.lexicon.loader import Entry, Lexicon, load


def test_a_party_by_any_form_of_its_name() -> None:
    lexicon = Lexicon.of([Entry("甲骨文", PartyKind.COMPANY, ("Oracle Corp.",), ("ORCL",))])
    assert lexicon.party("ORACLE CORP") is lexicon.party("甲骨文") is lexicon.party("ORCL")
    assert lexicon.party("甲骨") is None


def test_a_form_of_two_parties_means_the_first() -> None:
    first, second = Entry("太平洋保险", PartyKind.COMPANY, ("太保",)), Entry("太保公司", PartyKind.COMPANY, ("太保",))
    assert Lexicon.of([first, second]).party("太保") is first


def test_tickers_are_no_free_names() -> None:
    assert "ORCL" not in Lexicon.of([Entry("甲骨文", PartyKind.COMPANY, (), ("ORCL",))]).forms


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name\tkind\n", "first line"),
        ("name\tkind\taliases\tticker\ten\n甲\tfirm\t\t\t\n", "line 2: 'firm' is no kind"),
        ("name\tkind\taliases\tticker\ten\n甲\tcompany\n", "line 2: a party needs 5 columns"),
    ],
)
def test_a_file_that_does_not_hold(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "parties.tsv"
    file.write_text(content, "utf-8")
    with pytest.raises(BadTable, match=message):
        load(file)
