"""Work shared among processes: results are in order whatever process ends, and no process is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from builder.annotate.annotator import outcomes_apart
from builder.annotate.outcome import Unannotated
from builder.annotate.workers import CHUNK, Lost, in_processes
from builder.model.annotations import Annotations
from tests.support.annotated import article_of
from tests.support.dying import annotates_but, dies_at, doubled, raises_at

ITEMS = list(range(5 * CHUNK + 3))
PROJECT = Path(__file__).parents[2]


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, CHUNK, len(ITEMS)])
def test_results_come_in_order(jobs: int, count: int) -> None:
    assert list(in_processes(doubled, ITEMS[:count], jobs=jobs)) == doubled(ITEMS[:count])


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("deadly", [{0}, {17}, {len(ITEMS) - 1}, {3, 4, 30}])
def test_items_of_a_process_that_dies_once_are_worked_on_again(
    jobs: int, deadly: set[int], tmp_path: Path
) -> None:
    work = partial(dies_at, deadly=frozenset(deadly), folder=tmp_path, times=1)
    assert list(in_processes(work, ITEMS, jobs=jobs)) == doubled(ITEMS)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("deadly", [{0}, {17}, {len(ITEMS) - 1}, {3, 4, 30}])
def test_only_items_whose_processes_die_twice_are_lost(jobs: int, deadly: set[int], tmp_path: Path) -> None:
    work = partial(dies_at, deadly=frozenset(deadly), folder=tmp_path, times=99)
    found = list(in_processes(work, ITEMS, jobs=jobs))
    assert found == [Lost(item, -signal.SIGKILL) if item in deadly else 2 * item for item in ITEMS]
    assert all(len(list(tmp_path.glob(f"{item}-*"))) <= 3 for item in deadly)


def test_an_exception_of_the_work_is_raised() -> None:
    with pytest.raises(ValueError, match="not to be doubled: 20"):
        list(in_processes(partial(raises_at, bad=20), ITEMS, jobs=2))


def test_the_message_for_a_lost_article_says_what_ended_its_process() -> None:
    articles = [article_of("So it was.", f"a{number:02}") for number in range(20)]
    found = list(outcomes_apart(partial(annotates_but, deadly="a07"), articles, jobs=2))
    assert [one.seed_id for one in found] == [article.seed_id for article in articles]
    (lost,) = [one for one in found if isinstance(one, Unannotated)]
    assert lost.seed_id == "a07"
    assert lost.message.startswith(
        "The process that annotated this article was ended by the system twice (signal 9)"
    )
    assert "out of memory" in lost.message
    assert sum(isinstance(one, Annotations) for one in found) == 19


RUN = """
import signal
from functools import partial
from pathlib import Path
from builder.annotate.workers import in_processes
from tests.support.dying import slow
if __name__ == "__main__":
    # Tests that run in the background may ignore Ctrl-C, and children inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    print(list(in_processes(partial(slow, folder=Path({folder!r})), list(range(40)), jobs=2)))
"""


def is_alive(pid: int) -> bool:
    """Return True if a process runs; a zombie does not."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False


def wait_until(condition: Callable[[], bool]) -> bool:
    """Return True if a condition becomes true within 30 seconds."""
    for _ in range(600):
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_no_worker_survives_its_parent(ending: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    folder = tmp_path / "pids"
    folder.mkdir()
    script.write_text(RUN.format(folder=str(folder)), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as parent:
        assert wait_until(lambda: len(list(folder.iterdir())) == 2)
        workers = [int(path.name) for path in folder.iterdir()]
        if ending is signal.SIGINT:
            # Ctrl-C reaches every process of the terminal.
            os.killpg(parent.pid, ending)
        else:
            parent.send_signal(ending)
        _, errors = parent.communicate(timeout=60)
    assert wait_until(lambda: not any(map(is_alive, workers)))
    # The parent itself was interrupted: its own traceback is the only one.
    assert errors.decode().count("Traceback") == (ending is signal.SIGINT)
