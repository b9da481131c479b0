package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	driver "zombiezen.com/go/sqlite"

	"capgraph/graph"
)

// pagesAtATime is how many pages a backup copies before it looks whether it is
// to stop.
const pagesAtATime = 1000

// Backup copies the store in a file to another file, while other processes
// may read and write it: neither waits for the other. The copy is the store as
// of its last commit when the copying began, in one file that needs no other. It
// appears under its name when it is whole and on the disk; a failure leaves
// nothing behind.
//
// It never replaces a file, which is an error of code Conflict. A path that is
// no store, or that a newer version has written, has code Invalid; one that
// cannot be read, and a target that cannot be written, Unavailable.
func Backup(ctx context.Context, path, target string) error {
	if err := mustNotExist(target); err != nil {
		return err
	}
	return deliver(target, func(temporary string) error { return copyStore(ctx, path, temporary) })
}

// Restore makes a backup the store at a path. It checks the copy that it makes
// for damage first, so that a damaged backup replaces nothing. With replace, a
// store at the path is replaced, also a damaged one; without, a file there is an
// error of code Conflict. A store that another process has open is refused with
// code Unavailable, and a file that is no store with code Invalid, always.
func Restore(ctx context.Context, backup, path string, replace bool) error {
	if !replace {
		if err := mustNotExist(path); err != nil {
			return err
		}
	}
	return deliver(path, func(temporary string) error {
		if err := copyStore(ctx, backup, temporary); err != nil {
			return err
		}
		if err := checkWhole(ctx, temporary); err != nil {
			return err
		}
		return vacate(path)
	})
}

func mustNotExist(path string) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return graph.Errorf(graph.Conflict, "there is a file %s already; it is not replaced", path)
	}
	return nil
}

// deliver lets fill write a temporary file and gives it its name once it is on
// the disk.
func deliver(target string, fill func(temporary string) error) error {
	made, err := os.CreateTemp(filepath.Dir(target), ".capgraph-*")
	if err != nil {
		return graph.Errorf(graph.Unavailable, "the folder %s cannot be written to", filepath.Dir(target)).Because(err)
	}
	temporary := made.Name()
	defer removeStore(temporary)
	if err := errors.Join(made.Close(), fill(temporary)); err != nil {
		return err
	}
	if err := errors.Join(syncFile(temporary), os.Rename(temporary, target), syncFile(filepath.Dir(target))); err != nil {
		return graph.Errorf(graph.Unavailable, "the file %s cannot be written", target).Because(err)
	}
	return nil
}

// removeStore removes a file and what SQLite keeps beside it.
func removeStore(path string) {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		os.Remove(path + suffix)
	}
}

func syncFile(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// copyStore copies the pages of one committed state. The transaction on the
// source holds that state while others go on writing.
func copyStore(ctx context.Context, from, to string) error {
	source, err := openStore(ctx, from)
	if err != nil {
		return err
	}
	defer source.close()
	if err := source.script("BEGIN"); err != nil {
		return err
	}
	defer source.rollback()
	if _, err := source.ask("SELECT count(*) FROM sqlite_schema"); err != nil { // This begins it.
		return err
	}
	target, err := connect(to, driver.OpenReadWrite, readerCacheKiB)
	if err != nil {
		return err
	}
	defer target.close()
	for _, pragma := range []string{"PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF"} { // deliver sees to it.
		if err := target.script(pragma); err != nil {
			return err
		}
	}
	if err := copyPages(ctx, source, target); err != nil {
		return err
	}
	return target.script("PRAGMA journal_mode = DELETE") // One file, also where nobody may write.
}

func copyPages(ctx context.Context, source, target *conn) error {
	backup, err := driver.NewBackup(target.db, "main", source.db, "main")
	if err != nil {
		return failure(ctx, err)
	}
	defer backup.Close()
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			return interrupted(err)
		}
		if more, err = backup.Step(pagesAtATime); err != nil {
			return failure(ctx, err)
		}
	}
	return nil
}

// openStore opens a file that must be there and be ours, of any layout up to
// the present one.
func openStore(ctx context.Context, path string) (*conn, error) {
	c, err := connect(path, driver.OpenReadWrite, readerCacheKiB)
	if err != nil {
		return nil, err
	}
	c.use(ctx)
	tables, err := c.ask("SELECT count(*) FROM sqlite_schema")
	if err == nil {
		_, err = identify(c)
	}
	if err == nil && tables == 0 {
		err = graph.Errorf(graph.Invalid, "the file %s holds no store", path)
	}
	if err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

// checkWhole looks for damage in every page.
func checkWhole(ctx context.Context, path string) error {
	c, err := openStore(ctx, path)
	if err != nil {
		return err
	}
	defer c.close()
	return c.once("PRAGMA integrity_check(1)", nil, func(row row) error {
		if found := row.ColumnText(0); found != "ok" {
			return graph.Errorf(graph.Invalid, "the backup is damaged (%s); use another one", found)
		}
		return nil
	})
}
