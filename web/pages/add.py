"""Adding articles: pasted or as files, read in the background, with a page that shows what came of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from graph.errors import BadInput
from web import guards, visitor
from web.jobs import Job
from web.language import Language, say
from web.pages.twin import page
from web.reading import Upload, read_uploads
from web.sentences import tell
from web.services import services

blueprint = Blueprint("add", __name__)
FIELDS = ("title", "source", "url", "published")


@blueprint.get("/add")
def add() -> ResponseReturnValue:
    return render_template("add.html", most_bytes=services().settings.limits.body_bytes)


@blueprint.post("/add")
def send() -> ResponseReturnValue:
    """Takes a form: `text` and what is told of it, and any number of `files`."""
    told = {name: request.form.get(name, "").strip() for name in FIELDS}
    uploads = [_file(each, told) for each in request.files.getlist("files") if each.filename]
    if request.form.get("text", "").strip():
        uploads.insert(0, Upload(say(visitor.language(), "add.pasted"), request.form["text"].encode("utf-8", "replace"), **told))
    return redirect(f"/add/{_submit(uploads).id}", 303)


@blueprint.post("/add.json")
def send_data() -> ResponseReturnValue:
    """Takes `{"articles": [{"text", "title", "source", "url", "published"}]}` and answers the job."""
    given = guards.json_body().get("articles")
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise BadInput("There are no articles; send a list of objects with a text each under the key articles.")
    job = _submit([_article(number, each) for number, each in enumerate(given, 1)])
    return jsonify(job=job.id, at=f"/add/{job.id}.json"), 202


@page(blueprint, "/add/<id_>", "job.html")
def job(id_: str) -> dict[str, Any]:
    found = services().jobs.find(id_)
    if found is None:
        abort(404)
    language = visitor.language()
    told = {"id": found.id, "state": found.state, "done": found.done, "total": found.total, **_said("problem", found.problem, language)}
    articles = [_article_done(item, language) for item in found.result.get("articles", ())]
    return {**told, "closed": [], **found.result, "articles": articles}


def _article_done(item: dict[str, Any], language: Language) -> dict[str, Any]:
    notes = [{"text": note.text, "language": note.language} for note in (tell(note, language) for note in item["notes"])]
    return {**item, **_said("refused", item["refused"], language), "notes": notes}


def _said(name: str, sentence: str | None, language: Language) -> dict[str, str | None]:
    """What went wrong, under `name`, and the language that it is said in, where anything did."""
    if not sentence:
        return {name: sentence}
    told = tell(sentence, language)
    return {name: told.text, f"{name}_language": told.language}


def _submit(uploads: list[Upload]) -> Job:
    if not uploads:
        raise BadInput("There is nothing to read; paste a text or choose a file.")
    store, reader, language = services().store, services().reader, visitor.language()
    return services().jobs.submit(len(uploads), lambda progress: read_uploads(store, reader, uploads, language, progress))


def _file(file: FileStorage, told: dict[str, str]) -> Upload:
    """What the form tells of source and date goes for every file; title and address are of the pasted text alone."""
    return Upload(file.filename or "file", file.stream.read(), source=told["source"], published=told["published"])


def _article(number: int, given: dict[str, Any]) -> Upload:
    values = {name: given.get(name) or "" for name in ("text", *FIELDS)}
    if unknown := set(given) - set(values):
        raise BadInput(f"Article {number} has a key {min(unknown)[:60]!r} that is not known; use text, title, source, url and published.")
    if wrong := [name for name, value in values.items() if not isinstance(value, str)]:
        raise BadInput(f"Article {number} has {wrong[0]!r} that is no text; put it in quotes.")
    return Upload(f"article {number}", values.pop("text").encode("utf-8"), **values)
