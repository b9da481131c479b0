package main

import (
	"encoding/json"
	"io"
	"os"
	"slices"
	"time"

	"capgraph/graph"
	"capgraph/seed"
)

// machineReport writes what became of a load for programs: a JSON object for
// each article on a line of its own, and at the end one with the key summary.
type machineReport struct {
	lines *json.Encoder
	file  io.Closer
	began time.Time
}

type articleLine struct {
	File     string        `json:"file"`
	Line     int           `json:"line,omitempty"`
	Article  graph.ID      `json:"article,omitempty"`
	Outcome  graph.Outcome `json:"outcome"`
	Skipped  bool          `json:"skipped,omitempty"`
	Facts    factCounts    `json:"facts"`
	Problems []problemLine `json:"problems,omitempty"`
}

type factCounts struct {
	Created     int `json:"created"`
	Changed     int `json:"changed"`
	Unchanged   int `json:"unchanged"`
	Conflicting int `json:"conflicting"`
	Refused     int `json:"refused"`
	Waiting     int `json:"waiting,omitempty"`
}

type problemLine struct {
	File    string     `json:"file"`
	Line    int        `json:"line,omitempty"`
	Column  int        `json:"column,omitempty"`
	Path    string     `json:"path,omitempty"`
	Code    graph.Code `json:"code"`
	Message string     `json:"message"`
}

type summaryLine struct {
	Articles map[graph.Outcome]int `json:"articles"`
	Skipped  int                   `json:"skipped"`
	Facts    factCounts            `json:"facts"`
	Control  []controlLine         `json:"control,omitempty"`
	DryRun   bool                  `json:"dryRun"`
	Complete bool                  `json:"complete"`
	Seconds  float64               `json:"seconds"`
	Error    *errorLine            `json:"error,omitempty"`
}

type errorLine struct {
	Code    graph.Code `json:"code"`
	Message string     `json:"message"`
}

// newMachineReport begins a report in a new file, nil for no name.
func newMachineReport(name string) (*machineReport, error) {
	if name == "" {
		return nil, nil
	}
	file, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	return &machineReport{lines: json.NewEncoder(file), file: file, began: time.Now()}, nil
}

// add writes what became of an article.
func (m *machineReport) add(result seed.Result) error {
	if m == nil {
		return nil
	}
	report := result.Report
	line := articleLine{
		File: result.File, Line: result.Line, Article: report.Article, Outcome: report.Outcome, Skipped: result.Skipped,
		Facts: factCounts{report.Created, report.Changed, report.Unchanged, report.Conflicting, report.Refused, report.Waiting},
	}
	for _, p := range append(slices.Clone(result.Why()), report.Undecided...) {
		line.Problems = append(line.Problems, problemLine(p))
	}
	return m.lines.Encode(line)
}

// finish writes the summary. The error, nil for none, is why the load ended
// before its end.
func (m *machineReport) finish(tally *seed.Tally, dryRun bool, control controlTold, complete bool, why error) error {
	if m == nil {
		return nil
	}
	summary := summaryLine{
		Articles: tally.Articles, Skipped: tally.Skipped, DryRun: dryRun, Complete: complete && why == nil, Seconds: time.Since(m.began).Seconds(),
		Facts:   factCounts{tally.Created, tally.Changed, tally.Unchanged, tally.Conflicting, tally.Refused, tally.Waiting},
		Control: control.companies,
	}
	if why != nil {
		summary.Error = &errorLine{graph.CodeOf(why), why.Error()}
	}
	if err := m.lines.Encode(map[string]summaryLine{"summary": summary}); err != nil {
		return err
	}
	return m.file.Close()
}
