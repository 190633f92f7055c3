"""When the register drops a residence, its public page goes with the import, and what was kept is forgotten."""

import pytest
from django.test import Client, TestCase

from residence_news.models import Residence
from tests.erp.export_folder import ExportFolder
from tests.residence_news.estate import Estate
from tests.residence_news.newsroom import Newsroom


@pytest.mark.django_db
def test_the_page_of_a_residence_no_longer_listed_goes_offline_with_the_import(
    export: ExportFolder, client: Client
) -> None:
    export.residence("R01")
    export.residence("R02")
    export.bring_in()
    estate = Estate.open(Newsroom.open())
    kept, gone = (estate.page(place) for place in Residence.objects.order_by("code"))
    assert client.get(gone.url).status_code == 200
    export.rows["residences.csv"] = [row for row in export.rows["residences.csv"] if row["code"] != "R02"]
    export.emitted_at = "2026-11-24T22:00:00+01:00"
    with TestCase.captureOnCommitCallbacks(execute=True):
        export.bring_in()
    assert client.get(gone.url).status_code == 404
    assert client.get(kept.url).status_code == 200
    gone.refresh_from_db()
    assert not gone.live
