package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"capgraph/graph/sqlite"
)

// backupCommand is `capgraph backup`.
type backupCommand struct {
	File string `arg:"" help:"The file to write; it must not be there yet."`
}

// Run copies the embedded store. Servers may run and write meanwhile.
func (c *backupCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	store, err := choice.sqliteFile()
	if err != nil {
		return err
	}
	if err := sqlite.Backup(ctx, store, c.File); err != nil {
		return fmt.Errorf("no backup was made: %w", err)
	}
	_, err = fmt.Fprintf(stdout, "%s: written\n", c.File)
	return err
}

// restoreBackupCommand is `capgraph restore-backup`.
type restoreBackupCommand struct {
	File  string `arg:"" help:"A file that backup wrote."`
	Force bool   `help:"Replace the store that is there. It is gone then."`
}

// Run makes a backup the embedded store. No server may have it open.
func (c *restoreBackupCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	store, err := choice.sqliteFile()
	if err != nil {
		return err
	}
	if err := choice.makeFolder(); err != nil {
		return err
	}
	if err := sqlite.Restore(ctx, c.File, store, c.Force); err != nil {
		return fmt.Errorf("nothing was restored (--force replaces a store that is there): %w", err)
	}
	_, err = fmt.Fprintf(stdout, "%s: restored from %s\n", filepath.Base(store), c.File)
	return err
}
