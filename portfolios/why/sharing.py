"""The gates of a link: licence, district, grade, template, student, pause. Pure."""

from django.utils.translation import gettext as _

from districts.grades import spans, words
from districts.models import Feature
from portfolios.why.facts import Facts, Grades, Pause, Place, listed
from portfolios.why.line import Line, Who
from portfolios.why.reach import Answer, at_school, in_district, line
from spacesedu.lib.templatetags.ui import long_date

_LISTS = (Who.SUPPORT, Who.SETTINGS)


def licence(facts: Facts) -> Line:
    """L: Portfolios are on for the district and one of the student's schools."""
    feature = str(Feature.PORTFOLIOS.label)
    return line("licence", feature, at_school(feature, facts.portfolios, facts))


def district(facts: Facts) -> Line:
    """D: URL sharing is on for the district."""
    feature = str(Feature.URL_SHARING.label)
    return line("district", feature, in_district(feature, facts.url_sharing))


def grade(facts: Facts) -> Line:
    """G: there is no list of grades, or one of the student's grades is in every list."""
    return line("grade", _("Grade"), _grade(facts))


def template(facts: Facts) -> Line:
    """T: the template's Student URL Sharing is on."""
    on = facts.template.url_sharing
    reason = _("It is on in “%(template)s”.") if on else _("It is off in “%(template)s”.")
    return Line(
        "template",
        _("Student URL Sharing"),
        on,
        reason % {"template": facts.template.name},
        (Who.TEMPLATE,),
    )


def student(facts: Facts) -> Line:
    """S: the student has neither left nor been deactivated."""
    name = {"name": facts.student}
    label = _("Student")
    if facts.open_until and not facts.deactivated:
        reason = _("%(name)s has left; the links stay open until %(day)s.")
        reason %= {**name, "day": long_date(facts.open_until)}
        who = (Who.SETTINGS, Who.SIS)
        return Line("student", label, open=True, reason=reason, who=who)
    if facts.left and facts.deactivated:
        reason = _("%(name)s has left, and an administrator has deactivated the student.") % name
        return Line("student", label, open=False, reason=reason, who=(Who.SIS, Who.RECORD))
    if facts.left:
        reason = _("%(name)s has left: the school’s own system no longer lists the student.") % name
        return Line("student", label, open=False, reason=reason, who=(Who.SIS,))
    if facts.deactivated:
        reason = _("An administrator has deactivated %(name)s.") % name
        return Line("student", label, open=False, reason=reason, who=(Who.RECORD,))
    reason = _("%(name)s is an active student.") % name
    return Line("student", label, open=True, reason=reason, who=(Who.SIS, Who.RECORD))


def pause(facts: Facts) -> Line:
    """P: no pause covers the portfolio."""
    covering = [one for one in facts.pauses if _covers(one, facts)]
    label, who = _("Pauses"), (Who.PAUSES,)
    if not covering:
        return Line("pause", label, open=True, reason=_("Nobody has paused it."), who=who)
    told = "; ".join(f"{one.words} – {one.reason}" for one in covering)
    reason = _("Paused: %(pauses)s") % {"pauses": told}
    return Line("pause", label, open=False, reason=reason, who=who)


def _covers(pause: Pause, facts: Facts) -> bool:
    if pause.school is not None:
        return facts.some_place(lambda place: place.school == pause.school) is not None
    if pause.grade:
        return facts.some_place(lambda place: place.grade == pause.grade) is not None
    return pause.template in {None, facts.template.id}


def _grade(facts: Facts) -> Answer:
    allowed = facts.url_sharing
    if not allowed.approved:
        reason = _("URL sharing is off, so there is no list of grades to be on.")
        return Answer(open=False, reason=reason, who=(Who.SUPPORT,))
    if not allowed.limited_to_grades:
        reason = _("Every grade may share, students without a grade included.")
        return Answer(open=True, reason=reason, who=_LISTS)
    graded = [place for place in facts.places if place.grade]
    return _listed(facts, graded) if graded else _without_grade(facts)


def _listed(facts: Facts, graded: list[Place]) -> Answer:
    allowed = facts.url_sharing
    supports, own = _in(allowed.grades, graded), _in(allowed.own_grades, graded)
    both = [place for place in supports if place in own]
    if both:
        reason = _("%(grade)s may share.") % {"grade": words(both[0].grade)}
        return Answer(open=True, reason=reason, who=_LISTS)
    in_words = {
        "name": facts.student,
        "grade": listed(words(place.grade) for place in graded),
        "allowed": spans(allowed.grades or ()) or _("no grade"),
        "kept": spans(allowed.own_grades or ()) or _("no grade"),
    }
    if not supports and own:
        reason = _("%(name)s is in %(grade)s; Support allows sharing for: %(allowed)s.")
        return Answer(open=False, reason=reason % in_words, who=(Who.SUPPORT, Who.SIS))
    if supports and not own:
        reason = _("%(name)s is in %(grade)s; the district keeps sharing to: %(kept)s.")
        return Answer(open=False, reason=reason % in_words, who=(Who.SETTINGS, Who.SIS))
    reason = _(
        "%(name)s is in %(grade)s; Support allows sharing for: %(allowed)s; the district keeps it"
        " to: %(kept)s."
    )
    return Answer(open=False, reason=reason % in_words, who=(*_LISTS, Who.SIS))


def _without_grade(facts: Facts) -> Answer:
    raw = listed(place.raw_grade for place in facts.places if place.raw_grade)
    reason = _("Sharing is for some grades only, and %(name)s has none.")
    if raw:
        reason = _("Sharing is for some grades only, and “%(raw)s” is no grade that we know.")
    in_words = {"name": facts.student, "raw": raw}
    return Answer(open=False, reason=reason % in_words, who=(Who.SIS, *_LISTS))


def _in(grades: Grades | None, places: list[Place]) -> list[Place]:
    return [place for place in places if grades is None or place.grade in grades]
