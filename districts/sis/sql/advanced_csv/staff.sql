-- Staff.csv: one row a staff member, role and school. An administrator is a School Admin (limited)
-- once a District Admin has approved it.
INSERT INTO incoming_staff (external, first_name, last_name, email, good, complete)
SELECT
    user_id,
    COALESCE(any_value(first_name) FILTER (WHERE usable), ''),
    COALESCE(any_value(last_name) FILTER (WHERE usable), ''),
    COALESCE(any_value(email) FILTER (WHERE usable), ''),
    bool_or(usable),
    bool_and(usable)
FROM staged_staff
WHERE user_id <> ''
GROUP BY user_id;

-- A row without its User ID still tells of whoever has its address: seen, not removed.
INSERT INTO incoming_staff (external)
SELECT DISTINCT known.value
FROM staged_staff AS row
JOIN districts_staffmember AS member
    ON member.district_id = %(district)s AND lower(member.email) = row.email_key
JOIN districts_externalid AS known
    ON known.staff_id = member.id AND known.connection_id = %(connection)s
WHERE row.user_id = '' AND row.email_key <> ''
    AND NOT EXISTS (SELECT FROM incoming_staff AS seen WHERE seen.external = known.value);

-- One with an address that nobody has may be anybody's: whoever is not named may be meant.
INSERT INTO incoming_staff (external)
SELECT known.value
FROM districts_externalid AS known
WHERE known.connection_id = %(connection)s
    AND known.kind = 'staff'
    AND EXISTS (
        SELECT
        FROM staged_staff AS row
        WHERE row.user_id = '' AND row.email_key <> ''
            AND row.email_key NOT IN (
                SELECT lower(email) FROM districts_staffmember WHERE district_id = %(district)s
            )
    )
    AND known.value NOT IN (SELECT external FROM incoming_staff);

INSERT INTO incoming_staff_role (staff, role, school)
SELECT user_id, CASE role WHEN 'administrator' THEN 'school_admin' ELSE 'teacher' END, school_code
FROM staged_staff
WHERE usable;

INSERT INTO incoming_school (external, code, good)
SELECT school_code, school_code, bool_or(usable)
FROM staged_staff
WHERE school_code <> ''
GROUP BY school_code
ON CONFLICT (external) DO UPDATE SET good = incoming_school.good OR excluded.good;
