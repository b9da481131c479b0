package main

import (
	"context"
	"io"

	"capgraph/graph"
	"capgraph/seed"
)

// decision is what all verbs that decide about records take.
type decision struct {
	Reason string `required:"" help:"Why, in a sentence; it is kept with the decision."`
	By     string `default:"local" help:"Who decides."`
	DryRun bool   `name:"dry-run" help:"Only tell what would happen."`
}

// mergeCommand is `capgraph merge`.
type mergeCommand struct {
	From string `arg:"" help:"The id of the record that is another one, as company:facebook."`
	Into string `arg:"" help:"The id of the record that it is."`
	decision
}

// Run merges one record into another.
func (c *mergeCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	return c.decide(ctx, choice, stdout, seed.Decision{What: graph.Merges, Records: []graph.ID{graph.ID(c.From)}, Into: graph.ID(c.Into)})
}

// splitCommand is `capgraph split`.
type splitCommand struct {
	From     string   `arg:"" help:"The id of the record that two are taken for."`
	Into     string   `arg:"" help:"The id of the record that the articles speak of; it may be new."`
	Articles []string `name:"article" required:"" help:"The id of an article whose claims are about the other record; give it again for more."`
	decision
}

// Run gives what some articles say of a record to another.
func (c *splitCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	d := seed.Decision{What: graph.Splits, Records: []graph.ID{graph.ID(c.From)}, Into: graph.ID(c.Into)}
	for _, article := range c.Articles {
		d.Articles = append(d.Articles, graph.ID(article))
	}
	return c.decide(ctx, choice, stdout, d)
}

// apartCommand is `capgraph apart`.
type apartCommand struct {
	One   string `arg:"" help:"The id of a record."`
	Other string `arg:"" help:"The id of another, which it must never be merged with."`
	decision
}

// Run keeps two records apart.
func (c *apartCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	return c.decide(ctx, choice, stdout, seed.Decision{What: graph.KeepsApart, Records: []graph.ID{graph.ID(c.One)}, Into: graph.ID(c.Other)})
}

func (c *decision) decide(ctx context.Context, choice *storeChoice, stdout io.Writer, d seed.Decision) error {
	d.Reason = c.Reason
	return withStore(ctx, choice, func(store graph.Store) error {
		var control controlTold
		report, err := seed.Decide(ctx, control.over(store), c.By, d, c.DryRun)
		if err != nil {
			return refuseWhole(stdout, err)
		}
		if err := report.Print(stdout); err != nil {
			return err
		}
		control.print(stdout)
		return nil
	})
}
