"""A student's portfolio under one template."""

from datetime import datetime

from django.apps import apps
from django.db import models
from django.db.models import (
    BooleanField,
    CheckConstraint,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    UniqueConstraint,
)
from django.db.models.functions import Length

from districts.actor import Actor, Role
from districts.models import District, Student
from portfolios import gates
from portfolios.models.template import PortfolioTemplate, TeacherAccess
from spacesedu.lib import access
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id

MAX_SUMMARY = 5000

models.TextField.register_lookup(Length)


class PortfolioQuerySet(models.QuerySet["Portfolio"]):
    """Portfolios, as somebody sees them and by what the gates say."""

    def visible_to(self, actor: Actor) -> "PortfolioQuerySet":
        """Return the portfolios ``actor`` may open.

        Students see their own, archived ones only with content; teachers what each template's
        Teacher Access allows; administrators those of their students; families what
        ``gates.family`` says. Without the licence nobody sees any.

        A draft is content for its author alone. Example: a template is archived while Sunny writes
        her first post. She still finds the portfolio, with her words in it; her teacher, who was
        never shown them, does not.
        """
        access.note()
        match actor.role:
            case Role.FAMILY:
                return self.filter(gates.family(actor.user_id))
            case Role.STUDENT | Role.TEACHER:
                own_words = being_written(by=actor.user_id)
                return self.kept_for(actor).filter(gates.active() | has_content() | own_words)
            case Role.DISTRICT_ADMIN | Role.SUPPORT_READER | Role.SCHOOL_ADMIN | Role.COUNSELLOR:
                here = self.filter(gates.licence(), district_id=actor.here)
                return here.filter(student__in=Student.objects.visible_to(actor)).filter(
                    gates.active() | has_content()
                )
            case _:
                return self.none()

    def kept_for(self, actor: Actor) -> "PortfolioQuerySet":
        """Return the portfolios in which the words of ``actor`` are kept, published or not.

        Those of ``visible_to``, and to whoever writes also the archived ones that hold nothing yet:
        somebody may have a form open, nothing of it sent, when their portfolio is archived.
        """
        access.note()
        here = self.filter(gates.licence(), district_id=actor.here)
        match actor.role:
            case Role.STUDENT:
                own = here.filter(student_id=actor.own_record)
                return own.filter(gates.active() | Q(gates.student()))
            case Role.TEACHER:
                students = Student.objects.active()
                return here.filter(
                    Q(
                        template__teacher_access=TeacherAccess.SCHOOL,
                        student__in=students.at_schools(actor),
                    )
                    | Q(student__in=students.visible_to(actor))
                )
            case _:
                return self.visible_to(actor)

    def explained_to(self, actor: Actor) -> "PortfolioQuerySet":
        """Return the portfolios whose gates ``actor`` may ask about: open, closed and archived.

        ``visible_to`` hides what a closed gate closes, and just then somebody asks why. So this
        rule is about people alone: administrators ask about their students, teachers about those
        of their classes, and of their school where the template's Teacher Access says so. It leads
        to a panel that names gates, never to the work.

        Example: Portfolios are limited to Maple School. The principal of Cedar School sees no
        portfolio of a student of hers, and reads here that Support has not allowed them there.
        """
        access.note()
        here = self.filter(district_id=actor.here)
        if actor.is_admin:
            return here.filter(student__in=Student.objects.visible_to(actor))
        if actor.role is not Role.TEACHER:
            return self.none()
        return here.filter(
            Q(student__in=Student.objects.visible_to(actor))
            | Q(
                template__teacher_access=TeacherAccess.SCHOOL,
                student__in=Student.objects.at_schools(actor),
            )
        )

    def active(self) -> "PortfolioQuerySet":
        """Return those whose published template holds the student; the rest are archived."""
        return self.filter(gates.active())

    def archived(self) -> "PortfolioQuerySet":
        """Return those that are not active."""
        return self.exclude(gates.active())

    def open_to_url(self, at: datetime) -> "PortfolioQuerySet":
        """Return those whose existing link opens at ``at``: every URL gate says yes."""
        return self.filter(gates.all_url_gates(at))

    def with_gates(self, at: datetime) -> "PortfolioQuerySet":
        """Annotate ``is_active`` and ``gate_<name>`` for each URL gate: what the panels explain."""
        return self.annotate(
            is_active=ExpressionWrapper(gates.active(), BooleanField()),
            **{
                f"gate_{name}": ExpressionWrapper(Q(gate(at)), BooleanField())
                for name, gate in gates.URL_GATES.items()
            },
        )


def has_content() -> Q:
    """Return the condition that something was written or posted."""
    posts = apps.get_model("portfolios", "Post")._default_manager
    return ~Q(summary="") | Q(Exists(posts.filter(portfolio=OuterRef("pk"), deleted_at=None)))


def being_written(*, by: int | None = None) -> Q:
    """Return the condition that a draft with words or files is open, of anybody or of ``by``.

    Of a post, or of the Summary Statement. Of anybody: to count what is kept, never to show it.
    """
    drafts = apps.get_model("portfolios", "Draft")._default_manager
    open_ones = drafts.filter(portfolio=OuterRef("pk"), discarded_at=None).filter(
        ~Q(words="")
        | Q(attachments__isnull=False, attachments__deleted_at=None)
        | Q(uploads__finished_at=None, uploads__isnull=False)
    )
    summaries = apps.get_model("portfolios", "SummaryDraft")._default_manager
    open_summaries = summaries.filter(portfolio=OuterRef("pk"), discarded_at=None)
    whose = Q() if by is None else Q(author=by)
    return Q(Exists(open_ones.filter(whose))) | Q(Exists(open_summaries.filter(whose)))


class Portfolio(models.Model):
    """One student × one template: an identity, made for everybody a published template reaches.

    Whether it is active is never stored: it follows from the template and the student's
    memberships at read time (see ``portfolios.gates``).
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    template = models.ForeignKey(PortfolioTemplate, models.PROTECT, related_name="portfolios")
    student = models.ForeignKey(Student, models.PROTECT, related_name="portfolios")
    summary = models.TextField(blank=True, max_length=MAX_SUMMARY)
    summary_html = models.TextField(blank=True)
    welcomed_at = models.DateTimeField(null=True)
    content_version = models.PositiveIntegerField(default=0)

    objects = PortfolioQuerySet.as_manager()

    class Meta:
        """One portfolio a student and template."""

        constraints = [
            *tenant("portfolio", "template", "student"),
            UniqueConstraint(fields=["district", "template", "student"], name="portfolio_key"),
            CheckConstraint(
                condition=Q(summary__length__lte=MAX_SUMMARY),
                name="portfolio_summary_length",
            ),
        ]

    def __str__(self) -> str:
        """Return the template's and the student's ids."""
        return f"{self.template_id} of {self.student_id}"
