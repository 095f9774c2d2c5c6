"""The steps of a build on one session: read, tag, index, publish. Each does only what changed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.cli.progress import progress
from evidence.cli.session import Session
from evidence.model import UsageError
from evidence.workspace.files import locked
from evidence.workspace.sources import (
    Built,
    changed_files,
    forget,
    last_built,
)

if TYPE_CHECKING:
    from evidence.model import Tags, Text
    from evidence.publish import SiteReport
    from evidence.search import Update
    from evidence.search.whoosh_engine import WhooshEngine

INDEX = ".evidence/index"
DEFAULT_OUT = "site/public"


def made_by(session: Session) -> str:
    """Name the program and the model that outputs depend on beside the source files."""
    from evidence.publish import program
    from evidence.tag import identify

    name = session.settings.nlp.model
    with contextlib.suppress(UsageError):
        name = str(identify(name))
    return f"evidence-map {version('evidence-map')} {program()} {name}"


def tag(session: Session) -> tuple[list[tuple[Text, Tags]], int]:
    """Tag the texts of the corpus; return them and how many were tagged anew.

    UsageError where the model is missing.
    """
    from evidence.tag import tag_texts

    texts = session.corpus.texts
    with progress(session, "Tagging texts") as on_progress:
        tagged = tag_texts(
            texts,
            session.framework,
            session.settings.nlp.model,
            root=session.root,
            on_progress=on_progress,
        )
    return [(text, tagged.tags[text.path]) for text in texts], tagged.computed


def index(session: Session) -> Update:
    """Bring the search index up to date; the caller holds the lock."""
    from evidence.search import claim_documents, passage_documents, work_documents
    from evidence.search.whoosh_engine import WhooshEngine

    sources = session.sources.hashes
    forget(session.root, "index")
    texts, _ = tag(session)
    workspace = session.workspace
    claims = list(workspace.sound_claims.values())
    documents = (
        *passage_documents(texts, workspace.works),
        *claim_documents(claims, workspace.works, workspace.framework),
        *work_documents(workspace.works.values(), claims, workspace.appraisals),
    )
    with WhooshEngine(session.root / INDEX) as engine:
        done = engine.update(documents)
    Built(made_by(session), INDEX, sources).save(session.root, "index")
    return done


@contextlib.contextmanager
def open_index(session: Session) -> Iterator[WhooshEngine]:
    """Open the search index, after bringing it up to date where the files have changed."""
    from evidence.search.whoosh_engine import WhooshEngine

    if not index_fits(session):
        session.say("Bringing the search index up to date ...")
        with locked(session.root):
            index(session)
    with WhooshEngine(session.root / INDEX) as engine:
        yield engine


def index_fits(session: Session) -> bool:
    """Whether the index can be used and was made from these very files."""
    from evidence.search import IndexUnusableError
    from evidence.search.whoosh_engine import WhooshEngine

    built = last_built(session.root, "index")
    if built is None or built.made_by != made_by(session):
        return False
    if changed_files(built.sources, session.sources.hashes):
        return False
    try:
        with WhooshEngine(session.root / INDEX) as engine:
            engine.values("factor")
    except IndexUnusableError:
        return False
    return True


def site(session: Session, out: Path | None) -> tuple[Path, SiteReport]:
    """Write the website and return where it is and what changed; the caller holds the lock."""
    from evidence.publish import build_site

    folder = (out or session.root / DEFAULT_OUT).resolve()
    return folder, build_site(session.map, folder)


def is_built(session: Session, out: Path | None) -> bool:
    """Whether the last complete build read these very files and its website is still there."""
    built = last_built(session.root, "build")
    folder = (out or session.root / DEFAULT_OUT).resolve()
    return (
        built is not None
        and built.made_by == made_by(session)
        and built.out == str(folder)
        and index_fits(session)
        and site_is_whole(session, built)
        and not changed_files(built.sources, session.sources.hashes)
    )


def site_is_whole(session: Session, built: Built) -> bool:
    """Whether the website of a build still has every file that was written."""
    from evidence.publish import missing_files

    return not missing_files(session.root / built.out)
