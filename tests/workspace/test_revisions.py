"""States of a workspace: folders, and revisions of git read without touching the work tree."""

import subprocess

import pytest

from evidence.model import UsageError, WorkspaceError
from evidence.workspace import revisions
from evidence.workspace.revisions import NOTHING, WORK_TREE, opened

WHO = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]


def git(folder, *words):
    done = subprocess.run(
        ["git", "-C", str(folder), *WHO, *words], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def repository(builder):
    """A repository whose workspace lies in a folder of its own."""
    top = builder.root.parent
    git(top, "init", "-q", "-b", "main")
    builder.work("a").claim("a-1", "a", "R1 supports")
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "one")
    git(top, "tag", "v1")
    builder.claim("a-2", "a", "R1 contradicts")
    git(top, "commit", "-q", "-a", "-m", "two")
    return builder


def claims(root, name):
    with opened(root, name) as state:
        return [claim.id for claim in state.workspace.claims]


def test_a_revision_is_the_workspace_as_it_was(repository):
    assert claims(repository.root, "v1") == ["a-1"]
    assert claims(repository.root, "HEAD") == ["a-1", "a-2"]
    with opened(repository.root, "HEAD^") as state:
        assert state.revision == git(repository.root, "rev-parse", "v1")
        assert not state.modified


def test_the_work_tree_is_read_as_it_is_and_left_alone(repository):
    repository.claim("a-3", "a", "R1 qualifies")
    before = git(repository.root, "status", "--porcelain")
    assert claims(repository.root, "v1") == ["a-1"]
    with opened(repository.root, WORK_TREE) as state:
        assert len(state.workspace.claims) == 3
        assert (state.revision, state.modified) == (git(repository.root, "rev-parse", "HEAD"), True)
    assert git(repository.root, "status", "--porcelain") == before


def test_what_only_the_index_or_attributes_say_changes_nothing(repository):
    repository.write(".gitattributes", "bib/** export-ignore\n*.yaml export-subst\n")
    git(repository.root, "add", "-A")
    git(repository.root, "commit", "-q", "-m", "three")
    with opened(repository.root, "HEAD") as state:
        assert list(state.workspace.works) == ["a"]


def test_a_folder_is_a_state(repository, make_builder):
    other = make_builder("other").work("b").claim("b-1", "b", "R1 supports")
    assert claims(repository.root, str(other.root)) == ["b-1"]
    assert claims(None, str(other.root)) == ["b-1"]
    with opened(None, str(other.root)) as state:
        assert state.name == "other", "no path of this machine"


def test_nothing_is_a_state():
    with opened(None, NOTHING) as state:
        assert state.workspace is None


def test_an_unknown_revision_suggests_a_known_one(repository):
    with pytest.raises(UsageError, match=r"unknown revision 'v2'. Did you mean 'v1'"):
        claims(repository.root, "v2")


@pytest.mark.parametrize("name", ["--all", "HEAD; rm -rf x", "HEAD\nv1", "../..", "@{upstream}"])
def test_a_hostile_name_is_an_unknown_revision(repository, name):
    with pytest.raises(UsageError, match="unknown revision"):
        claims(repository.root, name)


def test_a_revision_from_before_the_workspace_is_refused(repository):
    empty = git(repository.root, "commit-tree", "-m", "x", git(repository.root, "write-tree"))
    git(repository.root.parent, "rm", "-rq", "--cached", "workspace")
    tree = git(repository.root.parent, "write-tree")
    empty = git(repository.root.parent, "commit-tree", "-m", "x", tree)
    with pytest.raises(UsageError, match=r"has no evidence\.toml in workspace/"):
        claims(repository.root, empty)


def test_a_folder_that_is_not_under_git_says_so(builder, monkeypatch):
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    with pytest.raises(WorkspaceError, match="git knows no revisions of"):
        claims(builder.root, "HEAD")
    with opened(builder.root, WORK_TREE) as state:
        assert (state.revision, state.modified) == ("", False)


def test_without_git_folders_can_still_be_compared(builder, monkeypatch):
    def missing(*_words, **_more):
        raise FileNotFoundError

    monkeypatch.setattr(revisions.subprocess, "run", missing)
    with pytest.raises(WorkspaceError, match="git is not installed"):
        claims(builder.root, "HEAD")
    assert claims(builder.root, WORK_TREE) == []


def test_a_link_in_a_revision_is_not_followed(repository):
    (repository.root / "bib/secret.bib").symlink_to("/etc/passwd")
    git(repository.root, "add", "-A")
    git(repository.root, "commit", "-q", "-m", "link")
    with opened(repository.root, "HEAD") as state:
        assert not (state.workspace.root / "bib/secret.bib").exists()
        assert list(state.workspace.works) == ["a"]
