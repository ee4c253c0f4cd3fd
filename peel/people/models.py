"""Who people are, where they serve, and what they may do there.

A person is not a user and not a post: one person may serve in two forces, leave and return, and hold several
posts at once. Everything personal hangs on :class:`Person`; the ledger knows only ``Person.subject``.
"""

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from peel.people.signed_in import SignedIn


class Force(models.Model):
    """One row is a force (a tenant), or the nation that is parent of them all.

    Privacy: no personal data.
    """

    class Kind(models.TextChoices):
        NATION = "nation", _("National")
        TERRITORIAL = "territorial", _("Territorial force")
        SPECIAL = "special", _("Special force")

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="forces")
    live = models.BooleanField(default=False, help_text=_("Uses Peel; the others are reference data"))
    ons_code = models.CharField(max_length=12, blank=True)
    region = models.CharField(max_length=60, blank=True)
    mail_domains = models.JSONField(default=list, blank=True)
    settings = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="force_nation_has_no_parent",
                condition=Q(kind="nation", parent=None) | (~Q(kind="nation") & Q(parent__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """One row is a unit of a force: a business group, BCU, function or team.

    ``path`` holds the ids from the top down to this one, ``/4/17/203/``, so that "everyone below" is one index read.

    Privacy: no personal data.
    """

    class Kind(models.TextChoices):
        GROUP = "group", _("Business group")
        COMMAND = "command", _("Command unit")
        FUNCTION = "function", _("Function")
        TEAM = "team", _("Team")

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    path = models.CharField(max_length=400, blank=True)
    function = models.CharField(max_length=40, blank=True, help_text=_("Response, neighbourhood, investigation…"))
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["force", "code"], name="unit_code_once_a_force")]
        indexes = [models.Index(fields=["force", "path"], name="unit_by_path")]

    def __str__(self) -> str:
        return self.name


class Rank(models.Model):
    """One row is a rank or staff grade: a scheme, a code in it, and its place in the order of seniority.

    Privacy: no personal data.
    """

    scheme = models.CharField(max_length=20)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    short = models.CharField(max_length=20)
    seniority = models.PositiveSmallIntegerField()
    detective = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="rank_code_once_a_scheme")]
        ordering = ["scheme", "seniority", "detective"]

    def __str__(self) -> str:
        return self.short


class PersonType(models.TextChoices):
    """What kind of worker somebody is in one force."""

    OFFICER = "officer", _("Police officer")
    SPECIAL = "special", _("Special constable")
    STAFF = "staff", _("Police staff")
    PCSO = "pcso", _("Police community support officer")
    DESIGNATED = "designated", _("Designated officer")
    VOLUNTEER = "volunteer", _("Volunteer")


class Person(models.Model):
    """One row is a human being, for life, whatever force, number or name they have now.

    ``sort_key`` is made in Python (accents and particles), because the database has no ICU collation.

    Privacy: names and work e-mail. Kept while anybody in a force serves or a retention period runs; erased by
    ``people.actions.erase_identity``, which leaves ``subject`` pointing at nobody.
    """

    subject = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    known_as = models.CharField(max_length=80, blank=True)
    sort_key = models.CharField(max_length=200, db_index=True)
    email = models.EmailField(blank=True)
    home_force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="people")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    erased_at = models.DateTimeField(null=True, blank=True)

    # Set for whoever asks, so that a request reads their posts and roles once.
    signed_in: "SignedIn | None" = None

    class Meta:
        indexes = [
            models.Index(fields=["home_force", "sort_key"], name="person_by_name"),
            GinIndex(SearchVector("sort_key", config="simple"), name="person_by_any_name"),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def name(self) -> str:
        return f"{self.known_as or self.given_name} {self.family_name}"

    @property
    def initials(self) -> str:
        return f"{(self.known_as or self.given_name)[:1]}{self.family_name[:1]}".upper()

    def posts_on(self, day: date) -> "list[Post]":
        """Posts held on a day as known now: acting before substantive, then the newest; with unit, rank and force."""
        held = self.posts.held(day).select_related("unit", "rank", "service", "force")
        return sorted(held, key=Post.precedence)

    def roles_on(self, day: date) -> "list[RoleHeld]":
        """Roles held on a day, with their places."""
        return list(self.roles_held.held(day).select_related("unit", "force"))


class Accounts(BaseUserManager["Account"]):
    """Makes accounts; an account without a password signs in by passkey or the force's own sign-in."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Account":
        account = self.model(email=self.normalize_email(email), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """One row is a way in: an e-mail address with its password or passkeys, for one person.

    Privacy: e-mail address and password hash; deleted with the person's identity.
    """

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, null=True, related_name="account")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = Accounts()


class Service(models.Model):
    """One row is one stretch of somebody's service in one force; a rejoiner has two, a transferee one in each force.

    Privacy: HR, collar and warrant numbers, which are re-used by forces and so never a key. Kept for the force's
    retention period after ``ends``; erased with the person's identity.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="services")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="services")
    person_type = models.CharField(max_length=20, choices=PersonType)
    employee_number = models.CharField(max_length=40)
    collar_number = models.CharField(max_length=20, blank=True)
    warrant_number = models.CharField(max_length=20, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True, help_text=_("The last day of service"))
    full_time_share = models.DecimalField(max_digits=3, decimal_places=2, default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["force", "employee_number", "starts"], name="service_once"),
            models.UniqueConstraint(
                fields=["force", "employee_number"], condition=Q(ends=None), name="service_one_open_a_number"
            ),
            models.CheckConstraint(
                name="service_ends_after_it_starts", condition=Q(ends=None) | Q(ends__gte=F("starts"))
            ),
        ]
        indexes = [models.Index(fields=["force", "collar_number"], name="service_by_collar")]


