"""A movement is never changed nor deleted: it is tied to the ERP's entry, once, and keeps the ERP's answer."""

from django.db import migrations

from home.append_only import OnlyGrows


class Migration(migrations.Migration):
    dependencies = [("solde", "0004_ecriture_payment_ref")]

    operations = [
        OnlyGrows(
            "solde_mouvement",
            fixed=["id", "dossier_id", "kind", "means", "amount_cents", "reference", "counterparty_ref", "at"],
            set_once=["ecriture_id", "tied_at"],
        )
    ]
