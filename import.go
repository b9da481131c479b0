package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"time"

	"capgraph/graph"
	"capgraph/seed"
	"capgraph/seed/dataset"
)

// importCommand is `capgraph import`.
type importCommand struct {
	From  string   `required:"" placeholder:"FORMAT" help:"bods, ftm, acquisitions, rounds, investments, relationships, facilities, or the name of a mapping (MAPPING.yaml)."`
	File  string   `arg:"" optional:"" name:"file" help:"The file; - is standard input, which needs --article-id. It becomes several articles; loading it again changes nothing, so an import that was interrupted can be run again."`
	Names []string `placeholder:"FILE" help:"For tables: a table of keys and names, for parties that have only a key (objects.csv, people.csv). Repeatable."`

	ArticleID string `name:"article-id" placeholder:"ID" help:"Id of the articles, which add a number. It must be the same for each snapshot of a source. Default: the format and the name of the file."`
	Title     string `help:"Title of the articles, which add their number. Default: made of the name of the file."`
	Publisher string `help:"Who published the data. Default: what the format or the file says."`
	Author    string `help:"Who made the data."`
	Language  string `placeholder:"CODE" help:"Language of the data (BCP 47)."`
	Type      string `placeholder:"SORT" help:"Sort of source: filing, official, company, press or note. Default: filing for bods, press for all else."`
	Published string `placeholder:"DATE" help:"When the data was published."`
	Retrieved string `placeholder:"DATE" help:"When the data was retrieved. Of two imports under one id the later one counts. Default: the day on which the file was changed."`
	Revised   string `placeholder:"DATE" help:"When the publisher last corrected the data."`
	Keys      string `placeholder:"LIST" help:"The list that the keys of the source belong to, as ZZ-CRUNCHBASE: it tells them from those of other sources. Default: that of the mapping, else made of the id."`

	Encoding string `help:"Encoding of the file, as windows-1252. Default: found out."`
	Size     int    `default:"500" help:"Facts in one article, at most 5000. Another size makes other articles."`

	DryRun       bool   `name:"dry-run" xor:"what" help:"Only tell what would happen. Each article is looked at in the light of some before it."`
	FactsTo      string `name:"facts-to" xor:"what" placeholder:"DIR" help:"Write fact files into a folder instead of loading."`
	Details      bool   `help:"Report each fact, not only each article."`
	WithdrawRest bool   `name:"withdraw-rest" help:"Withdraw the articles that an earlier import had and this one, because the file is shorter, has no longer."`
	Report       string `placeholder:"FILE" help:"Write what became of each article to a file, for programs, as seed does: JSON Lines, the last one a summary. Not with --facts-to."`
	ShowMapping  bool   `name:"show-mapping" help:"Print the mapping of --from, to write one's own after it."`

	Queue bool `help:"Let articles wait, rather than refuse their facts, of which only has to be decided which records they mention: see the verbs queue and decide."`

	Wait time.Duration `default:"5m" help:"How long to wait for a store that cannot be reached any more."`
}

// Run imports the file. It exits as seed does: with 1 if facts were refused.
func (c *importCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer, says messages) error {
	if c.ShowMapping {
		return c.showMapping(stdout)
	}
	if c.Report != "" && c.FactsTo != "" {
		return failure{exitUsage, errors.New("--report is of loads: leave it out with --facts-to")}
	}
	source, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer source.close()
	report, err := c.importFrom(ctx, choice, source, stdout, says)
	if err != nil {
		return ofStore(source.explain(err, stdout))
	}
	switch {
	case report.Refused > 0:
		return exitCode(exitRefused)
	case report.Waiting > 0:
		return exitCode(exitWaiting)
	}
	return nil
}

func (c *importCommand) importFrom(ctx context.Context, choice *storeChoice, source *importSource, stdout io.Writer, says messages) (*dataset.Report, error) {
	if c.FactsTo != "" {
		report, err := writeFactFiles(source.articles, c.FactsTo, stdout)
		if err != nil {
			return nil, err
		}
		return report, c.finish(source, report, stdout)
	}
	store, err := choice.open(ctx)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	report, err := c.load(ctx, store, source, stdout, says)
	if err != nil {
		return nil, err
	}
	if err := c.finish(source, report, stdout); err != nil {
		return nil, err
	}
	return report, c.rest(ctx, store, source, report, stdout)
}

