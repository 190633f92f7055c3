"""Files no public address leads to: where they are kept, and whether they are still what came in."""

import secrets
from functools import partial
from hashlib import sha256
from typing import Any

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from home.retention import delete_rows


def private_storage() -> Storage:
    """Return the storage no public address leads to."""
    return storages["private"]


def random_name(instance: models.Model, filename: str) -> str:
    """Return a name at rest that says nothing: the name a person sees is made on the way out."""
    token = secrets.token_hex(16)
    return f"{instance._meta.model_name}/{token[:2]}/{token}"


class DamagedFileError(Exception):
    """The file at rest is not the one that came in: its size or its sha256 differs."""


def delete_with_files(rows: list[Any]) -> None:
    """Delete rows that have a file, all of one model, then their files once that is sure."""
    delete_rows(rows)
    for row in rows:
        transaction.on_commit(partial(row.file.storage.delete, str(row.file.name)))


class StoredFile(models.Model):
    """A file kept in private storage. `sha256` (64 hexadecimal digits) and `size_bytes` were taken when it came in."""

    file = models.FileField(_("fichier"), storage=private_storage, upload_to=random_name, max_length=200)
    sha256 = models.CharField(_("empreinte"), max_length=64)
    size_bytes = models.PositiveBigIntegerField(_("taille en octets"))

    class Meta:
        abstract = True

    def open_checked(self) -> "File[bytes]":
        """Return the file, at its beginning, once its content is known to be what came in.

        Raises `DamagedFileError` when size or sha256 differ, `OSError` when it cannot be read.
        """
        content = self.file.storage.open(str(self.file.name))
        digest = sha256()
        for chunk in content.chunks():
            digest.update(chunk)
        if content.size != self.size_bytes or digest.hexdigest() != self.sha256:
            content.close()
            raise DamagedFileError
        content.seek(0)
        return content
