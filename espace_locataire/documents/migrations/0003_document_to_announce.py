from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_readings"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("announced_at__isnull", True)), fields=["id"], name="document_to_announce"
            ),
        ),
    ]
