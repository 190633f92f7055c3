from django.db import migrations, models

from home.live_migrations import AddIndexInService


class Migration(migrations.Migration):
    # The index is built aside, outside any transaction.
    atomic = False

    dependencies = [("solde", "0003_mouvements")]

    operations = [
        AddIndexInService(
            model_name="ecriture",
            index=models.Index(
                condition=models.Q(("payment_ref", ""), _negated=True),
                fields=["payment_ref"],
                name="ecriture_payment_ref",
            ),
        ),
    ]
