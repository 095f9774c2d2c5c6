"""The steps of a build on one session: read, tag, index, publish. Each does only what changed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.cli.progress import progress
from evidence.cli.session import Session
from evidence.model import UsageError
from evidence.workspace.files import locked
from evidence.workspace.load_claims import CLAIMS
from evidence.workspace.sources import (
    Built,
    changed_files,
    forget,
    last_built,
)

if TYPE_CHECKING:
    from evidence.model import Framework, Tags, Text
    from evidence.model.searches import Rerun
    from evidence.publish import Notes, Single, SiteReport, Standing
    from evidence.search import Update
    from evidence.search.whoosh_engine import WhooshEngine
    from evidence.tag import Tagged
    from evidence.workspace.corpus_file import TextFile

INDEX = ".evidence/index"
DEFAULT_OUT = "site/public"


def program(session: Session) -> str:
    """Name the program and the model that outputs depend on beside the source files."""
    from evidence.publish.program import program as pages
    from evidence.tag import identify
    from evidence.workspace.program import code

    name = session.settings.nlp.model
    with contextlib.suppress(UsageError):
        name = str(identify(name))
    return f"{pages()} {code('check', 'formats', 'search', 'tag', 'texts', 'workspace')} {name}"


def tag(
    session: Session,
    files: Collection[TextFile],
    workers: int | None = None,
    terms_only: bool = False,
) -> Tagged:
    """Tag texts of the corpus; UsageError where the model is missing."""
    from evidence.tag import tag_texts

    asked = {file.path for file in files}
    with progress(session, "Tagging texts") as on_progress:
        return tag_texts(
            [file.text for file in files],
            session.framework,
            session.settings.nlp.model,
            root=session.root,
            workers=workers,
            on_progress=on_progress,
            others=[(o.path, o.sha256) for o in session.corpus.files if o.path not in asked],
            terms_only=terms_only,
        )


def index(session: Session) -> Update:
    """Tag and index what changed; the caller holds the lock."""
    from evidence.search.batches import text_batches, work_batches
    from evidence.search.whoosh_engine import WhooshEngine
    from evidence.tag import tags_key

    sources = session.sources.hashes
    forget(session.root, "index")
    workspace, files = session.workspace, session.corpus.files
    claims, framework = workspace.sound_claims.values(), workspace.framework
    made_by = tags_key(framework, session.settings.nlp.model) if files else ""
    tagged: dict[str, tuple[Text, Tags]] = {}
    with WhooshEngine(session.root / INDEX) as engine:
        texts = text_batches(files, made_by, workspace.works, tagged.__getitem__)
        works = work_batches(workspace.works, claims, workspace.appraisals, framework)
        batches = [*texts, *works]
        changed = {batch.name for batch in engine.changed(batches)}
        if anew := [file for file in files if file.path in changed]:
            tags = tag(session, anew, terms_only=True).tags
            tagged.update((file.path, (file.text, tags[file.path])) for file in anew)
        done = engine.update(batches)
    Built(program(session), INDEX, sources).save(session.root, "index")
    return done


def can_index_beside(session: Session) -> bool:
    """Whether nothing need be tagged, and nothing asks the index, while a website is written."""
    built = last_built(session.root, "index")
    if built is None or built.made_by != program(session) or session.workspace.searches:
        return False
    changed = changed_files(built.sources, session.sources.hashes)
    return all(path.startswith(f"{CLAIMS}/") for path in changed)


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
    if built is None or built.made_by != program(session):
        return False
    if changed_files(built.sources, session.sources.hashes):
        return False
    try:
        with WhooshEngine(session.root / INDEX) as engine:
            engine.values("factor")
    except IndexUnusableError:
        return False
    return True


def site(
    session: Session, out: Path | None, standing: Callable[[], Standing] | None = None
) -> tuple[Path, SiteReport]:
    """Write the website and return where it is and what changed; the caller holds the lock.

    `standing` is a look at what the last build wrote, if one was begun.
    """
    from evidence.publish import build_site
    from evidence.workspace.cache import Shelf
    from evidence.workspace.settled import Settled

    folder = folder_of(session, out)
    notes, searches = reading_notes(session), searches_again(session)
    settled = Settled(Shelf(session.root, "keys"), session.ground)
    report = build_site(
        session.map, folder, notes=notes, searches=searches, settled=settled, standing=standing
    )
    settled.save()
    return folder, report


def folder_of(session: Session, out: Path | None) -> Path:
    """Return the folder of the website."""
    return (out or session.root / DEFAULT_OUT).resolve()


def single(session: Session, path: Path) -> tuple[Single, bool]:
    """Write the map as one file, and return it and whether the file changed.

    A file that is no map is not replaced: UsageError. The caller holds the lock.
    """
    from evidence.publish import build_single
    from evidence.publish.write import is_ours
    from evidence.workspace.files import write_atomically

    if not is_ours(path):
        message = f"'{path}' is there already, and is no map that this program wrote"
        raise UsageError(message, "Choose another name, or move the file elsewhere")
    done = build_single(session.map, path.name, reading_notes(session), searches_again(session))
    changed = not path.is_file() or path.read_bytes() != done.data
    if changed:
        write_atomically(path, done.data)
    return done, changed


def searches_again(session: Session) -> tuple[Rerun, ...]:
    """Ask the recorded searches again; the caller holds the lock."""
    if not session.workspace.searches:
        return ()
    from evidence.search.recorded import again
    from evidence.search.whoosh_engine import WhooshEngine

    if not index_fits(session):
        index(session)
    known = known_values(session.framework)
    with WhooshEngine(session.root / INDEX) as engine:
        return tuple(again(one, engine, known) for one in session.workspace.searches)


def known_values(framework: Framework) -> dict[str, list[str]]:
    """Return values that a query may ask for although nothing may have them."""
    return {"factor": list(framework.targets)}


def reading_notes(session: Session) -> Notes:
    """Return our reading notes for the website, with tags where there is a model."""
    from evidence.model import Tags
    from evidence.model.seal import seal
    from evidence.publish import Notes
    from evidence.tag import tags_key

    files = {file.work: file for file in session.corpus.files if file.kind == "notes"}
    made_by = ""
    if files:
        with contextlib.suppress(UsageError):
            made_by = tags_key(session.workspace.framework, session.settings.nlp.model)

    def text(work: str) -> Text:
        return files[work].text

    def tags(works: Collection[str]) -> dict[str, Tags]:
        wanted = {work: files[work] for work in works}
        found = tag(session, list(wanted.values()), terms_only=True).tags if made_by else {}
        return {work: found.get(file.path, Tags()) for work, file in wanted.items()}

    keys = {work: seal((file.key, made_by)).hex() for work, file in files.items()}
    return Notes(keys, text, tags)


def is_built(session: Session, out: Path | None) -> Built | None:
    """Return the last complete build if it read these very files and its website is still there."""
    built = last_built(session.root, "build")
    fits = (
        built is not None
        and built.made_by == program(session)
        and built.out == str(folder_of(session, out))
        and not changed_files(built.sources, session.sources.hashes)
        and index_fits(session)
        and site_is_whole(session, built)
    )
    return built if fits else None


def site_is_whole(session: Session, built: Built) -> bool:
    """Whether the website of a build still has every file that was written."""
    from evidence.publish import missing_files

    return not missing_files(session.root / built.out)
