"""What did not change is not made again, and the index is what it would be from nothing."""

import random
import shutil

import pytest
from whoosh import index as whoosh_index

from evidence.model import Tags
from evidence.search.batches import text_batches, work_batches
from evidence.search.whoosh_engine import WhooshEngine
from evidence.search.whoosh_fields import schema
from evidence.workspace.corpus import load_corpus


def update(root, index="index", tags="1"):
    """Update an index from the workspace; return what was made, what was done and what it holds."""
    from evidence.workspace import open_workspace

    workspace = open_workspace(root)
    files = load_corpus(root, workspace.works).files
    texts = {file.path: (file.text, Tags()) for file in files}
    claims = list(workspace.sound_claims.values())
    parts = (workspace.works, claims, workspace.appraisals, workspace.framework)
    with WhooshEngine(root / index) as engine:
        made_of_texts = text_batches(files, tags, workspace.works, texts.__getitem__)
        batches = [*made_of_texts, *work_batches(*parts)]
        made = [batch.name for batch in engine.changed(batches)]
        done, held = engine.update(batches), contents(root / index)
    assert done.kept + done.written == len(held)
    return made, done, held


def contents(folder):
    """Every document of an index as it is stored, with the terms by which it is found."""
    with whoosh_index.open_dir(str(folder), schema=schema()).reader() as reader:
        found = {number: [stored["record"]] for number, stored in reader.iter_docs()}
        for field, term in reader.all_terms():
            for number in reader.postings(field, term).all_ids():
                found[number].append((field, term))
    return sorted(found.values())


@pytest.fixture
def two(builder):
    builder.work("a").work("b", date="2002")
    builder.claim("a-1", "a", "R1 supports").claim("b-1", "b", "R1 supports")
    return builder.write("corpus/notes/a.md", "# A\n\nSaid.\n")


def test_one_claim_concerns_one_batch(two):
    assert update(two.root)[0] == ["corpus/notes/a.md", "work a", "work b"]
    assert update(two.root)[0] == []
    two.change("annotations/claims/a.yaml", "What a-1 says.", "Another thing.")
    made, done, _ = update(two.root)
    assert made == ["work a"]
    assert (done.written, done.kept) == (1, 4)


def test_other_tags_make_the_passages_again_and_no_more(two):
    update(two.root)
    assert update(two.root, tags="2")[0] == ["corpus/notes/a.md"]


def test_an_index_that_is_gone_is_made_from_all(two):
    whole = update(two.root)[2]
    (two.root / "index/manifest.json").unlink()
    made, done, held = update(two.root)
    assert (len(made), done.written, held) == (3, 5, whole)


def test_of_an_index_of_another_state_only_what_differs_is_made(two):
    """As where `.evidence/` comes from a backup."""
    update(two.root)
    shutil.copytree(two.root / "index", two.root / "old")
    two.change("annotations/claims/a.yaml", "What a-1 says.", "Another thing.")
    two.work("c")
    now = update(two.root)[2]
    made, done, held = update(two.root, "old")
    assert (made, held) == (["work a", "work c"], now)
    assert (done.written, done.kept) == (2, 4)


def test_what_changes_no_document_is_noted(two):
    update(two.root)
    made, done, _ = update(two.root, tags="2")
    assert (made, done.written, done.kept) == (["corpus/notes/a.md"], 0, 5)
    assert update(two.root, tags="2")[0] == []


def test_a_claim_may_move_to_another_work(two):
    update(two.root)
    (two.root / "annotations/claims/a.yaml").unlink()
    two.claim("a-1", "b", "R1 supports")
    made, done, held = update(two.root)
    assert (made, done.removed, done.kept + done.written) == (["work a", "work b"], 0, 5)
    assert held == update(two.root, "fresh")[2]


def test_a_work_that_goes_takes_its_documents_along(two):
    update(two.root)
    (two.root / "corpus/notes/a.md").unlink()
    made, done, held = update(two.root)
    assert (made, done.removed, done.kept) == ([], 1, 4)
    assert held == update(two.root, "fresh")[2]


@pytest.mark.parametrize("seed", range(3))
def test_any_change_leaves_what_an_index_from_nothing_holds(two, seed):
    chance = random.Random(seed)
    for number in range(8):
        key = chance.choice("ab")
        chance.choice(
            [
                lambda n=number, k=key: two.claim(f"c-{n}", k, "R1 contradicts"),
                lambda n=number, k=key: two.claims[k][0].update(statement=f"Said {n}."),
                lambda n=number, k=key: two.write(f"corpus/notes/{k}.md", f"# {n}\n\nOf it.\n"),
                lambda k=key: (two.root / f"corpus/notes/{k}.md").unlink(missing_ok=True),
                lambda n=number: two.work(f"w{n}"),
                lambda k=key: two.appraise(f"{k},conceptual,yes,,"),
                lambda k=key: two.claim(chance.choice(["a-1", "b-1"]), k, "M1 supports"),
            ]
        )()
        held = update(two.root)[2]
        assert held == update(two.root, f"fresh{number}")[2]
