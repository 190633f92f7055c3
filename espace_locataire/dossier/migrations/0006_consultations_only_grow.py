"""Who looked at a lease is kept as it was written; rows younger than 180 days cannot be deleted."""

from django.db import migrations

from home.append_only import OnlyGrows


class Migration(migrations.Migration):
    dependencies = [("dossier", "0005_consultations")]

    operations = [OnlyGrows("dossier_consultation", kept_days=180)]
