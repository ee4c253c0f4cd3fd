"""Records of old systems wait for a decision by person and are asked once; what both systems say is compared."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_people_are_found_by_any_of_their_names'),
        ('skills', '0004_needed_from_a_day_and_links_a_force_does_without'),
    ]

    operations = [
        # Nobody had written one yet: it is made anew with what decisions need.
        migrations.DeleteModel(name='Unmatched'),
        migrations.CreateModel(
            name='Reconciled',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old_status', models.CharField(blank=True, max_length=120)),
                ('old_until', models.DateField(null=True)),
                ('status', models.SmallIntegerField()),
                ('until', models.DateField(null=True)),
                ('reason', models.CharField(max_length=20)),
                ('batch', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='reconciled', to='skills.awardbatch')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('skill', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='skills.skill')),
            ],
            options={
                'indexes': [models.Index(fields=['batch', 'reason', 'id'], name='reconciled_by_reason'), models.Index(fields=['batch', 'id'], name='reconciled_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Unmatched',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField()),
                ('who', models.CharField(max_length=64)),
                ('mark', models.CharField(max_length=64)),
                ('achieved_on', models.DateField()),
                ('cells', models.JSONField(default=dict)),
                ('why', models.JSONField(default=list)),
                ('candidates', models.JSONField(default=list)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('award', models.ForeignKey(blank=True, help_text='What it became, if any', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='skills.award')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unmatched', to='skills.awardbatch')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('force', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.force')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='skills.skill')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('decided_at', None)), fields=['force', 'who', 'id'], name='unmatched_open')],
                'constraints': [models.UniqueConstraint(fields=('force', 'mark'), name='unmatched_once_a_force'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='unmatched_decided_by_and_at_together')],
            },
        ),
    ]
