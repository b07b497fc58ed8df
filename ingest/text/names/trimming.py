"""Names with a stray neighbour (洛恒历史上最大 beside 洛恒): the shorter one, which stands elsewhere as well, is the name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingest.text.names import forms, words

_LOOSE = frozenset({"chunk", "ending", "list", "extended"})


def strays(plain: str, names: Mapping[str, frozenset[str] | set[str]]) -> Iterator[str]:
    """Those of the names (with their rules) that are another name and words that no name has."""
    loose = [name for name, rules in names.items() if rules <= _LOOSE and len(name) > 3]
    for name in loose:
        for cut in range(2, len(name) - 1):
            head, tail = name[:cut], name[cut:]
            if (head in names and _stray_tail(tail, names[name]) and _oftener(plain, head, name)) or (
                tail in names and _stray_head(head) and _oftener(plain, tail, name)
            ):
                yield name
                break


def _oftener(plain: str, short: str, name: str) -> bool:
    return plain.count(short) > plain.count(name)


def _stray_tail(tail: str, rules: frozenset[str] | set[str]) -> bool:
    """Whether what follows the shorter name belongs to no name: no trade, no place, no law."""
    if "ending" in rules:
        return any(word in words.DESCRIPTIVE and word not in words.STRONG for word, _ in forms.parts(tail)[:1])
    return len(tail) > 1 and not forms.is_trade(tail) and all(tag not in ("ns", "nz") for _, tag in forms.parts(tail))


def _stray_head(head: str) -> bool:
    """Whether what precedes the shorter name belongs to no name: no place."""
    return all(tag != "ns" and word not in words.COUNTRIES for word, tag in forms.parts(head)) and len(head) > 1
