from django.db import models
from django.db.models import F, Q

from tradepost.base.flows import Flow

JOB = Flow(
    name="job",
    states=("queued", "running", "done", "failed", "cancelled"),
    initial="queued",
    verbs={
        "claim": (("queued", "running"), "running"),
        "put_back": (("running",), "queued"),
        "finish": (("running",), "done"),
        "fail": (("running",), "failed"),
        "cancel": (("queued", "running"), "cancelled"),
    },
)
OVER = ("done", "failed", "cancelled")


class Job(models.Model):
    """Long work that somebody asked for: claimed with a lease by one worker, taken over when that one dies.

    `attempts` counts the claims, and is the fence: whoever writes under an older number has lost the job. `left`
    counts those that ended with a dead worker.
    `place` is how far the work itself came, for the next one to go on from. `may` is the permission that was
    needed to ask for it; it is asked again when it runs, and when its file is fetched. `said` is one sentence,
    in the language of who asked: what came out, or what went wrong and what to do.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    title = models.TextField()
    may = models.TextField(default="")
    actor_id = models.UUIDField(null=True)
    actor = models.TextField()
    language = models.TextField(default="")
    state = models.TextField(default=JOB.initial)
    request = models.JSONField(default=dict)
    place = models.JSONField(null=True)
    outcome = models.JSONField(default=dict)
    said = models.TextField(default="")
    leads_to = models.TextField(default="")
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    file = models.TextField(default="")
    file_name = models.TextField(default="")
    file_bytes = models.BigIntegerField(default=0)
    cancel_asked_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    left = models.IntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "base_job"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JOB.states), name="job_state_is_known"),
            models.CheckConstraint(
                condition=Q(done__gte=0) & (Q(total__isnull=True) | Q(total__gte=F("done"))),
                name="job_does_no_more_than_all",
            ),
            models.CheckConstraint(
                condition=Q(state="running", leased_until__isnull=False)
                | (~Q(state="running") & Q(leased_until__isnull=True)),
                name="job_is_held_while_it_runs",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OVER, ended_at__isnull=False)
                | (~Q(state__in=OVER) & Q(ended_at__isnull=True)),
                name="job_ends_when_it_is_over",
            ),
        ]
        indexes = [
            models.Index(
                fields=["made_at", "id"], name="job_open", condition=Q(state__in=("queued", "running"))
            ),
            models.Index(fields=["actor_id", "-made_at"], name="job_of_person"),
            models.Index(fields=["ended_at"], name="job_over", condition=Q(ended_at__isnull=False)),
        ]

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def percent(self) -> int | None:
        """Whole percents; None when nobody knows how much there is."""
        if self.state == "done":
            return 100
        return self.done * 100 // self.total if self.total else None


class JobLine(models.Model):
    """What became of one row of a job's work, written in the transaction of that row: so it happens once."""

    id = models.BigAutoField(primary_key=True)
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="lines", db_index=False)
    position = models.IntegerField()
    subject_id = models.UUIDField(null=True)
    label = models.TextField(default="")
    url = models.TextField(default="")
    is_done = models.BooleanField()
    code = models.TextField(default="")
    said = models.TextField(default="")

    class Meta:
        db_table = "base_job_line"
        constraints = [
            models.UniqueConstraint(fields=["job", "position"], name="one_outcome_per_row_of_a_job"),
        ]
        indexes = [
            models.Index(fields=["job", "position"], name="job_line_refused", condition=Q(is_done=False)),
        ]
