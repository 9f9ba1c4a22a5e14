-- `review` is the number of ReviewState; other states and origins as in 0001.

ALTER TABLE images
    ADD COLUMN review      TINYINT NOT NULL DEFAULT 0,
    ADD COLUMN reviewed_by VARCHAR(255),
    ADD COLUMN reviewed_at BIGINT,
    ADD COLUMN deleted_by  VARCHAR(255);

ALTER TABLE images ADD KEY images_review (visible, review, seq);

ALTER TABLE images ADD KEY images_sha256 (sha256);

ALTER TABLE images ADD KEY images_file_name (file_name(255));

-- What the sweep looks for; visible = 0 is what is in the trash, too.
ALTER TABLE images ADD KEY images_unstored (`stored`, seq);

-- What people have drawn or accepted. The id is the client's, or the suggestion's that was accepted.
CREATE TABLE IF NOT EXISTS image_boxes (
    seq        BIGINT       NOT NULL,
    id         CHAR(32)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position   INT          NOT NULL,
    label      VARCHAR(255) NOT NULL,
    label_key  VARCHAR(700) NOT NULL,
    x          DOUBLE       NOT NULL,
    y          DOUBLE       NOT NULL,
    width      DOUBLE       NOT NULL,
    height     DOUBLE       NOT NULL,
    confidence DOUBLE,
    origin     TINYINT      NOT NULL,
    author     VARCHAR(255) NOT NULL,
    created_at BIGINT       NOT NULL,
    changed_at BIGINT       NOT NULL,
    PRIMARY KEY (seq, id),
    CONSTRAINT image_boxes_image FOREIGN KEY (seq) REFERENCES images (seq) ON DELETE CASCADE
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;

-- Suggestions that were decided, as they were: the accepted ones are boxes too, all others were rejected.
CREATE TABLE IF NOT EXISTS decided_objects (
    seq        BIGINT   NOT NULL,
    id         CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    label      TEXT     NOT NULL,
    confidence DOUBLE,
    x          DOUBLE   NOT NULL,
    y          DOUBLE   NOT NULL,
    width      DOUBLE   NOT NULL,
    height     DOUBLE   NOT NULL,
    origin     TINYINT  NOT NULL,
    PRIMARY KEY (seq, id),
    CONSTRAINT decided_objects_image FOREIGN KEY (seq) REFERENCES images (seq) ON DELETE CASCADE
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;

-- An image's labels, each once, with how many boxes and suggestions have it. Kept with the search index.
CREATE TABLE IF NOT EXISTS image_labels (
    seq         BIGINT       NOT NULL,
    label_key   VARCHAR(700) NOT NULL,
    label       VARCHAR(255) NOT NULL,
    boxes       INT          NOT NULL,
    suggestions INT          NOT NULL,
    PRIMARY KEY (seq, label_key),
    KEY image_labels_label (label_key, seq),
    CONSTRAINT image_labels_image FOREIGN KEY (seq) REFERENCES images (seq) ON DELETE CASCADE
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;

CREATE TABLE IF NOT EXISTS annotation_history (
    id     BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    seq    BIGINT       NOT NULL,
    at     BIGINT       NOT NULL,
    author VARCHAR(255) NOT NULL,
    what   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail TEXT         NOT NULL,
    KEY annotation_history_image (seq, id),
    CONSTRAINT annotation_history_image FOREIGN KEY (seq) REFERENCES images (seq) ON DELETE CASCADE
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;

-- The key is what Tag.KeyOf makes of the words that models use; the image's next change writes it exactly.
INSERT INTO image_labels (seq, label_key, label, boxes, suggestions)
SELECT o.seq, LOWER(SUBSTRING(TRIM(o.label), 1, 64)), MIN(SUBSTRING(TRIM(o.label), 1, 64)), 0, COUNT(*)
FROM image_objects o JOIN images i ON i.seq = o.seq
WHERE i.visible = 1 AND TRIM(o.label) <> ''
GROUP BY 1, 2;

-- What file names are ordered by: see NameKey. Null until the program has written it.
ALTER TABLE images ADD COLUMN name_key VARCHAR(255);

ALTER TABLE images
    ADD KEY images_owner (visible, owner, seq),
    ADD KEY images_uploaded (visible, uploaded_at, seq),
    ADD KEY images_taken (visible, taken_at, seq),
    ADD KEY images_name (visible, name_key, seq);

-- The version that was last published of what people approved, 0 for none, and when.
ALTER TABLE images
    ADD COLUMN published_version BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN published_at      BIGINT,
    ADD COLUMN unpublished       TINYINT GENERATED ALWAYS AS (review = 2 AND published_version < version) VIRTUAL;

ALTER TABLE images ADD KEY images_unpublished (unpublished, seq);
