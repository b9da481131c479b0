package feed

import (
	"cmp"
	"slices"

	"capgraph/graph"
)

// Change is what one commit made of one entity or relation.
type Change struct {
	graph.TurnCursor
	Actor   string        // who wrote: the name of an API key, or "local"
	Outcome graph.Outcome // CREATED, CHANGED or ENDED
	Label   string        // the record in a sentence: as it is after the commit, else as it was

	// Before and After are the versions that are compared: of those that the commit
	// opened, the last in valid time that differs, and what was known at its
	// beginning. Nil where nothing was, or is, known.
	Before, After *graph.Record

	// Fields are those that differ between the two; of a field about which sources begin or
	// cease to disagree, the value may stay. Of a record of which nothing is known any more
	// there are none.
	Fields []graph.FieldChange

	Causes []Cause // in order of the article, never empty
}

// Cause is an article that made a record change, and why.
type Cause struct {
	Article      graph.ID
	Action       graph.Action
	Reason       graph.Reason
	Ended, Begun []*graph.Record // its claims about the record, in order of id
}

// Reasons are the classes of the causes' reasons, each once, in their order.
func (c *Change) Reasons() []graph.ChangeReason {
	return slices.DeleteFunc(graph.ChangeReasons(), func(class graph.ChangeReason) bool {
		return !slices.ContainsFunc(c.Causes, func(cause Cause) bool { return cause.Reason.Change() == class })
	})
}

// newChange arranges a turn; false when people would see no difference. Far
// holds the records that its versions point to.
func newChange(turn graph.Turn, far map[graph.ID]*graph.Record) (Change, bool) {
	c := Change{TurnCursor: turn.TurnCursor, Outcome: graph.Changed, Causes: causes(turn)}
	if len(turn.Log) > 0 {
		c.Actor = turn.Log[0].Actor
	}
	switch {
	case len(turn.Before) == 0:
		c.Outcome, c.After = graph.Created, turn.After[len(turn.After)-1]
		c.Fields = graph.FieldChanges(nil, c.After, far)
	case len(turn.After) == 0:
		c.Outcome, c.Before = graph.Ended, turn.Before[len(turn.Before)-1]
	default:
		c.compare(turn, far)
	}
	shown := *cmp.Or(c.After, c.Before)
	shown.Far = far
	c.Label = graph.Label(&shown)
	return c, c.Outcome != graph.Changed || len(c.Fields) > 0
}

// compare finds the last version that differs from what was known before.
func (c *Change) compare(turn graph.Turn, far map[graph.ID]*graph.Record) {
	for _, after := range slices.Backward(turn.After) {
		c.Before, c.After = graph.Pick(turn.Before, max(after.Valid.From, turn.Before[0].Valid.From)), after
		c.Fields = append(graph.FieldChanges(c.Before, after, far), disputes(c.Before, after, far)...)
		if len(c.Fields) > 0 {
			return
		}
	}
	c.Before, c.After = turn.Before[len(turn.Before)-1], turn.After[len(turn.After)-1]
	if c.Before.Valid != c.After.Valid {
		c.Fields = []graph.FieldChange{{Field: "validity", Before: spanText(c.Before.Valid), After: spanText(c.After.Valid), Why: "it holds at another time"}}
	}
}

// disputes are the fields about which sources begin or cease to disagree, while
// the value stays.
func disputes(before, after *graph.Record, far map[graph.ID]*graph.Record) []graph.FieldChange {
	var changes []graph.FieldChange
	was := graph.FieldChanges(nil, after, far)
	for _, field := range was {
		disputed, now := slices.Contains(before.Contested, field.Field), slices.Contains(after.Contested, field.Field)
		same := !slices.ContainsFunc(graph.FieldChanges(before, after, far), func(c graph.FieldChange) bool { return c.Field == field.Field })
		if disputed == now || !same {
			continue
		}
		change := graph.FieldChange{Field: field.Field, Before: field.After, After: field.After, Why: "sources disagree about it no longer"}
		if now {
			change.Why = "sources disagree about it now"
		}
		changes = append(changes, change)
	}
	return changes
}

func spanText(v graph.Validity) string { return v.From.String() + " to " + v.To.String() }

// causes groups the claims of a turn by their articles. Claims of an article
// that was not written itself are read otherwise because of another, a
// decision.
func causes(turn graph.Turn) []Cause {
	var all []Cause
	for _, entry := range turn.Log {
		all = append(all, Cause{Article: entry.Article, Action: entry.Action, Reason: entry.Reason})
	}
	of := func(claim *graph.Record) *Cause {
		i := slices.IndexFunc(all, func(c Cause) bool { return c.Article == claim.Refs("article")[0] })
		if i < 0 {
			i = max(0, slices.IndexFunc(all, func(c Cause) bool { return c.Reason == graph.ResolutionChanged }))
		}
		return &all[i]
	}
	if len(all) == 0 {
		return nil
	}
	for _, claim := range turn.Ended {
		cause := of(claim)
		cause.Ended = append(cause.Ended, claim)
		cause.Reason = cmp.Or(cause.Reason, claim.EndReason)
	}
	for _, claim := range turn.Begun {
		cause := of(claim)
		cause.Begun = append(cause.Begun, claim)
	}
	for i := range all { // Logs of an older capgraph give no reasons.
		all[i].Reason = cmp.Or(all[i].Reason, graph.NewSource)
	}
	return all
}
