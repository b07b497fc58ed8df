"""A party has the name, kind and aliases that its mentions give it, whatever their order."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.facts.parties import Mentioned, derive, extend, party_row, read_party
from graph.ids import party_id
from graph.model import Party, PartyKind

KEY = "辉达"
ID = party_id(KEY)


def mention(name: str, kind: str = "company", count: int = 1, aliases: tuple[str, ...] = (), key: str = KEY) -> Mentioned:
    return Mentioned(key, name, PartyKind(kind), aliases, 1, count)


def test_the_name_of_most_articles_is_shown_and_the_others_are_aliases() -> None:
    party = derive(ID, [mention("辉达", count=9), mention("輝達", aliases=("輝達公司",)), mention("輝達")])
    assert party == Party(ID, KEY, "輝達", PartyKind.COMPANY, ("輝達公司", "辉达"))


def test_of_equals_the_name_with_more_mentions_counts_then_the_shorter() -> None:
    assert derive(ID, [mention("辉达", count=2), mention("輝達", count=3)]).name == "輝達"
    assert derive(ID, [mention("辉达公司"), mention("辉达")]).name == "辉达"


def test_a_lexicon_party_is_shown_by_its_name_there() -> None:
    key = "lexicon:英伟达"
    party = derive(party_id(key), [mention("输家", key=key), mention("NVIDIA", key=key)])
    assert (party.name, party.aliases) == ("英伟达", ("NVIDIA", "输家"))


def test_the_kind_of_most_articles_counts() -> None:
    assert derive(ID, [mention("辉达", "fund"), mention("辉达", "fund"), mention("辉达", "company")]).kind is PartyKind.FUND
    assert derive(ID, [mention("辉达", "product"), mention("辉达", "company")]).kind is PartyKind.COMPANY


def test_a_party_under_which_another_was_put_keeps_its_own_name() -> None:
    other = mention("英伟达", "project", 9, key="英伟达")
    assert derive(ID, [other, other, mention("辉达")]) == Party(ID, KEY, "辉达", PartyKind.COMPANY, ("英伟达",))
    assert derive(ID, [other], [KEY]) == Party(ID, KEY, "英伟达", PartyKind.PROJECT, ())


MENTIONS = st.lists(
    st.builds(
        mention,
        st.sampled_from(["辉达", "輝達", "NVIDIA"]),
        st.sampled_from(["company", "company", "company", "fund"]),
        st.integers(0, 3),
        st.lists(st.sampled_from(["辉达公司", "輝達", "NV"]), max_size=2).map(tuple),
        st.sampled_from([KEY, KEY, KEY, "lexicon:英伟达"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(MENTIONS, st.randoms(use_true_random=False))
def test_a_party_does_not_depend_on_the_order_of_its_mentions(mentions: list[Mentioned], random: Any) -> None:
    assert derive(ID, random.sample(mentions, len(mentions))) == derive(ID, mentions)


@settings(max_examples=300, deadline=None)
@given(MENTIONS)
def test_the_short_way_to_add_mentions_gives_the_same_party(mentions: list[Mentioned]) -> None:
    for id_ in (ID, party_id("lexicon:英伟达")):
        party = derive(id_, mentions[:1], [KEY])
        for number in range(1, len(mentions)):
            extended = extend(party, mentions[number : number + 1])
            party = derive(id_, mentions[: number + 1], [KEY])
            assert extended in (None, party)


def test_a_known_name_is_added_the_short_way() -> None:
    party = derive(ID, [mention("辉达")])
    assert extend(party, [mention("辉达", aliases=("辉达公司",))]) == derive(ID, [mention("辉达"), mention("辉达", aliases=("辉达公司",))])


def test_a_row_is_read_back() -> None:
    party = derive(ID, [mention("輝達", aliases=("NVIDIA Corp.",))])
    row = party_row(party)
    assert read_party(row) == party
    assert row["search"].split() == ["nvidiacorp", "輝達", "辉达"]
