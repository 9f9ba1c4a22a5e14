-- `review` is the number of ReviewState; other states and origins as in 0001.

ALTER TABLE images ADD COLUMN review INTEGER NOT NULL DEFAULT 0;
ALTER TABLE images ADD COLUMN reviewed_by TEXT;
ALTER TABLE images ADD COLUMN reviewed_at INTEGER;
ALTER TABLE images ADD COLUMN deleted_by TEXT;

CREATE INDEX images_review ON images (visible, review, seq);
CREATE INDEX images_sha256 ON images (sha256);
CREATE INDEX images_file_name ON images (file_name);

-- What the sweep looks for; visible = 0 is what is in the trash, too.
CREATE INDEX images_unstored ON images (seq) WHERE stored = 0;

-- What people have drawn or accepted. The id is the client's, or the suggestion's that was accepted.
CREATE TABLE image_boxes (
    seq        INTEGER NOT NULL REFERENCES images (seq) ON DELETE CASCADE,
    id         TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    label      TEXT    NOT NULL,
    label_key  TEXT    NOT NULL,
    x          REAL    NOT NULL,
    y          REAL    NOT NULL,
    width      REAL    NOT NULL,
    height     REAL    NOT NULL,
    confidence REAL,
    origin     INTEGER NOT NULL,
    author     TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (seq, id)
) WITHOUT ROWID;

-- Suggestions that were decided, as they were: the accepted ones are boxes too, all others were rejected.
CREATE TABLE decided_objects (
    seq        INTEGER NOT NULL REFERENCES images (seq) ON DELETE CASCADE,
    id         TEXT    NOT NULL,
    label      TEXT    NOT NULL,
    confidence REAL,
    x          REAL    NOT NULL,
    y          REAL    NOT NULL,
    width      REAL    NOT NULL,
    height     REAL    NOT NULL,
    origin     INTEGER NOT NULL,
    PRIMARY KEY (seq, id)
) WITHOUT ROWID;

-- An image's labels, each once, with how many boxes and suggestions have it. Kept with the search index.
CREATE TABLE image_labels (
    seq         INTEGER NOT NULL REFERENCES images (seq) ON DELETE CASCADE,
    label_key   TEXT    NOT NULL,
    label       TEXT    NOT NULL,
    boxes       INTEGER NOT NULL,
    suggestions INTEGER NOT NULL,
    PRIMARY KEY (seq, label_key)
) WITHOUT ROWID;

CREATE INDEX image_labels_label ON image_labels (label_key, seq);

CREATE TABLE annotation_history (
    id     INTEGER PRIMARY KEY,
    seq    INTEGER NOT NULL REFERENCES images (seq) ON DELETE CASCADE,
    at     INTEGER NOT NULL,
    author TEXT    NOT NULL,
    what   TEXT    NOT NULL,
    detail TEXT    NOT NULL
);

CREATE INDEX annotation_history_image ON annotation_history (seq, id);

-- The key is what Tag.KeyOf makes of the words that models use; the image's next change writes it exactly.
INSERT INTO image_labels (seq, label_key, label, boxes, suggestions)
SELECT o.seq, lower(substr(trim(o.label), 1, 64)), min(substr(trim(o.label), 1, 64)), 0, count(*)
FROM image_objects o JOIN images i ON i.seq = o.seq
WHERE i.visible = 1 AND trim(o.label) <> ''
GROUP BY 1, 2;

-- What file names are ordered by: see NameKey. Null until the program has written it.
ALTER TABLE images ADD COLUMN name_key TEXT;

CREATE INDEX images_owner ON images (visible, owner, seq);
CREATE INDEX images_uploaded ON images (visible, uploaded_at, seq);
CREATE INDEX images_taken ON images (visible, taken_at, seq);
CREATE INDEX images_name ON images (visible, name_key, seq);

-- The version that was last published of what people approved, 0 for none, and when.
ALTER TABLE images ADD COLUMN published_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE images ADD COLUMN published_at INTEGER;
ALTER TABLE images ADD COLUMN unpublished INTEGER GENERATED ALWAYS AS (review = 2 AND published_version < version) VIRTUAL;

CREATE INDEX images_unpublished ON images (seq) WHERE unpublished = 1;
