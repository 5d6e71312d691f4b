"""Portfolio rows for everybody a published template reaches."""

import uuid

from django.db import connection

# A row is an identity and says nothing about being active, so rows of students who left their
# school stay, and making them again is no change. Those who have one are left out beforehand: after
# an import that is nearly everybody, and to find out by conflict takes seconds of a large district.
ENSURE = """
INSERT INTO portfolios_portfolio (
    district_id, template_id, student_id, summary, summary_html, content_version
)
SELECT DISTINCT template.district_id, template.id, membership.student_id, '', '', 0
FROM portfolios_portfoliotemplate AS template
JOIN districts_schoolmembership AS membership
    ON membership.district_id = template.district_id AND membership.ended_at IS NULL
WHERE template.district_id = %(district)s
    AND template.published_at IS NOT NULL
    AND template.archived_at IS NULL
    AND (cardinality(template.grades) = 0 OR membership.grade = ANY (template.grades))
    AND (
        NOT EXISTS (
            SELECT FROM portfolios_templateschool AS audience
            WHERE audience.template_id = template.id
        )
        OR EXISTS (
            SELECT FROM portfolios_templateschool AS audience
            WHERE audience.template_id = template.id
                AND audience.school_id = membership.school_id
        )
    )
    AND NOT EXISTS (
        SELECT FROM portfolios_portfolio AS made
        WHERE made.district_id = template.district_id
            AND made.template_id = template.id
            AND made.student_id = membership.student_id
    )
ON CONFLICT (district_id, template_id, student_id) DO NOTHING
"""


def ensure_portfolios(*, district_id: uuid.UUID) -> int:
    """Make the portfolios that are missing in a district; return how many there were.

    Called when a template is published and after every import. In one statement, however many
    students; running it again changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(ENSURE, {"district": district_id})
        return int(cursor.rowcount)
