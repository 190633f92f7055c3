"""What every test stands on."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.utils import translation

from espace_locataire.documents.certificates import RENTING
from espace_locataire.documents.making import make, maker_named
from tests.compte.factories import UserFactory
from tests.dossier.aidants import helper_of
from tests.dossier.proofs import AttestationFactory, birth_of, piece_of
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder
from tests.paiement.payments import abandoned_payment

# Set where everything needed is at hand: a test that leaves itself out fails there.
NOTHING_LEFT_OUT = bool(os.environ.get("NOTHING_LEFT_OUT"))

# The browser's driver keeps an event loop in the worker it ran in; the tests that follow there are not asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Start each test with an empty cache: rate limits and cached pages must not leak between tests."""
    for cache in (caches["default"], caches["pages"]):
        cache.clear()


@pytest.fixture(autouse=True)
def _in_french() -> Generator[None]:
    """Start each test in French: a page asked for in English leaves its language behind in the thread."""
    with translation.override("fr"):
        yield


@pytest.fixture
def export(tmp_path: Path) -> ExportFolder:
    """Return an export in the making: the one way a test brings leases in."""
    return ExportFolder(tmp_path)


@pytest.fixture
def neighbours(db: None, export: ExportFolder) -> tuple[Tenant, Tenant]:
    """Return two tenants of one residence, each with a lease, papers, a certificate, a birth, a helper, a payment."""
    for reference in ("1000000010A", "1000000020B"):
        export.dossier(reference)
        export.ecriture(reference, 40_000, "2026-10-01", echeance="2026-10-05")
        export.ecriture(reference, -10_000, "2026-10-05")
        export.document(reference)
    export.bring_in()
    both = tenant_of("1000000010A", UserFactory.create()), tenant_of("1000000020B", UserFactory.create())
    for tenant in both:
        make(maker_named(RENTING), tenant.dossier, tenant.user, {})
        piece_of(tenant, AttestationFactory.create(dossier=tenant.dossier, sent_by=tenant.user))
        birth_of(tenant)
        helper_of(tenant)
        abandoned_payment(tenant)
    return both


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out the tests that need PostgreSQL where there is none."""
    if item.get_closest_marker("postgresql") and connection.vendor != "postgresql":
        pytest.skip("TEST_DATABASE_URL names no PostgreSQL")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Generator[None, Any, Any]:
    """Fail the tests left out, where nothing may be."""
    report = yield
    if NOTHING_LEFT_OUT and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was left out: {report.longrepr}"
    return report
