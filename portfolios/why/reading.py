"""What must hold besides: the portfolio is in use, and what families need. Pure."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.grades import spans, words
from districts.models import Feature
from portfolios.why import sharing
from portfolios.why.facts import Facts, Place, listed
from portfolios.why.line import Line, Who
from portfolios.why.reach import at_school, in_district, line


def published(facts: Facts) -> Line:
    """Say whether the template is published."""
    of = facts.template
    name = {"template": of.name}
    who = (Who.TEMPLATE,)
    label = _("Published")
    if of.archived:
        reason = _("“%(template)s” is archived: what is in it can still be read, not changed.")
        return Line("published", label, open=False, reason=reason % name, who=who)
    if not of.published:
        reason = _("“%(template)s” is a draft that nobody has published yet.")
        return Line("published", label, open=False, reason=reason % name, who=who)
    reason = _("“%(template)s” is published.")
    return Line("published", label, open=True, reason=reason % name, who=who)


def audience(facts: Facts) -> Line:
    """Say whether one of the student's schools, with the grade there, is in the audience."""
    held = facts.some_place(lambda place: _holds(facts, place))
    label, who = _("School(s) or District"), (Who.TEMPLATE, Who.SIS)
    names = {"name": facts.student, "for": _for_whom(facts), "where": _where(facts)}
    if held is not None:
        reason = _("The template is for %(for)s. That includes %(name)s.") % names
        return Line("audience", label, open=True, reason=reason, who=who)
    if not facts.places:
        reason = _("%(name)s is at no school at the moment.") % names
        return Line("audience", label, open=False, reason=reason, who=(Who.SIS,))
    reason = _("The template is for %(for)s. %(name)s is at %(where)s.") % names
    return Line("audience", label, open=False, reason=reason, who=who)


def here(facts: Facts) -> Line:
    """Say that the days a district grants to links are not for families."""
    reason = _("%(name)s has left. Only the links stay open for some days.")
    reason %= {"name": facts.student}
    return Line("here", _("Student"), open=False, reason=reason, who=(Who.SIS,))


def family_accounts(facts: Facts) -> Line:
    """Say whether Family Accounts are on."""
    feature = str(Feature.FAMILY_ACCOUNTS.label)
    return line("family_accounts", feature, in_district(feature, facts.family_accounts))


def associations(facts: Facts) -> Line:
    """Say whether the associations are on at one of the student's schools."""
    feature = str(Feature.ASSOCIATIONS.label)
    return line("associations", feature, at_school(feature, facts.associations, facts))


def connected(facts: Facts) -> Line:
    """Say whether an adult has accepted a school association that stands."""
    active = sum(adult.active for adult in facts.adults)
    invited = sum(adult.invited for adult in facts.adults)
    label, who = _("Connected family"), (Who.OFFICE, Who.FAMILY)
    if active:
        reason = ngettext(
            "%(count)d adult is connected with %(name)s.",
            "%(count)d adults are connected with %(name)s.",
            active,
        ) % {"count": active, "name": facts.student}
    elif invited:
        reason = ngettext(
            "%(count)d adult is invited and has not accepted yet.",
            "%(count)d adults are invited and have not accepted yet.",
            invited,
        ) % {"count": invited}
    elif facts.adults:
        reason = _("Nobody is connected with %(name)s any more.") % {"name": facts.student}
    else:
        reason = _("Nobody has been connected with %(name)s yet.") % {"name": facts.student}
    return Line("connected", label, active > 0, reason, who)


def shown(facts: Facts) -> Line:
    """Say whether the template lets families in: always, or while a link could be shared."""
    label, who = _("Visible to families"), (Who.TEMPLATE,)
    if facts.template.always_for_families:
        reason = _("Families see it always, whether it may be shared by a link or not.")
        return Line("shown", label, open=True, reason=reason, who=who)
    gates = (sharing.district, sharing.grade, sharing.template)
    closed = [found.label for gate in gates if not (found := gate(facts)).open]
    if not closed:
        reason = _("Families see it while it may be shared by a link, and now it may.")
        return Line("shown", label, open=True, reason=reason, who=who)
    reason = _("Families see it only while it may be shared by a link. Closed: %(gates)s.")
    return Line("shown", label, open=False, reason=reason % {"gates": ", ".join(closed)}, who=who)


def _holds(facts: Facts, place: Place) -> bool:
    of = facts.template
    return (not of.schools or place.school in of.schools) and (
        not of.grades or place.grade in of.grades
    )


def _for_whom(facts: Facts) -> str:
    of = facts.template
    where = listed(of.school_names) if of.schools else _("the whole district")
    if not of.grades:
        return where
    return _("%(where)s, grades %(grades)s") % {"where": where, "grades": spans(of.grades)}


def _where(facts: Facts) -> str:
    places = [(place.school_name, words(place.grade, place.raw_grade)) for place in facts.places]
    return listed(f"{school} ({grade})" if grade else school for school, grade in places)
