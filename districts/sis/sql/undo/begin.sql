-- An undo may take longer than a page; foreign keys are checked as statements end.
SET LOCAL statement_timeout = 0;
SET CONSTRAINTS ALL IMMEDIATE;
