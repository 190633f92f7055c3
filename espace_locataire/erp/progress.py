"""Showing how far an import is: bars on a terminal, plain lines elsewhere, nothing when called from code."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

Advance = Callable[[int], None]


class Follower(Protocol):
    """Follows an import."""

    def step(self, label: str, total: int | None) -> AbstractContextManager[Advance]:
        """Surround a step of `total` rows or files (None: unknown), and give what to call as they go."""
        ...


class Silent:
    """Follows and says nothing."""

    @contextmanager
    def step(self, label: str, total: int | None) -> Iterator[Advance]:
        """Say nothing."""
        yield lambda count: None


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Return the rate of a step since it began: « 31 000/s »."""
        elapsed = task.finished_time or task.elapsed
        counted = elapsed and task.completed and task.total
        return Text(f"{_grouped(int(task.completed / elapsed))}/s" if counted and elapsed else "", style="dim")


class Bars:
    """A bar per step, with rate and time left, for a terminal."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=console,
        )

    def __enter__(self) -> "Bars":
        """Start drawing."""
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Stop drawing; the bars stay on the screen."""
        self._progress.stop()

    @contextmanager
    def step(self, label: str, total: int | None) -> Iterator[Advance]:
        """Draw a bar."""
        task = self._progress.add_task(label, total=total)
        yield lambda count: self._progress.advance(task, count)
        if total is None:
            self._progress.update(task, total=1, completed=1)


class Lines:
    """A line when a step ends, for a log."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write

    @contextmanager
    def step(self, label: str, total: int | None) -> Iterator[Advance]:
        """Write one line at the end of the step."""
        begun = time.monotonic()
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count

        yield advance
        seconds = time.monotonic() - begun
        if total is None:
            self._write(f"{label} : {seconds:.1f} s")
        else:
            rate = f", {_grouped(int(done / seconds))}/s" if seconds > 0 and done else ""
            self._write(f"{label} : {_grouped(done)}, {seconds:.1f} s{rate}")


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
