package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/rs/zerolog"

	"capgraph/graph"
	"capgraph/seed"
)

// local is the actor of writes from the command line.
const local = "local"

// seedCommand is `capgraph seed`.
type seedCommand struct {
	DryRun bool     `name:"dry-run" help:"Only tell what would happen."`
	Files  []string `arg:"" name:"file" help:"Fact files, YAML or JSON; - is standard input."`
}

// Run loads each file by itself: one that is refused or cannot be read does not
// stop the others. It exits with 1 if there was any such.
func (c *seedCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	store, err := choice.open(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	return visitFiles(c.Files, stdout, func(file string, data []byte) (bool, error) {
		return load(ctx, store, stdout, file, data, c.DryRun)
	})
}

// visitFiles visits files one by one, and prints why one cannot be read. If that
// happened, or a visit said false, the program exits with 1 after the last; an
// error of a visit ends it.
func visitFiles(files []string, stdout io.Writer, visit func(file string, data []byte) (good bool, err error)) error {
	allGood := true
	for _, file := range files {
		data, err := readFile(file)
		if err != nil {
			fmt.Fprintln(stdout, err)
			allGood = false
			continue
		}
		good, err := visit(file, data)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		allGood = allGood && good
	}
	if !allGood {
		return exitCode(1)
	}
	return nil
}

// load loads one file and reports; it says false when the file was refused.
func load(ctx context.Context, store graph.Store, stdout io.Writer, file string, data []byte, dryRun bool) (bool, error) {
	facts, problems := seed.Decode(file, data)
	if len(problems) == 0 {
		report, found, err := seed.Load(ctx, store, local, facts, dryRun)
		if err != nil {
			return false, err
		}
		if problems = found; len(problems) == 0 {
			return true, report.Print(stdout)
		}
	}
	return false, refuse(stdout, file, problems)
}

// refuse prints why a file was not loaded.
func refuse(stdout io.Writer, file string, problems seed.Problems) error {
	_, err := fmt.Fprintf(stdout, "%s: refused, nothing of it is written\n%s\n", file, problems.Error())
	return err
}

// readFile reads at most one byte more than a fact file may have, so that the
// decoder can say that it is too large.
func readFile(file string) ([]byte, error) {
	source := os.Stdin
	if file != "-" {
		opened, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer opened.Close()
		source = opened
	}
	return io.ReadAll(io.LimitReader(source, seed.MaxBytes+1))
}

// seedFounding fills an empty store with the shipped facts.
func seedFounding(ctx context.Context, store graph.Store, log zerolog.Logger) error {
	head, err := store.Head(ctx)
	if err != nil || head != 0 {
		return err
	}
	files, err := fs.Glob(seed.Articles(), "*.yaml")
	if err != nil {
		return err
	}
	for _, file := range files {
		data, err := fs.ReadFile(seed.Articles(), file)
		if err != nil {
			return err
		}
		if ok, err := load(ctx, store, io.Discard, file, data, false); err != nil || !ok {
			return fmt.Errorf("the shipped facts in %s were refused: %w", file, err)
		}
		log.Info().Str("file", file).Msg("seeded the empty store")
	}
	return nil
}
