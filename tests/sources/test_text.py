from __future__ import annotations

import io
import json
import os
import re
import socket
from pathlib import Path

import pytest

from ingest.sources import text
from ingest.sources.article import Refused, Source
from ingest.sources.decoding import MAX_BYTES
from ingest.sources.origin import Origin
from ingest.sources.text import read

BODY = "甲公司宣布向乙公司投资1亿元。"


def articles(place: object, told: Origin | None = None) -> list[Source]:
    found = list(read(place, told or Origin()))  # type: ignore[arg-type]
    assert not [f for f in found if isinstance(f, Refused)]
    return [f for f in found if isinstance(f, Source)]


def refusals(place: object) -> list[Refused]:
    return [f for f in read(place) if isinstance(f, Refused)]  # type: ignore[arg-type]


class TestFiles:
    def test_a_file_is_one_article_under_its_name(self, tmp_path: Path) -> None:
        (tmp_path / "一.txt").write_text(BODY, "utf-8")
        (article,) = articles(tmp_path / "一.txt")
        assert (article.id, article.text, article.title) == ("一", BODY, BODY)
        assert article.published is None

    def test_a_sidecar_tells_the_origin(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(BODY, "utf-8")
        told = {"published": "2025-10-29", "title": "题", "source": "某报", "url": "https://example.com/a", "other": 1}
        (tmp_path / "a.meta.json").write_text(json.dumps(told), "utf-8-sig")
        assert articles(tmp_path / "a.txt") == [Source("a", BODY, "题", "某报", "https://example.com/a", "2025-10-29")]

    def test_what_the_caller_says_goes_before_the_sidecar_and_that_before_the_text(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(f"标题\n发布时间：2025-01-01\n{BODY}", "utf-8")
        assert articles(tmp_path / "a.txt")[0].published == "2025-01-01"
        (tmp_path / "a.meta.json").write_text('{"published": "2025-01-02T08:30:00+08:00"}', "utf-8")
        assert articles(tmp_path / "a.txt")[0].published == "2025-01-02"
        assert articles(tmp_path / "a.txt", Origin("2025-01-03"))[0].published == "2025-01-03"
        assert articles(tmp_path / "a.txt")[0].title == "标题"

    @pytest.mark.parametrize(
        ("sidecar", "reason"),
        [
            (b"{", "no JSON"),
            (b"[]", "no JSON object"),
            (b'{"published": "29.10.2025"}', "no day"),
            (b'{"published": "2025-02-30"}', "no day"),
            (b'{"published": 20251029}', "no text"),
            (b'{"title": "a", "title": "b"}', "twice"),
            (b'{"title": NaN}', "NaN"),
            (b'{"url": "javascript:alert(1)"}', "no http"),
            (b'{"title": "' + b"x" * 3000 + b'"}', "more than"),
            (b"[" * 100_000, "deep|64 KB"),
            (b"\xff\xfe", "UTF-8"),
        ],
    )
    def test_a_broken_sidecar_refuses_its_article(self, tmp_path: Path, sidecar: bytes, reason: str) -> None:
        (tmp_path / "a.txt").write_text(BODY, "utf-8")
        (tmp_path / "a.meta.json").write_bytes(sidecar)
        (refused,) = refusals(tmp_path / "a.txt")
        assert "a.meta.json" in refused.reason
        assert re.search(reason, refused.reason)

    def test_what_is_not_there_is_refused(self, tmp_path: Path) -> None:
        (refused,) = refusals(tmp_path / "none.txt")
        assert refused.name.endswith("none.txt")
        assert "cannot be read" in refused.reason

    def test_an_address_is_refused_as_it_was_given(self) -> None:
        (refused,) = read("http://news.example/1.html", Origin())
        assert isinstance(refused, Refused)
        assert refused.name == "http://news.example/1.html"
        assert "no page is fetched" in refused.reason

    def test_a_folder_without_an_article_says_what_it_would_read(self, tmp_path: Path) -> None:
        (tmp_path / "bericht.pdf").write_bytes(b"%PDF-1.7")
        (refused,) = read(tmp_path, Origin())
        assert isinstance(refused, Refused)
        assert ".txt" in refused.reason

    def test_special_files_are_refused_without_waiting(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        os.mkfifo(tmp_path / "pipe.txt")
        with socket.socket(socket.AF_UNIX) as listener:
            monkeypatch.chdir(tmp_path)  # the path of a socket must be short
            listener.bind("socket.txt")
            found = refusals(tmp_path)
        assert [Path(r.name).name for r in found] == ["pipe.txt", "socket.txt"]
        assert "no regular file" in found[0].reason


class TestFolders:
    def test_the_rest_of_a_batch_goes_on(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"\x00\x01")
        (tmp_path / "b.txt").write_text("", "utf-8")
        (tmp_path / "c.txt").write_text(BODY, "utf-8")
        (tmp_path / "c.json").write_text("{}", "utf-8")
        (tmp_path / "README.md").write_text(BODY, "utf-8")
        (tmp_path / "sub").mkdir()
        (tmp_path / "sub" / "d.txt").write_text(BODY, "utf-8")
        found = list(read(tmp_path))
        assert [type(f) for f in found] == [Refused, Refused, Source, Source]
        assert [f.id for f in found if isinstance(f, Source)] == ["c", "d"]
        assert text.count(tmp_path) == 4

    def test_links_do_not_lead_out(self, tmp_path: Path) -> None:
        outside, inside = tmp_path / "outside", tmp_path / "inside"
        outside.mkdir()
        inside.mkdir()
        (outside / "secret.txt").write_text(BODY, "utf-8")
        (inside / "linked").symlink_to(outside)
        (inside / "file.txt").symlink_to(outside / "secret.txt")
        (inside / "real.txt").write_text(BODY, "utf-8")
        (inside / "same.txt").symlink_to(inside / "real.txt")
        (inside / "self").symlink_to(inside)
        found = list(read(inside))
        assert [f.id for f in found if isinstance(f, Source)] == ["real", "same"]
        assert ["leads out" in f.reason for f in found if isinstance(f, Refused)] == [True]

    def test_a_name_that_is_no_text_is_shown(self, tmp_path: Path) -> None:
        path = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
        with open(path, "wb") as stream:  # noqa: PTH123  (a name of bytes)
            stream.write(BODY.encode())
        (article,) = articles(tmp_path)
        assert article.id == "\ufffd\ufffd"


class TestLines:
    def test_an_article_a_line(self, tmp_path: Path) -> None:
        lines = [
            {"id": "x", "text": BODY, "published": "2025-10-29", "title": "题", "source": "报", "url": "http://a.example"},
            {"text": "另一篇。\r\n第二行。", "entities": []},
        ]
        (tmp_path / "a.jsonl").write_text("\n\n".join(json.dumps(line) for line in lines), "utf-8-sig")
        first, second = articles(tmp_path / "a.jsonl")
        assert first == Source("x", BODY, "题", "报", "http://a.example", "2025-10-29")
        assert second.id.endswith("a.jsonl:3")
        assert second.text == "另一篇。\n第二行。"

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            (b"{", "no JSON"),
            (b'"text"', "no JSON object"),
            (b'{"id": "a"}', "no 'text'"),
            (b'{"text": 5}', "no 'text'"),
            (b'{"text": ""}', "empty"),
            (b'{"text": "a", "text": "b"}', "twice"),
            (b'{"text": "a", "n": NaN}', "NaN"),
            (b'{"text": "a", "n": Infinity}', "Infinity"),
            (b'{"text": "a", "n": ' + b"1" * 5000 + b"}", "number"),
            (b'{"text": "\\ud800"}', "surrogate"),
            (b'{"text": "a\\u0000b"}', "NUL"),
            (b'{"text": "\xff"}', "UTF-8"),
            (b'{"text": ' + b"[" * 100_000, "deep"),
            (b'{"text": "a", "id": 5}', "'id'"),
            (b'{"text": "a", "published": "soon"}', "no day"),
            (b'{"id": "first", "text": "a"}', "earlier line"),
        ],
    )
    def test_a_bad_line_is_refused_by_its_number(self, tmp_path: Path, line: bytes, reason: str) -> None:
        good = b'{"id": "first", "text": "a"}\n', b'\n{"id": "last", "text": "b"}\n'
        (tmp_path / "a.jsonl").write_bytes(good[0] + line + good[1])
        found = list(read(tmp_path / "a.jsonl"))
        assert [f.id for f in found if isinstance(f, Source)] == ["first", "last"]
        (refused,) = [f for f in found if isinstance(f, Refused)]
        assert refused.name.endswith("a.jsonl:2")
        assert reason in refused.reason

    def test_a_line_longer_than_any_article_is_skipped(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ingest.sources.jsonl.MAX_LINE", 100)
        (tmp_path / "a.jsonl").write_bytes(b'{"text": "' + b"x" * 350 + b'"}\n{"text": "short"}\n')
        found = list(read(tmp_path / "a.jsonl"))
        assert [type(f) for f in found] == [Refused, Source]


class TestStreams:
    def test_a_text(self) -> None:
        assert articles(io.BytesIO(BODY.encode("gb18030")))[0].text == BODY

    def test_json_lines(self) -> None:
        lines = b"".join(json.dumps({"id": str(i), "text": BODY}).encode() + b"\n" for i in range(3))
        assert [a.id for a in articles(io.BytesIO(lines))] == ["0", "1", "2"]

    def test_json_lines_longer_than_one_article_may_be(self) -> None:
        count = 40_000
        lines = b"".join(json.dumps({"id": str(i), "text": BODY}).encode() + b"\n" for i in range(count))
        assert len(lines) > MAX_BYTES
        assert len(articles(io.BytesIO(lines))) == count

    def test_nothing(self) -> None:
        (refused,) = refusals(io.BytesIO(b""))
        assert refused == Refused("stdin", "is empty; there is nothing to read.")
