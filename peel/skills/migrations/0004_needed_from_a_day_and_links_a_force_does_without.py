"""Standing says from which day a requirement asks for it; a force may do without a link that the nation has."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("skills", "0003_awards_stay_and_the_book_has_a_version")]

    operations = [
        migrations.RunSQL("DELETE FROM skills_standing", migrations.RunSQL.noop),
        migrations.RemoveField(model_name="standing", name="untils"),
        migrations.AddField(
            model_name="standing",
            name="needed_from",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), size=None, default=list),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="skilllink",
            name="applies",
            field=models.BooleanField(default=True, help_text="No: this force does without the national link"),
        ),
        migrations.AddConstraint(
            model_name="skilllink",
            constraint=models.CheckConstraint(
                condition=models.Q(("applies", True), ("force__isnull", False), _connector="OR"),
                name="only_a_force_does_without",
            ),
        ),
    ]
