from django.db import migrations, models

from home.live_migrations import AddIndexInService


class Migration(migrations.Migration):
    # Each index is built aside, outside any transaction.
    atomic = False

    dependencies = [("documents", "0002_readings")]

    operations = [
        AddIndexInService(
            model_name="document",
            index=models.Index(
                condition=models.Q(("told_at__isnull", True)), fields=["issued_on"], name="document_to_tell_by_date"
            ),
        ),
        AddIndexInService(
            model_name="document",
            index=models.Index(
                condition=models.Q(("told_at__isnull", False)), fields=["told_at"], name="document_told_by_date"
            ),
        ),
        AddIndexInService(
            model_name="document",
            index=models.Index(
                condition=models.Q(("withdrawn_by__isnull", False)),
                fields=["withdrawn_by"],
                name="document_withdrawn_by",
            ),
        ),
        AddIndexInService(
            model_name="document",
            index=models.Index(
                condition=models.Q(("replaced_by__isnull", False)), fields=["replaced_by"], name="document_replaced_by"
            ),
        ),
    ]
