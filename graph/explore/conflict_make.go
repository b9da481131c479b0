package explore

import (
	"slices"

	"capgraph/graph"
)

// conflictsOf lists the conflicts that the claims about a record make.
func conflictsOf(id graph.ID, claims []*graph.Record) []Conflict {
	e := sidesOf(id, claims)
	var conflicts []Conflict
	for _, d := range graph.Disputes(id, claims) {
		conflicts = append(conflicts, e.dispute(d))
	}
	for _, d := range graph.Denials(id, claims) {
		conflicts = append(conflicts, e.denial(d))
	}
	return conflicts
}

type conflictEvidence struct {
	id     graph.ID
	claims map[graph.ID]*graph.Record
}

func sidesOf(id graph.ID, claims []*graph.Record) conflictEvidence {
	e := conflictEvidence{id, map[graph.ID]*graph.Record{}}
	for _, c := range claims {
		e.claims[c.ID] = c
	}
	return e
}

func (e conflictEvidence) records(ids []graph.ID) []*graph.Record {
	records := make([]*graph.Record, 0, len(ids))
	for _, id := range ids {
		if c := e.claims[id]; c != nil {
			records = append(records, c)
		}
	}
	return records
}

func (e conflictEvidence) side(text string, claims []graph.ID) Side {
	return Side{Text: text, Claims: claims, Support: graph.BackingOf(e.records(claims))}
}

func (e conflictEvidence) dispute(d graph.Dispute) Conflict {
	winner := d.Winner()
	c := Conflict{
		Kind: ConflictValue, Record: e.id, Field: d.Field, Valid: d.Valid, Rule: d.Rule, Since: d.Since,
		Settled: !d.Open(), Chosen: e.side(winner.Value.Text(), winner.Claims),
	}
	if graph.KindOf(e.id.Kind()).Field(d.Field).Type == graph.IdentifierType {
		c.Kind = ConflictIdentity
	}
	for _, lost := range d.Lost() {
		c.Alternatives = append(c.Alternatives, e.side(lost.Value.Text(), lost.Claims))
		severity := graph.SeverityOf(e.id.Kind(), d.Field, e.records(winner.Claims), e.records(lost.Claims))
		c.Severity = graver(c.Severity, severity)
	}
	return c
}

func (e conflictEvidence) denial(d graph.Denial) Conflict {
	stated, denied := "stated", "denied"
	if d.Field != "" {
		stated = d.Stated.Value.Text()
		denied = "not " + stated
	}
	return Conflict{
		Kind: ConflictDenial, Record: e.id, Field: d.Field, Valid: graph.Always, Since: d.Since, Rule: graph.RuleModality, Settled: d.Settled,
		Chosen: e.side(stated, d.Stated.Claims), Alternatives: []Side{e.side(denied, d.Denied)},
		Severity: graph.SeverityOf(e.id.Kind(), d.Field, e.records(d.Stated.Claims), e.records(d.Denied)),
	}
}

// graver is the graver of two severities; the empty one is none.
func graver(a, b graph.Severity) graph.Severity {
	if severityRank(a) <= severityRank(b) {
		return a
	}
	return b
}

// keeps says whether a conflict is asked for.
func (q *ConflictQuery) keeps(c *Conflict) bool {
	switch {
	case c.Settled != q.Settled,
		!slices.Contains(q.Kinds, c.Kind),
		len(q.Fields) > 0 && !slices.Contains(q.Fields, c.Field),
		len(q.Severities) > 0 && !slices.Contains(q.Severities, c.Severity):
		return false
	}
	return q.Before == 0 || c.Since > 0 && c.Since < q.Before
}
