-- The last generation of what was read: all of its rows, and no others. See knowledge/storage/shared_generations.py.
CREATE TABLE generation (
    number BIGINT PRIMARY KEY,
    digest BYTEA NOT NULL,  -- tells it from one of another base with the same number
    format BIGINT NOT NULL,  -- of the rows; an older program does not read those of a newer one
    encoder TEXT NOT NULL,
    about BYTEA,  -- of the last one only; the others stay for a while as what replicas may still answer from
    published_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE source (
    row BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    file BYTEA NOT NULL,
    summary BYTEA,
    problems BYTEA NOT NULL,
    first_fact BIGINT NOT NULL,
    facts BIGINT NOT NULL,
    document BYTEA
);

CREATE TABLE fact (
    row BIGINT PRIMARY KEY,
    id TEXT NOT NULL,
    source BIGINT NOT NULL,  -- 0 for curated ones
    body BYTEA NOT NULL,
    indexed BYTEA NOT NULL
);
CREATE INDEX fact_by_source ON fact (source);

CREATE TABLE written (
    fact BIGINT PRIMARY KEY,
    digest BYTEA NOT NULL,
    place BIGINT NOT NULL
);

CREATE TABLE vector (
    fact BIGINT PRIMARY KEY,
    body BYTEA NOT NULL
);
