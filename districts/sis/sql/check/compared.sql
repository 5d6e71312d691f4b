TRUNCATE shared_row;
