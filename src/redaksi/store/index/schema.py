"""The tables of the index, and its SQL indexes and triggers.

A build creates the indexes and most triggers last, from the filled tables, because that is faster.
All data is derived: a change of the schema only needs another VERSION.
"""

VERSION = 10

TABLES = """
-- What was seen on disk; `why` says why a file could not be read.
CREATE TABLE files (
    shard TEXT, name TEXT, mtime_ns INTEGER, size INTEGER, inode INTEGER, why TEXT,
    PRIMARY KEY (shard, name)
) WITHOUT ROWID;
CREATE INDEX unreadable ON files (name) WHERE why IS NOT NULL;

-- Times are ISO 8601 in UTC with microseconds, so that they sort.
CREATE TABLE articles (
    id TEXT PRIMARY KEY, headline TEXT, stage TEXT, editor TEXT, rubric TEXT, version INTEGER,
    updated_at TEXT, stage_since TEXT, due TEXT, embargo TEXT, spiked INTEGER, open_notes INTEGER,
    returned INTEGER, sealed INTEGER, first_published TEXT,
    created_at TEXT, editor_key TEXT, rubric_key TEXT, tags TEXT, slug TEXT, fingerprint TEXT,
    concerns TEXT
);
-- The rows of the articles with a tag, from the JSON in `articles.tags`.
CREATE TABLE tags (tag TEXT, article INTEGER, PRIMARY KEY (tag, article)) WITHOUT ROWID;

-- The newest concerns of each article, from the JSON in `articles.concerns`; `number` is the
-- place there.
CREATE TABLE concerns (
    person TEXT, at TEXT, article INTEGER, number INTEGER,
    PRIMARY KEY (person, at, article, number)
) WITHOUT ROWID;

CREATE TABLE counts (stage TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
INSERT INTO counts VALUES ('draft', 0), ('review', 0), ('published', 0);
CREATE TRIGGER article_removed AFTER DELETE ON articles WHEN NOT old.spiked BEGIN
    UPDATE counts SET number = number - 1 WHERE stage = old.stage;
END;
CREATE TRIGGER article_moved AFTER UPDATE OF stage, spiked ON articles
WHEN (old.stage, old.spiked) != (new.stage, new.spiked) BEGIN
    UPDATE counts SET number = number - 1 WHERE stage = old.stage AND NOT old.spiked;
    UPDATE counts SET number = number + 1 WHERE stage = new.stage AND NOT new.spiked;
END;

-- Articles whose text is not taken in yet, in the order in which it is to be.
CREATE TABLE waiting (updated_at TEXT, id TEXT, PRIMARY KEY (updated_at, id)) WITHOUT ROWID;
CREATE TRIGGER text_changed AFTER UPDATE ON articles BEGIN
    DELETE FROM waiting WHERE updated_at = old.updated_at AND id = old.id;
    INSERT INTO waiting VALUES (new.updated_at, new.id);
END;
CREATE TRIGGER text_removed AFTER DELETE ON articles BEGIN
    DELETE FROM waiting WHERE updated_at = old.updated_at AND id = old.id;
    DELETE FROM entries WHERE article = old.rowid;
END;

-- The full text (see fulltext.py): the newest entry of each article, and the end of the numbering.
CREATE TABLE entries (number INTEGER PRIMARY KEY, article INTEGER UNIQUE);
CREATE TABLE progress (last INTEGER, last_late INTEGER, updated_at TEXT, id TEXT);
INSERT INTO progress VALUES (0, 1 << 40, '', '');
CREATE VIRTUAL TABLE fulltext USING fts5 (
    words, content='', columnsize=0, detail=none, prefix='2 3', tokenize='ascii'
);
INSERT INTO fulltext (fulltext, rank) VALUES ('hashsize', 8000000);
-- Every word that the full text holds or held.
CREATE TABLE vocabulary (word TEXT PRIMARY KEY) WITHOUT ROWID;
"""

