-- Which words an image has, one row each, in the order of the lists: see WordRows. The words are those of
-- image_search.words, cut off after 66 characters. Each image has one more, '#' and a digest of all its words, which says
-- that these rows are of them; where a program that does not know the table wrote the words, it is missing or another.
--
-- The full-text index image_search_words stays for the program before, which searches by it until it is replaced, and again
-- should this one be taken back. This program does not: a later migration can drop the index.

CREATE TABLE IF NOT EXISTS image_words (
    word VARCHAR(66) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq  BIGINT      NOT NULL,
    PRIMARY KEY (word, seq)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;

-- In the order of the table, so that it is written from its beginning to its end.
INSERT INTO image_words (word, seq)
SELECT DISTINCT LEFT(w.word, 66) AS word, s.seq
FROM image_search s
JOIN JSON_TABLE(
    CONCAT('["', REPLACE(s.words, ' ', '","'), '","#', LEFT(SHA2(s.words, 256), 16), '"]'),
    '$[*]' COLUMNS (word MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin PATH '$')) w
WHERE w.word LIKE 'qz%' OR w.word LIKE '#%'
ORDER BY word, s.seq
ON DUPLICATE KEY UPDATE seq = image_words.seq;
