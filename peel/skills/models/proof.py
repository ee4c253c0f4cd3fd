"""What proves that somebody holds a skill, and what sets it aside.

No award is ever edited (a trigger refuses it): a mistake is a row that corrects. An authorisation is only ever
revoked; a waiver or hold that ends otherwise than it says is retracted and written anew.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peel.people.models import Force, Person
from peel.skills.models.skill import Skill


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

    class Kind(models.TextChoices):
        COURSE = "course", _("Course")
        INITIAL = "initial", _("Initial course")
        REFRESHER = "refresher", _("Refresher")
        REQUALIFICATION = "requalification", _("Requalification")
        EVENT = "event", _("Test or exercise")
        CONVERSION = "conversion", _("Conversion")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="awards", db_index=False)
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="awards", db_index=False)
    force = models.ForeignKey(
        Force, on_delete=models.PROTECT, related_name="+", db_index=False, help_text=_("Where it was awarded")
    )
    achieved_on = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.COURSE)
    minutes = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("Time that counts; empty where the whole requirement was met")
    )
    edition = models.CharField(max_length=40, blank=True, help_text=_("Curriculum or device, where a rule names one"))
    expires_override = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=20, choices=Source)
    authority = models.CharField(max_length=160, blank=True, help_text=_("Who assessed or certified it"))
    evidence = models.JSONField(default=dict, blank=True)
    verified = models.BooleanField(default=True)
    batch = models.ForeignKey(AwardBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="awards")
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by", db_index=False
    )
    void = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True, help_text=_("Why it was corrected"))
    recorded_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="void_award_corrects_one", condition=Q(void=False) | Q(corrects__isnull=False)),
            models.CheckConstraint(name="award_takes_time", condition=Q(minutes=None) | Q(minutes__gt=0)),
            models.UniqueConstraint(
                fields=["corrects"], condition=Q(corrects__isnull=False, batch=None), name="award_corrected_once"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "skill", "achieved_on"], name="award_of_person"),
            models.Index(fields=["force", "skill", "achieved_on"], name="award_of_skill"),
            models.Index(fields=["corrects"], condition=Q(corrects__isnull=False), name="award_correcting"),
        ]


class Authorisation(models.Model):
    """One row says that a named officer of one force lets somebody use a skill, from a day to a day.

    A fact apart from the award of competence; it can be revoked, and ends when the person leaves the force.

    Privacy: as for awards.
    """

    class Ended(models.TextChoices):
        REVOKED = "revoked", _("Revoked")
        TRANSFER = "transfer", _("Left the force")

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
    revoked_why = models.CharField(max_length=20, choices=Ended, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="authorisation_in_order", condition=Q(ends=None) | Q(ends__gte=F("starts"))),
            models.CheckConstraint(
                name="authorisation_revoked_by_and_at_together",
                condition=Q(revoked_at=None, revoked_by="") | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
            ),
        ]
        indexes = [models.Index(fields=["person", "skill"], name="authorisation_of_person")]


class Waiver(models.Model):
    """One row says that somebody need not hold a skill from a day to a day, on a named officer's word.

    Privacy: the reason may tell about health; read by the person and the records office, erased by
    ``skills.actions.following.forget_words_of``.
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

    Privacy: may tell about health or conduct; ``why`` is read by the records office alone, and erased by
    ``skills.actions.following.forget_words_of``.
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

    class Meta:
        constraints = [
            models.CheckConstraint(name="hold_in_order", condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")))
        ]
