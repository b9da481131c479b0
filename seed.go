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
	Demo   bool     `help:"Load the shipped facts and the demonstration graph around AI infrastructure, before any files."`
	Files  []string `arg:"" optional:"" name:"file" help:"Fact files, YAML or JSON; - is standard input."`
}

// Run loads each file by itself: one that is refused or cannot be read does not
// stop the others. It exits with 1 if there was any such.
func (c *seedCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	if len(c.Files) == 0 && !c.Demo {
		return fmt.Errorf("there is nothing to load: name a fact file, or ask for --demo")
	}
	store, err := choice.open(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	if c.Demo {
		if err := loadDemonstration(ctx, store, stdout, c.DryRun); err != nil {
			return err
		}
	}
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
	if err := loadShipped(ctx, store, io.Discard, seed.Articles(), false); err != nil {
		return err
	}
	log.Info().Msg("seeded the empty store with the shipped facts")
	return nil
}

// loadDemonstration loads the shipped facts and the demonstration. What is
// there already changes nothing.
func loadDemonstration(ctx context.Context, store graph.Store, stdout io.Writer, dryRun bool) error {
	for _, files := range []fs.FS{seed.Articles(), seed.Demonstration()} {
		if err := loadShipped(ctx, store, stdout, files, dryRun); err != nil {
			return err
		}
	}
	return nil
}

// loadShipped loads the fact files that come with the program.
func loadShipped(ctx context.Context, store graph.Store, stdout io.Writer, files fs.FS, dryRun bool) error {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if ok, err := load(ctx, store, stdout, name, data, dryRun); err != nil || !ok {
			return fmt.Errorf("the shipped facts in %s were refused: %w", name, err)
		}
	}
	return nil
}
