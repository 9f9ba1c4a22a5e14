-- `visibility`, `role` and `action` are the numbers of Visibility, Role and AuditAction; `scopes` is the sum of those of
-- TokenScopes. What was there before is seen by everybody, as it was.

ALTER TABLE images ADD COLUMN visibility INTEGER NOT NULL DEFAULT 1;

CREATE INDEX images_shared ON images (visible, visibility, seq);

CREATE TABLE accounts (
    name            TEXT    NOT NULL PRIMARY KEY,
    -- The name without regard to case.
    name_key        TEXT    NOT NULL UNIQUE,
    -- What the identity provider calls who signs in elsewhere.
    subject         TEXT    UNIQUE,
    role            INTEGER NOT NULL,
    password_hash   TEXT,
    -- Another one ends the account's sessions.
    stamp           TEXT    NOT NULL,
    failures        INTEGER NOT NULL DEFAULT 0,
    locked_until    INTEGER,
    max_bytes       INTEGER,
    created_at      INTEGER NOT NULL,
    signed_in_at    INTEGER
) WITHOUT ROWID;

CREATE TABLE api_tokens (
    id         TEXT    NOT NULL PRIMARY KEY,
    account    TEXT    NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
    title      TEXT    NOT NULL,
    sha256     TEXT    NOT NULL UNIQUE,
    scopes     INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) WITHOUT ROWID;

CREATE INDEX api_tokens_account ON api_tokens (account, created_at);

-- Outlives images and accounts. It is only ever added to.
CREATE TABLE audit_log (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    at       INTEGER NOT NULL,
    actor    TEXT    NOT NULL,
    -- The token that was used; null where a person was signed in.
    token    TEXT,
    address  TEXT,
    action   INTEGER NOT NULL,
    image_id TEXT,
    subject  TEXT,
    detail   TEXT
);

CREATE INDEX audit_log_image ON audit_log (image_id, id) WHERE image_id IS NOT NULL;
CREATE INDEX audit_log_actor ON audit_log (actor, id);

CREATE TRIGGER audit_log_stays BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'The audit log is only ever added to.'); END;
CREATE TRIGGER audit_log_keeps BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'The audit log is only ever added to.'); END;
