package sqlite

import (
	"context"
	"fmt"
	"time"

	driver "zombiezen.com/go/sqlite"

	"capgraph/graph"
)

// maxStatements bounds the prepared statements that a connection keeps:
// filters of clients may take any shape.
const maxStatements = 256

// conn is a connection with its prepared statements. One goroutine uses it at
// a time. The errors of its methods are *graph.Error.
type conn struct {
	db         *driver.Conn
	statements map[string]*driver.Stmt
	ctx        context.Context               // of the call that uses the connection now
	watch      func(text string, args []any) // told of every statement; for tests

	stop   chan struct{} // closed to interrupt what runs
	remain func() bool   // keeps the end of ctx from closing stop
}

// row is the present row of a statement.
type row = *driver.Stmt

func connect(address string, flags driver.OpenFlags, cacheKiB int) (*conn, error) {
	db, err := driver.OpenConn(address, flags)
	if err != nil {
		return nil, failure(context.Background(), err)
	}
	c := &conn{db: db, statements: map[string]*driver.Stmt{}, ctx: context.Background()}
	db.SetBlockOnBusy()
	for _, pragma := range []string{
		"PRAGMA synchronous = FULL",
		"PRAGMA temp_store = MEMORY",
		fmt.Sprintf("PRAGMA cache_size = -%d", cacheKiB),
		"PRAGMA mmap_size = 1073741824",
		"PRAGMA foreign_keys = OFF",
		"PRAGMA wal_autocheckpoint = 16000", // The backstop of checkpoints in the background.
	} {
		if err := c.script(pragma); err != nil {
			c.close()
			return nil, err
		}
	}
	return c, nil
}

// use makes the connection work for a call: from now on it stops when ctx ends.
func (c *conn) use(ctx context.Context) {
	c.rest()
	c.ctx = ctx
	if ctx.Done() == nil {
		return
	}
	if c.stop == nil {
		c.stop = make(chan struct{})
		c.db.SetInterrupt(c.stop)
	}
	stop := c.stop
	c.remain = context.AfterFunc(ctx, func() { close(stop) })
}

// rest ends what use began, and makes an interrupted connection usable again.
// The driver watches the same channel from call to call, because changing it
// takes two changes of goroutine.
func (c *conn) rest() {
	c.ctx = context.Background()
	if c.remain != nil && !c.remain() {
		<-c.stop
		c.stop = nil
		c.db.SetInterrupt(nil)
	}
	c.remain = nil
}

func (c *conn) close() {
	c.rest()
	c.forget()
	c.db.Close()
}

func (c *conn) forget() {
	for text, statement := range c.statements {
		statement.Finalize()
		delete(c.statements, text)
	}
}

// script runs one statement that is not worth keeping.
func (c *conn) script(text string) error { return c.once(text, nil, nil) }

// exec runs a statement that returns no rows.
func (c *conn) exec(text string, args ...any) error { return c.query(text, args, nil) }

// query runs a statement and calls each for every row. Within each, the same
// statement must not be run again on this connection.
func (c *conn) query(text string, args []any, each func(row) error) error {
	if ended := c.ctx.Err(); ended != nil {
		return interrupted(ended)
	}
	if c.watch != nil {
		c.watch(text, args)
	}
	statement, err := c.prepare(text)
	if err != nil {
		return failure(c.ctx, err)
	}
	return c.run(statement, args, each)
}

// once is query for a statement that is not kept and may be nested in itself.
func (c *conn) once(text string, args []any, each func(row) error) error {
	if c.watch != nil {
		c.watch(text, args)
	}
	statement, _, err := c.db.PrepareTransient(text)
	if err != nil {
		return failure(c.ctx, err)
	}
	defer statement.Finalize()
	return c.run(statement, args, each)
}

func (c *conn) prepare(text string) (*driver.Stmt, error) {
	if statement := c.statements[text]; statement != nil {
		return statement, nil
	}
	if len(c.statements) >= maxStatements {
		c.forget()
	}
	statement, _, err := c.db.PrepareTransient(text)
	if err != nil {
		return nil, err
	}
	c.statements[text] = statement
	return statement, nil
}

func (c *conn) run(statement *driver.Stmt, args []any, each func(row) error) error {
	for i, arg := range args {
		bind(statement, i+1, arg)
	}
	for {
		found, err := statement.Step()
		if err != nil {
			return failure(c.ctx, err)
		}
		if !found {
			statement.Reset()
			return nil
		}
		if each == nil {
			continue
		}
		if err := each(statement); err != nil {
			statement.Reset()
			return err
		}
	}
}

func bind(statement *driver.Stmt, at int, arg any) {
	switch arg := arg.(type) {
	case string:
		statement.BindText(at, arg)
	case graph.ID:
		statement.BindText(at, string(arg))
	case []byte:
		statement.BindText(at, string(arg))
	case int64:
		statement.BindInt64(at, arg)
	case int:
		statement.BindInt64(at, int64(arg))
	case graph.Day:
		statement.BindInt64(at, int64(arg))
	case graph.Instant:
		statement.BindInt64(at, int64(arg))
	case bool:
		statement.BindBool(at, arg)
	case nil:
		statement.BindNull(at)
	default:
		panic(fmt.Sprintf("sqlite: cannot bind %T", arg))
	}
}

// number runs a statement that returns one integer, 0 when it returns no row.
func (c *conn) number(text string, args ...any) (n int64, err error) {
	err = c.query(text, args, func(row row) error {
		n = row.ColumnInt64(0)
		return nil
	})
	return n, err
}

// insert runs a statement that inserts one row at most, and returns its number,
// 0 when it inserted none. RETURNING would make SQLite keep a journal of the
// statement, which costs more than the row.
func (c *conn) insert(text string, args ...any) (rowid int64, err error) {
	if err := c.exec(text, args...); err != nil || c.db.Changes() == 0 {
		return 0, err
	}
	return c.db.LastInsertRowID(), nil
}

// ask is number for a statement that is not kept.
func (c *conn) ask(text string, args ...any) (n int64, err error) {
	err = c.once(text, args, func(row row) error {
		n = row.ColumnInt64(0)
		return nil
	})
	return n, err
}

// lockWait is how long a write waits for a write of another process.
const lockWait = 5 * time.Second

// begin takes the lock for writing. It waits for other processes, though not
// for ever.
func (c *conn) begin(ctx context.Context) error {
	waiting, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	c.use(waiting)
	err := c.exec("BEGIN IMMEDIATE")
	c.use(ctx)
	if err != nil && ctx.Err() == nil && waiting.Err() != nil {
		return graph.Errorf(graph.Unavailable, "another process has been writing to the store for %s; try again when it is done", lockWait).Because(err)
	}
	return err
}

// rollback undoes the running transaction, if there is one, even after the
// end of the call's context.
func (c *conn) rollback() error {
	c.rest()
	if c.db.AutocommitEnabled() {
		return nil
	}
	return c.exec("ROLLBACK")
}
