-- Every student of the district has a portfolio with a live link: parameters are the district, the template and the key's name.

INSERT INTO portfolios_portfolio (district_id, student_id, template_id, summary, summary_html,
    content_version)
SELECT student.district_id, student.id, %(template)s, '', '', 0
FROM districts_student AS student
WHERE student.district_id = %(district)s;

-- links: a month's worth ends soon
INSERT INTO sharing_sharelink (district_id, portfolio_id, kid, handle, nonce, issued_at,
    expires_at)
SELECT portfolio.district_id, portfolio.id, %(kid)s,
    decode(left(md5(portfolio.id::text), 16), 'hex'), decode(md5(portfolio.id::text), 'hex'),
    now() - (student.student_number::int %% 300) * interval '1 day',
    now() + (300 - student.student_number::int %% 300) * interval '1 day'
FROM portfolios_portfolio AS portfolio
JOIN districts_student AS student ON student.id = portfolio.student_id
WHERE portfolio.district_id = %(district)s;

-- openings: two links of three, on up to ten of the last sixty days
INSERT INTO sharing_linkopens (district_id, link_id, day, count)
SELECT link.district_id, link.id, current_date - (days.n * 6 + link.number %% 6),
    1 + link.number %% 9
FROM (
    SELECT *, row_number() OVER (ORDER BY id)::int AS number FROM sharing_sharelink
    WHERE district_id = %(district)s
) AS link
JOIN generate_series(0, 9) AS days (n) ON days.n < link.number %% 11
WHERE link.number %% 3 > 0;

-- pauses: links of one school in ten and of one grade are blocked
INSERT INTO portfolios_sharingpause (district_id, school_id, grade, reason, began_at)
SELECT school.district_id, school.id, '', 'bench', now()
FROM districts_school AS school
WHERE school.district_id = %(district)s AND school.code::int %% 10 = 0
UNION ALL
SELECT %(district)s, NULL, '05', 'bench', now();
