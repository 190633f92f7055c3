"""The bench itself: it says what it cannot measure, and a missed target is a failure."""

from contextlib import nullcontext

import pytest

from tests.bench import __main__ as bench
from tests.bench.database import BenchDatabase


@pytest.fixture
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name a server nobody asks anything of."""
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://nobody@192.0.2.1/nothing")
    monkeypatch.setattr(BenchDatabase, "existing", lambda database: nullcontext())


def test_without_postgresql_it_says_that_nothing_was_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    assert bench.main([]) == 0
    assert "Nothing measured" in capsys.readouterr().out


@pytest.mark.usefixtures("_no_database")
@pytest.mark.parametrize(("met", "code", "said"), [(True, 0, "met"), (False, 1, "NOT MET")])
def test_a_missed_target_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], met: bool, code: int, said: str
) -> None:
    monkeypatch.setattr(bench.Bench, "run", lambda run, parts: [bench.Measure("Import", "0.50", "≥ 0.33", met)])
    assert bench.main(["--quick"]) == code
    assert said in capsys.readouterr().out
