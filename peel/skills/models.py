"""Skills, the rules by which they stay in date, and the proof that somebody holds them.

Awards, authorisations, rules, links, requirements and waivers are rows that are never edited: a change is a new row, a
mistake is a row that corrects or retracts. What stands today is computed from them by ``skills.rules`` and kept in
:class:`Standing`, which holds the coming steps too, so that passing time never makes it wrong.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peel.people.models import Force, Person, PersonType, Unit


class Framework(models.Model):
    """One row is one version of a competency framework, such as CVF 2024.

    Privacy: no personal data.
    """

    code = models.SlugField(max_length=60)
    version = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    identifier = models.UUIDField(default=uuid.uuid4, unique=True, help_text=_("CASE identifier"))
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="framework_version_once")]


class Competency(models.Model):
    """One row is one competency, value or behaviour of a framework version, in its tree.

    Privacy: no personal data.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="competencies")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    identifier = models.UUIDField(default=uuid.uuid4, unique=True, help_text=_("CASE identifier"))
    code = models.CharField(max_length=120, blank=True)
    name = models.TextField()
    kind = models.CharField(max_length=60, blank=True)
    levels = models.PositiveSmallIntegerField(default=0, help_text=_("How many levels it has; 0 where it has none"))
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]


class CompetencyLink(models.Model):
    """One row says how a competency relates to another, such as old framework to new (CASE association).

    Privacy: no personal data.
    """

    origin = models.ForeignKey(Competency, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Competency, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["origin", "target", "kind"], name="competency_link_once")]


class Skill(models.Model):
    """One row is a skill that people can hold; national when it has no force.

    Privacy: no personal data.
    """

    class Kind(models.TextChoices):
        AUTHORISED = "authorised", _("Authorised skill")
        LEARNING = "learning", _("Required learning")

    force = models.ForeignKey(Force, on_delete=models.PROTECT, null=True, blank=True, related_name="skills")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    short = models.CharField(max_length=40, blank=True, help_text=_("For narrow columns"))
    family = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    note = models.TextField(blank=True)
    also_called = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    critical = models.BooleanField(default=False, help_text=_("Counted on this shift"))
    position = models.PositiveIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["force", "code"], nulls_distinct=False, name="skill_code_once")]
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class SkillRule(models.Model):
    """One row is one version of how a skill stays in date, nationally or in one force, as JSON (``skills.rules``).

    The version in force when an award was achieved governs it, unless a later one is retrospective.

    Privacy: no personal data.
    """

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="rules")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rule = models.JSONField()
    effective_from = models.DateField()
    retrospective = models.BooleanField(default=False)
    consequence = models.TextField(blank=True, help_text=_("Words of the authorising officer, shown as theirs"))
    consequence_by = models.CharField(max_length=160, blank=True)
    consequence_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["skill", "force", "effective_from"], name="rule_of_skill")]


class SkillLink(models.Model):
    """One row links a skill to another: it needs it to start, needs it to stand, or renews it.

    Privacy: no personal data.
    """

    class Kind(models.TextChoices):
        STARTS = "needs_to_start", _("Needs to start")
        STANDS = "needs_to_stand", _("Needs to stand")
        RENEWS = "renews", _("Renews")

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=20, choices=Kind)
    force = models.ForeignKey(Force, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="link_not_to_itself", condition=~Q(skill=F("other"))),
            models.UniqueConstraint(
                fields=["skill", "other", "kind", "force", "effective_from"],
                condition=Q(retracted_at=None),
                nulls_distinct=False,
                name="link_once",
            ),
        ]


class Requirement(models.Model):
    """One row requires a skill of everybody who matches all of its filled columns, with the reason they are shown.

    Privacy: no personal data.
    """

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="requirements")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    function = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=60, blank=True)
    person_type = models.CharField(max_length=20, choices=PersonType, blank=True)
    rank_from = models.PositiveSmallIntegerField(null=True, blank=True)
    rank_to = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=200)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True, blank=True)


class AwardBatch(models.Model):
    """One row is one import of old records: the file, who brought it, and whether it was undone.

    Privacy: names the importer; kept as long as the awards.
    """

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    summary = models.JSONField(default=dict)


class Award(models.Model):
    """One row says that somebody did something towards a skill on a day: passed, was assessed, put in hours.

    Never edited. ``corrects`` names the row that this one replaces (a correction keeps both; a correction with
    ``void`` takes the other one away). ``achieved_on`` is when it happened, ``recorded_at`` when Peel was told.

    Privacy: what somebody is trained in. Kept for the force's retention period after service ends; the person's
    identity is erased, not the award.
    """

    class Source(models.TextChoices):
        COURSE = "course", _("Course")
        LESSON = "lesson", _("Lesson")
        ASSESSMENT = "assessment", _("Assessment")
        ELSEWHERE = "elsewhere", _("Done elsewhere")
        IMPORT = "import", _("Imported")
        RENEWED = "renewed", _("Renewed by another skill")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="awards")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="awards")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+", help_text=_("Where it was awarded"))
    achieved_on = models.DateField()
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    event = models.CharField(max_length=40, blank=True, help_text=_("What it was, where the rule tells kinds apart"))
    expires_override = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=20, choices=Source)
    authority = models.CharField(max_length=160, blank=True, help_text=_("Who assessed or certified it"))
    evidence = models.JSONField(default=dict, blank=True)
    verified = models.BooleanField(default=True)
    batch = models.ForeignKey(AwardBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="awards")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by")
    void = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True, help_text=_("Why it was corrected"))
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="void_award_corrects_one", condition=Q(void=False) | Q(corrects__isnull=False)),
            models.CheckConstraint(name="award_hours_positive", condition=Q(hours=None) | Q(hours__gt=0)),
        ]
        indexes = [
            models.Index(fields=["person", "skill", "achieved_on"], name="award_of_person"),
            models.Index(fields=["force", "skill", "achieved_on"], name="award_of_skill"),
        ]


