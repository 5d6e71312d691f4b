"""Queries and rules agree in worlds that nobody thought of."""

from hypothesis import HealthCheck, given, settings
from hypothesis.extra.django import TestCase

from portfolios import gates
from portfolios.models import Portfolio
from spacesedu.lib import clock
from tests.portfolios import random_worlds as draw
from tests.pure import oracle


class Gates(TestCase):
    """One world an example; each is rolled back."""

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(draw.districts, draw.students(), draw.templates, draw.ties)
    def test_the_gates_say_what_the_rules_say(
        self,
        district: oracle.District,
        student: oracle.Student,
        template: oracle.Template,
        tie: oracle.Tie,
    ) -> None:
        saved = draw.save(district, student, template, tie)
        row = Portfolio.objects.filter(pk=saved.portfolio.pk)
        found = {
            **row.with_gates(clock.now())
            .values(*(f"gate_{name}" for name in gates.URL_GATES))
            .get(),
            "opens": row.filter(gates.all_url_gates(clock.now())).exists(),
            "active": row.active().exists(),
            "family": row.filter(gates.family(saved.adult.pk)).exists(),
        }
        last_seen = oracle.for_links(student)
        assert found == {
            "gate_licence": oracle.licence(district, last_seen),
            "gate_district": oracle.sharing(district),
            "gate_grade": oracle.grade(district, last_seen),
            "gate_template": oracle.template(template),
            "gate_student": oracle.patient(district, student),
            "gate_pause": oracle.unpaused(district, last_seen, template),
            "opens": oracle.link_opens(district, student, template),
            "active": oracle.active(student, template),
            "family": oracle.family_sees(district, student, template, tie),
        }
