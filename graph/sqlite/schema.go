package sqlite

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"capgraph/graph"
)

// applicationID marks a SQLite file as one of ours: "capg" in ASCII.
const applicationID = 0x63617067

// migrations are the steps from an empty file to the present layout. The
// number of steps done is the file's user_version; steps are only ever added.
var migrations = [...]string{layout, outlines, turnings, notes, indexedBy}

const layout = `
CREATE TABLE meta (
	head       INTEGER NOT NULL, -- instant of the last commit
	vocabulary TEXT    NOT NULL  -- what the indexes were made by, see vocabulary()
);
INSERT INTO meta VALUES (0, '');

-- Names of kinds, fields and lists, and the numbers that stand for them.
CREATE TABLE code (
	code INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE
);

-- The ids that anything is known of, or that anything points to.
CREATE TABLE record (
	rid INTEGER PRIMARY KEY,
	id  TEXT NOT NULL UNIQUE
);

-- What was known of a record: from known_from until known_to, 0 for still.
CREATE TABLE version (
	vid        INTEGER PRIMARY KEY,
	rid        INTEGER NOT NULL,
	kind       INTEGER NOT NULL,
	valid_from INTEGER NOT NULL, -- days since 1970
	sure_from  INTEGER NOT NULL,
	sure_to    INTEGER NOT NULL,
	valid_to   INTEGER NOT NULL,
	known_from INTEGER NOT NULL, -- microseconds since 1970
	known_to   INTEGER NOT NULL DEFAULT 0,
	reason     TEXT    NOT NULL DEFAULT '', -- why a claim ended
	body       TEXT    NOT NULL,
	UNIQUE (rid, known_to, valid_from)
);
CREATE INDEX version_current ON version (kind, valid_from, valid_to) WHERE known_to = 0;

-- The sort keys of each value of a version, for filters. Of the values of a
-- field, number 0 is the one that lists are sorted by.
CREATE TABLE entry (
	vid   INTEGER NOT NULL,
	field INTEGER NOT NULL,
	n     INTEGER NOT NULL,
	state INTEGER NOT NULL, -- 0 known, else why there is no value
	lo    TEXT    NOT NULL,
	hi    TEXT,             -- null when equal to lo
	PRIMARY KEY (vid, field, n)
) WITHOUT ROWID;

-- Versions in the order of a list; past ones apart from those known now.
CREATE TABLE place (
	list       INTEGER NOT NULL,
	past       INTEGER NOT NULL,
	missing    INTEGER NOT NULL,
	key        TEXT    NOT NULL,
	id         TEXT    NOT NULL,
	vid        INTEGER NOT NULL,
	valid_from INTEGER NOT NULL,
	valid_to   INTEGER NOT NULL,
	PRIMARY KEY (list, past, missing, key, id, vid)
) WITHOUT ROWID;

-- Versions by the record that they point to, in the order of their ids.
CREATE TABLE link (
	target     INTEGER NOT NULL, -- rid
	list       INTEGER NOT NULL,
	past       INTEGER NOT NULL,
	id         TEXT    NOT NULL,
	vid        INTEGER NOT NULL,
	valid_from INTEGER NOT NULL,
	valid_to   INTEGER NOT NULL,
	PRIMARY KEY (target, list, past, id, vid)
) WITHOUT ROWID;

-- Words of the names of entities known now, shortest usual name first.
CREATE TABLE word (
	word   TEXT    NOT NULL,
	length INTEGER NOT NULL,
	id     TEXT    NOT NULL,
	vid    INTEGER NOT NULL,
	kind   INTEGER NOT NULL,
	PRIMARY KEY (word, length, id, vid)
) WITHOUT ROWID;
CREATE INDEX word_version ON word (vid);

-- Every word ever indexed, under the keys that forgive an edit.
CREATE TABLE spelling (
	key  TEXT NOT NULL,
	word TEXT NOT NULL,
	PRIMARY KEY (key, word)
) WITHOUT ROWID;

CREATE TABLE log (
	seq     INTEGER PRIMARY KEY,
	at      INTEGER NOT NULL,
	actor   TEXT    NOT NULL,
	action  TEXT    NOT NULL,
	article TEXT    NOT NULL,
	changed INTEGER NOT NULL
);
CREATE INDEX log_latest ON log (at DESC, article, seq DESC);
CREATE INDEX log_article ON log (article, at DESC, seq DESC);
`

