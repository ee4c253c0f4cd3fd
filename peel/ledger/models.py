"""What happened, for ever. The ledger knows random subject ids and force ids; it knows no person.

A statement is never edited: UPDATE, DELETE and TRUNCATE are refused by trigger. Lawful erasure deletes the body and
its salt and leaves the leaf, so that the chain and the counts still hold. No row here has a foreign key to another
room, and those inside it are not constraints: an append must stay cheap, and ``ledger.verify`` checks them.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Statement(models.Model):
    """One row is one thing that happened to one subject, in the shape of xAPI: who, verb, object, when.

    ``leaf`` is SHA-256 of the body's salt and canonical JSON (see ``ledger.rules``).

    Privacy: a pseudonym, a verb and an object id; never text. Kept for ever.
    """

    statement_id = models.UUIDField(unique=True)
    subject = models.UUIDField()
    force = models.BigIntegerField()
    verb = models.CharField(max_length=80)
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=120)
    happened_at = models.DateTimeField()
    stored_at = models.DateTimeField()
    leaf = models.BinaryField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "happened_at"], name="statement_of_subject"),
            models.Index(fields=["force", "verb", "happened_at"], name="statement_by_verb"),
            models.Index(fields=["object_type", "object_id"], name="statement_of_object"),
        ]


class StatementBody(models.Model):
    """One row is the full JSON of one statement, word for word as it was hashed, and the salt it was hashed with.

    Privacy: what somebody did and scored; never private text. Erased by ``ledger.actions.erase_bodies``.
    """

    statement = models.OneToOneField(
        Statement, on_delete=models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="body"
    )
    salt = models.BinaryField(max_length=16)
    canonical = models.TextField()


class Outbox(models.Model):
    """One row is a statement not yet sealed. ``xid`` lets the sealer wait for transactions still under way.

    Privacy: ids only; deleted when sealed.
    """

    statement = models.OneToOneField(
        Statement, on_delete=models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="+"
    )
    xid = models.BigIntegerField()


class Seal(models.Model):
    """One row chains a batch of one force's statements to everything before it.

    ``statements`` are ids in their final order; ``head`` is SHA-256 of the previous head and every leaf.

    Privacy: ids and hashes only. Kept for ever.
    """

    force = models.BigIntegerField()
    number = models.BigIntegerField()
    statements = ArrayField(models.BigIntegerField())
    total = models.BigIntegerField(help_text=_("Statements of this force up to and including this seal"))
    previous = models.BinaryField(max_length=32)
    head = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["force", "number"], name="seal_number_once_a_force")]


class Head(models.Model):
    """One row is how far one force's chain has come, so that a tail cut off is noticed.

    Privacy: hashes only. Kept for ever.
    """

    force = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField()
    total = models.BigIntegerField()
    head = models.BinaryField(max_length=32)


class Erasure(models.Model):
    """One row says that bodies of one subject were lawfully erased: when, why, on whose word; re-applied at restore.

    Privacy: a pseudonym, a reference and the pseudonym of who decided. Kept for ever.
    """

    subject = models.UUIDField()
    force = models.BigIntegerField()
    reference = models.CharField(max_length=200)
    decided_by = models.UUIDField()
    erased_at = models.DateTimeField()
    statements = models.PositiveIntegerField()


class AuditEntry(models.Model):
    """One row says who did or read what, and why. Pages of many people are one entry with many subjects.

    Privacy: pseudonyms of reader and read; kept as long as the records they are about.
    """

    actor = models.UUIDField()
    force = models.BigIntegerField()
    verb = models.CharField(max_length=80)
    purpose = models.CharField(max_length=200, blank=True)
    object_type = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=120, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["actor", "at"], name="audit_of_actor"),
            models.Index(fields=["force", "at"], name="audit_of_force"),
            models.Index(fields=["object_type", "object_id"], name="audit_of_object"),
        ]


class AuditSubject(models.Model):
    """One row names one subject of an audit entry, and when they were first in it.

    Privacy: pseudonyms; kept as long as the entry.
    """

    entry = models.ForeignKey(AuditEntry, on_delete=models.DO_NOTHING, db_constraint=False, related_name="subjects")
    subject = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "subject"], name="audit_subject_once_an_entry")]
        indexes = [models.Index(fields=["subject", "at"], name="audit_of_subject")]


class Subscription(models.Model):
    """One row is how far one subscriber has read the seals.

    Privacy: no personal data.
    """

    name = models.CharField(max_length=80, primary_key=True)
    seal = models.BigIntegerField(default=0)


class Undelivered(models.Model):
    """One row is a statement that a subscriber could not take in; it is retried, then kept and shown.

    Later statements of the same subject wait behind it; those of other people do not.

    Privacy: ids and an error text without personal data; deleted when taken in.
    """

    subscriber = models.CharField(max_length=80)
    statement = models.ForeignKey(Statement, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    subject = models.UUIDField()
    error = models.TextField()
    attempts = models.PositiveSmallIntegerField(default=1)
    next_try_at = models.DateTimeField(null=True, help_text=_("Empty: given up, waits for an administrator"))
    first_failed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscriber", "statement"], name="undelivered_once")]
        indexes = [models.Index(fields=["subscriber", "subject"], name="undelivered_of_subject")]
