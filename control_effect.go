package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"capgraph/graph"
	"capgraph/graph/ownership"
)

// controlTold gathers what the writes of a command make of who controls what.
// Votes that no source states are taken to be as large as shares: without that
// the smallest stake would make control possible.
type controlTold struct {
	companies []controlLine
	cut       bool // there may be more
}

// controlLine is a company, as reports for programs have it.
type controlLine struct {
	Company      graph.ID     `json:"company"`
	Label        string       `json:"label"`
	Owners       []ownerLine  `json:"owners"`
	ParentBefore []parentLine `json:"ultimateParentBefore"`
	ParentAfter  []parentLine `json:"ultimateParentAfter"`
}

type ownerLine struct {
	Owner  graph.ID        `json:"owner"`
	Label  string          `json:"label"`
	Before graph.Certainty `json:"before"`
	After  graph.Certainty `json:"after"`
}

type parentLine struct {
	Parent graph.ID `json:"parent"`
	Label  string   `json:"label"`
}

// maxControlTold is how many companies are kept of one command.
const maxControlTold = 1_000

// over is a store whose writes, and previews of writes, are looked at.
func (t *controlTold) over(store graph.Store) graph.Store {
	witness := ownership.Witness{Day: graph.DayOf(time.Now()), Votes: []ownership.VotesBasis{ownership.Shares}}
	witness.Tell = func(all []ownership.Effects) { t.add(all[0]) }
	return witness.Over(store)
}

func (t *controlTold) add(effects ownership.Effects) {
	t.cut = t.cut || !effects.Complete
	parents := func(s ownership.Standing) []parentLine {
		lines := []parentLine{}
		for _, id := range s.Parent {
			lines = append(lines, parentLine{id, effects.Names[id]})
		}
		return lines
	}
	for _, e := range effects.Companies {
		if len(t.companies) >= maxControlTold {
			t.cut = true
			return
		}
		line := controlLine{e.Company, effects.Names[e.Company], []ownerLine{}, parents(e.Before), parents(e.After)}
		for _, c := range e.Control {
			line.Owners = append(line.Owners, ownerLine{c.Owner, effects.Names[c.Owner], c.Before.Certainty, c.After.Certainty})
		}
		t.companies = append(t.companies, line)
	}
}

// print tells people, a line for each company.
func (t *controlTold) print(w io.Writer) {
	for _, line := range t.companies {
		var parts []string
		for _, owner := range line.Owners {
			parts = append(parts, fmt.Sprintf("%s %s -> %s", owner.Label, sureness(owner.Before), sureness(owner.After)))
		}
		if before, after := called(line.ParentBefore), called(line.ParentAfter); before != after {
			parts = append(parts, fmt.Sprintf("ultimate parent %s -> %s", before, after))
		}
		fmt.Fprintf(w, "  control of %s, votes taken as shares: %s  [%s]\n", line.Label, strings.Join(parts, "; "), line.Company)
	}
	if t.cut {
		fmt.Fprintf(w, "  control of more companies may change: more than %d stakes or %d companies would have to be looked at\n", ownership.MaxEffectStakes, maxControlTold)
	}
}

func called(parents []parentLine) string {
	if len(parents) == 0 {
		return "nobody"
	}
	labels := make([]string, len(parents))
	for i, parent := range parents {
		labels[i] = parent.Label
	}
	return strings.Join(labels, " and ")
}

func sureness(c graph.Certainty) string {
	switch c {
	case graph.Surely:
		return "yes"
	case graph.Possibly:
		return "possibly"
	}
	return "no"
}
