"""Work is shared among processes: the same results, and nothing is left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from typing import ClassVar

import pytest

from evidence.workspace import processes
from evidence.workspace.processes import beside, shared

forks = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")


@pytest.fixture(autouse=True)
def two(monkeypatch):
    monkeypatch.setattr(processes, "processors", lambda: 2)


def test_every_task_comes_back_with_its_number():
    there = {number: text * 2 for number, text in enumerate("abcdef")}
    assert dict(shared(lambda text: text * 2, list("abcdef"))) == there


@forks
def test_tasks_are_done_elsewhere_with_what_was_loaded_here():
    loaded = {"a": object()}  # cannot be pickled by name: it has to be there already
    found = dict(shared(lambda key: (os.getpid(), key in loaded), ["a", "b", "a"]))
    assert [found[number][1] for number in range(3)] == [True, False, True]
    assert os.getpid() not in {pid for pid, _ in found.values()}


def test_one_processor_does_everything_itself(monkeypatch):
    monkeypatch.setattr(processes, "processors", lambda: 1)
    assert dict(shared(lambda _: os.getpid(), [1, 2])) == {0: os.getpid(), 1: os.getpid()}
    assert beside(os.getpid)() == os.getpid()


def test_a_fault_is_the_fault_of_the_task():
    with pytest.raises(ZeroDivisionError):
        dict(shared(lambda number: 1 // number, [1, 0]))
    with pytest.raises(ZeroDivisionError):
        beside(lambda: 1 // 0)()


@forks
def test_what_a_killed_process_leaves_is_done_here():
    here = os.getpid()

    def work(number):
        if number == 3 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert dict(shared(work, list(range(6)))) == {number: number for number in range(6)}
    assert beside(lambda: os.getpid() == here or os.kill(os.getpid(), signal.SIGKILL))() is True


@forks
def test_work_beside_goes_on_elsewhere():
    assert beside(os.getpid)() != os.getpid()


SCRIPT = r"""
import os, sys, time
from pathlib import Path
from evidence.workspace import processes
from evidence.workspace.files import locked
processes.processors = lambda: 2
with locked(Path(sys.argv[1])):
    def work(number):
        os.write(1, b"begun\n")  # whole, whoever else writes
        time.sleep(60)
    list(processes.shared(work, [1, 2]))
"""


@forks
def test_no_process_outlives_a_killed_parent_and_keeps_its_lock(tmp_path):
    from evidence.workspace.files import locked

    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout.readline() == "begun\n"
        parent.kill()
        begun = time.monotonic()
        with locked(tmp_path):
            assert time.monotonic() - begun < 20
        assert parent.stdout.read() in ("", "begun\n")  # at its end nobody holds it open


class Told:
    """Something that notes which thread reads it."""

    readers: ClassVar[list[threading.Thread]] = []

    def __reduce__(self):
        return told, ()


def told():
    Told.readers.append(threading.current_thread())
    return Told()


@forks
def test_what_comes_back_is_read_by_who_waits_for_it():
    """Not by a thread of the pool, which would import modules while this one does."""
    Told.readers.clear()
    assert isinstance(beside(Told)(), Told)
    assert len(list(shared(lambda _: Told(), [1, 2, 3]))) == 3
    assert Told.readers == [threading.main_thread()] * 4
