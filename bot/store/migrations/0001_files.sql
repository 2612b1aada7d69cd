-- The files of a home, each in its latest version. One that is gone stays as a row without content, so that replicas hear of it.
CREATE SEQUENCE file_version;

CREATE TABLE file (
    path TEXT COLLATE "C" PRIMARY KEY,  -- relative to the home, with forward slashes
    content BYTEA,
    digest BYTEA,
    version BIGINT NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    CHECK ((content IS NULL) = (digest IS NULL))
);
ALTER TABLE file ALTER COLUMN content SET STORAGE EXTERNAL;  -- most sources are compressed already

CREATE INDEX file_by_version ON file (version);
