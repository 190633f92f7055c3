"""Forgetting in time what is no longer needed, and keeping a report of it."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from espace_locataire.vie_privee.models import PurgeRun
from home.retention import Retention, declared_retentions

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Line:
    """A line of the report: a kind, the moment before which it is over, and how many rows; None when it failed."""

    retention: Retention
    limit: datetime
    count: int | None


def purge(now: datetime | None = None, dry_run: bool = False) -> list[Line]:
    """Forget what is over, kind by kind, whatever becomes of the others; return the report.

    A dry run only counts. Otherwise a `PurgeRun` is kept when something went or failed.
    """
    moment = now or timezone.now()
    lines = [_line(retention, moment, dry_run) for retention in declared_retentions()]
    counts = {line.retention.name: line.count for line in lines if line.count}
    failed = [line.retention.name for line in lines if line.count is None]
    if not dry_run and (counts or failed):
        PurgeRun.objects.create(ran_at=moment, counts=counts, failed=failed)
    return lines


def _line(retention: Retention, moment: datetime, dry_run: bool) -> Line:
    try:
        count = retention.count(moment) if dry_run else retention.forget(moment)
    except Exception as error:
        # One that fails must not stop the others. Named only: words may hold personal data.
        logger.error("Retention %s failed (%s).", retention.name, type(error).__name__)
        return Line(retention, retention.limit(moment), None)
    return Line(retention, retention.limit(moment), count)


class PurgeFailedError(Exception):
    """Some kinds could not be forgotten; the report names them."""


def purge_in_time() -> int:
    """Forget what is over; return how many rows. Raises `PurgeFailedError` with the names of the kinds that failed."""
    lines = purge()
    failed = [line.retention.name for line in lines if line.count is None]
    if failed:
        raise PurgeFailedError(", ".join(failed))
    return sum(line.count or 0 for line in lines)
