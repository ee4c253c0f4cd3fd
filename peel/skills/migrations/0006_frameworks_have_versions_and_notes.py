"""A framework keeps its CASE identifier from version to version; competencies have notes."""

import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('skills', '0005_old_records_wait_and_are_compared'),
    ]

    operations = [
        migrations.AddField(
            model_name='competency',
            name='note',
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name='framework',
            name='identifier',
            field=models.UUIDField(default=uuid.uuid4, help_text='CASE identifier, the same for every version'),
        ),
        migrations.AddConstraint(
            model_name='framework',
            constraint=models.UniqueConstraint(fields=('identifier', 'version'), name='framework_identifier_once_a_version'),
        ),
    ]
