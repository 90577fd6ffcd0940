"""The tables of the index and its orders, which a build makes last. All is derived: a change needs another VERSION."""

VERSION = 2

TABLES = """
-- What was seen on disk; `why` says why a file could not be read.
CREATE TABLE files (
    shard TEXT, name TEXT, mtime_ns INTEGER, size INTEGER, inode INTEGER, why TEXT,
    PRIMARY KEY (shard, name)
) WITHOUT ROWID;
CREATE INDEX unreadable ON files (name) WHERE why IS NOT NULL;

-- Times are ISO 8601 in UTC with microseconds, so that they sort. `entry` is the article's row in the full text, NULL
-- as long as its text waits to be taken in.
CREATE TABLE articles (
    id TEXT PRIMARY KEY, headline TEXT, stage TEXT, editor TEXT, rubric TEXT, version INTEGER,
    updated_at TEXT, stage_since TEXT, due TEXT, embargo TEXT, spiked INTEGER,
    created_at TEXT, editor_key TEXT, slug TEXT, fingerprint TEXT, entry INTEGER
);

CREATE TABLE counts (stage TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
INSERT INTO counts VALUES ('draft', 0), ('review', 0), ('published', 0);
CREATE TRIGGER article_added AFTER INSERT ON articles WHEN NOT new.spiked BEGIN
    UPDATE counts SET number = number + 1 WHERE stage = new.stage;
END;
CREATE TRIGGER article_removed AFTER DELETE ON articles WHEN NOT old.spiked BEGIN
    UPDATE counts SET number = number - 1 WHERE stage = old.stage;
END;
CREATE TRIGGER article_moved AFTER UPDATE OF stage, spiked ON articles
WHEN (old.stage, old.spiked) != (new.stage, new.spiked) BEGIN
    UPDATE counts SET number = number - 1 WHERE stage = old.stage AND NOT old.spiked;
    UPDATE counts SET number = number + 1 WHERE stage = new.stage AND NOT new.spiked;
END;

-- Each time an article's text is taken in it gets a new entry; the old one falls out in the join (see fulltext.py).
CREATE TABLE entries (number INTEGER PRIMARY KEY, article TEXT);
CREATE VIRTUAL TABLE fulltext USING fts5 (
    words, content='', columnsize=0, detail=none, prefix='2 3', tokenize='ascii'
);
INSERT INTO fulltext (fulltext, rank) VALUES ('hashsize', 8000000);
-- Every word that the full text holds or held.
CREATE TABLE vocabulary (word TEXT PRIMARY KEY) WITHOUT ROWID;
"""

ORDERS = """
CREATE INDEX newest ON articles (spiked, updated_at DESC, id DESC);
CREATE INDEX newest_in_stage ON articles (spiked, stage, updated_at DESC, id DESC);
CREATE INDEX newest_of_editor ON articles (spiked, editor_key, stage, updated_at DESC, id DESC);
CREATE INDEX slugs ON articles (slug) WHERE slug != '';
CREATE INDEX imports ON articles (fingerprint, created_at, id) WHERE fingerprint != '';
CREATE INDEX waiting ON articles (updated_at) WHERE entry IS NULL;
"""