// The outlines of relations, apart from their bodies, so that walking and
// projecting read nothing else; past ones apart from those known now.
const outlines = `
-- In the order of ids.
CREATE TABLE outline (
	past       INTEGER NOT NULL,
	id         TEXT    NOT NULL,
	valid_from INTEGER NOT NULL,
	vid        INTEGER NOT NULL,
	sure_from  INTEGER NOT NULL,
	sure_to    INTEGER NOT NULL,
	valid_to   INTEGER NOT NULL,
	known_from INTEGER NOT NULL,
	known_to   INTEGER NOT NULL,
	line       TEXT    NOT NULL, -- what graph.EncodeOutline made
	PRIMARY KEY (past, id, valid_from, vid)
) WITHOUT ROWID;

-- The same by each entity that the relation points to.
CREATE TABLE around (
	target     INTEGER NOT NULL, -- rid
	past       INTEGER NOT NULL,
	kind       INTEGER NOT NULL,
	id         TEXT    NOT NULL,
	valid_from INTEGER NOT NULL,
	vid        INTEGER NOT NULL,
	sure_from  INTEGER NOT NULL,
	sure_to    INTEGER NOT NULL,
	valid_to   INTEGER NOT NULL,
	known_from INTEGER NOT NULL,
	known_to   INTEGER NOT NULL,
	line       TEXT    NOT NULL,
	PRIMARY KEY (target, past, kind, id, valid_from, vid)
) WITHOUT ROWID;
`

// What commits made of entities and relations, and why.
const turnings = `
-- Records of which a commit opened or closed versions, in the order of commits and
-- ids: all of them under 0, and by each record that they are or point to.
CREATE TABLE turn (
	target INTEGER NOT NULL, -- rid
	at     INTEGER NOT NULL,
	id     TEXT    NOT NULL,
	PRIMARY KEY (target, at, id)
) WITHOUT ROWID;

ALTER TABLE log ADD COLUMN reason TEXT NOT NULL DEFAULT '';
CREATE INDEX log_actor ON log (actor, at DESC, article, seq DESC);
`

// Why who wrote did so.
const notes = `ALTER TABLE log ADD COLUMN note TEXT NOT NULL DEFAULT '';`

// What the index tables were made by, apart from meta, which every commit writes.
const indexedBy = `
CREATE TABLE vocabulary (
	one   INTEGER PRIMARY KEY CHECK (one = 1),
	lines TEXT NOT NULL -- see vocabulary()
);
INSERT INTO vocabulary SELECT 1, vocabulary FROM meta;
ALTER TABLE meta DROP COLUMN vocabulary;
`

// indexTables are those that are made from the versions.
var indexTables = []string{"entry", "place", "link", "word", "spelling", "outline", "around", "turn"}

// indexFormat changes when the code that fills the index tables does, so that
// they are made anew.
const indexFormat = "4"

// vocabulary lists all that decides what the index tables hold, a line each: the
// code of this package, the outlines, and the kinds and fields of the specs.
func vocabulary() string {
	lines := []string{"format " + indexFormat, "outlines " + graph.OutlineVocabulary()}
	for _, spec := range graph.Stored() {
		lines = append(lines, fmt.Sprint(spec.Kind, " ", spec.Nature))
		for _, field := range spec.Fields {
			line := fmt.Sprintf("%s.%s %s", spec.Kind, field.Name, field.Type.Name)
			if field.Sort {
				line += sorted
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// sorted ends the line of a field that each version has a place for.
const sorted = " sorted"

// covers says whether index tables that were made by one vocabulary hold what
// another one would make of the same versions: it adds no more than kinds, and fields
// that versions without them have no rows for.
func covers(made, now string) bool {
	before, after := strings.Split(made, "\n"), strings.Split(now, "\n")
	for _, line := range before {
		if !slices.Contains(after, line) {
			return false
		}
	}
	for _, line := range after {
		name, isSorted := strings.CutSuffix(line, sorted)
		kind, _, _ := strings.Cut(name, ".")
		isOld := slices.ContainsFunc(before, func(old string) bool { return strings.HasPrefix(old, kind+" ") })
		if isSorted && isOld && !slices.Contains(before, line) {
			return false
		}
	}
	return true
}

// names lists what the code table must hold for the specs.
func names() []string {
	var all []string
	for _, spec := range graph.Stored() {
		all = append(all, string(spec.Kind))
		for _, field := range spec.Fields {
			all = append(all, "."+field.Name)
			for _, of := range []aspect{low, high, further} {
				all = append(all, listName(spec.Kind, field.Name, of))
			}
		}
		all = append(all, listName(spec.Kind, graph.EntryContested, further))
	}
	all = append(all, "."+graph.EntryContested, "."+graph.EntryInferred)
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	return slices.Compact(all)
}
