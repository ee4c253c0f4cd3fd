"""What there is to learn: lessons in up to four forms, journeys through them, and the index that finds them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peel.people.models import Force, Person, Unit
from peel.skills.models import Competency, Skill


class Length(models.TextChoices):
    """The four forms of one idea, by the time they take."""

    S6 = "s6", _("6 seconds")
    S60 = "s60", _("60 seconds")
    M6 = "m6", _("6 minutes")
    M60 = "m60", _("60 minutes")


class Theme(models.Model):
    """One row is a theme of the library; its family sets cover picture and hue.

    Privacy: no personal data.
    """

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    family = models.CharField(max_length=20)
    cover = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.name


class Lesson(models.Model):
    """One row is one idea that can be learned, in up to four forms; national when it has no force.

    Privacy: names its author and owner; kept while published.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    force = models.ForeignKey(Force, on_delete=models.PROTECT, null=True, blank=True, related_name="lessons")
    source_key = models.CharField(
        max_length=200, blank=True, help_text=_("Where it was imported from; the same key is the same lesson")
    )
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=500, blank=True)
    outcomes = models.TextField(blank=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="lessons")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="lessons_owned")
    owner_words = models.CharField(max_length=120, blank=True, help_text=_("Such as Head of Profession, Safeguarding"))
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    review_by = models.DateField(null=True, blank=True)
    audience = models.JSONField(default=dict, blank=True)
    attribution = models.CharField(max_length=400, blank=True)
    licence = models.CharField(max_length=120, blank=True)
    source_url = models.CharField(max_length=400, blank=True)
    source_mark = models.CharField(max_length=64, blank=True, help_text=_("Fingerprint of what the source said"))
    edited_here = models.BooleanField(default=False, help_text=_("Changed since it was imported: an import leaves it"))
    kept = models.JSONField(default=dict, blank=True, help_text=_("What the source says that Peel has no column for"))
    cites = models.TextField(blank=True, help_text=_("Acts, codes and guidance, one a line, with their dates"))
    demonstration = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="en-gb")
    skills = models.ManyToManyField(Skill, through="LessonSkill", related_name="lessons")
    competencies = models.ManyToManyField(Competency, through="LessonCompetency", related_name="lessons")
    rating_sum = models.PositiveIntegerField(default=0)
    rating_count = models.PositiveIntegerField(default=0)
    recommend_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["force", "source_key"],
                condition=~Q(source_key=""),
                nulls_distinct=False,
                name="lesson_source_once",
            )
        ]
        indexes = [models.Index(fields=["force", "state", "theme"], name="lesson_of_force")]

    def __str__(self) -> str:
        return self.title


