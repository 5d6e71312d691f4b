"""The panel explains what the gates do: in any world they say the same."""

from hypothesis import HealthCheck, given, settings
from hypothesis.extra.django import TestCase

from portfolios import gates
from portfolios.models import Portfolio
from portfolios.why.explain import LINK, explain
from portfolios.why.gather import gather
from spacesedu.lib import clock
from tests.portfolios import random_worlds as draw
from tests.pure import oracle


def test_no_gate_of_a_link_is_left_unexplained() -> None:
    assert LINK.keys() == gates.URL_GATES.keys()


class Panel(TestCase):
    """One world an example; each is rolled back."""

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(draw.districts, draw.students(), draw.templates, draw.ties)
    def test_the_panel_says_what_the_gates_say(
        self,
        district: oracle.District,
        student: oracle.Student,
        template: oracle.Template,
        tie: oracle.Tie,
    ) -> None:
        saved = draw.save(district, student, template, tie)
        portfolio = saved.portfolio
        [facts] = gather(portfolio.student, [portfolio], clock.now(), naming_adults=True)
        panel = explain(facts)
        lines = {line.key: line for line in panel.lines}
        row = Portfolio.objects.filter(pk=portfolio.pk)
        assert {f"gate_{key}": lines[key].open for key in LINK} == (
            row.with_gates(clock.now()).values(*(f"gate_{name}" for name in gates.URL_GATES)).get()
        )
        assert (lines["published"].open and lines["audience"].open) == row.active().exists()
        opening = row.open_to_url(clock.now())
        assert panel.visitors.yes == opening.exists()
        assert panel.sharing.yes == opening.active().exists()
        assert panel.family.yes == row.filter(gates.family(saved.adult.pk)).exists()
        assert all(line.reason and line.who for line in panel.lines)
        assert len(lines) == len(panel.lines)
