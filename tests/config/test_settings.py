"""In production the site starts only when everything it needs is set and safe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "k3J9-zQ7_wN2xV8bT5mR1cL6hF0gD4sAyPuEiOqWnXeKjHtZvB",
    "DATABASE_URL": "postgres://site:secret@db.example/site",
    "REDIS_URL": "redis://cache.example:6379/0",
    "SITE_URL": "https://www.bailleur.example",
    "ALLOWED_HOSTS": "www.bailleur.example",
    "EMAIL_URL": "smtp+tls://site:secret@mail.example:587",
    "DEFAULT_FROM_EMAIL": "ne-pas-repondre@bailleur.example",
    "PRIVATE_MEDIA_ROOT": "/srv/bailleur/prive",
}


def start(probe: str = "print('started')", **environment: str) -> subprocess.CompletedProcess[str]:
    """Start the site with production settings and this environment alone, then run `probe` in it."""
    return subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {probe}"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_starts_when_everything_is_set() -> None:
    result = start(**GOOD)
    assert result.stdout == "started\n", result.stderr


def test_starts_with_the_keys_of_stripe() -> None:
    result = start(**GOOD, STRIPE_SECRET_KEY="rk_live_1", STRIPE_WEBHOOK_SECRET="whsec_1")
    assert result.stdout == "started\n", result.stderr


def test_names_everything_that_is_missing_at_once() -> None:
    result = start()
    assert result.returncode != 0
    for name in GOOD:
        assert f"{name} n’est pas renseigné" in result.stderr


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("SECRET_KEY", "court", "SECRET_KEY est trop faible"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY est trop faible"),
        ("SECRET_KEY", "development-" + GOOD["SECRET_KEY"], "SECRET_KEY est trop faible"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS ne doit pas accepter tous les hôtes"),
        ("SITE_URL", "http://www.bailleur.example", "SITE_URL doit commencer par https://"),
        ("DATABASE_URL", "sqlite:///var/db.sqlite3", "DATABASE_URL doit désigner une base PostgreSQL"),
        ("EMAIL_URL", "consolemail://", "EMAIL_URL doit désigner un vrai service d’envoi"),
        ("DEBUG", "1", "DEBUG ne doit pas être activé"),
        ("PRIVATE_MEDIA_ROOT", str(ROOT / "media" / "prive"), "PRIVATE_MEDIA_ROOT ne doit pas être dans le dossier"),
        ("STRIPE_API_BASE", "http://127.0.0.1:8001", "STRIPE_API_BASE ne sert qu’aux essais"),
        ("STRIPE_SECRET_KEY", "sk_live_1", "STRIPE_WEBHOOK_SECRET n’est pas renseigné"),
        ("STRIPE_SECRET_KEY", "pk_live_1", "STRIPE_SECRET_KEY n’est pas une clé secrète"),
        ("STRIPE_SECRET_KEY", "sk_test_demonstration", "STRIPE_SECRET_KEY est celle de la démonstration"),
        ("STRIPE_WEBHOOK_SECRET", "secret", "STRIPE_WEBHOOK_SECRET n’est pas un secret de Stripe"),
        ("S3_ENDPOINT_URL", "https://s3.example", "S3_PRIVATE_BUCKET n’est pas renseigné"),
    ],
)
def test_refuses_an_unsafe_value_and_says_why(name: str, value: str, reason: str) -> None:
    result = start(**GOOD | {name: value})
    assert result.returncode != 0
    assert reason in result.stderr


def test_private_files_go_to_a_bucket_of_their_own_with_links_that_live_a_minute() -> None:
    s3 = {
        "S3_ENDPOINT_URL": "https://s3.example",
        "S3_ACCESS_KEY_ID": "id",
        "S3_SECRET_ACCESS_KEY": "secret",
        "S3_PUBLIC_BUCKET": "public",
        "S3_PRIVATE_BUCKET": "prive",
    }
    probe = (
        "from django.core.files.storage import storages; s = storages['private'];"
        "print(s.bucket_name, s.querystring_auth, s.querystring_expire, storages['default'].bucket_name)"
    )
    result = start(probe, **GOOD, **s3)
    assert result.stdout == "prive True 60 public\n", result.stderr


@pytest.mark.parametrize(("environment", "required"), [({}, True), ({"STAFF_SECOND_FACTOR_REQUIRED": "0"}, False)])
def test_the_staff_needs_a_second_proof_unless_said_otherwise(environment: dict[str, str], required: bool) -> None:
    probe = "from django.conf import settings; print(settings.STAFF_SECOND_FACTOR_REQUIRED)"
    result = start(probe, **GOOD, **environment)
    assert result.stdout == f"{required}\n", result.stderr
