package explore

import (
	"bytes"
	"slices"

	"capgraph/graph"
)

// Change is how a record differs from one point to another.
type Change struct {
	Before, After *graph.Record // nil where it is not known or, as a relation, not in force

	// How surely it is in force before and after; No where it is not there.
	MatchBefore, MatchAfter graph.Certainty

	// Fields are those that differ, in the order of the kind's fields; none for a
	// record that comes or goes.
	Fields []FieldDifference

	// Reasons say why knowledge changed, sorted; Begun and Ended are the claims that began
	// and ceased to count meanwhile, in order of id. All three are empty for the world.
	Reasons      []graph.Reason
	Begun, Ended []*graph.Record
}

// FieldDifference is how a field of a record differs.
type FieldDifference struct {
	Field         string
	Before, After []ValueText // the values that only it holds, as printed

	// Whether live claims disagree about the field. It may be all that differs.
	ContestedBefore, ContestedAfter bool
}

// ValueText is a value as it is printed; a party by its name.
type ValueText struct {
	Text     string
	Inferred bool // by an editor, rather than stated
	key      string
}

// compare says how a record differs from one point to another, nil when it
// does not.
func compare(cause Cause, id graph.ID, before, after *snapshot) *Change {
	if before == after {
		return nil
	}
	change := &Change{}
	change.Before, change.MatchBefore = before.get(id)
	change.After, change.MatchAfter = after.get(id)
	switch {
	case change.Before == nil && change.After == nil:
		return nil
	case change.Before != nil && change.After != nil:
		change.compareFields(cause, before.slice.Day, after.slice.Day)
		if len(change.Fields) == 0 && change.MatchBefore == change.MatchAfter {
			return nil
		}
	}
	return change
}

// get is the record at the point, and how surely it is in force there. An
// entity that is known is surely there; which of its values hold may be uncertain.
func (s *snapshot) get(id graph.ID) (*graph.Record, graph.Certainty) {
	r := s.records[id]
	switch {
	case r == nil:
		return nil, graph.No
	case graph.KindOf(r.Kind).Nature == graph.Entity:
		return r, graph.Surely
	case r.Valid.On(s.slice.Day) == graph.No:
		return nil, graph.No
	}
	return r, r.Valid.On(s.slice.Day)
}

func (c *Change) compareFields(cause Cause, before, after graph.Day) {
	if cause == Knowledge {
		before, after = graph.MaxDay, graph.MaxDay
		if bytes.Equal(graph.EncodeBody(c.Before), graph.EncodeBody(c.After)) {
			return
		}
	}
	for _, field := range graph.KindOf(c.Before.Kind).Fields {
		old, now := valueTexts(c.Before, field.Name, before), valueTexts(c.After, field.Name, after)
		d := FieldDifference{
			Field: field.Name, Before: without(old, now), After: without(now, old),
			ContestedBefore: slices.Contains(c.Before.Contested, field.Name), ContestedAfter: slices.Contains(c.After.Contested, field.Name),
		}
		if len(d.Before) > 0 || len(d.After) > 0 || d.ContestedBefore != d.ContestedAfter {
			c.Fields = append(c.Fields, d)
		}
	}
}

// valueTexts prints the values of a field that count on a day.
func valueTexts(r *graph.Record, field string, day graph.Day) []ValueText {
	var texts []ValueText
	for _, held := range r.Held[field] {
		if !countsOn(held.Value, day) {
			continue
		}
		text := ValueText{Text: held.Value.Text(), Inferred: held.Inferred, key: held.Value.Text()}
		switch value := held.Value.(type) {
		case graph.Ref:
			if far := r.Far[graph.ID(value.ID)]; far != nil {
				text.Text = graph.Label(far)
			}
		case graph.Money:
			text.key += " " + string(value.Basis) // The text does not tell a price from a valuation.
		}
		texts = append(texts, text)
	}
	return texts
}

// countsOn says whether a value with a time of its own may be so on the day.
func countsOn(value graph.Value, day graph.Day) bool {
	switch value := value.(type) {
	case graph.Step:
		return value.On == nil || value.On.Earliest() <= day
	case graph.Capacity:
		return value.AsOf == nil || value.AsOf.Earliest() <= day
	case graph.Name:
		return (value.From == nil || value.From.Earliest() <= day) && (value.Until == nil || day == graph.MaxDay || value.Until.Latest() >= day)
	}
	return true
}

// without drops the values that others hold too.
func without(values, others []ValueText) []ValueText {
	var only []ValueText
	for _, value := range values {
		same := func(other ValueText) bool { return other.key == value.key && other.Inferred == value.Inferred }
		if !slices.ContainsFunc(others, same) {
			only = append(only, value)
		}
	}
	return only
}