class Posts(models.QuerySet["Post"]):
    """Posts as they stand now, whatever was once recorded."""

    def held(self, day: date) -> "Posts":
        """Posts held on a day, as known now."""
        return self.filter(Q(ends=None) | Q(ends__gte=day), retracted_at=None, starts__lte=day)


class Post(models.Model):
    """One row is one version of a post somebody holds: unit, rank and role, from a day to a day.

    ``recorded_at`` and ``retracted_at`` say when we came to know it and when it was found wrong, so that a past moment
    can be read as it was then known. ``leads`` marks who supervises the unit. Only rows not retracted stand now.

    Privacy: where somebody works. Kept with the service it belongs to.
    """

    class Kind(models.TextChoices):
        SUBSTANTIVE = "substantive", _("Substantive")
        ACTING = "acting", _("Acting")
        SECONDMENT = "secondment", _("Secondment")
        SPECIAL = "special", _("Special")

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="posts")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    rank = models.ForeignKey(Rank, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=60, blank=True, help_text=_("Role profile, such as response-constable"))
    title = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.SUBSTANTIVE)
    leads = models.BooleanField(default=False)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    by_hand = models.BooleanField(default=False, help_text=_("Set by a person: an HR extract does not change it"))
    recorded_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True, blank=True)

    objects = Posts.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="post_ends_after_it_starts", condition=Q(ends=None) | Q(ends__gte=F("starts")))
        ]
        indexes = [
            models.Index(fields=["unit", "person"], condition=Q(retracted_at=None), name="post_of_unit"),
            models.Index(fields=["person", "starts"], condition=Q(retracted_at=None), name="post_of_person"),
            models.Index(
                fields=["force", "unit"], condition=Q(retracted_at=None, ends=None), name="post_open_of_force"
            ),
        ]

    def precedence(self) -> tuple[int, int]:
        """Sorts the post that somebody acts in first: acting before substantive, then the newest."""
        order = (self.Kind.ACTING, self.Kind.SECONDMENT, self.Kind.SUBSTANTIVE, self.Kind.SPECIAL)
        return order.index(self.Kind(self.kind)), -self.starts.toordinal()


class Supervision(models.Model):
    """One row says that one person answers for another from a moment to a moment, whatever the unit tree says.

    Made by a sergeant taking over or handing over a person, for good (``during`` without an end) or for a shift; or by
    an HR extract that names another supervisor than the unit tree, which the next extract may change.

    Privacy: who answered for whom; kept with the person's service.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="supervised_by")
    supervisor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="supervises")
    during = DateTimeRangeField()
    by_hand = models.BooleanField(default=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="supervision_not_of_oneself", condition=~Q(person=F("supervisor"))),
            models.CheckConstraint(
                name="supervision_by_hand_is_somebodys", condition=Q(by_hand=False) | Q(made_by__isnull=False)
            ),
            ExclusionConstraint(
                name="supervision_one_at_a_time",
                expressions=[
                    (
                        Func(F("person_id"), F("person_id"), models.Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class RolesHeld(models.QuerySet["RoleHeld"]):
    """Roles, past and present."""

    def held(self, day: date) -> "RolesHeld":
        """Roles that somebody holds on a day."""
        return self.filter(Q(ends=None) | Q(ends__gte=day), starts__lte=day)


class RoleHeld(models.Model):
    """One row is a role somebody holds at a place: a unit and all below it, a force, or (neither set) the nation.

    Privacy: who may do what; kept as long as the audit that names it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=40)
    force = models.ForeignKey(Force, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = RolesHeld.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="role_unit_needs_its_force", condition=Q(unit=None) | Q(force__isnull=False)),
            models.UniqueConstraint(
                fields=["person", "role", "force", "unit"],
                condition=Q(ends=None),
                nulls_distinct=False,
                name="role_once_at_a_place",
            ),
        ]


class LegalHold(models.Model):
    """One row forbids erasing somebody while a court, inquiry or claim may ask for their record.

    Privacy: names a person and a reference; kept for ever, because it explains why something was kept.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="legal_holds")
    reference = models.CharField(max_length=120)
    placed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hold_lifted_by_and_at_together",
                condition=Q(lifted_by=None, lifted_at=None) | Q(lifted_by__isnull=False, lifted_at__isnull=False),
            )
        ]


class HrChange(models.Model):
    """One row is one thing that one HR extract changed about one person, with what it was before.

    Privacy: names, numbers, units and ranks as they were. Kept as long as the audit entry of the import; erased with
    the person's identity.
    """

    entry = models.ForeignKey("ledger.AuditEntry", on_delete=models.CASCADE, related_name="hr_changes")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hr_changes")
    line = models.PositiveIntegerField(null=True, blank=True, help_text=_("Of the file; empty: not in the file"))
    change = models.CharField(max_length=30)
    before = models.CharField(max_length=250, blank=True)
    after = models.CharField(max_length=250, blank=True)
