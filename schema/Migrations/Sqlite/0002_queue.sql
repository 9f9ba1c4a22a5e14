CREATE TABLE messages (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    queue         TEXT    NOT NULL,
    body          TEXT    NOT NULL,
    deduplication TEXT    NOT NULL,
    -- The deduplication id while the message waits, null while it is received.
    waiting       TEXT,
    visible_at    INTEGER NOT NULL,
    receive_count INTEGER NOT NULL DEFAULT 0,
    receipt       TEXT
);

CREATE UNIQUE INDEX messages_waiting ON messages (queue, waiting) WHERE waiting IS NOT NULL;
CREATE INDEX messages_visible ON messages (queue, visible_at, id, receipt);
CREATE INDEX messages_received ON messages (id) WHERE receipt IS NOT NULL;

CREATE TABLE dead_letters (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    queue         TEXT    NOT NULL,
    body          TEXT    NOT NULL,
    receive_count INTEGER NOT NULL,
    reason        TEXT    NOT NULL,
    died_at       INTEGER NOT NULL
);

CREATE INDEX dead_letters_queue ON dead_letters (queue);
