"""The gates as queries say the same as the rules in plain words, for every combination there is."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import astuple

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from portfolios import gates
from portfolios.models import Portfolio
from spacesedu.lib import clock
from tests.portfolios.population import TIES, Case, Population, populate
from tests.pure import oracle
from tests.pure.oracle import Tie


@pytest.fixture(scope="module")
def population(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Population]:
    """Build the population once for this file; it is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield populate()
        transaction.set_rollback(True)


def ids(condition: gates.Condition) -> set[uuid.UUID]:
    return set(Portfolio.objects.filter(condition).values_list("pk", flat=True))


def each_gate() -> list[gates.Condition]:
    return [gate(clock.now()) for gate in gates.URL_GATES.values()]


def disagreements(
    population: Population, found: set[uuid.UUID], rule: Callable[[Case], bool]
) -> list[tuple[object, ...]]:
    """Return what database and rule judge differently: the database's answer, and the case."""
    return [
        (case.portfolio_id in found, *astuple(case)[1:])
        for case in population.cases
        if (case.portfolio_id in found) != rule(case)
    ][:5]


GATES: dict[str, Callable[[Case], bool]] = {
    "licence": lambda case: oracle.licence(case.district, oracle.for_links(case.student)),
    "district": lambda case: oracle.sharing(case.district),
    "grade": lambda case: oracle.grade(case.district, oracle.for_links(case.student)),
    "template": lambda case: oracle.template(case.template),
    "student": lambda case: oracle.patient(case.district, case.student),
    "pause": lambda case: oracle.unpaused(
        case.district, oracle.for_links(case.student), case.template
    ),
}


def test_no_gate_is_left_out() -> None:
    assert GATES.keys() == gates.URL_GATES.keys()


@pytest.mark.parametrize("name", GATES)
def test_each_gate_is_as_the_rule_says(population: Population, name: str) -> None:
    found = ids(gates.URL_GATES[name](clock.now()))
    assert disagreements(population, found, GATES[name]) == []


def test_a_link_opens_when_all_gates_do(population: Population) -> None:
    def rule(case: Case) -> bool:
        return oracle.link_opens(case.district, case.student, case.template)

    assert disagreements(population, ids(gates.all_url_gates(clock.now())), rule) == []


def test_a_portfolio_is_active_while_its_audience_holds_the_student(
    population: Population,
) -> None:
    def rule(case: Case) -> bool:
        return oracle.active(case.student, case.template)

    assert disagreements(population, ids(gates.active()), rule) == []


@pytest.mark.parametrize("tie", TIES, ids=str)
def test_a_family_sees_what_the_rule_says(population: Population, tie: Tie) -> None:
    found = ids(gates.family(population.adults[tie].pk))

    def rule(case: Case) -> bool:
        return oracle.family_sees(case.district, case.student, case.template, tie)

    assert disagreements(population, found, rule) == []


def test_both_answers_occur_for_every_question(population: Population) -> None:
    everything = len(population.cases)
    questions = [*each_gate(), gates.all_url_gates(clock.now())]
    questions += [gates.active(), gates.family(population.adults[Tie(school="active")].pk)]
    assert all(0 < len(ids(question)) < everything for question in questions)


def test_the_annotations_agree_with_the_filters(population: Population) -> None:
    rows = Portfolio.objects.with_gates(clock.now()).values_list(
        "pk", "is_active", *(f"gate_{name}" for name in gates.URL_GATES)
    )
    columns = list(zip(*rows, strict=True))
    for answers, condition in zip(columns[1:], [gates.active(), *each_gate()], strict=True):
        shown = {pk for pk, answer in zip(columns[0], answers, strict=True) if answer}
        assert shown == ids(condition)
