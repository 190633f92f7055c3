"""Public and private files in an S3-compatible store."""

from typing import Any

from environ import Env

BACKEND = "storages.backends.s3.S3Storage"
# Seconds: a person waits for the answer.
CONNECT_TIMEOUT, READ_TIMEOUT, TRIES = 3, 20, 2


def s3_storages(env: Env) -> dict[str, Any]:
    """Return the settings of both storages, from the variables `S3_*`. A private file's link lives 60 s."""
    from botocore.config import Config

    shared = {
        "endpoint_url": env.str("S3_ENDPOINT_URL"),
        "access_key": env.str("S3_ACCESS_KEY_ID"),
        "secret_key": env.str("S3_SECRET_ACCESS_KEY"),
        "region_name": env.str("S3_REGION", default=None),
        "client_config": Config(
            signature_version="s3v4",
            connect_timeout=CONNECT_TIMEOUT,
            read_timeout=READ_TIMEOUT,
            retries={"mode": "standard", "total_max_attempts": TRIES},
        ),
        "file_overwrite": False,
    }
    return {
        "default": {
            "BACKEND": BACKEND,
            "OPTIONS": {**shared, "bucket_name": env.str("S3_PUBLIC_BUCKET"), "querystring_auth": False},
        },
        "private": {
            "BACKEND": BACKEND,
            "OPTIONS": {
                **shared,
                "bucket_name": env.str("S3_PRIVATE_BUCKET"),
                "default_acl": "private",
                "querystring_auth": True,
                "querystring_expire": 60,
            },
        },
    }
