"""Long work shows a bar, on a terminal only and never with --quiet."""

import io
import sys

import pytest

from evidence.cli.progress import progress
from evidence.cli.session import Session


class Screen(io.StringIO):
    def __init__(self, terminal):
        super().__init__()
        self.terminal = terminal

    def isatty(self):
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "quiet", "drawn"),
    [(True, False, True), (True, True, False), (False, False, False)],
)
def test_a_bar_is_drawn_on_a_terminal_only(monkeypatch, terminal, quiet, drawn):
    screen = Screen(terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with progress(Session(None, quiet=quiet), "Doing it") as on_progress:
        on_progress(3, 8)
    assert ("Doing it" in screen.getvalue() and "3/8" in screen.getvalue()) is drawn


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["diff", "-"], "Rating both states"),
        (["cite", "article.md"], "Resolving citations"),
    ],
)
def test_commands_that_take_long_tell_how_far_they_are(
    run, filled, monkeypatch, tmp_path, words, what
):
    told = []
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.md").write_text(
        "Trade.[^1] War.[^2]\n\n[^1]: Kuper 1981, 5.\n[^2]: Ibid.\n", encoding="utf-8"
    )

    class Bar:
        def __init__(self, _session, name):
            self.name = name

        def __enter__(self):
            return lambda done, total: told.append((self.name, done, total))

        def __exit__(self, *_):
            return None

    monkeypatch.setattr("evidence.cli.progress.progress", Bar)
    assert run(*words).code == 0
    name, done, total = told[-1]
    assert name == what
    assert done == total > 1
    assert len({one for _, one, _ in told}) == total
