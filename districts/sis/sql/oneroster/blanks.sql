-- NULL, written out, is nothing.
UPDATE {raw} SET {blanked}
WHERE 'NULL' IN ({fields});
