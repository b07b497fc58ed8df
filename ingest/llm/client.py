"""Asks a chat endpoint for one JSON object: tries again where that may help, asks for less where it is refused."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from graph.errors import BadInput
from ingest.llm.cache import Cache
from ingest.llm.cost import Cost
from ingest.llm.settings import LlmSettings
from ingest.llm.told import is_answer
from ingest.llm.transport import Response, post
from ingest.llm.trouble import CutOff, Hope, Unanswered
from ingest.sources.strict import load_object

Messages = Sequence[dict[str, str]]

LONGEST_WAIT = 60.0
"""Seconds that an endpoint may ask to wait; with more the built-in reader is the better answer."""
SHOWN = 160
THOUGHT = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
"""What a reasoning model thinks aloud where its server does not take that out."""
FENCE = re.compile(r"\s*```(?:json)?\s*\n(.*?)\n\s*```\s*", re.DOTALL)
BUSY = (408, 409, 425, 429)
"""Statuses below 500 that pass."""
UNKNOWN_FIELD = (400, 422)
"""Statuses of an endpoint that does not know a field of the request."""


class Client:
    """One endpoint and model. Not for several threads at once."""

    def __init__(self, settings: LlmSettings, schema: dict[str, Any]) -> None:
        self._settings = settings
        self._forms = _forms(schema)
        self._form = 0
        self._resting_until = 0.0
        self._cache = Cache(settings.cache) if settings.cache else None
        self.cost = Cost()

    def ask(self, messages: Messages) -> dict[str, Any]:
        """The object that the model answers; raises Unanswered, or CutOff for an answer that was too long."""
        question = json.dumps([str(self._settings.address), self._settings.model, list(messages)])
        kept = self._cache.get(question) if self._cache else None
        if kept is None:
            kept = self._keep(question, messages)
        else:
            self.cost.cached += 1
        answer = kept.get("answer")
        if not is_answer(answer):
            raise CutOff
        return answer

    def rest(self, seconds: float) -> None:
        """Asks the endpoint nothing for a while; what was answered before is still had."""
        self._resting_until = time.monotonic() + seconds

    def _keep(self, question: str, messages: Messages) -> dict[str, Any]:
        if time.monotonic() < self._resting_until:
            raise Unanswered("failed before and is left alone for a while", Hope.REST)
        try:
            kept = {"answer": self._insist(messages)}
        except CutOff:
            kept = {}
        if self._cache:
            self._cache.put(question, kept)
        return kept

    def _insist(self, messages: Messages) -> dict[str, Any]:
        """Asks up to `tries` times, longer apart each time, or as the endpoint wishes."""
        for number in range(1, self._settings.tries + 1):
            try:
                return self._once(messages)
            except Unanswered as trouble:
                wait = trouble.after if trouble.after is not None else self._settings.pause * 2 ** (number - 1) * random.uniform(1, 1.25)  # noqa: S311
                if trouble.hope is not Hope.AGAIN or wait > LONGEST_WAIT or number == self._settings.tries:
                    raise
                time.sleep(wait)
        raise AssertionError("a client makes at least one try")

    def _once(self, messages: Messages) -> dict[str, Any]:
        """Asks in the strictest form that the endpoint is not known to refuse; what it refuses in every form is not the form's fault."""
        for number in range(self._form, len(self._forms)):
            body = json.dumps({"model": self._settings.model, "messages": list(messages), "stream": False, **self._forms[number]})
            self.cost.requests += 1
            response = post(self._settings.address, body.encode("ascii"), self._settings.key, self._settings.seconds)
            if response.status not in UNKNOWN_FIELD:
                self._form = number
                break
        return self._content(response)

    def _content(self, response: Response) -> dict[str, Any]:
        if response.status != 200:
            raise self._refusal(response)
        try:
            answer = load_object(response.body.decode("utf-8"))
            self.cost.count(answer.get("usage"))
            choice = answer["choices"][0]
            content, ended = choice["message"]["content"], choice.get("finish_reason")
        except (BadInput, UnicodeDecodeError, LookupError, TypeError, AttributeError):
            raise Unanswered("answered something that is no chat completion") from None
        if ended == "length":
            raise CutOff
        if not isinstance(content, str):
            raise Unanswered("answered without a text")
        return _object(content)

    def _refusal(self, response: Response) -> Unanswered:
        status = response.status
        if 300 <= status < 400:
            return Unanswered(f"sends on to another address ({status}); set ROUNDTRIP_LLM_URL to the final one", Hope.NONE)
        if status in (401, 403):
            return Unanswered(f"does not take the key ({status}); check ROUNDTRIP_LLM_KEY", Hope.NONE)
        if status == 404:
            return Unanswered("knows no such address or model (404); check ROUNDTRIP_LLM_URL and ROUNDTRIP_LLM_MODEL", Hope.NONE)
        told = _message(response.body)
        if self._settings.key:
            told = told.replace(self._settings.key, "…")
        reason = f"answered {status}" + (f" ({told})" if told else "")
        if status in BUSY or status >= 500:
            return Unanswered(reason, Hope.AGAIN, _wait(response.retry_after))
        return Unanswered(reason, Hope.LATER)


def _forms(schema: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Ways to ask for JSON, the strictest first; each endpoint knows some of them, and the prompt has the schema for the others."""
    strict = {"type": "json_schema", "json_schema": {"name": "reading", "strict": True, "schema": schema}}
    return ({"temperature": 0, "response_format": strict}, {"temperature": 0, "response_format": {"type": "json_object"}}, {})


def _object(content: str) -> dict[str, Any]:
    """The JSON object of an answer, without thoughts before it or a fence around it."""
    rest = THOUGHT.sub("", content, count=1) if content.lstrip().startswith("<think>") else content
    fenced = FENCE.fullmatch(rest)
    try:
        answer = load_object(fenced[1] if fenced else rest)
    except BadInput:
        answer = {}
    if not is_answer(answer):
        raise Unanswered("answered something else than the JSON object asked for")
    return answer


def _message(body: bytes) -> str:
    """What an endpoint says of an error, on one line."""
    try:
        error = load_object(body.decode("utf-8")).get("error")
    except (BadInput, UnicodeDecodeError):
        return ""
    told = error.get("message") if isinstance(error, dict) else error
    if not isinstance(told, str):
        return ""
    line = " ".join("".join(c if c.isprintable() else " " for c in told).split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def _wait(header: str | None) -> float | None:
    """Seconds of a Retry-After, which is a number or a date."""
    if header is None:
        return None
    if header.isascii() and header.strip().isdigit():
        return float(header.strip()[:9])
    try:
        then = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, ((then if then.tzinfo else then.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds())
