package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"capgraph/graph"
	"capgraph/seed"
)

// settleCommand is `capgraph settle`.
type settleCommand struct {
	Record string `arg:"" help:"The id of the record, as conflicts prints it."`
	Field  string `arg:"" help:"The field, such as share."`
	Value  string `arg:"" help:"What holds, as in fact files, or the id of the claim that is right."`
	Reason string `required:"" help:"Why, in one line."`
	On     string `help:"A day of the conflict, where sources disagree about several times."`
	DryRun bool   `name:"dry-run" help:"Only tell what would happen."`
}

// Run settles a conflict by a decision, and tells how to undo it.
func (c *settleCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	settlement, err := c.settlement()
	if err != nil {
		return err
	}
	return withStore(ctx, choice, func(store graph.Store) error {
		var control controlTold
		report, err := seed.Settle(ctx, control.over(store), local, settlement, c.DryRun)
		if err != nil {
			return err
		}
		if err := printSettled(stdout, report); err != nil {
			return err
		}
		control.print(stdout)
		return nil
	})
}

func (c *settleCommand) settlement() (seed.Settlement, error) {
	s := seed.Settlement{Record: graph.ID(c.Record), Field: c.Field, Value: c.Value, Reason: c.Reason, Decided: graph.DayOf(time.Now())}
	if strings.HasPrefix(c.Value, "claim:") {
		s.Value, s.Claim = "", graph.ID(c.Value)
	}
	if c.On != "" {
		day, err := graph.ParseDay(c.On)
		if err != nil {
			return s, err
		}
		s.On = &day
	}
	return s, nil
}

func printSettled(stdout io.Writer, report *seed.SettleReport) error {
	preview := ""
	if !report.Committed {
		preview = " (preview, nothing is written)"
	}
	fmt.Fprintf(stdout, "%s  [%s]: settled by %s, %s%s\n", report.Label, report.Record, report.Article, strings.ToLower(string(report.Outcome)), preview)
	for _, change := range report.Changes {
		fmt.Fprintf(stdout, "  %s: %s -> %s (%s)\n", change.Field, change.Before, change.After, change.Why)
	}
	for _, id := range report.Replaced {
		fmt.Fprintf(stdout, "  replaces %s\n", id)
	}
	if len(report.Contested) > 0 {
		fmt.Fprintf(stdout, "  sources go on to disagree about: %s\n", strings.Join(report.Contested, ", "))
	}
	_, err := fmt.Fprintf(stdout, "  withdrawing %s undoes it\n", report.Article)
	return err
}