func (c *importCommand) load(ctx context.Context, store graph.Store, source *importSource, stdout io.Writer, says messages) (*dataset.Report, error) {
	machine, err := newMachineReport(c.Report)
	if err != nil {
		return nil, failure{exitUsage, fmt.Errorf("--report: %w", err)}
	}
	shown := newProgress(says, source.size)
	source.shown = shown
	var control controlTold
	if c.DryRun {
		store = control.over(store)
	}
	loader := seed.Loader{Store: store, Actor: local, DryRun: c.DryRun, Queue: c.Queue, Wait: c.Wait, Waiting: shown.waiting}
	report, err := dataset.Load(ctx, loader, source.articles, func(result seed.Result) error {
		if c.Details || shown.bar == nil || result.Why() != nil {
			shown.aside(func() { c.print(result.Report, stdout) })
		}
		result.Tag = source.done(result.Tag.(*dataset.Article))
		shown.add(result)
		return machine.add(result)
	})
	shown.end()
	control.print(stdout)
	if err := machine.finish(&report.Tally, c.DryRun, control, true, err); err != nil {
		return nil, fmt.Errorf("--report: %w", err)
	}
	if err != nil {
		return nil, errors.Join(err, c.finish(source, report, stdout))
	}
	return report, nil
}

// print reports on one article.
func (c *importCommand) print(report *seed.Report, stdout io.Writer) {
	short := *report
	if !c.Details {
		short.Entities, short.Facts = nil, nil
	}
	short.Print(stdout)
}

// finish says what was refused and what could not be taken over.
func (c *importCommand) finish(source *importSource, report *dataset.Report, stdout io.Writer) error {
	for _, refusal := range report.Refusals {
		if _, err := fmt.Fprintln(stdout, "refused:", refusal); err != nil {
			return err
		}
	}
	if unnamed := report.Refused - len(report.Refusals); unnamed > 0 {
		fmt.Fprintf(stdout, "refused: and %d more\n", unnamed)
	}
	if n := source.text.Mended(); n > 0 {
		fmt.Fprintf(stdout, "%d bytes were no UTF-8 and were read as Windows-1252; say --encoding if that is wrong\n", n)
	}
	if err := source.set.PrintOmissions(stdout); err != nil {
		return err
	}
	if report.Waiting > 0 {
		fmt.Fprintf(stdout, "%d facts wait until it is decided which records they mention, see the verb queue\n", report.Waiting)
	}
	verb := "in"
	switch {
	case c.FactsTo != "":
		verb = "written as"
	case c.DryRun:
		verb = "(preview, nothing is written) in"
	}
	articles := "articles"
	if report.Last == 1 {
		articles = "article"
	}
	_, err := fmt.Fprintf(stdout, "%s: %d facts created, %d changed, %d unchanged, %d conflicting, %d refused, %s %d %s\n",
		c.File, report.Created, report.Changed, report.Unchanged, report.Conflicting, report.Refused, verb, report.Last, articles)
	return err
}

// rest looks after the articles of a longer file that was imported before.
func (c *importCommand) rest(ctx context.Context, store graph.Store, source *importSource, report *dataset.Report, stdout io.Writer) error {
	rest, err := source.set.Rest(ctx, store, report.Last)
	if err != nil {
		return err
	}
	for _, article := range rest {
		if !c.WithdrawRest {
			fmt.Fprintf(stdout, "%s is of an earlier import, still counts, and is not in this file; --withdraw-rest withdraws it\n", article)
			continue
		}
		done, err := seed.Withdraw(ctx, store, local, string(article), c.DryRun)
		if err != nil {
			return err
		}
		fmt.Fprintf(stdout, "%s withdrawn: %d records no longer current, %d with one support less\n", article, len(done.NoLongerCurrent), len(done.LostOneSupport))
	}
	return nil
}

// writeFactFiles writes each article as a fact file.
func writeFactFiles(articles iter.Seq2[*dataset.Article, error], directory string, stdout io.Writer) (*dataset.Report, error) {
	if err := os.MkdirAll(directory, 0o755); err != nil {
		return nil, err
	}
	report := &dataset.Report{}
	for article, err := range articles {
		if err != nil {
			return nil, err
		}
		facts, refused, err := article.Settle()
		if err != nil {
			return nil, err
		}
		report.Refuse(refused)
		if facts == nil {
			continue
		}
		text, err := article.YAML()
		if err != nil {
			return nil, err
		}
		name := filepath.Join(directory, article.File())
		if err := os.WriteFile(name, text, 0o644); err != nil {
			return nil, err
		}
		report.Last++
		report.Created += facts.Len()
		fmt.Fprintf(stdout, "%s: %d facts\n", name, facts.Len())
	}
	return report, nil
}

// changedOn is the day on which a file was last changed, "" for what is no
// file.
func changedOn(file *os.File) string {
	if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
		return info.ModTime().UTC().Format(time.DateOnly)
	}
	return ""
}
