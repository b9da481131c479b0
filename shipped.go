package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"

	"github.com/rs/zerolog"

	"capgraph/graph"
	"capgraph/seed"
)

// seedFounding fills an empty store with the shipped facts.
func seedFounding(ctx context.Context, store graph.Store, log zerolog.Logger) error {
	head, err := store.Head(ctx)
	if err != nil || head != 0 {
		return err
	}
	if err := loadShipped(ctx, store, io.Discard, false, seed.Articles()); err != nil {
		return err
	}
	log.Info().Msg("seeded the empty store with the shipped facts")
	return nil
}

// loadDemonstration loads the shipped facts and the demonstration. What is
// there already changes nothing.
func loadDemonstration(ctx context.Context, store graph.Store, stdout io.Writer, dryRun bool) error {
	return loadShipped(ctx, store, stdout, dryRun, seed.Articles(), seed.Demonstration())
}

// loadShipped loads the fact files that come with the program.
func loadShipped(ctx context.Context, store graph.Store, stdout io.Writer, dryRun bool, folders ...fs.FS) error {
	loader := seed.Loader{Store: store, Actor: local, DryRun: dryRun, Each: func(result seed.Result) error {
		if problems := result.Why(); problems != nil {
			return fmt.Errorf("the shipped facts in %s were refused: %w", result.File, problems)
		}
		return result.Report.Print(stdout)
	}}
	_, err := loader.Load(ctx, shippedItems(folders))
	return err
}

// shippedItems reads fact files, folder by folder, in order of their names.
func shippedItems(folders []fs.FS) iter.Seq2[seed.Item, error] {
	return func(yield func(seed.Item, error) bool) {
		for _, folder := range folders {
			names, err := fs.Glob(folder, "*.yaml")
			for _, name := range names {
				item := seed.Item{File: name}
				var data []byte
				if data, err = fs.ReadFile(folder, name); err == nil {
					item.Bytes = len(data)
					item.Facts, item.Problems = seed.Decode(name, data)
				}
				if !yield(item, err) || err != nil {
					return
				}
			}
			if err != nil {
				yield(seed.Item{}, err)
				return
			}
		}
	}
}
