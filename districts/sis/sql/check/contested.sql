-- A file in which one id is given to two.
INSERT INTO contested_file (file) VALUES ({file}) ON CONFLICT DO NOTHING;
