-- Once it is full: a name stands for one thing of its kind.
CREATE UNIQUE INDEX ON identity (kind, external);
