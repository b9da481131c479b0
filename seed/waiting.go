package seed

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"capgraph/graph"
)

// MaxWaiting is how many bytes the file of an article may have that waits.
const MaxWaiting = 5_000_000

// MayWait lets the article wait when all that stands against loading it are
// mentions that may be any of several records, or deals that may be any of several
// known ones: it is then kept as it was sent, with the outcome WAITING, until somebody
// decides, see DecideMention. Nothing of it counts until then; what an earlier revision
// states stays. A file of more than MaxWaiting bytes is refused as without it.
func (f *Facts) MayWait() {
	if !f.mayWait {
		f.mayWait, f.text = true, bytes.Clone(f.text)
	}
}

// undecided is a mention, or a fact, that may be about any of some records.
type undecided struct {
	entity  *entity // nil for a fact
	fact    *fact
	ids     []graph.ID
	apart   bool // the record's dates contradict those of the fact
	problem Problem
}

// mention is what the mention is called when it is decided.
func (u undecided) mention() string {
	if u.fact != nil {
		return u.fact.path
	}
	return u.entity.called()
}

// leave notes that the problem reported last is one that an editor can decide.
func (p *plan) leave(u undecided) {
	u.problem = p.problems[len(p.problems)-1]
	p.undecided = append(p.undecided, u)
}

// makeOrWait is makePlan where an article that can wait does so.
func makeOrWait(ctx context.Context, facts *Facts, reader graph.Reader) (*plan, error) {
	made, err := makePlan(ctx, facts, reader)
	if made.waits = err != nil && made.canWait(err); made.waits || err == nil {
		return made, nil
	}
	return nil, made.why(err)
}

// canWait says whether the article can wait, given why it cannot be loaded.
func (p *plan) canWait(why error) bool {
	var problems Problems
	if !p.facts.mayWait || !errors.As(why, &problems) || len(p.undecided) == 0 || len(p.undecided) < len(p.problems) {
		return false
	}
	if n := len(p.facts.text); n > MaxWaiting {
		p.report(nil, "", graph.Limit, "the file has %d bytes, and one that waits may have %d; split the article's facts, or decide in the file", n, MaxWaiting)
		return false
	}
	return true
}

// waitingReport is the report on an article that waits.
func (p *plan) waitingReport(receipt *graph.Receipt, dryRun bool) *Report {
	done := receipt.Articles[0]
	report := &Report{File: p.facts.file, Article: done.Article, Outcome: done.Outcome, Committed: !dryRun}
	outcome := graph.Waits
	if done.Outcome == graph.Superseded {
		outcome = graph.Unchanged
	} else {
		report.Undecided = p.problems
	}
	for _, f := range p.facts.facts {
		report.add(FactReport{Index: f.index, Kind: f.spec.Kind, Path: f.path, Outcome: outcome})
	}
	return report
}

// choice is what was decided of a mention of a file. It holds for later
// revisions too, as long as they mention the same by the same name.
type choice struct {
	Mention string   `json:"mention"`
	Name    string   `json:"name"`
	Is      graph.ID `json:"is,omitempty"` // of something new, the id that it gets, if one was given
	New     bool     `json:"new,omitempty"`
}

// choicesOf are the decisions of what waits.
func choicesOf(waiting *graph.Record) []choice {
	var choices []choice
	for _, text := range graph.All[graph.Prose](waiting, "decided") {
		if c, ok := parseChoice(string(text)); ok {
			choices = append(choices, c)
		}
	}
	return choices
}

// parseChoice reads a decision as it is kept.
func parseChoice(text string) (c choice, ok bool) {
	err := json.Unmarshal([]byte(text), &c)
	return c, err == nil && c.Mention != "" && (c.Is != "" || c.New)
}

// nameOf is what has to stay the same of a mention for a decision to hold.
func (f *Facts) nameOf(u undecided) string {
	if u.fact != nil {
		return string(u.fact.newID(f.provisional()))
	}
	return u.entity.name()
}

// waiting is what is to wait of the article.
func (p *plan) waiting() *graph.Record {
	var decided []string
	for _, c := range p.choices {
		text, err := json.Marshal(c)
		if err != nil {
			panic(err) // Strings always encode.
		}
		decided = append(decided, string(text))
	}
	slices.Sort(decided)
	return graph.NewWaiting(p.facts.record(p.bound.article), string(p.facts.text), decided)
}

