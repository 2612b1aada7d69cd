-- What tells this home from every other one, whatever its address is called.
CREATE TABLE home (id UUID PRIMARY KEY DEFAULT gen_random_uuid());
INSERT INTO home DEFAULT VALUES;

-- The files of the home, each in its latest version. One that is gone stays as a row without content, so that replicas hear of it; they
-- know by its digest whether what they have is what went.
CREATE SEQUENCE file_version;

CREATE TABLE file (
    path TEXT COLLATE "C" PRIMARY KEY,  -- relative to the home, with forward slashes
    content BYTEA,
    digest BYTEA NOT NULL,  -- SHA-256
    version BIGINT NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
ALTER TABLE file ALTER COLUMN content SET STORAGE EXTERNAL;  -- most sources are compressed already

CREATE INDEX file_by_version ON file (version);
