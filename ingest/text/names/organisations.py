"""Names that end as organisations do: 深圳市创新投资集团有限公司, 织云半导体, 合肥市国资委."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import PartyKind
from ingest.text.names import words
from ingest.text.names.evidence import Candidate
from ingest.text.names.tokens import Tokens

_PART, _ENDING = "qPKkLlOZHN", "EeBGgFS"
_MATERIAL = _PART + _ENDING
_LAW = rf"v?[{_MATERIAL}]*(?:\([PNOZEl L]{{1,12}}\)[{_MATERIAL}]*)?S+E?"
"""Behind a run: a verb or a bracket, and the form of law that makes of all of it a name (华(天津)股份有限公司)."""
_RUN = re.compile(rf"(?=[{_MATERIAL}])(?<![{_PART}])(?:(?>[{_MATERIAL}]+){_LAW}|(?:[{_PART}]*+[{_ENDING}])++)")
"""A run of what names are made of, up to its last ending; it begins behind another, so that no letter is looked at often."""
_GOVERNMENT = tuple("政府 部 委 局 厅 署 省 国资办 法院 检察院 央行 联储 委员会 国会 参议院 众议院 议会 内阁 管委会 当局 办公室".split())
_FURTHER = re.compile("[klg]")
_FUND = ("基金", "有限合伙", "有限合伙)", "合伙企业", *(f"{number}期" for number in "一二三四五六七八九十"))
_PROJECT = ("联盟", "联合体", "共同体", "计划", "项目", "工程", "创新中心")
_GENERAL_BODIES = frozenset("部 院 处 部门 办公室".split())
_WINDOW = 5_000
_SHORT_BODIES = frozenset("部局厅署院委处省")
_LAWS = frozenset("有限责任 股份".split())
GOODS = frozenset("芯片 显卡 GPU 服务器 手机 模型 大模型 系统 设备 电池 软件 疫苗 轮胎 仪器 装备 材料 仪表 技术 数据 服务 机器人".split())
"""What a known firm makes, behind its name (英伟达芯片)."""


def organisations(tokens: Tokens) -> Iterator[Candidate]:
    """Every run that an ending of the closed lists marks, with what its words say for it."""
    for run in _RUN.finditer(tokens.shape):
        if _goes_on(tokens, run.end()):
            continue
        for first, last in _pieces(tokens, *run.span()):
            begin = _begin(tokens, first, last)
            base = _base(tokens, begin, last)
            if base > 0:
                yield Candidate(begin, last, "ending", base, kind_of(tokens.text(begin, last)))


def _goes_on(tokens: Tokens, last: int) -> bool:
    """Whether the run ends in the middle: 云服务商, 绍兴署辉."""
    if last >= len(tokens.words):
        return False
    return tokens.words[last] in words.COMPOUNDS or (tokens.shape[last] == "O" and tokens.words[last - 1] in _SHORT_BODIES)


def kind_of(name: str) -> PartyKind:
    """What a name says of the kind of its party."""
    if name.endswith(_FUND):
        return PartyKind.FUND
    if name.endswith(_PROJECT):
        return PartyKind.PROJECT
    return PartyKind.GOVERNMENT if name.endswith(_GOVERNMENT) else PartyKind.COMPANY


def _pieces(tokens: Tokens, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A run is cut behind each form of law and behind a bare 公司 in its middle; each piece ends with an ending."""
    begin = first
    for i in range(first, last):
        word, after = tokens.words[i], tokens.words[i + 1] if i + 1 < last else ""
        ends = (word in words.LEGAL and word not in _LAWS) or word == "公司"
        if ends and after not in words.LEGAL and after not in ("公司", "集团", "分公司", ""):
            yield begin, i + 1
            begin = i + 1
    if begin < last:
        yield begin, last


def _begin(tokens: Tokens, first: int, last: int) -> int:
    """Without what only describes: 国内新药企业 before a name, the state of a foreign firm, the rest of a number."""
    shape, end = tokens.shape, endings(tokens, first, last)
    if first and shape[first - 1] == "D":
        while first < end and shape[first] in "qN" and len(tokens.words[first]) == 1:
            first += 1
    proper = next((i for i in range(first, end) if shape[i] in "KLOZHF"), None)
    if proper is None:
        return _pull_verb(tokens, first) if first == end else first
    first = max([first, *(i + 1 for i in range(first, proper) if tokens.words[i] in words.DESCRIBERS)])
    while first < proper and shape[first] in "Ne" and (tokens.words[first] in words.DESCRIPTIVE or shape[proper] in "ZF"):
        first += 1
    if first < proper and tokens.words[first] in words.COUNTRIES and tokens.words[first] != "中国" and shape[first + 1] in "OHLKZF":
        first += 1
    if proper == first and shape[first] == "O" and first:
        return _pull(tokens, first, end)
    return first


