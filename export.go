package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/rs/zerolog"

	"capgraph/graph"
	"capgraph/seed"
)

// exportCommand is `capgraph export`.
type exportCommand struct {
	To   string `required:"" placeholder:"FORMAT" enum:"facts" help:"facts: everything, as fact files; loading them into an empty store gives the same graph."`
	What string `arg:"" optional:"" help:"For facts: a folder without fact files, which gets one for each article; or -, for JSON Lines on standard output."`
}

// Run exports. What the format cannot say goes to the log, counted and named.
func (c *exportCommand) Run(ctx context.Context, choice *storeChoice, log zerolog.Logger, stdout io.Writer) error {
	if c.What == "" {
		return fmt.Errorf("say where the fact files go: a folder, or - for standard output")
	}
	store, err := choice.open(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	out := bufio.NewWriter(stdout)
	if err := c.facts(ctx, store, log, out); err != nil {
		return err
	}
	return out.Flush()
}

// facts writes an article at a time, so that memory does not grow with the
// store.
func (c *exportCommand) facts(ctx context.Context, store graph.Store, log zerolog.Logger, out io.Writer) error {
	write := func(w *seed.Written) error { return writeLine(w, out) }
	if c.What != "-" {
		if err := makeEmptyFolder(c.What); err != nil {
			return err
		}
		write = func(w *seed.Written) error { return writeFile(w, c.What) }
	}
	articles, claims, inexact := 0, 0, 0
	withdrawn, err := seed.Export(ctx, store, func(w *seed.Written) error {
		articles, claims, inexact = articles+1, claims+w.Claims, inexact+len(w.Inexact)
		for _, why := range w.Inexact {
			log.Warn().Msg("not exported as it stands: " + why)
		}
		return write(w)
	})
	if err != nil {
		return err
	}
	log.Info().Int("articles", articles).Int("claims", claims).Int("inexact", inexact).Msg("exported")
	if withdrawn > 0 {
		log.Warn().Int("articles", withdrawn).Msg("left out, because they are withdrawn; so is all history, as of earlier revisions")
	}
	return nil
}

func writeLine(w *seed.Written, out io.Writer) error {
	line, err := w.JSON()
	if err == nil {
		_, err = out.Write(append(line, '\n'))
	}
	return err
}

func writeFile(w *seed.Written, folder string) error {
	text, err := w.YAML()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, w.File()), text, 0o644)
}

// makeEmptyFolder makes a folder, or checks that one holds no fact files: those
// of another export would be loaded together with these.
func makeEmptyFolder(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	found, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err == nil && len(found) > 0 {
		err = fmt.Errorf("the folder %s holds fact files already: name an empty one", folder)
	}
	return err
}
