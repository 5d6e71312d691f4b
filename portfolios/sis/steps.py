"""Portfolios' part of an import: whoever a published template now reaches has a portfolio."""

from districts.sis.step import Step
from districts.sis.work import Work
from portfolios.actions.ensure import ensure_portfolios


def _ensure(work: Work) -> None:
    ensure_portfolios(district_id=work.district_id)


STEP = Step(after=_ensure)
