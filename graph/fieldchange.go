package graph

import (
	"fmt"
	"slices"
	"strings"
)

// FieldChange is a field of a record before and after, as people read it, and
// why it changed. Before is "" when no source spoke of it, After when none does any more.
type FieldChange struct {
	Field, Before, After, Why string
}

// FieldChanges compares two versions of one record, in the order of the kind's
// fields; a nil version holds nothing. Entities that it points to are named by their
// records in far, others by their ids.
func FieldChanges(before, after *Record, far map[ID]*Record) []FieldChange {
	var changes []FieldChange
	spec := kindOfEither(before, after)
	for i := range spec.Fields {
		field := &spec.Fields[i]
		old, now := heldBy(before, field), heldBy(after, field)
		change := FieldChange{Field: field.Name, Before: heldText(field, old, far), After: heldText(field, now, far)}
		if change.Before != change.After {
			change.Why = whyChanged(field, old, now, after != nil && slices.Contains(after.Contested, field.Name))
			changes = append(changes, change)
		}
	}
	return changes
}

func kindOfEither(before, after *Record) *Spec {
	if after == nil {
		after = before
	}
	return KindOf(after.Kind)
}

func heldBy(record *Record, field *Field) []Held {
	if record == nil {
		return nil
	}
	return record.Held[field.Name]
}

func heldText(field *Field, held []Held, far map[ID]*Record) string {
	texts := make([]string, len(held))
	for i, h := range held {
		texts[i] = namedText(field, h.Value, far)
		if h.Inferred {
			texts[i] += " (inferred)"
		}
	}
	return strings.Join(texts, "; ")
}

func namedText(field *Field, value Value, far map[ID]*Record) string {
	switch v := value.(type) {
	case Ref:
		if named := far[ID(v.ID)]; named != nil && KindOf(named.Kind).Nature == Entity {
			return UsualName(named)
		}
	case Token:
		if field.Enum != nil {
			return v.Words()
		}
	}
	return value.Text()
}

// whyChanged says in words how a field came to change.
func whyChanged(field *Field, before, after []Held, contested bool) string {
	switch {
	case len(before) == 0:
		return "no source spoke of it before"
	case len(after) == 0:
		return "no source speaks of it any more"
	case field.Holds() && len(after) > len(before):
		return "added to what was known"
	case contested:
		return "sources disagree, and this one ranks higher"
	case field.Merge == Varying:
		return "a later observation"
	}
	if _, outcome := before[0].Value.Meet(after[0].Value); outcome == Agrees {
		return fmt.Sprintf("what both sources allow (%s)", field.Name)
	}
	return "a better source"
}
