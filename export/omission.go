package export

import (
	"cmp"
	"fmt"
	"slices"

	"capgraph/graph"
)

// Omissions counts what a format cannot say, by kind, field and reason. The
// zero value is empty.
type Omissions struct {
	counts map[Omission]*Omission
}

// Omission is something that a format cannot say, or not as the graph has it.
type Omission struct {
	Kind  graph.Kind // of the record
	Field string     // "" for the record as a whole
	Why   string
	Count int
	First graph.ID // the first record that lost it
}

// Add counts one more. The reasons are of limited number.
func (o *Omissions) Add(record *graph.Record, field, why string) { o.AddMany(record, field, why, 1) }

// AddMany counts several of which the first is given.
func (o *Omissions) AddMany(record *graph.Record, field, why string, count int) {
	if o.counts == nil {
		o.counts = map[Omission]*Omission{}
	}
	key := Omission{Kind: record.Kind, Field: field, Why: why}
	if o.counts[key] == nil {
		first := key
		first.First = record.ID
		o.counts[key] = &first
	}
	o.counts[key].Count += count
}

// Fields counts each field of a record that holds something and is not among
// those that were said.
func (o *Omissions) Fields(record *graph.Record, why string, said ...string) {
	for _, field := range graph.KindOf(record.Kind).Fields {
		if len(record.Held[field.Name]) > 0 && !slices.Contains(said, field.Name) {
			o.Add(record, field.Name, why)
		}
	}
}

// List is all that was counted, sorted by kind, field and reason.
func (o *Omissions) List() []Omission {
	list := []Omission{}
	for _, omission := range o.counts {
		list = append(list, *omission)
	}
	slices.SortFunc(list, func(a, b Omission) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Why, b.Why))
	})
	return list
}

// String prints "12 stake, votes: there is no property for it (first: stake:a.b)".
func (o Omission) String() string {
	text := fmt.Sprintf("%d %s", o.Count, o.Kind)
	if o.Field != "" {
		text += ", " + o.Field
	}
	return fmt.Sprintf("%s: %s (first: %s)", text, o.Why, o.First)
}