class Authorisation(models.Model):
    """One row says that a named officer of one force lets somebody use a skill, from a day to a day.

    A fact apart from the award of competence; it can be revoked, and ends when the person leaves the force.

    Privacy: as for awards.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="authorisations")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="authorisations")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    authorised_by = models.CharField(max_length=160)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=160, blank=True)
    revoked_why = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "skill"], name="authorisation_of_person")]


class Waiver(models.Model):
    """One row says that somebody need not hold a skill from a day to a day, on a named officer's word.

    Privacy: the reason may tell about health; read by the person and the records office.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="waivers")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="waivers")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    reason = models.CharField(max_length=300)
    authorised_by = models.CharField(max_length=160)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="waiver_in_order", condition=Q(ends__gte=F("starts")))]


class Hold(models.Model):
    """One row suspends or withdraws a skill, or notes that somebody is in training for it.

    Why a skill is suspended (conduct, medical) is never shown, only that it is.

    Privacy: may tell about health or conduct; the reason is read by the records office alone.
    """

    class Kind(models.TextChoices):
        SUSPENDED = "suspended", _("Suspended")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        TRAINING = "training", _("In training")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holds")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="holds")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=20, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True, blank=True)


class Query(models.Model):
    """One row is an objection or an addition that somebody made to a record, until a records officer decides.

    Privacy: the person's words and a photo; kept as long as the award it led to.
    """

    class Kind(models.TextChoices):
        WRONG = "wrong", _("This is wrong")
        ELSEWHERE = "elsewhere", _("I did this elsewhere")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="queries")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="queries")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    words = models.TextField(blank=True)
    happened_on = models.DateField(null=True, blank=True)
    file_id = models.BigIntegerField(null=True, blank=True, help_text=_("foundation.StoredFile"))
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decide_by = models.DateField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    upheld = models.BooleanField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="query_decided_whole",
                condition=Q(decided_by=None, decided_at=None, upheld=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, upheld__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["force", "decide_by"], condition=Q(decided_at=None), name="query_open")]


class Unmatched(models.Model):
    """One row is a line of an old-records import that could not be matched with certainty, waiting for a person.

    Privacy: the old system's words about somebody; deleted when decided.
    """

    batch = models.ForeignKey(AwardBatch, on_delete=models.CASCADE, related_name="unmatched")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    row = models.PositiveIntegerField()
    cells = models.JSONField()
    why = models.CharField(max_length=300)
    candidates = models.JSONField(default=list)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    award = models.ForeignKey(Award, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


class Standing(models.Model):
    """One row is the cached standing of one person in one skill in one force, with its coming steps.

    ``moments[i]`` is when ``statuses[i]`` begins (codes of ``skills.rules``); the last one at or before now is true.
    ``reasons[i]`` says why in code and values. Rewritten whenever a fact changes, never because time passed.

    Privacy: derived from awards; deleted and rebuilt at will.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="standings")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="standings")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    required = models.BooleanField(default=False)
    required_because = models.CharField(max_length=200, blank=True)
    moments = ArrayField(models.DateTimeField())
    statuses = ArrayField(models.SmallIntegerField())
    reasons = models.JSONField(default=list)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    progress = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    verified = models.BooleanField(default=True)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "force", "skill"], name="standing_once")]
        indexes = [models.Index(fields=["force", "skill", "valid_until"], name="standing_by_end")]


class CpdEntry(models.Model):
    """One row is time somebody spent learning or helping others learn, counted against the yearly allowance.

    Privacy: the reflection is private to the person unless they share it; see ``skills.access``. Kept with service.
    """

    class Kind(models.TextChoices):
        DAY = "day", _("Development day")
        DIGITAL = "digital", _("Digital, your choice")
        FORMAL = "formal", _("Formal")
        SOCIAL = "social", _("Social")
        TEAM = "team", _("Team")
        HELPING = "helping", _("Teaching and coaching others")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cpd")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    done_on = models.DateField()
    minutes = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    reflection = models.TextField(blank=True)
    shared = models.BooleanField(default=False)
    competency = models.ForeignKey(Competency, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    lesson_id = models.BigIntegerField(null=True, blank=True, help_text=_("catalogue.Lesson"))
    counts_for = models.ForeignKey(Skill, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="cpd_takes_time", condition=Q(minutes__gt=0))]
        indexes = [models.Index(fields=["person", "done_on"], condition=Q(withdrawn_at=None), name="cpd_of_person")]
