package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/rs/zerolog"

	"capgraph/export"
	"capgraph/graph"
	"capgraph/seed"
	"capgraph/seed/bods"
	"capgraph/seed/ftm"
)

// exportCommand is `capgraph export`.
type exportCommand struct {
	To      string `required:"" placeholder:"FORMAT" enum:"facts,csv,bods,ftm,jsonld,graphml" help:"facts: everything, as fact files; loading them into an empty store gives the same graph. csv: one list as a table, with its sources. bods: BODS 0.4 statements. ftm: FollowTheMoney entities, one a line. jsonld: schema.org. graphml: a network to draw. What a format cannot say is counted and named."`
	What    string `arg:"" optional:"" help:"For facts: a folder without fact files, which gets one for each article; or -, for JSON Lines on standard output. For csv: the list, as companies, stakes or acquisitions. For the others nothing."`
	AsOf    string `name:"as-of" placeholder:"DAY" help:"What was true on a day, as 2025-01-01. Default: today. Not for facts, which hold all days."`
	KnownAt string `name:"known-at" placeholder:"INSTANT" help:"What was known at an instant, as 2026-01-01T00:00:00Z. Default: now. Not for facts."`
	Output  string `short:"o" placeholder:"FILE" help:"Where to write instead of standard output; it gets its name when it is whole. Not for facts."`
}

// Run exports. What the format cannot say goes to the log, counted and named.
func (c *exportCommand) Run(ctx context.Context, choice *storeChoice, log zerolog.Logger, stdout io.Writer) error {
	slice, err := c.slice(time.Now())
	if err != nil {
		return err
	}
	store, err := choice.open(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	if c.To == "facts" {
		return c.facts(ctx, store, log, stdout)
	}
	return c.write(stdout, func(out io.Writer) error {
		lost, err := c.format(ctx, store, slice, log, out)
		for _, omission := range lost.List() {
			log.Warn().Msg("not exported: " + omission.String())
		}
		return err
	})
}

// format writes one of the formats that show a slice of the graph.
func (c *exportCommand) format(ctx context.Context, store graph.Store, slice graph.Slice, log zerolog.Logger, out io.Writer) (*export.Omissions, error) {
	lost, n := &export.Omissions{}, 0
	var err error
	switch c.To {
	case "csv":
		var spec *graph.Spec
		if spec, err = export.KindCalled(c.What); err == nil {
			n, err = export.CSV(ctx, store, spec.Kind, slice, out)
		}
	case "bods":
		n, err = bods.Write(ctx, store, slice, out, lost)
	case "ftm":
		n, err = ftm.Write(ctx, store, slice, out, lost)
	case "jsonld":
		n, err = export.JSONLD(ctx, store, slice, out, lost)
	case "graphml":
		var edges int
		n, edges, err = export.GraphML(ctx, store, slice, out, lost)
		n += edges
	}
	if err == nil {
		log.Info().Str("format", c.To).Int("count", n).Msg("exported")
	}
	return lost, err
}

// slice reads the clocks.
func (c *exportCommand) slice(now time.Time) (graph.Slice, error) {
	slice := graph.Slice{Day: graph.DayOf(now)}
	if c.To == "facts" && c.AsOf+c.KnownAt+c.Output != "" {
		return slice, fmt.Errorf("fact files hold all days, and go to a folder or standard output: leave out --as-of, --known-at and --output")
	}
	if c.To != "facts" && c.To != "csv" && c.What != "" {
		return slice, fmt.Errorf("%s is of the whole graph: leave out %q, and use -o for a file", c.To, c.What)
	}
	var err error
	if c.AsOf != "" {
		if slice.Day, err = graph.ParseDay(c.AsOf); err != nil {
			return slice, err
		}
	}
	if c.KnownAt != "" {
		at, err := time.Parse(time.RFC3339Nano, c.KnownAt)
		if err != nil {
			return slice, fmt.Errorf("--known-at %q is no instant: write one like 2026-01-01T00:00:00Z", c.KnownAt)
		}
		slice.Known = graph.InstantOf(at)
	}
	return slice, nil
}

// write writes to standard output, or to a file that appears only when it is
// whole.
func (c *exportCommand) write(stdout io.Writer, fill func(io.Writer) error) error {
	if c.Output == "" {
		out := bufio.NewWriter(stdout)
		return errors.Join(fill(out), out.Flush())
	}
	file, err := os.CreateTemp(filepath.Dir(c.Output), ".capgraph-export-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name()) // It has another name by then, unless something failed.
	out := bufio.NewWriter(file)
	if err := errors.Join(fill(out), out.Flush(), file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), c.Output)
}

// facts writes an article at a time, so that memory does not grow with the
// store.
func (c *exportCommand) facts(ctx context.Context, store graph.Store, log zerolog.Logger, stdout io.Writer) error {
	out := bufio.NewWriter(stdout)
	write := func(w *seed.Written) error { return writeLine(w, out) }
	if c.What == "" {
		return fmt.Errorf("say where the fact files go: a folder, or - for standard output")
	}
	if c.What != "-" {
		if err := makeEmptyFolder(c.What); err != nil {
			return err
		}
		write = func(w *seed.Written) error { return writeFile(w, c.What) }
	}
	articles, waiting, withdrawn, claims, inexact := 0, 0, 0, 0, 0
	err := seed.Export(ctx, store, func(w *seed.Written) error {
		if w.Waiting {
			waiting++
			return write(w)
		}
		articles, claims, inexact = articles+1, claims+w.Claims, inexact+len(w.Inexact)
		if w.Withdrawn {
			withdrawn++
		}
		for _, why := range w.Inexact {
			log.Warn().Msg("not exported as it stands: " + why)
		}
		return write(w)
	})
	if err != nil {
		return err
	}
	log.Info().Int("articles", articles).Int("waiting", waiting).Int("withdrawn", withdrawn).Int("claims", claims).Int("inexact", inexact).
		Msg("exported; what was known earlier, as of revisions, is in backups alone")
	return out.Flush()
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
