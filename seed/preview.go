package seed

import (
	"context"
	"fmt"

	"capgraph/graph"
)

// RecordReport tells what became of one record through a whole article, however
// many of its facts are about it and whichever of them changed it.
type RecordReport struct {
	Record    graph.ID
	Label     string
	Outcome   graph.Outcome // CREATED, CHANGED or ENDED
	Changes   []FieldChange // of its last version
	Conflicts []string      // fields about which sources disagree now, at whatever time, and did not before
}

// changed reports on all records that changed, in order of id.
func (r *reporter) changed() []RecordReport {
	var reports []RecordReport
	for _, receipt := range r.article.Records {
		if receipt.Outcome != graph.Unchanged {
			reports = append(reports, RecordReport{
				Record: receipt.ID, Label: r.label(receipt, receipt.ID), Outcome: receipt.Outcome,
				Changes: r.changes(receipt), Conflicts: receipt.Disputed,
			})
		}
	}
	return reports
}

// Reason says in words how the record was found.
func (m Match) Reason() string {
	switch m.How {
	case ByID:
		return "the file gives its id"
	case ByIdentifier:
		return "an identifier stands for it alone"
	case ByName:
		return "it is usually called so"
	case ByAlias:
		return "it is called so among other names"
	case ByDecision:
		return "an editor decided so"
	case ByParties:
		return "it has the same parties and is of the same sort"
	case ByLikeness:
		return "it has the same parties at a compatible time"
	case ByNothing:
		return "nothing that is known fits"
	}
	return fmt.Sprintf("by %s", m.How)
}

// nameRunnersUp reads what the records are called that were not taken, all at
// once, when there are any.
func (p *plan) nameRunnersUp(ctx context.Context) error {
	var ids []graph.ID
	for _, match := range p.entities {
		if match.RunnerUp != "" {
			ids = append(ids, match.RunnerUp)
		}
	}
	for _, match := range p.records {
		if match.RunnerUp != "" {
			ids = append(ids, match.RunnerUp)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	found, err := p.reader.Records(ctx, ids, graph.Slice{Day: graph.LastDay})
	if err != nil {
		return err
	}
	called := func(match *Match) {
		if record := found[match.RunnerUp]; record != nil {
			match.RunnerUpLabel = graph.Label(record)
		} else {
			match.RunnerUpLabel = string(match.RunnerUp)
		}
	}
	for e, match := range p.entities {
		called(&match)
		p.entities[e] = match
	}
	for i := range p.records {
		called(&p.records[i])
	}
	return nil
}
