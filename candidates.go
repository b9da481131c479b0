package main

import (
	"context"
	"fmt"
	"io"

	"capgraph/graph"
	"capgraph/seed"
)

// candidatesCommand is `capgraph candidates`.
type candidatesCommand struct {
	Kind        string   `default:"company" help:"The kind of record."`
	Identifiers []string `name:"identifier" help:"An identifier, as lei:5493001KJTIIGC8Y1R12; give it again for more."`
	Country     string   `help:"The country of a company."`
	Related     []string `help:"The id of somebody whom it has a relation with; give it again for more."`
	Limit       int      `default:"10" help:"How many at most."`
	Names       []string `arg:"" optional:"" name:"name" help:"What it is called. Without a name or an identifier, pairs of records are listed that may be one."`
}

// Run lists the records that somebody or something may be, with the reasons.
func (c *candidatesCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	if len(c.Names)+len(c.Identifiers) == 0 {
		return withStore(ctx, choice, func(store graph.Store) error { return c.duplicates(ctx, store, stdout) })
	}
	mention, err := c.mention()
	if err != nil {
		return err
	}
	return withStore(ctx, choice, func(store graph.Store) error { return c.candidates(ctx, store, mention, stdout) })
}

func (c *candidatesCommand) mention() (seed.Mention, error) {
	mention := seed.Mention{Kind: graph.Kind(c.Kind), Names: c.Names}
	for _, text := range c.Identifiers {
		identifier, err := graph.ParseIdentifier(text)
		if err != nil {
			return mention, err
		}
		mention.Identifiers = append(mention.Identifiers, identifier)
	}
	if c.Country != "" {
		country, err := graph.ParseCountry(c.Country)
		if err != nil {
			return mention, err
		}
		mention.Country = string(country)
	}
	for _, id := range c.Related {
		mention.Related = append(mention.Related, graph.ID(id))
	}
	return mention, nil
}

func (c *candidatesCommand) candidates(ctx context.Context, store graph.Reader, mention seed.Mention, stdout io.Writer) error {
	found, err := seed.Candidates(ctx, store, mention, c.Limit)
	if err != nil {
		return err
	}
	for _, candidate := range found {
		fmt.Fprintf(stdout, "%.2f  %s (%s): %s\n", candidate.Score, candidate.Record.ID, graph.Label(candidate.Record), seed.InWords(candidate.Reasons))
	}
	if len(found) == 0 {
		fmt.Fprintln(stdout, "nothing is like it")
	}
	return nil
}

func (c *candidatesCommand) duplicates(ctx context.Context, store graph.Store, stdout io.Writer) error {
	found, more, err := seed.Duplicates(ctx, store, graph.Kind(c.Kind))
	if err != nil {
		return err
	}
	for _, pair := range found[:min(c.Limit, len(found))] {
		fmt.Fprintf(stdout, "%.2f  %s (%s) into %s (%s): %s\n", pair.Score, pair.Other.ID, graph.Label(pair.Other), pair.One.ID, graph.Label(pair.One), seed.InWords(pair.Reasons))
	}
	if rest := len(found) - c.Limit; rest > 0 || more {
		fmt.Fprintf(stdout, "and %d more, see --limit\n", max(rest, 0))
	}
	return nil
}