// recall takes over what was decided of the file's mentions while the article
// waited, and what is decided now. A decision for a record that is not known
// any more is forgotten, so that the mention is undecided again.
func (p *plan) recall(ctx context.Context, known map[graph.ID]*graph.Record) error {
	id := graph.WaitingID(p.bound.article)
	choices := map[string]choice{}
	if waiting := known[id]; waiting != nil {
		delete(known, id)
		for _, c := range choicesOf(waiting) {
			choices[c.Mention] = c
		}
	}
	for _, c := range p.facts.choices {
		choices[c.Mention] = c
	}
	if len(choices) == 0 {
		return nil
	}
	if err := p.readChosen(ctx, choices, known); err != nil {
		return err
	}
	for _, mention := range slices.Sorted(maps.Keys(choices)) {
		if c := choices[mention]; c.New || known[c.Is] != nil {
			p.apply(c)
		}
	}
	return nil
}

// apply notes what a decision says of the mention that it is about.
func (p *plan) apply(c choice) {
	for _, e := range p.facts.entities {
		if e.called() == c.Mention && e.name() == c.Name && (c.Is == "" || slices.Contains(e.possible(), c.Is.Kind())) {
			p.decided[e] = c
			p.choices = append(p.choices, c)
			return
		}
	}
	for _, f := range p.facts.facts {
		if f.path == c.Mention && p.facts.nameOf(undecided{fact: f}) == c.Name {
			p.settled[f] = c
			p.choices = append(p.choices, c)
			return
		}
	}
}

// readChosen reads the records that were chosen, and those whose ids something
// new would take.
func (p *plan) readChosen(ctx context.Context, choices map[string]choice, known map[graph.ID]*graph.Record) error {
	var ids []graph.ID
	for _, c := range choices {
		if c.Is != "" {
			ids = append(ids, c.Is)
		}
	}
	for _, e := range p.facts.entities {
		if choices[e.called()].New {
			ids = append(ids, p.newIDs(e)...)
		}
	}
	found, err := knownAs(ctx, p.reader, ids)
	for id, record := range found {
		known[id], known[record.ID] = record, record
	}
	return err
}

// newIDs are the ids that something new may get, the usual one first. The last
// is the article's own.
func (p *plan) newIDs(e *entity) []graph.ID {
	if len(e.names) == 0 {
		return nil
	}
	ids := []graph.ID{p.facts.newEntityID(p.bound.article, e)}
	if len(e.identifiers) > 0 {
		ids = append(ids, graph.NewID(e.kind, e.name(), e.identifiers[0].Value.Text()))
	}
	return append(ids, graph.NewID(e.kind, e.name(), p.bound.article.Slug()))
}

// bindDecided binds an entity as an editor decided.
func (p *plan) bindDecided(e *entity, c choice, known map[graph.ID]*graph.Record) {
	match := Match{How: ByDecision, Score: 1}
	if !c.New {
		p.bind(e, c.Is, match, known)
		return
	}
	id := c.Is
	if ids := p.newIDs(e); id == "" {
		id = ids[len(ids)-1]
		for _, free := range slices.Backward(ids[:len(ids)-1]) {
			if known[free] == nil {
				id = free
			}
		}
	}
	p.bound.entity[e], p.entities[e] = id, match
}

// bindSettled binds a fact as an editor decided.
func (p *plan) bindSettled(i int, f *fact, c choice, near likely) {
	own := f.asRecord(p.bound, c.Is)
	if fresh := f.newID(p.bound); c.New && c.Is == "" {
		if own.ID = fresh; len(near.records[fresh]) > 0 {
			own.ID = graph.ID(fmt.Sprintf("%s.%s", fresh, p.bound.article.Slug()))
		}
	}
	p.bound.fact[i], p.records[i] = own.ID, Match{How: ByDecision, Score: 1}
	near.add(own)
}

// why is why the article is refused: all problems, those of waiting included.
func (p *plan) why(err error) error {
	var problems Problems
	if errors.As(err, &problems) {
		return p.problems
	}
	return err
}
