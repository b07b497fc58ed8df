from __future__ import annotations

from pathlib import Path

import pytest

from graph.config import StoreSettings
from graph.errors import BadInput
from ingest.llm.settings import llm_settings
from ingest.readers import Choice, chosen

LLM = {"ROUNDTRIP_LLM_URL": "http://localhost:11434/v1", "ROUNDTRIP_LLM_MODEL": "qwen3:32b"}


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions"),
        ("https://api.deepseek.com/", "https://api.deepseek.com:443/chat/completions"),
        ("https://a.example/compatible-mode/v1/chat/completions", "https://a.example:443/compatible-mode/v1/chat/completions"),
        ("http://[::1]:8000/v1/", "http://[::1]:8000/v1/chat/completions"),
        ("HTTP://Host.Example", "http://host.example:80/chat/completions"),
    ],
)
def test_the_address_is_that_of_chat_completions(url: str, asked: str) -> None:
    assert str(llm_settings(environ=LLM | {"ROUNDTRIP_LLM_URL": url}).address) == asked


@pytest.mark.parametrize(
    "change",
    [
        {"ROUNDTRIP_LLM_URL": ""},
        {"ROUNDTRIP_LLM_URL": "file:///etc/passwd"},
        {"ROUNDTRIP_LLM_URL": "ftp://a.example/v1"},
        {"ROUNDTRIP_LLM_URL": "localhost:11434"},
        {"ROUNDTRIP_LLM_URL": "http://"},
        {"ROUNDTRIP_LLM_URL": "http://a.example:99999/v1"},
        {"ROUNDTRIP_LLM_URL": "http://[::1/v1"},
        {"ROUNDTRIP_LLM_URL": "http://a.example/v1\r\nX: y"},
        {"ROUNDTRIP_LLM_URL": "http://a.example/模型"},
        {"ROUNDTRIP_LLM_URL": "https://user:sk-secret@a.example/v1"},
        {"ROUNDTRIP_LLM_URL": "https://a.example/v1?key=sk-secret"},
        {"ROUNDTRIP_LLM_MODEL": ""},
        {"ROUNDTRIP_LLM_MODEL": "a\nb"},
        {"ROUNDTRIP_LLM_KEY": "sk-secret\nX-Other: 1"},
        {"ROUNDTRIP_LLM_KEY": "sk-secret 钥"},
        {"ROUNDTRIP_LLM_KEY_FILE": "/nowhere/sk-secret"},
        {"ROUNDTRIP_LLM_SECONDS": "0"},
        {"ROUNDTRIP_LLM_SECONDS": "soon"},
        {"ROUNDTRIP_LLM_CHARACTERS": "10"},
        {"ROUNDTRIP_LLM_CHARACTERS": "9" * 5000},
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence_without_the_key(change: dict[str, str]) -> None:
    with pytest.raises(BadInput) as told:
        llm_settings(environ=LLM | change)
    (name,) = change
    assert name in str(told.value)
    assert str(told.value).endswith(".")
    assert "secret" not in str(told.value)


def test_the_key_comes_from_a_file_too_and_is_never_shown(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("sk-secret\n")
    for env in ({"ROUNDTRIP_LLM_KEY": "sk-secret"}, {"ROUNDTRIP_LLM_KEY_FILE": str(tmp_path / "key")}):
        settings = llm_settings(environ=LLM | env)
        assert settings.key == "sk-secret"
        assert "sk-secret" not in repr(settings) + str(settings)


def test_answers_are_kept_in_the_folder_of_the_store(tmp_path: Path) -> None:
    store = StoreSettings(f"embedded:{tmp_path}")
    assert llm_settings(store, LLM).cache == tmp_path / "llm"
    assert llm_settings(environ=LLM | {"ROUNDTRIP_STORE": "embedded:elsewhere"}).cache == Path("elsewhere/llm")
    assert llm_settings(StoreSettings("bolt://localhost"), LLM).cache == Path("data/llm")
    assert llm_settings(store, LLM | {"ROUNDTRIP_LLM_CACHE": "/other"}).cache == Path("/other")
    assert llm_settings(store, LLM | {"ROUNDTRIP_LLM_CACHE": "off"}).cache is None


def test_the_reader_is_chosen_by_option_then_by_setting() -> None:
    assert chosen(environ={}) == Choice()
    assert chosen(environ=LLM) == Choice()
    assert chosen(environ=LLM | {"ROUNDTRIP_READER": "both"}).name == "both"
    assert chosen("llm", environ=LLM | {"ROUNDTRIP_READER": "both"}).name == "llm"
    assert chosen("builtin", environ={"ROUNDTRIP_READER": "both"}) == Choice()
    with pytest.raises(BadInput, match="ROUNDTRIP_READER"):
        chosen(environ={"ROUNDTRIP_READER": "gpt"})
    with pytest.raises(BadInput, match="ROUNDTRIP_LLM_URL"):
        chosen("llm", environ={})
