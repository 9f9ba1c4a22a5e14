-- Times are Unix milliseconds; states and origins are the numbers of the enums TaskState, TaskKind and CaptionOrigin.
-- A statement ends with a semicolon at the end of a line, and is one that may find itself done already.

CREATE TABLE IF NOT EXISTS images (
    seq               BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
    id                CHAR(32)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner             VARCHAR(255)  NOT NULL,
    file_name         VARCHAR(1024) NOT NULL,
    object_key        TEXT          NOT NULL,
    object_key_sha256 BINARY(32)    NOT NULL,
    object_version    VARCHAR(1024),
    `stored`          TINYINT       NOT NULL,
    content_type      VARCHAR(255)  NOT NULL,
    size              BIGINT        NOT NULL,
    sha256            CHAR(64)      CHARACTER SET ascii COLLATE ascii_bin,
    idempotency_key   VARCHAR(255),
    correlation_id    VARCHAR(255),
    uploaded_at       BIGINT        NOT NULL,
    updated_at        BIGINT        NOT NULL,
    deleted_at        BIGINT,
    -- The images that readers find.
    visible           TINYINT       GENERATED ALWAYS AS (`stored` = 1 AND deleted_at IS NULL) VIRTUAL,
    -- The overall status of the tasks.
    status            TINYINT       NOT NULL DEFAULT 0,
    version           BIGINT        NOT NULL DEFAULT 1,
    width             INT,
    height            INT,
    dominant_color    VARCHAR(32),
    placeholder       TEXT,
    frames            INT,
    taken_at          VARCHAR(32),
    camera            VARCHAR(1024),
    caption           TEXT,
    caption_origin    TINYINT,
    caption_model     VARCHAR(1024),
    tags_origin       TINYINT,
    objects_origin    TINYINT,
    UNIQUE KEY images_id (id),
    UNIQUE KEY images_object_key (object_key_sha256),
    UNIQUE KEY images_idempotency (owner, idempotency_key),
    KEY images_visible (visible, seq),
    KEY images_status (visible, status, seq),
    KEY images_updated (updated_at, seq),
    KEY images_deleted (deleted_at, seq)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;

-- A task without a row is pending and was never claimed.
CREATE TABLE IF NOT EXISTS tasks (
    seq            BIGINT        NOT NULL,
    task           TINYINT       NOT NULL,
    state          TINYINT       NOT NULL,
    object_version VARCHAR(1024),
    attempts       INT           NOT NULL,
    token          VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin,
    claimed_until  BIGINT,
    reason         TEXT,
    started_at     BIGINT,
    finished_at    BIGINT,
    PRIMARY KEY (seq, task),
    KEY tasks_claimed (token),
    CONSTRAINT tasks_image FOREIGN KEY (seq) REFERENCES images (seq) ON DELETE CASCADE
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;

CREATE TABLE IF NOT EXISTS task_history (
    id      BIGINT  NOT NULL AUTO_INCREMENT PRIMARY KEY,
    seq     BIGINT  NOT NULL,
    task    TINYINT NOT NULL,
    state   TINYINT NOT NULL,
    attempt INT     NOT NULL,
    at      BIGINT  NOT NULL,
    detail  TEXT,
    KEY task_history_image (seq, id),
    CONSTRAINT task_history_image FOREIGN KEY (seq) REFERENCES images (seq) ON DELETE CASCADE
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;

-- The key is as long as an index takes: 4 bytes a character, and the sequence beside it, make 3,072 bytes at most.
CREATE TABLE IF NOT EXISTS image_tags (
    seq      BIGINT       NOT NULL,
    position INT          NOT NULL,
    tag_key  VARCHAR(700) NOT NULL,
    tag      VARCHAR(255) NOT NULL,
    PRIMARY KEY (seq, position),
    KEY image_tags_tag (tag_key, seq),
    CONSTRAINT image_tags_image FOREIGN KEY (seq) REFERENCES images (seq) ON DELETE CASCADE
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;

CREATE TABLE IF NOT EXISTS image_objects (
    seq        BIGINT NOT NULL,
    position   INT    NOT NULL,
    label      TEXT   NOT NULL,
    confidence DOUBLE,
    x          DOUBLE NOT NULL,
    y          DOUBLE NOT NULL,
    width      DOUBLE NOT NULL,
    height     DOUBLE NOT NULL,
    PRIMARY KEY (seq, position),
    CONSTRAINT image_objects_image FOREIGN KEY (seq) REFERENCES images (seq) ON DELETE CASCADE
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;

-- The words as SearchWords writes them. They are all ASCII, of three characters or more and no stop words, so that the
-- server's full-text settings, which differ from one to the next, change nothing.
CREATE TABLE IF NOT EXISTS image_search (
    seq   BIGINT     NOT NULL PRIMARY KEY,
    words MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    FULLTEXT KEY image_search_words (words)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;