ORDERS = """
UPDATE counts SET number = (
    SELECT count(*) FROM articles WHERE articles.stage = counts.stage AND NOT spiked
);
CREATE TRIGGER article_added AFTER INSERT ON articles WHEN NOT new.spiked BEGIN
    UPDATE counts SET number = number + 1 WHERE stage = new.stage;
END;
INSERT INTO waiting SELECT updated_at, id FROM articles ORDER BY 1, 2;
CREATE TRIGGER text_added AFTER INSERT ON articles BEGIN
    INSERT INTO waiting VALUES (new.updated_at, new.id);
END;
INSERT INTO tags
    SELECT value, articles.rowid FROM articles, json_each(articles.tags) ORDER BY 1, 2;
CREATE TRIGGER tags_added AFTER INSERT ON articles BEGIN
    INSERT INTO tags SELECT value, new.rowid FROM json_each(new.tags);
END;
CREATE TRIGGER tags_changed AFTER UPDATE OF tags ON articles WHEN old.tags != new.tags BEGIN
    DELETE FROM tags WHERE article = old.rowid AND tag IN (SELECT value FROM json_each(old.tags));
    INSERT INTO tags SELECT value, new.rowid FROM json_each(new.tags);
END;
CREATE TRIGGER tags_removed AFTER DELETE ON articles BEGIN
    DELETE FROM tags WHERE article = old.rowid AND tag IN (SELECT value FROM json_each(old.tags));
END;
INSERT INTO concerns
    SELECT person.value, at.value, articles.rowid, one.key
    FROM articles, json_each(articles.concerns) AS one,
    json_each(one.value) AS person, json_each(one.value) AS at
    WHERE person.key = 0 AND at.key = 1 ORDER BY 1, 2, 3, 4;
CREATE INDEX newest_concerns ON concerns (at);
CREATE TRIGGER concerns_added AFTER INSERT ON articles BEGIN
    INSERT INTO concerns SELECT person.value, at.value, new.rowid, one.key
    FROM json_each(new.concerns) AS one,
    json_each(one.value) AS person, json_each(one.value) AS at
    WHERE person.key = 0 AND at.key = 1;
END;
CREATE TRIGGER concerns_changed AFTER UPDATE OF concerns ON articles
WHEN old.concerns != new.concerns BEGIN
    DELETE FROM concerns WHERE article = old.rowid AND (person, at) IN (
        SELECT person.value, at.value FROM json_each(old.concerns) AS one,
        json_each(one.value) AS person, json_each(one.value) AS at
        WHERE person.key = 0 AND at.key = 1
    );
    INSERT INTO concerns SELECT person.value, at.value, new.rowid, one.key
    FROM json_each(new.concerns) AS one,
    json_each(one.value) AS person, json_each(one.value) AS at
    WHERE person.key = 0 AND at.key = 1;
END;
CREATE TRIGGER concerns_removed AFTER DELETE ON articles BEGIN
    DELETE FROM concerns WHERE article = old.rowid AND (person, at) IN (
        SELECT person.value, at.value FROM json_each(old.concerns) AS one,
        json_each(one.value) AS person, json_each(one.value) AS at
        WHERE person.key = 0 AND at.key = 1
    );
END;
CREATE INDEX newest ON articles (spiked, updated_at DESC, id DESC);
CREATE INDEX newest_in_stage ON articles (spiked, stage, updated_at DESC, id DESC);
CREATE INDEX newest_of_editor ON articles (spiked, editor_key, stage, updated_at DESC, id DESC);
CREATE INDEX due_soonest ON articles (spiked, stage, due IS NULL, due, id);
CREATE INDEX embargoes ON articles (spiked, embargo) WHERE embargo IS NOT NULL;
CREATE INDEX waiting_longest ON articles (spiked, stage, stage_since, id);
CREATE INDEX by_headline ON articles (spiked, stage, headline COLLATE NOCASE, id);
CREATE INDEX newest_of_rubric ON articles (spiked, rubric_key, stage, updated_at DESC, id DESC);
CREATE INDEX reopened ON articles (spiked, updated_at DESC, id DESC)
    WHERE sealed AND stage != 'published';
CREATE INDEX slugs ON articles (slug) WHERE slug != '';
CREATE INDEX imports ON articles (fingerprint, created_at, id) WHERE fingerprint != '';
"""
