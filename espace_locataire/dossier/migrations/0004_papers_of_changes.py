from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossier", "0003_mises_a_jour"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="piece",
            name="piece_once_while_loose",
        ),
        migrations.RemoveIndex(
            model_name="piece",
            name="piece_loose_by_date",
        ),
        migrations.AddIndex(
            model_name="piece",
            index=models.Index(
                condition=models.Q(("attestation__isnull", True), ("mise_a_jour__isnull", True)),
                fields=["sent_at"],
                name="piece_unfinished_by_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("form__in", ["attestation", "naissance", "arrivee", "depart", "courrier", "etat_civil"])
                ),
                name="piece_form_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.CheckConstraint(
                condition=models.Q(("attestation__isnull", True), ("mise_a_jour__isnull", True), _connector="OR"),
                name="piece_of_one_proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(
                condition=models.Q(("mise_a_jour__isnull", False)),
                fields=("mise_a_jour", "sha256"),
                name="piece_once_per_mise_a_jour",
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(
                condition=models.Q(("attestation__isnull", True), ("mise_a_jour__isnull", True)),
                fields=("dossier", "sent_by", "form", "sha256"),
                name="piece_once_while_unfinished",
            ),
        ),
    ]
