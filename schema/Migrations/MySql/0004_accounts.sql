-- `visibility`, `role` and `action` are the numbers of Visibility, Role and AuditAction; `scopes` is the sum of those of
-- TokenScopes. What was there before is seen by everybody, as it was.

ALTER TABLE images ADD COLUMN visibility TINYINT NOT NULL DEFAULT 1;

ALTER TABLE images ADD KEY images_shared (visible, visibility, seq);

CREATE TABLE IF NOT EXISTS accounts (
    name            VARCHAR(255) NOT NULL PRIMARY KEY,
    -- The name without regard to case.
    name_key        VARCHAR(255) NOT NULL,
    -- What the identity provider calls who signs in elsewhere.
    subject         VARCHAR(255),
    role            TINYINT      NOT NULL,
    password_hash   VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin,
    -- Another one ends the account's sessions.
    stamp           CHAR(32)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    failures        INT          NOT NULL DEFAULT 0,
    locked_until    BIGINT,
    max_bytes       BIGINT,
    created_at      BIGINT       NOT NULL,
    signed_in_at    BIGINT,
    UNIQUE KEY accounts_name (name_key),
    UNIQUE KEY accounts_subject (subject)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;

CREATE TABLE IF NOT EXISTS api_tokens (
    id         CHAR(32)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    account    VARCHAR(255) NOT NULL,
    title      VARCHAR(255) NOT NULL,
    sha256     CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scopes     INT          NOT NULL,
    created_at BIGINT       NOT NULL,
    expires_at BIGINT       NOT NULL,
    used_at    BIGINT,
    UNIQUE KEY api_tokens_sha256 (sha256),
    KEY api_tokens_account (account, created_at),
    CONSTRAINT api_tokens_account FOREIGN KEY (account) REFERENCES accounts (name) ON DELETE CASCADE
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;

-- Outlives images and accounts. It is only ever added to: nothing in this program changes or deletes a row.
CREATE TABLE IF NOT EXISTS audit_log (
    id       BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    at       BIGINT       NOT NULL,
    actor    VARCHAR(255) NOT NULL,
    -- The token that was used; null where a person was signed in.
    token    VARCHAR(255),
    address  VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    action   TINYINT      NOT NULL,
    image_id CHAR(32)     CHARACTER SET ascii COLLATE ascii_bin,
    subject  VARCHAR(255),
    detail   TEXT,
    KEY audit_log_image (image_id, id),
    KEY audit_log_actor (actor, id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;
