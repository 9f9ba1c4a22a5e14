-- Times are Unix milliseconds; states and origins are the numbers of the enums TaskState, TaskKind and CaptionOrigin.

CREATE TABLE images (
    seq               INTEGER PRIMARY KEY AUTOINCREMENT,
    id                TEXT    NOT NULL UNIQUE,
    owner             TEXT    NOT NULL,
    file_name         TEXT    NOT NULL,
    object_key        TEXT    NOT NULL,
    object_key_sha256 BLOB    NOT NULL UNIQUE,
    object_version    TEXT,
    stored            INTEGER NOT NULL,
    content_type      TEXT    NOT NULL,
    size              INTEGER NOT NULL,
    sha256            TEXT,
    idempotency_key   TEXT,
    correlation_id    TEXT,
    uploaded_at       INTEGER NOT NULL,
    updated_at        INTEGER NOT NULL,
    deleted_at        INTEGER,
    -- The images that readers find.
    visible           INTEGER GENERATED ALWAYS AS (stored = 1 AND deleted_at IS NULL) VIRTUAL,
    -- The overall status of the tasks.
    status            INTEGER NOT NULL DEFAULT 0,
    version           INTEGER NOT NULL DEFAULT 1,
    width             INTEGER,
    height            INTEGER,
    dominant_color    TEXT,
    placeholder       TEXT,
    frames            INTEGER,
    taken_at          TEXT,
    camera            TEXT,
    caption           TEXT,
    caption_origin    INTEGER,
    caption_model     TEXT,
    tags_origin       INTEGER,
    objects_origin    INTEGER
);

CREATE UNIQUE INDEX images_idempotency ON images (owner, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX images_visible ON images (visible, seq);
CREATE INDEX images_status ON images (visible, status, seq);
CREATE INDEX images_updated ON images (updated_at, seq);
CREATE INDEX images_deleted ON images (deleted_at, seq) WHERE deleted_at IS NOT NULL;

-- A task without a row is pending and was never claimed.
CREATE TABLE tasks (
    seq            INTEGER NOT NULL REFERENCES images (seq) ON DELETE CASCADE,
    task           INTEGER NOT NULL,
    state          INTEGER NOT NULL,
    object_version TEXT,
    attempts       INTEGER NOT NULL,
    token          TEXT,
    claimed_until  INTEGER,
    reason         TEXT,
    started_at     INTEGER,
    finished_at    INTEGER,
    PRIMARY KEY (seq, task)
) WITHOUT ROWID;

CREATE INDEX tasks_claimed ON tasks (seq) WHERE token IS NOT NULL;

CREATE TABLE task_history (
    id      INTEGER PRIMARY KEY,
    seq     INTEGER NOT NULL REFERENCES images (seq) ON DELETE CASCADE,
    task    INTEGER NOT NULL,
    state   INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    detail  TEXT
);

CREATE INDEX task_history_image ON task_history (seq, id);

CREATE TABLE image_tags (
    seq      INTEGER NOT NULL REFERENCES images (seq) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    tag_key  TEXT    NOT NULL,
    tag      TEXT    NOT NULL,
    PRIMARY KEY (seq, position)
) WITHOUT ROWID;

CREATE INDEX image_tags_tag ON image_tags (tag_key, seq);

CREATE TABLE image_objects (
    seq        INTEGER NOT NULL REFERENCES images (seq) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    label      TEXT    NOT NULL,
    confidence REAL,
    x          REAL    NOT NULL,
    y          REAL    NOT NULL,
    width      REAL    NOT NULL,
    height     REAL    NOT NULL,
    PRIMARY KEY (seq, position)
) WITHOUT ROWID;

-- The rowid is the image's seq. A word is searched for by its beginning: where the index knows beginnings of that very
-- length, a search reads only the page it shows; otherwise it would gather every match first.
CREATE VIRTUAL TABLE image_search USING fts5 (
    file_name, caption, tags, labels, marks,
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20',
    columnsize = 0
);
