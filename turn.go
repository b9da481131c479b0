package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"capgraph/graph"
	"capgraph/seed"
)

// withdrawCommand is `capgraph withdraw`.
type withdrawCommand struct {
	DryRun  bool   `name:"dry-run" help:"Only tell what would happen."`
	Article string `arg:"" help:"The article, by its address or id."`
}

// Run withdraws an article and lists what it alone supported, and what others
// support too.
func (c *withdrawCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	return withStore(ctx, choice, func(store graph.Store) error {
		var control controlTold
		report, err := seed.Withdraw(ctx, control.over(store), local, c.Article, c.DryRun)
		if err != nil {
			return err
		}
		p := turnPrinter{stdout, report.Labels}
		p.head(report.Article, report.Outcome, report.Committed, "withdrawn", "was withdrawn before")
		p.list("no longer current", report.NoLongerCurrent)
		p.list("one support less", report.LostOneSupport)
		control.print(stdout)
		return nil
	})
}

// restoreCommand is `capgraph restore`.
type restoreCommand struct {
	DryRun  bool   `name:"dry-run" help:"Only tell what would happen."`
	Article string `arg:"" help:"The article, by its address or id."`
}

// Run restores a withdrawn article and lists what that brings back.
func (c *restoreCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	return withStore(ctx, choice, func(store graph.Store) error {
		var control controlTold
		report, err := seed.Restore(ctx, control.over(store), local, c.Article, c.DryRun)
		if err != nil {
			return err
		}
		p := turnPrinter{stdout, report.Labels}
		p.head(report.Article, report.Outcome, report.Committed, "restored", "is not withdrawn")
		p.list("current again", report.Created)
		p.list("changed", report.Changed)
		p.list("one support more", report.Unchanged)
		control.print(stdout)
		return nil
	})
}

// undoCommand is `capgraph undo`.
type undoCommand struct {
	DryRun  bool      `name:"dry-run" help:"Only tell what would happen."`
	At      time.Time `help:"The moment of the write, as capgraph log prints it; the latest of the article when absent."`
	Reason  string    `help:"Why, in one line; it is kept in the log."`
	Article string    `arg:"" help:"The article, by its id or address."`
}

// Run undoes a write of an article and lists what that changes.
func (c *undoCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	var at graph.Instant
	if !c.At.IsZero() {
		at = graph.InstantOf(c.At)
	}
	return withStore(ctx, choice, func(store graph.Store) error {
		var control controlTold
		report, err := seed.Undo(ctx, control.over(store), local, c.Article, at, c.Reason, c.DryRun)
		if err != nil {
			return err
		}
		p := turnPrinter{stdout, report.Labels}
		p.head(report.Article, report.Outcome, report.Committed, "the write is undone", "nothing to undo")
		p.list("current again", report.Created)
		p.list("changed", report.Changed)
		p.list("no longer current", report.Ended)
		p.list("support changed", report.Unchanged)
		control.print(stdout)
		return nil
	})
}

// logCommand is `capgraph log`.
type logCommand struct {
	Article string `help:"Only writes that touched the article with this id." placeholder:"ID"`
	Actor   string `help:"Only writes of the actor: the name of an API key, or local." placeholder:"NAME"`
	First   int    `default:"20" help:"How many, latest first."`
	JSON    bool   `name:"json" help:"Print a JSON object for each write, for programs."`
}

// Run prints who did what when.
func (c *logCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	if c.First < 0 {
		return fmt.Errorf("--first %d: cannot be negative", c.First)
	}
	return withStore(ctx, choice, func(store graph.Store) error {
		query := graph.LogQuery{Actor: c.Actor, Limit: c.First}
		if c.Article != "" {
			query.Article = graph.NewID("article", c.Article)
		}
		entries, err := store.Writes(ctx, query)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			if err := c.print(stdout, entry); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *logCommand) print(w io.Writer, entry graph.LogEntry) error {
	at := entry.At.Time().Format(time.RFC3339Nano)
	if c.JSON {
		return json.NewEncoder(w).Encode(map[string]any{
			"at": at, "actor": entry.Actor, "action": entry.Action, "article": entry.Article, "changed": entry.Changed, "reason": entry.Reason, "note": entry.Note,
		})
	}
	note := ""
	if entry.Note != "" {
		note = "  " + entry.Note
	}
	_, err := fmt.Fprintf(w, "%-27s  %-12s  %-8s  %3d changed  %s%s\n", at, entry.Actor, entry.Action, entry.Changed, entry.Article, note)
	return err
}

// turnPrinter prints what became of an article and of records.
type turnPrinter struct {
	w      io.Writer
	labels map[graph.ID]string
}

func (p turnPrinter) head(article graph.ID, outcome graph.Outcome, committed bool, done, idle string) {
	switch {
	case outcome == graph.Unchanged:
		done = idle
	case !committed:
		done += ", if it were no preview"
	}
	fmt.Fprintf(p.w, "%s: %s\n", article, done)
}

func (p turnPrinter) list(what string, ids []graph.ID) {
	if len(ids) == 0 {
		return
	}
	fmt.Fprintf(p.w, "  %s (%d):\n", what, len(ids))
	for _, id := range ids {
		fmt.Fprintf(p.w, "    %s  %s\n", id, p.labels[id])
	}
}