def _pull(tokens: Tokens, first: int, end: int) -> int:
    """高榕创投, 和澍生物: one character alone before an ending takes the single verb before it.

    A word of grammar is taken only if the rest comes back and never stands without it.
    """
    if shape_of(tokens, first, end) != "O" or len(tokens.words[first - 1]) > 1:
        return first
    if tokens.shape[first - 1] == "v":
        return first - 1
    at = tokens.starts[first]
    around = tokens.plain[max(0, at - _WINDOW) : at + _WINDOW]
    times = around.count(tokens.plain[at : at + 3])
    if tokens.shape[first - 1] != "V" or not 1 < times == around.count(tokens.plain[at - 1 : at + 3]):
        return first
    return first - 2 if first > 1 and tokens.shape[first - 2] == "P" else first - 1


def _pull_verb(tokens: Tokens, first: int) -> int:
    """先声药业, 析木生物: an ending alone takes the verb or adverb before it that is no cue."""
    return first - 1 if first and tokens.shape[first - 1] == "v" and len(tokens.words[first - 1]) > 1 else first


def shape_of(tokens: Tokens, first: int, last: int) -> str:
    """The letters of a run, one for each name that is known."""
    return _FURTHER.sub("", tokens.shape[first:last])


def endings(tokens: Tokens, first: int, last: int) -> int:
    """Where the endings at the end of the piece begin."""
    end = last
    while end > first and tokens.shape[end - 1] in "EeBGgFS":
        end -= 1
    return end


def _base(tokens: Tokens, first: int, last: int) -> float:
    """How much the words of a piece look like a name: 1 is enough, 0 is none."""
    end = endings(tokens, first, last)
    head, tail = tokens.words[first:end], tokens.words[end:last]
    letters = shape_of(tokens, first, end)
    if len(tokens.text(first, last)) > 6 and any(w in words.LEGAL for w in tail):
        return 1.0 if head or len(tail) > 2 else 0.0
    if tokens.shape[last - 1] in "Gg":
        return 1.0 if "P" in letters else 0.0
    if not head and tokens.shape[first] == "F":
        return 0.8 if len(tail) == 1 else 1.0
    if not head:
        return 0.3 if len(tail) > 1 and tail[-1] in words.SURE and tail[0] not in words.DESCRIPTIVE else 0.0
    if tail[-1] in words.BODY:
        return _body(letters, tail[-1])
    if letters == "P":
        return _placed(head[0], tail)
    return _firm(head, letters, tail)


def _body(letters: str, ending: str) -> float:
    if "P" in letters:
        return 0.3 if ending in _GENERAL_BODIES else 1.0
    return 0.6 if set(letters) & set("KLZHG") and ending not in _GENERAL_BODIES else 0.0


def _placed(place: str, tail: list[str]) -> float:
    """A place and an ending are a name if the ending is one of those that places have (江苏银行)."""
    if place in words.COUNTRIES and place != "中国":
        return 0.5 if tail[0] in words.PLACE_ENDS else 0.0
    if tail[0] in words.PLACE_ENDS or (len(tail) > 1 and tail[-1] != "公司"):
        return 0.4 if tail[-1] in words.WEAK else 1.0
    if tail[-1] == "公司":
        return 0.6 if len(tail) > 2 else 0.0
    return 0.5 if tail[-1] not in ("股份", "基金") else 0.0


def _firm(head: list[str], letters: str, tail: list[str]) -> float:
    sure = tail[-1] in words.SURE and tail[-1] not in words.WEAK
    weak = tail[-1] in words.WEAK
    if all(w in words.DESCRIPTIVE or w in words.NO_LATIN for w in head):
        return 0.0
    if letters in ("O", "q", "N", "v") and len(head[0]) == 1:
        return 0.0
    if tail[-1] == "投资" and letters[-1] in "KL":
        return 0.0
    if letters == "L" and ((len(head[0]) == 1 and head[0] < "\ue000") or head[0] in words.NO_LATIN):
        return 0.0
    if letters[0] == "v":
        return 0.0 if weak else 0.4
    if letters[0] == "K" and len(tail) == 1 and tail[0] in GOODS:
        return 0.0
    if letters[0] == "K":
        return 0.3 if weak else 1.0 if sure else 0.7
    if "OO" in letters or (len(letters) > 1 and set(letters) & set("KLZHP")):
        only_described = all(w in words.DESCRIPTIVE or w in words.COUNTRIES for w in head)
        return 0.4 if weak or only_described else 1.0
    if set(letters) & set("OZHLq"):
        return 0.3 if weak else 0.8 if sure else 0.5
    return 0.1 if weak else 0.5 if sure else 0.25
