"""Awards count minutes and say what kind they are; standing is kept in steps, one row a person, force and skill."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_forces_people_and_posts'),
        ('skills', '0001_skills_awards_and_standing'),
    ]

    operations = [
        migrations.CreateModel(
            name='BookVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.UUIDField(default=uuid.uuid4)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='award',
            name='award_hours_positive',
        ),
        migrations.RemoveField(
            model_name='award',
            name='event',
        ),
        migrations.RemoveField(
            model_name='award',
            name='hours',
        ),
        migrations.AddField(
            model_name='award',
            name='edition',
            field=models.CharField(blank=True, help_text='Curriculum or device, where a rule names one', max_length=40),
        ),
        migrations.AddField(
            model_name='award',
            name='kind',
            field=models.CharField(choices=[('course', 'Course'), ('initial', 'Initial course'), ('refresher', 'Refresher'), ('requalification', 'Requalification'), ('event', 'Test or exercise'), ('conversion', 'Conversion')], default='course', max_length=20),
        ),
        migrations.AddField(
            model_name='award',
            name='minutes',
            field=models.PositiveIntegerField(blank=True, help_text='Time that counts; empty where the whole requirement was met', null=True),
        ),
        migrations.AddField(
            model_name='query',
            name='award',
            field=models.ForeignKey(blank=True, help_text='What is disputed, where one award was named', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='queries', to='skills.award'),
        ),
        migrations.AddField(
            model_name='query',
            name='led_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='skills.award'),
        ),
        migrations.AlterField(
            model_name='authorisation',
            name='revoked_why',
            field=models.CharField(blank=True, choices=[('revoked', 'Revoked'), ('transfer', 'Left the force')], max_length=20),
        ),
        migrations.AlterField(
            model_name='award',
            name='corrects',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='skills.award'),
        ),
        migrations.AlterField(
            model_name='award',
            name='force',
            field=models.ForeignKey(db_index=False, help_text='Where it was awarded', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.force'),
        ),
        migrations.AlterField(
            model_name='award',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='people.person'),
        ),
        migrations.AlterField(
            model_name='award',
            name='recorded_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AlterField(
            model_name='award',
            name='skill',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='skills.skill'),
        ),
        migrations.AlterField(
            model_name='award',
            name='source',
            field=models.CharField(choices=[('course', 'Course'), ('lesson', 'Lesson'), ('assessment', 'Assessment'), ('elsewhere', 'Done elsewhere'), ('import', 'Imported')], max_length=20),
        ),
        migrations.AlterField(
            model_name='competency',
            name='identifier',
            field=models.UUIDField(default=uuid.uuid4, help_text='CASE identifier'),
        ),
        migrations.AddIndex(
            model_name='award',
            index=models.Index(condition=models.Q(('corrects__isnull', False)), fields=['corrects'], name='award_correcting'),
        ),
        migrations.AddConstraint(
            model_name='authorisation',
            constraint=models.CheckConstraint(condition=models.Q(('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='authorisation_in_order'),
        ),
        migrations.AddConstraint(
            model_name='authorisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', '')), models.Q(('revoked_at__isnull', False), models.Q(('revoked_by', ''), _negated=True)), _connector='OR'), name='authorisation_revoked_by_and_at_together'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('minutes', None), ('minutes__gt', 0), _connector='OR'), name='award_takes_time'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.UniqueConstraint(condition=models.Q(('batch', None), ('corrects__isnull', False)), fields=('corrects',), name='award_corrected_once'),
        ),
        migrations.AddConstraint(
            model_name='competency',
            constraint=models.UniqueConstraint(fields=('framework', 'identifier'), name='competency_once'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='hold_in_order'),
        ),
        migrations.AddConstraint(
            model_name='requirement',
            constraint=models.CheckConstraint(condition=models.Q(('rank_from', None), ('rank_to', None), ('rank_from__lte', models.F('rank_to')), _connector='OR'), name='requirement_ranks_in_order'),
        ),
        migrations.AddConstraint(
            model_name='skillrule',
            constraint=models.CheckConstraint(condition=models.Q(('consequence', ''), models.Q(models.Q(('consequence_by', ''), _negated=True), ('consequence_on__isnull', False)), _connector='OR'), name='consequence_has_its_officer'),
        ),
        migrations.DeleteModel(
            name='Standing',
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'force_id', 'skill_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('moments', django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), size=None)),
                ('statuses', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None)),
                ('untils', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(null=True), size=None)),
                ('needed_by', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('reasons', models.JSONField()),
                ('valid_from', models.DateField(null=True)),
                ('valid_until', models.DateField(null=True)),
                ('verified', models.BooleanField(default=True)),
                ('computed_at', models.DateTimeField()),
                ('force', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.force')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='standings', to='people.person')),
                ('skill', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='standings', to='skills.skill')),
            ],
            options={
                'indexes': [models.Index(fields=['force', 'skill', 'valid_until'], name='standing_by_end')],
            },
        ),
    ]
