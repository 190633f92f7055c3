"""What is forgotten in time: each room says what, after how long; `manage.py purge_personal_data` does it all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.functional import Promise

AT_A_TIME = 1_000


def delete_rows(rows: list[Any]) -> None:
    """Delete these rows, all of one model."""
    if rows:
        type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]).delete()


@dataclass(frozen=True)
class Retention:
    """A kind of data that is not kept for ever.

    `setting` names the setting that says how many days it is kept; without one it goes on its own day. `over` returns
    the rows whose time ended before a moment; what `discard` did with rows, a second run must not find again. `place`
    orders those that hang together.
    """

    place: int
    name: str
    label: Promise | str
    setting: str
    over: Callable[[datetime], "models.QuerySet[Any]"]
    discard: Callable[[list[Any]], None] = delete_rows

    @property
    def days(self) -> int:
        """Return how many days it is kept."""
        return int(getattr(settings, self.setting)) if self.setting else 0

    def limit(self, now: datetime) -> datetime:
        """Return the moment before which this kind is over."""
        return now - timedelta(days=self.days)

    def count(self, now: datetime) -> int:
        """Return how many rows are over."""
        return self.over(self.limit(now)).count()

    def forget(self, now: datetime) -> int:
        """Discard what is over, a thousand rows at a time; return how many."""
        forgotten = 0
        while True:
            with transaction.atomic():
                # Another run may be at the same rows: each takes its own.
                rows = list(self.over(self.limit(now)).order_by("pk").select_for_update(of=("self",))[:AT_A_TIME])
                self.discard(rows)
            forgotten += len(rows)
            if len(rows) < AT_A_TIME:
                return forgotten


_retentions: dict[str, Retention] = {}


def declare_retention(retention: Retention) -> None:
    """Add something to forget; the same name declared again takes the place of the first."""
    _retentions[retention.name] = retention


def declared_retentions() -> list[Retention]:
    """Return everything to forget, in its order."""
    return sorted(_retentions.values(), key=lambda retention: (retention.place, retention.name))


def retention_named(name: str) -> Retention:
    """Return one of them. Raises `LookupError` when no room declared it."""
    return _retentions[name]
