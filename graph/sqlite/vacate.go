package sqlite

import (
	"context"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"

	driver "zombiezen.com/go/sqlite"

	"capgraph/graph"
)

// vacate makes a path free for another store: nobody has the one there open,
// and its log is gone, which would else be taken for that of the new one.
func vacate(path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		removeLog(path)
		return nil
	}
	c, err := openStore(context.Background(), path)
	if err == nil {
		defer c.close()
		err = c.takeAlone()
	}
	switch driver.ErrCode(causeOf(err)).ToPrimary() {
	case driver.ResultNotADB, driver.ResultCorrupt:
		if !wasStore(path) {
			return graph.Errorf(graph.Invalid, "the file %s is no capgraph store; it is not replaced", path)
		}
		removeLog(path)
		return nil
	case driver.ResultBusy, driver.ResultLocked, driver.ResultInterrupt:
		return graph.Errorf(graph.Unavailable, "another process has the store %s open; stop it first", path).Because(err)
	}
	return err
}

// takeAlone moves the log into the file and locks it; SQLite lets nobody do so
// who is not alone.
func (c *conn) takeAlone() error {
	waiting, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	c.use(waiting)
	mode := ""
	err := c.once("PRAGMA journal_mode = DELETE", nil, func(row row) error {
		mode = row.ColumnText(0)
		return nil
	})
	if err == nil && mode != "delete" {
		err = graph.Errorf(graph.Unavailable, "the store is in use")
	}
	if err == nil {
		err = c.exec("BEGIN EXCLUSIVE")
	}
	return err
}

func removeLog(path string) {
	os.Remove(path + "-wal")
	os.Remove(path + "-shm")
}

// causeOf is the driver's error behind one of the domain.
func causeOf(err error) error {
	for cause := err; cause != nil; cause = errors.Unwrap(cause) {
		err = cause
	}
	return err
}

// wasStore reads off the first page whether a file that SQLite cannot read was
// one of ours. No connection may be open.
func wasStore(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	mark := make([]byte, 4)
	_, err = file.ReadAt(mark, 68) // where the format of SQLite has it
	return err == nil && binary.BigEndian.Uint32(mark) == applicationID
}
