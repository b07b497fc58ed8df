"""The pieces of a marked text are the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from web.marks import Mark, paragraphs

SPANS = st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=8)


def _marks(prefix: str, spans: list[tuple[int, int]]) -> list[Mark]:
    return [Mark(f"{prefix}{i}", *span) for i, span in enumerate(spans)]


@given(st.text(alphabet="ab<\n 中", max_size=40), SPANS, SPANS)
def test_nothing_is_lost_and_every_mark_covers_its_characters(
    text: str, claim_spans: list[tuple[int, int]], name_spans: list[tuple[int, int]]
) -> None:
    claims, names = _marks("c", claim_spans), _marks("p", name_spans)
    shown = paragraphs(text, claims, names)
    lines = ["".join(piece.text for passage in each.passages for piece in passage.pieces) for each in shown]
    assert lines == [line for line in text.split("\n") if line.strip()]
    covered = dict.fromkeys((mark.id for mark in claims), "")
    anchors: list[str] = []
    for paragraph in shown:
        for passage in paragraph.passages:
            anchors += passage.anchors
            for claim in passage.claims:
                covered[claim] += "".join(piece.text for piece in passage.pieces)
    assert len(anchors) == len(set(anchors))
    for mark in claims:
        valid = 0 <= mark.start < mark.end <= len(text)
        inside = text[mark.start : mark.end] if valid else ""
        wanted = "".join(part for part, whole in _parts(text, mark) if whole.strip()) if valid else ""
        assert covered[mark.id] == wanted
        assert (mark.id in anchors) == bool(wanted), inside


def _parts(text: str, mark: Mark) -> list[tuple[str, str]]:
    """What of each line the mark covers, with the line."""
    found, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        found.append((text[max(start, mark.start) : max(start, min(end, mark.end))] if mark.start < end else "", line))
        start = end + 1
    return found


def test_a_name_inside_evidence_keeps_its_party() -> None:
    shown = paragraphs("甲投资乙。", [Mark("c1", 0, 5)], [Mark("p1", 0, 1), Mark("p2", 3, 4)])
    (passage,) = shown[0].passages
    assert passage.claims == passage.anchors == ("c1",)
    assert [(piece.text, piece.party) for piece in passage.pieces] == [("甲", "p1"), ("投资", None), ("乙", "p2"), ("。", None)]


def test_of_two_names_on_the_same_characters_the_longer_one_is_shown() -> None:
    shown = paragraphs("中芯国际", [], [Mark("short", 0, 2), Mark("long", 0, 4), Mark("late", 3, 4)])
    assert [(p.text, p.party) for p in shown[0].passages[0].pieces] == [("中芯国际", "long")]