class Form(models.Model):
    """One row is one form of a lesson: strapline, one-sider, film, article, document, link or plan.

    Privacy: no personal data.
    """

    class Kind(models.TextChoices):
        STRAPLINE = "strapline", _("Strapline")
        ONE_SIDER = "one_sider", _("One-sider")
        ARTICLE = "article", _("Article")
        VIDEO = "video", _("Video")
        AUDIO = "audio", _("Audio")
        DOCUMENT = "document", _("Document")
        LINK = "link", _("Link")
        PLAN = "plan", _("Face-to-face or webinar plan")

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="forms")
    length = models.CharField(max_length=4, choices=Length)
    kind = models.CharField(max_length=20, choices=Kind)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True, help_text=_("Markdown; for a strapline, its words"))
    html = models.TextField(blank=True, help_text=_("The text of an article as it is shown, made when it is stored"))
    points = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    seconds = models.PositiveIntegerField(null=True, blank=True, help_text=_("Empty where nobody knows"))
    file_id = models.BigIntegerField(null=True, blank=True, help_text=_("foundation.StoredFile"))
    poster_id = models.BigIntegerField(null=True, blank=True)
    captions = models.TextField(blank=True, help_text=_("WebVTT"))
    transcript = models.TextField(blank=True)
    url = models.URLField(max_length=400, blank=True)
    quiz = models.JSONField(default=list, blank=True, help_text=_("Questions with answers, the right one and why"))
    kept = models.JSONField(default=dict, blank=True, help_text=_("What the source says that Peel has no column for"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lesson", "length", "position"], name="form_place_once")]
        ordering = ["lesson", "length", "position"]


class WorkingCopy(models.Model):
    """One row is what an author is writing: a lesson as it will be, which nobody else sees until it is published.

    Privacy: names who wrote last; deleted when published or thrown away.
    """

    lesson = models.OneToOneField(Lesson, on_delete=models.CASCADE, related_name="working_copy")
    content = models.JSONField()
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()


class LessonVersion(models.Model):
    """One row is a lesson as it was saved once, whole, so that it can be read and restored.

    Privacy: names who saved it; kept as long as the lesson.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField()
    published = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lesson", "number"], name="lesson_version_once")]


class LessonSkill(models.Model):
    """One row says that a lesson builds a skill, and whether finishing it awards or renews that skill.

    Privacy: no personal data.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="lesson_skills")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="lesson_skills")
    awards = models.BooleanField(default=False)
    awards_from = models.CharField(
        max_length=4, choices=Length, default=Length.M6, help_text=_("The shortest form that is enough for it")
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lesson", "skill"], name="lesson_skill_once")]


class LessonCompetency(models.Model):
    """One row says that a lesson builds a competency at a level.

    Privacy: no personal data.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="lesson_competencies")
    competency = models.ForeignKey(Competency, on_delete=models.CASCADE, related_name="lesson_competencies")
    level = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lesson", "competency", "level"], name="lesson_competency_once")]


class Journey(models.Model):
    """One row is an ordered way through lessons.

    Privacy: no personal data.
    """

    force = models.ForeignKey(Force, on_delete=models.PROTECT, null=True, blank=True, related_name="journeys")
    source_key = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    outcomes = models.TextField(blank=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="journeys")
    attribution = models.CharField(max_length=400, blank=True)
    licence = models.CharField(max_length=120, blank=True)
    source_mark = models.CharField(max_length=64, blank=True, help_text=_("Fingerprint of what the source said"))
    kept = models.JSONField(default=dict, blank=True, help_text=_("What the source says that Peel has no column for"))
    published = models.BooleanField(default=False)
    words = SearchVectorField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["force", "source_key"],
                condition=~Q(source_key=""),
                nulls_distinct=False,
                name="journey_source_once",
            )
        ]
        indexes = [GinIndex(fields=["words"], name="journey_words")]

    def __str__(self) -> str:
        return self.title


class JourneyStep(models.Model):
    """One row is one step of a journey.

    Privacy: no personal data.
    """

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="steps")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveIntegerField()
    stage = models.CharField(max_length=200, blank=True, help_text=_("Week or term heading"))
    stage_seconds = models.PositiveIntegerField(null=True, blank=True, help_text=_("What the source says it takes"))
    audience = models.CharField(max_length=120, blank=True, help_text=_("Whom the step is for, where not for all"))
    optional = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["journey", "position"], name="step_place_once")]
        ordering = ["journey", "position"]


class LessonText(models.Model):
    """One row is what the search index knows of one published lesson, and all that its card shows.

    ``words`` finds: stems of every word, and whole words of what stands first, so that half a word finds as well.
    ``head`` ranks: only what stands first, so that ranking thousands of hits reads no long text.

    Privacy: no personal data.
    """

    lesson = models.OneToOneField(Lesson, on_delete=models.CASCADE, primary_key=True, related_name="indexed")
    force = models.ForeignKey(Force, on_delete=models.CASCADE, null=True, related_name="+")
    words = SearchVectorField()
    head = SearchVectorField()
    lengths = ArrayField(models.CharField(max_length=4), default=list)
    kinds = ArrayField(models.CharField(max_length=20), default=list)
    skills = ArrayField(models.BigIntegerField(), default=list)
    competencies = ArrayField(models.CharField(max_length=24), default=list, help_text=_("competency id:level"))
    theme = models.BigIntegerField()
    owner_words = models.CharField(max_length=120, blank=True)
    rank = models.FloatField(default=0, help_text=_("How much it is used and liked"))
    newest = models.DateTimeField(help_text=_("When it was published"))
    card = models.JSONField(default=dict, help_text=_("What its card shows: see catalogue.rules.cards"))

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="lesson_words"),
            models.Index(fields=["force", "-rank", "lesson"], name="lesson_by_rank"),
        ]


class Vocabulary(models.Model):
    """One row is a word of the index and how many lessons have it; a mistyped word is corrected to one of them.

    Privacy: no personal data.
    """

    word = models.CharField(max_length=60, primary_key=True)
    lessons = models.PositiveIntegerField()


class SearchAsked(models.Model):
    """One row counts how often something was looked for on a day, and what it found: nothing found is demand.

    Privacy: words only, no person.
    """

    force = models.ForeignKey(Force, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    words = models.CharField(max_length=120)
    times = models.PositiveIntegerField(default=1)
    found = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["force", "day", "words"], name="search_asked_once_a_day")]


class Pinned(models.Model):
    """One row pushes a lesson to a unit and all below it, from a day to a day.

    Privacy: names who pushed it; kept a year.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="pins")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    pinned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
