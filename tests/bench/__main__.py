"""Measures, as ratios within one run: `python -m tests.bench`, or `--quick` for a small one.

Needs the PostgreSQL named by TEST_DATABASE_URL, where it creates and drops databases of its own. Exits
with 1 when a target is missed.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.database import BenchDatabase
from tests.bench.server import serving

MIB = 1 << 20


@dataclass(frozen=True)
class Scale:
    """How large a run is: homes of the small and the large portfolio, months of entries, rounds of
    requests of a page, published pages, leases the counter searches."""

    small_homes: int
    large_homes: int
    months: int
    rounds: int
    pages: int
    leases: int


# 10,000 and 100,000 leases (a garage is one too), the large one with 2.4 million entries.
FULL = Scale(small_homes=7_700, large_homes=77_000, months=7, rounds=200, pages=5_000, leases=125_000)
QUICK = Scale(small_homes=770, large_homes=3_850, months=7, rounds=60, pages=500, leases=5_000)
# About a thousand entries.
TINY_HOMES = 6
TINY_PAGES = 50
FEW_LEASES = 1_000
WARM_UP_ROUNDS = 10
REQUESTS_PER_ROUND = 2
REQUESTS_OF_A_PUBLIC_PAGE = 20


PARTS = ("tenants", "papers", "public", "counter")


@dataclass(frozen=True)
class Measure:
    """A figure, its target, and whether it is met."""

    subject: str
    found: str
    target: str
    met: bool


class Bench:
    """One run: the steps in their order, each in its own process."""

    def __init__(
        self, scale: Scale, database: BenchDatabase, tiny: BenchDatabase, folder: Path, say: Callable[[str], None]
    ) -> None:
        self.scale = scale
        self.database = database
        self.tiny = tiny
        self.folder = folder
        self.say = say

    def run(self, parts: Sequence[str]) -> list[Measure]:
        """Run these parts, whose names are those of methods, and return what was found."""
        self.say("Creating the tables…")
        self.step(self.tiny, "prepare")
        self.step(self.database, "prepare")
        return [measure for part in parts for measure in getattr(self, part)()]

    def tenants(self) -> list[Measure]:
        """Measure the import, and a tenant's first page among few and many."""
        self.portfolio(self.tiny, "tiny", TINY_HOMES)
        entries_tiny = self.tiny.count("solde_ecriture")
        small = self.portfolio(self.database, "small", self.scale.small_homes)
        dossiers_small = self.database.count("dossier_dossier")
        self.database.empty()
        large = self.portfolio(self.database, "large", self.scale.large_homes)
        dossiers_large = self.database.count("dossier_dossier")
        entries_large = self.database.count("solde_ecriture")
        self.say("Asking for Accueil with few and with many entries in the table, in turn…")
        accueil_tiny, accueil_large = self.alternately("show_accueil", self.tiny, self.database)
        self.say("The same rows by COPY alone…")
        self.database.copy_out(self.folder)
        self.database.empty()
        copied = self.database.copy_in(self.folder)

        share = copied.seconds / large["seconds"]
        growth = large["peak_bytes"] / small["peak_bytes"]
        slowdown = accueil_large / accueil_tiny
        return [
            Measure(
                f"Import of {copied.rows:,} rows beside raw COPY of the same rows "
                f"({copied.rows / large['seconds']:,.0f} and {copied.rows / copied.seconds:,.0f} rows/s)",
                f"{share:.2f}",
                "≥ 0.33",
                share >= 1 / 3,
            ),
            Measure(
                f"Peak memory of the import, {dossiers_large:,} dossiers beside {dossiers_small:,}",
                f"{growth:.2f}",
                "< 1.20",
                growth < 1.2,
            ),
            Measure(
                f"Peak memory of the import of {dossiers_large:,} dossiers",
                f"{large['peak_bytes'] / MIB:,.0f} MiB",
                "< 400 MiB",
                large["peak_bytes"] < 400 * MIB,
            ),
            Measure(
                f"Accueil with {entries_large:,} entries in the table beside {entries_tiny:,} "
                f"({accueil_large * 1000:.1f} and {accueil_tiny * 1000:.1f} ms)",
                f"{slowdown:.2f}",
                "< 1.30",
                slowdown < 1.3,
            ),
        ]

    def papers(self) -> list[Measure]:
        """Measure what a tenant waits for between the button and the paper made on the spot."""
        if not self.tiny.count("dossier_dossier"):
            self.portfolio(self.tiny, "papers", TINY_HOMES)
        self.say("Asking for certificates…")
        (seconds,) = self.alternately("make_certificate", self.tiny)
        return [
            Measure(
                "A certificate asked for, made, sealed with its code and kept: the whole request",
                f"{seconds * 1000:.0f} ms",
                "≤ 50 ms",
                seconds <= 0.05,
            )
        ]

    def public(self) -> list[Measure]:
        """Measure the search among few and many pages, and the home page kept whole."""
        search_tiny, search_large = self.search()
        self.say("Asking for the home page, kept whole, and for a bare greeting, in turn…")
        home_page, hello = self.home_page(self.tiny)
        search_slowdown = search_large / search_tiny
        reach = hello / home_page
        return [
            Measure(
                f"Three searches over {self.scale.pages:,} pages beside {TINY_PAGES} "
                f"({search_large * 1000:.0f} and {search_tiny * 1000:.0f} ms)",
                f"{search_slowdown:.2f}",
                "< 3.00",
                search_slowdown < 3,
            ),
            Measure(
                "Requests per second: the home page, kept whole, beside a Django that only greets "
                f"({1 / home_page:,.0f} and {1 / hello:,.0f})",
                f"{reach:.2f}",
                "≥ 0.60",
                reach >= 0.6,
            ),
        ]

    def counter(self) -> list[Measure]:
        """Measure how long staff waits for a tenant to be found, among few leases and many."""
        for database, count in ((self.tiny, FEW_LEASES), (self.database, self.scale.leases)):
            database.empty()
            self.say(f"Writing {count:,} leases…")
            written = self.step(database, "write_leases", count)
            self.say("Making them searchable…")
            indexed = self.step(database, "rebuild_counter")
            database.analyse()
        self.say("Searching few and many leases, in turn…")
        found_few, found_many = self.alternately("search_counter", self.tiny, self.database)
        slowdown = found_many / found_few
        share = indexed["seconds"] / written["seconds"]
        return [
            Measure(
                f"Tenant search: five searches over {self.scale.leases:,} leases beside {FEW_LEASES:,} "
                f"({found_many * 1000:.0f} and {found_few * 1000:.0f} ms)",
                f"{slowdown:.2f}",
                "≤ 3.00",
                slowdown <= 3,
            ),
            Measure(
                f"Making {self.scale.leases:,} leases searchable from nothing beside writing them "
                f"({indexed['seconds']:.0f} and {written['seconds']:.0f} s)",
                f"{share:.2f}",
                "≤ 1.50",
                share <= 1.5,
            ),
        ]

    def portfolio(self, database: BenchDatabase, name: str, homes: int) -> dict[str, Any]:
        """Write an export and import it into the empty tables."""
        folder = self.folder / f"export-{name}"
        self.say(f"Writing an export of {homes:,} homes…")
        lines = self.step(database, "generate", folder, homes, self.scale.months)["lines"]
        self.say(f"Importing {sum(lines.values()):,} rows…")
        found = self.step(database, "bring_in", folder)
        self.say(f"  {found['seconds']:.1f} s, {found['peak_bytes'] / MIB:.0f} MiB")
        return found

    def search(self) -> list[float]:
        """Return the median time of three searches over few pages and over many, in seconds."""
        self.say(f"Publishing {self.scale.pages:,} pages…")
        self.step(self.tiny, "publish_pages", TINY_PAGES)
        self.step(self.database, "publish_pages", self.scale.pages)
        for database in (self.tiny, self.database):
            database.analyse()
        self.say("Searching few and many pages, in turn…")
        return self.alternately("show_search", self.tiny, self.database)

    def alternately(self, name: str, *databases: BenchDatabase) -> list[float]:
        """Return the median time of what this step asks for on each database, in seconds.

        They take turns, so that whatever else the machine does weighs on all alike. The first rounds warm up.
        """
        with ExitStack() as stack:
            sides = [stack.enter_context(self.started(database, name)) for database in databases]
            times: list[list[float]] = [[] for _side in sides]
            for turn in range(WARM_UP_ROUNDS + self.scale.rounds):
                for side, found in zip(sides, times, strict=True):
                    assert side.stdin is not None
                    assert side.stdout is not None
                    side.stdin.write(f"{REQUESTS_PER_ROUND}\n")
                    side.stdin.flush()
                    answer = json.loads(side.stdout.readline())
                    found.extend(answer if turn >= WARM_UP_ROUNDS else [])
            for side in sides:
                side.communicate()
        return [median(found) for found in times]

    def home_page(self, database: BenchDatabase) -> tuple[float, float]:
        """Return the median seconds of a request: the home page kept whole, then a bare greeting on the same server.

        They take turns. Raises `RuntimeError` when the home page is not answered from what is kept.
        """
        self.step(database, "write_home_page")
        times: dict[str, list[float]] = {"/": [], "/hello/": []}
        with serving(database.environment()) as connection:
            made, kept = connection.get("/"), connection.get("/")
            if b" 200 " not in made[0] or b"content-encoding: br" not in kept[0].lower() or made[1] != kept[1]:
                raise RuntimeError("the home page is not kept")
            for turn in range(WARM_UP_ROUNDS + self.scale.rounds):
                for path, found in times.items():
                    seconds = connection.seconds(path, REQUESTS_OF_A_PUBLIC_PAGE) / REQUESTS_OF_A_PUBLIC_PAGE
                    found.extend([seconds] if turn >= WARM_UP_ROUNDS else [])
        return median(times["/"]), median(times["/hello/"])

    def step(self, database: BenchDatabase, name: str, *arguments: object) -> dict[str, Any]:
        """Run a step in its own process and return what it found. Raises `RuntimeError` when it fails."""
        with self.started(database, name, *arguments) as process:
            output, _errors = process.communicate()
        if process.returncode:
            raise RuntimeError(f"the step {name} failed")
        found: dict[str, Any] = json.loads(output.splitlines()[-1])
        return found

    def started(self, database: BenchDatabase, name: str, *arguments: object) -> subprocess.Popen[str]:
        """Start a step in its own process."""
        command = [sys.executable, "-m", "tests.bench.steps", name, *map(str, arguments)]
        return subprocess.Popen(
            command, env=database.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return what to exit with."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small run, to see that everything works")
    parser.add_argument("--only", choices=PARTS, help="one part of it")
    options = parser.parse_args(arguments)
    scale = QUICK if options.quick else FULL
    parts = [options.only] if options.only else PARTS
    console = Console()
    url = os.environ.get("TEST_DATABASE_URL", "")
    if not url.startswith(("postgres://", "postgresql://")):
        console.print("Nothing measured: TEST_DATABASE_URL names no PostgreSQL.")
        return 0
    database, tiny = BenchDatabase(url, "bench_site"), BenchDatabase(url, "bench_site_tiny")
    with TemporaryDirectory(prefix="bench-") as folder, database.existing(), tiny.existing():
        measures = Bench(scale, database, tiny, Path(folder), console.print).run(parts)
    table = Table("Measure", "Found", "Target", "", title="Ratios within this run", title_justify="left")
    for measure in measures:
        table.add_row(measure.subject, measure.found, measure.target, "met" if measure.met else "NOT MET")
    console.print(table)
    return 0 if all(measure.met for measure in measures) else 1


if __name__ == "__main__":
    sys.exit(main())
