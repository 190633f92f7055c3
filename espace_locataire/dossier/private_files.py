"""Files no public address leads to: where they are kept, and whether they are still what came in."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _


def private_storage() -> Storage:
    """Return the storage no public address leads to."""
    return storages["private"]


def random_name(instance: models.Model, filename: str) -> str:
    """Return a name at rest that says nothing: the name a person sees is made on the way out."""
    token = secrets.token_hex(16)
    return f"{instance._meta.model_name}/{token[:2]}/{token}"


class DamagedFileError(Exception):
    """The file at rest is not the one that came in: its size or its sha256 differs."""


class UnreachableFileError(OSError):
    """The store of private files does not answer, or refuses."""


@contextmanager
def reaching_storage() -> Iterator[None]:
    """Turn what goes wrong with a remote store into `UnreachableFileError`, an `OSError` as a folder's would be."""
    try:
        yield
    except (BotoCoreError, Boto3Error, ClientError) as error:
        # Its words may quote keys and addresses.
        raise UnreachableFileError(type(error).__name__) from error


class StoredFile(models.Model):
    """A file kept in private storage. `sha256` (64 hexadecimal digits) and `size_bytes` were taken when it came in."""

    file = models.FileField(_("fichier"), storage=private_storage, upload_to=random_name, max_length=200)
    sha256 = models.CharField(_("empreinte"), max_length=64)
    size_bytes = models.PositiveBigIntegerField(_("taille en octets"))

    class Meta:
        abstract = True

    def keep(self, content: bytes) -> None:
        """Put this content in storage, with its sha256 and size. Raises `OSError` when it cannot be kept."""
        self.sha256 = sha256(content).hexdigest()
        self.size_bytes = len(content)
        with reaching_storage():
            self.file.save("", ContentFile(content), save=False)

    def open_checked(self) -> "File[bytes]":
        """Return the file, at its beginning, once its content is known to be what came in.

        Raises `DamagedFileError` when size or sha256 differ, `OSError` when it cannot be read.
        """
        digest = sha256()
        with reaching_storage():
            content = self.file.storage.open(str(self.file.name))
            # A remote file is brought here whole by the first read.
            for chunk in content.chunks():
                digest.update(chunk)
        if content.size != self.size_bytes or digest.hexdigest() != self.sha256:
            content.close()
            raise DamagedFileError
        content.seek(0)
        return content
