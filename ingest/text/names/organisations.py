"""Names that end as organisations do: 深圳市创新投资集团有限公司, 织云半导体, 合肥市国资委."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import PartyKind
from ingest.text.names import words
from ingest.text.names.marks import Found
from ingest.text.names.tokens import Tokens

_RUN = re.compile(r"[PKkLlOZHNEeBD]*[EeB]")
_PROPER = frozenset("KLOZH")
_GOVERNMENT = re.compile(
    r"(?:政府|[部委局厅署省]|国资办|法院|检察院|央行|联储|委员会|国会|参议院|众议院|议会|内阁|公署|总署|市委|省委|当局|办公室)$"
)
_FUND = re.compile(r"(?:基金|主权基金|[一二三四五六七八九十]期|[号]基金|有限合伙\)?|合伙企业)$")


def organisations(tokens: Tokens) -> Iterator[Found]:
    """Every name that an ending of the closed lists marks."""
    for run in _RUN.finditer(tokens.shape):
        for first, last in _pieces(tokens, *run.span()):
            first = _begin(tokens, first, last)
            if _is_name(tokens, first, last):
                yield Found(tokens.starts[first], tokens.starts[last], "ending", kind_of(tokens.text(first, last)))


def kind_of(name: str) -> PartyKind:
    """What a name says of the kind of its party."""
    if _FUND.search(name):
        return PartyKind.FUND
    return PartyKind.GOVERNMENT if _GOVERNMENT.search(name) else PartyKind.COMPANY


def _pieces(tokens: Tokens, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A run is cut behind each form of law and behind a bare 公司 in its middle; each piece ends with an ending."""
    begin = first
    for i in range(first, last):
        word, after = tokens.words[i], tokens.words[i + 1] if i + 1 < last else ""
        if (
            (word in words.LEGAL or word == "公司")
            and word != "有限责任"
            and after not in words.LEGAL
            and after not in ("公司", "集团", "分公司", "")
        ):
            yield begin, i + 1
            begin = i + 1
    if begin < last:
        yield begin, last


def _begin(tokens: Tokens, first: int, last: int) -> int:
    """Without what only describes: 国内新药企业 before a name, the state of a foreign firm."""
    shape = tokens.shape
    end = _endings(tokens, first, last)
    proper = next((i for i in range(first, end) if shape[i] in _PROPER), None)
    if proper is None:
        return _pull(tokens, first) if first == end else first
    while first < proper and ((shape[first] in "NDe" and tokens.words[first] in words.DESCRIPTIVE) or shape[first] == "D"):
        first += 1
    return first


def _endings(tokens: Tokens, first: int, last: int) -> int:
    """Where the endings at the end of the piece begin."""
    end = last
    while end > first and tokens.shape[end - 1] in "EeB":
        end -= 1
    return end


def _pull(tokens: Tokens, first: int) -> int:
    """先声药业: an ending alone takes a verb or adverb before it that is no cue."""
    return first - 1 if first and tokens.shape[first - 1] == "v" and len(tokens.words[first - 1]) > 1 else first


def _is_name(tokens: Tokens, first: int, last: int) -> bool:
    shape, end = tokens.shape, _endings(tokens, first, last)
    head = tokens.words[first:end]
    if not head:
        return last - first > 1 and _is_compound(tokens, first, last)
    letters = shape[first:end]
    ending = tokens.words[end] if end < last else ""
    if any(w in words.LEGAL for w in tokens.words[end:last]) and len(tokens.text(first, last)) > 6:
        return True
    if shape[last - 1] == "B":
        return "P" in letters or (bool(_PROPER & set(letters)) and tokens.words[last - 1] not in ("部", "院", "处", "部门", "办公室"))
    if _PROPER & set(letters):
        return True
    if letters[0] == "P":
        return _placed(tokens, first, end, last)
    if any(w not in words.DESCRIPTIVE for w in head) and shape[last - 1] == "E":
        return len("".join(head)) > 1 and ending != "公司" and len(head) < 4
    return letters[0] == "v"


def _placed(tokens: Tokens, first: int, end: int, last: int) -> bool:
    """A place and an ending are a name if the ending is one of those that places have (江苏银行)."""
    tail = tokens.words[end:last]
    if end - first == 1:
        return tail[0] in words.PLACE_ENDS or (len(tail) > 1 and tail[-1] != "公司")
    return tokens.shape[last - 1] == "E" and tokens.words[last - 1] != "公司"


def _is_compound(tokens: Tokens, first: int, last: int) -> bool:
    return tokens.words[last - 1] in words.LEGAL and last - first > 2
