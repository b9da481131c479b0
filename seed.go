package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"capgraph/graph"
	"capgraph/seed"
)

// local is the actor of writes from the command line.
const local = "local"

// seedCommand is `capgraph seed`.
type seedCommand struct {
	DryRun      bool          `name:"dry-run" help:"Only tell what would happen. Of many articles, each is looked at in the light of some before it."`
	Demo        bool          `help:"Load the shipped facts and the demonstration graph around AI infrastructure, before any files."`
	Format      string        `enum:"auto,facts,jsonl" default:"auto" help:"auto, by the ending of the name (.jsonl, .ndjson) or what standard input begins with; facts, one article a file; jsonl, one article a line, as a fact file in JSON."`
	Control     bool          `help:"Tell what becomes of who controls what, as a preview does."`
	Details     bool          `help:"Report each fact, not only each article. The default for ten files or fewer."`
	StopOnError bool          `name:"stop-on-error" help:"Stop at the first article that is refused."`
	Queue       bool          `help:"Let articles wait, rather than refuse them, of which only has to be decided which records they mention: see the verbs queue and decide."`
	Report      string        `placeholder:"FILE" help:"Write what became of each article to a file, for programs: JSON Lines, the last one a summary."`
	Wait        time.Duration `default:"5m" help:"How long to wait for a store that cannot be reached any more."`
	Files       []string      `arg:"" optional:"" name:"file" help:"Fact files (YAML or JSON), JSON Lines, folders of them; - is standard input. Each may be packed (gzip). For tables and data of others, see import."`
}

// Run loads the articles, many at a time. Its exit codes are 0 when all are
// loaded or were known, 1 when some were refused, 2 for wrong arguments, 3 when
// the store failed or the load was interrupted: the same command resumes it; and 4
// when none was refused and some wait for a decision.
func (c *seedCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer, says messages) error {
	if len(c.Files) == 0 && !c.Demo {
		return failure{exitUsage, errors.New("there is nothing to load: name a fact file, or ask for --demo")}
	}
	report, err := newMachineReport(c.Report)
	if err != nil {
		return failure{exitUsage, fmt.Errorf("--report: %w", err)}
	}
	store, err := choice.open(ctx)
	if err != nil {
		return ofStore(err)
	}
	defer store.Close()
	if c.Demo {
		if err := loadDemonstration(ctx, store, stdout, c.DryRun); err != nil {
			return ofStore(err)
		}
	}
	return c.load(ctx, store, stdout, says, report)
}

func (c *seedCommand) load(ctx context.Context, store graph.Store, stdout io.Writer, says messages, report *machineReport) error {
	source := newSeedSource(c.Files, c.Format)
	shown := newProgress(says, source.size())
	c.Details = c.Details || source.single(c.Files) && len(c.Files) <= 10
	var control controlTold
	if c.DryRun || c.Control {
		store = control.over(store)
	}
	loader := seed.Loader{
		Store: store, Actor: local, DryRun: c.DryRun, StopOnError: c.StopOnError, Queue: c.Queue, Wait: c.Wait, Waiting: shown.waiting,
		Each: func(result seed.Result) error {
			if result.Why() != nil || len(result.Report.Undecided) > 0 || c.Details || shown.bar == nil && !result.Skipped {
				shown.aside(func() { c.print(result, stdout) })
			}
			shown.add(result)
			return report.add(result)
		},
	}
	tally, err := loader.Load(ctx, source.items(ctx))
	shown.end()
	refused := tally.Articles[seed.Refused] > 0
	control.print(stdout)
	if err := report.finish(tally, c.DryRun, control, !(refused && c.StopOnError), err); err != nil {
		return fmt.Errorf("--report: %w", err)
	}
	if shown.articles > 1 {
		fmt.Fprintln(stdout, summaryOf(tally, c.DryRun))
	}
	switch {
	case ctx.Err() != nil:
		return failure{exitPartWay, errors.New("interrupted; what was loaded stays, and the same command goes on with the rest")}
	case err != nil:
		return failure{exitPartWay, fmt.Errorf("%w; what was loaded stays, and the same command goes on with the rest", err)}
	case refused:
		return exitCode(exitRefused)
	case tally.Waiting > 0:
		return exitCode(exitWaiting)
	}
	return nil
}

// print tells people what became of an article.
func (c *seedCommand) print(result seed.Result, stdout io.Writer) {
	report := *result.Report
	if result.Line > 0 {
		report.File = fmt.Sprintf("%s:%d", result.File, result.Line)
	}
	if problems := result.Why(); len(problems) > 0 {
		refuse(stdout, report.File, problems)
		return
	}
	if !c.Details || result.Line > 0 && !c.DryRun {
		report.Entities, report.Facts = nil, nil
	}
	report.Print(stdout)
}

// summaryOf says in a line what became of all articles.
func summaryOf(tally *seed.Tally, dryRun bool) string {
	var out strings.Builder
	out.WriteString("in all: ")
	if dryRun {
		out.WriteString("(preview, nothing is written) ")
	}
	for _, outcome := range []graph.Outcome{graph.Created, graph.Changed, graph.Unchanged, graph.Superseded, graph.Waits, seed.Refused} {
		if n := tally.Articles[outcome]; n > 0 {
			fmt.Fprintf(&out, "%d %s, ", n, strings.ToLower(string(outcome)))
		}
	}
	fmt.Fprintf(&out, "%d skipped as known; facts: %d created, %d changed, %d unchanged, %d conflicting, %d refused",
		tally.Skipped, tally.Created, tally.Changed, tally.Unchanged, tally.Conflicting, tally.Refused)
	if tally.Waiting > 0 {
		fmt.Fprintf(&out, ", %d waiting", tally.Waiting)
	}
	return out.String()
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
