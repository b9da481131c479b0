package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"capgraph/graph"
	"capgraph/seed"
)

// queueCommand is `capgraph queue`.
type queueCommand struct {
	Article string `help:"Only of this article." placeholder:"ID"`
	Kind    string `help:"Only what may be of this kind, as company." placeholder:"KIND"`
	First   int    `default:"100" help:"How many at most."`
	JSON    bool   `name:"json" help:"Print a JSON object for each, for programs."`
}

// Run lists what waits for a decision, and how to decide it.
func (c *queueCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	query := seed.WaitingQuery{Kind: graph.Kind(c.Kind), Limit: c.First}
	if c.Article != "" {
		query.Article = graph.NewID("article", c.Article)
	}
	switch {
	case c.First < 0:
		return failure{exitUsage, fmt.Errorf("--first %d: cannot be negative", c.First)}
	case c.Kind != "" && !graph.KindOf(query.Kind).IsResolved():
		return failure{exitUsage, fmt.Errorf("--kind %s: there is no such kind; write one like company or site-role", c.Kind)}
	}
	return withStore(ctx, choice, func(store graph.Store) error {
		page, err := seed.Waiting(ctx, store, query)
		if err != nil {
			return err
		}
		before := graph.ID("")
		for _, entry := range page.Entries {
			if c.JSON {
				err = json.NewEncoder(stdout).Encode(waitingLine(entry))
			} else {
				err = printWaiting(stdout, entry, entry.Article.ID != before)
			}
			if err != nil {
				return err
			}
			before = entry.Article.ID
		}
		if c.JSON {
			return nil
		}
		if len(page.Entries) == 0 {
			fmt.Fprintln(stdout, "nothing waits")
		}
		if page.More {
			fmt.Fprintln(stdout, "and more, see --first")
		}
		return nil
	})
}

func printWaiting(w io.Writer, entry seed.WaitingMention, first bool) error {
	var out strings.Builder
	if first {
		fmt.Fprintf(&out, "%s  %s  (waits since %s)\n", entry.Article.ID, graph.Label(entry.Article), entry.Since.Time().Format(time.RFC3339))
	}
	if entry.Mention == "" {
		fmt.Fprintf(&out, "  %s\n    capgraph decide %s\n", entry.Message, entry.Article.ID)
		_, err := io.WriteString(w, out.String())
		return err
	}
	fmt.Fprintf(&out, "  %s  %s, %s", entry.Mention, entry.Name, strings.ReplaceAll(fmt.Sprint(entry.Kinds), " ", " or "))
	if entry.Line > 0 {
		fmt.Fprintf(&out, ", line %d", entry.Line)
	}
	out.WriteString("\n")
	for _, f := range entry.Facts {
		fmt.Fprintf(&out, "    in %s", strings.Join(append([]string{f.Path}, f.Places...), " "))
		if f.Quote != "" {
			fmt.Fprintf(&out, ": %q", f.Quote)
		}
		out.WriteString("\n")
	}
	for _, c := range entry.Candidates {
		fmt.Fprintf(&out, "    %.2f  %s (%s): %s\n", c.Score, c.Record.ID, graph.Label(c.Record), seed.InWords(c.Reasons))
	}
	fmt.Fprintf(&out, "    capgraph decide %s %q ID, or --new\n", entry.Article.ID, entry.Mention)
	_, err := io.WriteString(w, out.String())
	return err
}

type waitingJSON struct {
	Article    graph.ID        `json:"article"`
	Since      time.Time       `json:"since"`
	Mention    string          `json:"mention,omitempty"`
	Name       string          `json:"name,omitempty"`
	Kinds      []graph.Kind    `json:"kinds,omitempty"`
	Path       string          `json:"path,omitempty"`
	Line       int             `json:"line,omitempty"`
	Column     int             `json:"column,omitempty"`
	Message    string          `json:"message"`
	Facts      []mentionedJSON `json:"facts"`
	Candidates []candidateJSON `json:"candidates"`
}

type mentionedJSON struct {
	Path   string     `json:"path"`
	Kind   graph.Kind `json:"kind"`
	Places []string   `json:"places"`
	Quote  string     `json:"quote,omitempty"`
}

type candidateJSON struct {
	Record graph.ID `json:"record"`
	Label  string   `json:"label"`
	Score  float64  `json:"score"`
	Why    string   `json:"why"`
}

func waitingLine(entry seed.WaitingMention) waitingJSON {
	line := waitingJSON{
		Article: entry.Article.ID, Since: entry.Since.Time(), Mention: entry.Mention, Name: entry.Name, Kinds: entry.Kinds,
		Path: entry.Path, Line: entry.Line, Column: entry.Column, Message: entry.Message, Facts: []mentionedJSON{}, Candidates: []candidateJSON{},
	}
	for _, f := range entry.Facts {
		line.Facts = append(line.Facts, mentionedJSON{f.Path, f.Kind, append([]string{}, f.Places...), f.Quote})
	}
	for _, c := range entry.Candidates {
		line.Candidates = append(line.Candidates, candidateJSON{c.Record.ID, graph.Label(c.Record), c.Score, seed.InWords(c.Reasons)})
	}
	return line
}

// decideCommand is `capgraph decide`.
type decideCommand struct {
	Article string `arg:"" help:"The article that waits, by its id or address."`
	Mention string `arg:"" optional:"" help:"The mention, as queue prints it. Without one nothing is decided, and the article is loaded when nothing stands against it any more."`
	Record  string `arg:"" optional:"" help:"The id of the record that it is; with --new, the id that the new record gets."`
	New     bool   `help:"It is none of the known records, but something new."`
	By      string `default:"local" help:"Who decides."`
	DryRun  bool   `name:"dry-run" help:"Only tell what would happen."`
}

// Run decides which record a mention is. It exits with 1 when that was refused,
// and with 4 when more has to be decided.
func (c *decideCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	return withStore(ctx, choice, func(store graph.Store) error {
		decision := seed.MentionDecision{Article: c.Article, Mention: c.Mention, Is: graph.ID(c.Record), New: c.New}
		var control controlTold
		report, problems, err := seed.DecideMention(ctx, control.over(store), c.By, decision, c.DryRun)
		if err != nil {
			return refuseWhole(stdout, err)
		}
		if len(problems) > 0 {
			refuse(stdout, report.File, problems)
			return exitCode(exitRefused)
		}
		if err := report.Print(stdout); err != nil {
			return err
		}
		control.print(stdout)
		if report.Waiting > 0 {
			return exitCode(exitWaiting)
		}
		return nil
	})
}
