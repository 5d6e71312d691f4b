-- Whether any user's row names a relative.
SELECT EXISTS (SELECT FROM staged_users WHERE agents <> '');
