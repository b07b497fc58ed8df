"""Closed lists of words that make names, or stand beside them; the words themselves are in `words.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from graph.errors import BadTable

_FILE = Path(__file__).with_name("words.toml")
_LISTS = tomllib.loads(_FILE.read_text("utf-8"))


def _text(key: str) -> str:
    if not isinstance(text := _LISTS.get(key), str):
        raise BadTable(f"{_FILE.name}: the list {key!r} is missing; write it as one string of words with blanks between.")
    return text


def _words(key: str) -> frozenset[str]:
    return frozenset(_text(key).split())


def _characters(key: str) -> frozenset[str]:
    return frozenset("".join(_text(key).split()))


LEGAL = _words("legal")
"""Forms of law: whatever stands before one of them is a name."""

STRONG = _words("strong")
"""Words that end the names of firms."""

SURE = _words("sure")
"""Those of them after which hardly anything but a name stands, if the words before are not all descriptive."""

BODY = _words("body")
"""Words that end the name of a public body."""

ALONE = _words("alone")
"""Public bodies that are named without their state."""

DESCRIPTIVE = _words("descriptive")
"""Words that describe a kind of firm; a run of nothing but these before an ending is no name."""

NAME_VERBS = _words("name_verbs")
"""Verbs that are at home in names."""

ROLES = _words("roles")
"""What a party is; its name may follow directly."""

TITLES = _words("titles")
"""What a person is; a name beside it is mostly a person's."""

CUES = _words("cues")
"""Words that stand directly after parties."""

SOFT_CUES = _words("soft_cues")
"""Those of the cues after which much else stands as well."""

LEADS = _words("leads")
"""Words that stand directly before parties."""

SOFT_LEADS = _words("soft_leads")
"""Those of the leads before which much else stands as well."""

NO_LATIN = _words("no_latin")
"""Latin words that name no party by themselves."""

SINGLE_WORDS = _characters("single_words")
"""Characters that are words of grammar or counting more often than parts of a name."""

SINGLE_VERBS = _characters("single_verbs")
"""Characters that are verbs or adverbs more often than parts of a name."""

SINGLE_NOUNS = _characters("single_nouns")
"""Characters that are ordinary nouns and at home in names."""

SURNAMES = _characters("surnames")
"""Surnames of one character."""

GENERIC = _words("generic")
"""Nouns for kinds of parties and markets: no names."""

ADDED = _words("added")
"""Words that jieba's dictionary lacks and would cut in two."""

PLACE_ENDS = _words("place_ends")
"""Endings with which a place alone makes a name."""

DEFINED = _words("defined")
"""Words that a bracket defines as a role of the text, so that they stand for a party and name none."""

SINGLE_FRIENDLY = _characters("single_friendly")
"""Characters that are words of grammar or counting as often as parts of a name."""

WEAK = _words("weak")
"""Endings that are things as often as firms."""

COUNTRIES = _words("countries")
"""States and regions; before a foreign firm they only tell where it is."""

ADDED_NOUNS = _words("added_nouns")
"""Nouns that jieba's dictionary lacks."""

CITIES = _words("cities")
"""Cities and regions that jieba's dictionary takes for something else or does not have."""

PERSON_ACTS = _words("person_acts")
"""What a person does with shares and money, directly after the name."""

PERSON_ROLES = _words("person_roles")
"""Roles in which a person holds, pays or vouches, directly before the name."""

SAYS = _words("says")
"""Verbs of saying: beside them a Latin name of two words is a person's."""

DESCRIBERS = _words("describers")
"""Nouns behind which the name of what they describe begins."""

COMPOUNDS = _words("compounds")
"""What makes of the word before it a noun for things."""
