package seed

import (
	"context"
	"fmt"
	"slices"

	"capgraph/graph"

	"go.yaml.in/yaml/v3"
)

// How says how a record was found for what a file speaks of.
type How string

// The ways of finding a record.
const (
	ByID         How = "ID"         // the file gives its id
	ByIdentifier How = "IDENTIFIER" // an identifier stands for one thing
	ByName       How = "NAME"       // its usual name
	ByAlias      How = "ALIAS"      // another of its names
	ByDecision   How = "DECISION"   // an editor decided, while the article waited
	ByMemory     How = "MEMORY"     // several have its name, and earlier claims of the article are about this one
	ByParties    How = "PARTIES"    // the same parties in the same relation
	ByLikeness   How = "LIKENESS"   // a deal, plan or move with the same parties at a compatible time
	ByNothing    How = "NEW"        // nothing known fits, so it is new
)

// Match says to which record something in a file was bound, and how surely.
// RunnerUp is the record that came closest of those that were not taken.
type Match struct {
	How      How
	Score    float64 // from above 0 to 1
	RunnerUp graph.ID

	RunnerUpLabel string // what the runner-up is called
}

// plan binds a file to the records of a store, inside its transaction.
type plan struct {
	facts    *Facts
	reader   graph.Reader
	bound    *binding
	entities map[*entity]Match
	stated   map[*entity]graph.ID // of those that stand for another record: the id under which claims name them
	unsure   map[*entity][]graph.ID
	records  []Match // by fact
	problems Problems
	claims   []*graph.Record

	undecided []undecided        // what of the problems an editor can decide
	choices   []choice           // what has been decided
	decided   map[*entity]choice // the same, by what it is about
	settled   map[*fact]choice
	waits     bool // the article is to wait
	action    graph.Action
}

// makePlan works out what loading a file changes. Problems come back as the
// error.
func makePlan(ctx context.Context, facts *Facts, reader graph.Reader) (*plan, error) {
	p := newPlan(facts, reader)
	for _, step := range []func(context.Context) error{p.findArticle, p.findEntities, p.findRelations, p.nameRunnersUp} {
		if err := step(ctx); err != nil {
			return p, err
		}
		if len(p.problems) > 0 {
			return p, p.problems
		}
	}
	p.claims = facts.claims(p.asStated())
	return p, nil
}

func newPlan(facts *Facts, reader graph.Reader) *plan {
	return &plan{
		facts: facts, reader: reader, entities: map[*entity]Match{},
		stated: map[*entity]graph.ID{}, unsure: map[*entity][]graph.ID{},
		bound:   &binding{entity: map[*entity]graph.ID{}, usual: map[*entity]graph.Name{}},
		decided: map[*entity]choice{}, settled: map[*fact]choice{}, action: graph.ActionSeed,
	}
}

func (p *plan) change() graph.Change {
	change := graph.Change{Action: p.action, Article: p.facts.record(p.bound.article), Claims: p.claims}
	if p.waits {
		change.Waiting = p.waiting()
	}
	return change
}

func (p *plan) report(at *yaml.Node, path string, code graph.Code, format string, args ...any) {
	problem := Problem{File: p.facts.file, Path: path, Code: code, Message: graph.Errorf(code, format, args...).Message}
	if at != nil {
		problem.Line, problem.Column = at.Line, at.Column
	}
	p.problems = append(p.problems, problem)
}

// findArticle decides which article the file is: an article that is known by
// the same address is the same.
func (p *plan) findArticle(ctx context.Context) error {
	header := p.facts.article
	p.bound.article = header.idOr()
	if p.facts.waits != "" {
		p.bound.article = p.facts.waits
		return nil
	}
	if header.url() == "" {
		return nil
	}
	known, err := articlesAt(ctx, p.reader, header.url())
	if err != nil || len(known) == 0 || slices.Contains(known, p.bound.article) {
		return err
	}
	if header.id != "" || len(known) > 1 {
		p.report(header.node, keyArticle, graph.Conflict, "the article at this address is known as %s; give it that id", known[0])
		return nil
	}
	p.bound.article = known[0]
	return nil
}

// articlesAt lists the articles with exactly that address.
func articlesAt(ctx context.Context, reader graph.Reader, url graph.Prose) ([]graph.ID, error) {
	key, _ := url.Span()
	matches, err := reader.Match(ctx, kindArticle, "url", []string{key})
	if err != nil || len(matches[key]) == 0 {
		return nil, err
	}
	records, err := reader.Records(ctx, matches[key], graph.Slice{Day: graph.LastDay})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(matches[key]), func(id graph.ID) bool {
		known, _ := graph.One[graph.Prose](records[id], "url")
		return known != url
	}), nil
}

// named shows a record in a message.
func named(record *graph.Record, id graph.ID) string {
	if record == nil {
		return string(id)
	}
	return fmt.Sprintf("%s (%s)", id, graph.Label(record))
}
