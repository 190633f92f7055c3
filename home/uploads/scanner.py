"""The operator's own look at each file: a virus scanner, when the setting UPLOAD_SCANNER names one."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.module_loading import import_string


def scan(file: "UploadedFile[Any]") -> None:
    """Hand the file to the operator's scanner. Raises `ValidationError` when it refuses it.

    `UPLOAD_SCANNER` is the dotted path of a callable that takes the file; by default there is none.
    """
    if settings.UPLOAD_SCANNER:
        file.seek(0)
        import_string(settings.UPLOAD_SCANNER)(file)
    file.seek(0)
