package dataset

import (
	"iter"

	"capgraph/graph"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

// Shelf keeps what must be seen again, or together, in a temporary file that
// is gone when it is closed: files may be larger than the memory, and speak of
// a thing before they describe it.
type Shelf struct{ db *sqlite.Conn }

// The most items, and bytes of them, that may have one key.
const (
	MaxGroup      = 5_000
	maxGroupBytes = 20_000_000
)

var shelves = []string{
	`PRAGMA journal_mode = OFF`,
	`PRAGMA synchronous = OFF`,
	`PRAGMA cache_size = -8000`,
	`CREATE TABLE stack (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE)`,
	`CREATE TABLE item (stack INTEGER NOT NULL, rank TEXT NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL)`,
	`CREATE INDEX item_stack ON item (stack, rank, number)`,
	`CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
	`CREATE TABLE tally (name TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID`,
	`BEGIN`,
}

// NewShelf makes an empty shelf. The errors have code Internal: there is no
// room for temporary files.
func NewShelf() (*Shelf, error) {
	db, err := sqlite.OpenConn("", sqlite.OpenReadWrite|sqlite.OpenCreate)
	if err != nil {
		return nil, shelfError(err)
	}
	for _, statement := range shelves {
		if err := sqlitex.ExecuteTransient(db, statement, nil); err != nil {
			db.Close()
			return nil, shelfError(err)
		}
	}
	return &Shelf{db: db}, nil
}

// Close removes the shelf.
func (s *Shelf) Close() error { return s.db.Close() }

func shelfError(err error) error {
	if err == nil {
		return nil
	}
	return graph.Errorf(graph.Internal, "the temporary file failed; is there room where temporary files are kept?").Because(err)
}

// Item is one thing on the shelf.
type Item struct {
	Key    string // what it is about
	Rank   string // orders the items of one key, before Number
	Number int    // its place in the source
	Body   []byte
}

// Put adds an item. Keys keep the order in which they came first.
func (s *Shelf) Put(item Item) error {
	if err := s.exec(`INSERT OR IGNORE INTO stack (key) VALUES (?)`, item.Key); err != nil {
		return err
	}
	return s.exec(`INSERT INTO item SELECT seq, ?, ?, ? FROM stack WHERE key = ?`, item.Rank, item.Number, item.Body, item.Key)
}

// Get returns the items of a key in order, nil when there are none. Beyond
// MaxGroup items, or 20 MB, it returns the last only, and true.
func (s *Shelf) Get(key string) (items []Item, tooMany bool, err error) {
	count, bytes := 0, 0
	err = s.query(`SELECT count(*), coalesce(sum(length(body)), 0) FROM item WHERE stack = (SELECT seq FROM stack WHERE key = ?)`, func(row *sqlite.Stmt) {
		count, bytes = row.ColumnInt(0), row.ColumnInt(1)
	}, key)
	if err != nil || count == 0 {
		return nil, false, err
	}
	if count > MaxGroup || bytes > maxGroupBytes {
		last, _, err := s.Last(key)
		return []Item{last}, true, err
	}
	err = s.query(`SELECT rank, number, body FROM item WHERE stack = (SELECT seq FROM stack WHERE key = ?) ORDER BY rank, number`, func(row *sqlite.Stmt) {
		body := make([]byte, row.ColumnLen(2))
		row.ColumnBytes(2, body)
		items = append(items, Item{Key: key, Rank: row.ColumnText(0), Number: row.ColumnInt(1), Body: body})
	}, key)
	return items, false, err
}

// Last returns the last item of a key.
func (s *Shelf) Last(key string) (item Item, found bool, err error) {
	err = s.query(`SELECT rank, number, body FROM item WHERE stack = (SELECT seq FROM stack WHERE key = ?) ORDER BY rank DESC, number DESC LIMIT 1`, func(row *sqlite.Stmt) {
		body := make([]byte, row.ColumnLen(2))
		row.ColumnBytes(2, body)
		item, found = Item{Key: key, Rank: row.ColumnText(0), Number: row.ColumnInt(1), Body: body}, true
	}, key)
	return item, found, err
}

// Keys are all keys, in the order in which they came first. Items may be put
// and got meanwhile.
func (s *Shelf) Keys() iter.Seq2[string, error] {
	const page = 500
	return func(yield func(string, error) bool) {
		for last := 0; ; {
			var keys []string
			err := s.query(`SELECT seq, key FROM stack WHERE seq > ? ORDER BY seq LIMIT ?`, func(row *sqlite.Stmt) {
				last = row.ColumnInt(0)
				keys = append(keys, row.ColumnText(1))
			}, last, page)
			if err != nil {
				yield("", err)
				return
			}
			for _, key := range keys {
				if !yield(key, nil) {
					return
				}
			}
			if len(keys) < page {
				return
			}
		}
	}
}

// Stage is Keys for one of several equal stages of going through the shelf, from
// 0 on, of which the articles that are made meanwhile tell; see Article.Read.
func (s *Set) Stage(shelf *Shelf, stage, stages int) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		all, visited := 0, 0
		if err := shelf.query(`SELECT count(*) FROM stack`, func(row *sqlite.Stmt) { all = row.ColumnInt(0) }); err != nil {
			yield("", err)
			return
		}
		for key, err := range shelf.Keys() {
			visited++
			s.read = (float64(stage) + float64(visited)/float64(all)) / float64(stages)
			if !yield(key, err) {
				return
			}
		}
	}
}

// Note remembers a value under a name, unless there is one.
func (s *Shelf) Note(name, value string) error {
	return s.exec(`INSERT OR IGNORE INTO note VALUES (?, ?)`, name, value)
}

// Noted is the value under a name, "" when there is none.
func (s *Shelf) Noted(name string) (value string, err error) {
	err = s.query(`SELECT value FROM note WHERE name = ?`, func(row *sqlite.Stmt) { value = row.ColumnText(0) }, name)
	return value, err
}

// Count adds one under a name.
func (s *Shelf) Count(name string) error {
	return s.exec(`INSERT INTO tally VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET count = count + 1`, name)
}

// Counted is how often a name was counted.
func (s *Shelf) Counted(name string) (count int, err error) {
	err = s.query(`SELECT count FROM tally WHERE name = ?`, func(row *sqlite.Stmt) { count = row.ColumnInt(0) }, name)
	return count, err
}

func (s *Shelf) exec(statement string, args ...any) error {
	return shelfError(sqlitex.Execute(s.db, statement, &sqlitex.ExecOptions{Args: args}))
}

func (s *Shelf) query(statement string, row func(*sqlite.Stmt), args ...any) error {
	return shelfError(sqlitex.Execute(s.db, statement, &sqlitex.ExecOptions{Args: args, ResultFunc: func(stmt *sqlite.Stmt) error {
		row(stmt)
		return nil
	}}))
}
