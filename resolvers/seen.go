package resolvers

import (
	"context"

	"capgraph/graph"
)

// Node is what has an id.
type Node interface{ IsNode() }

// Entity is a thing, as opposed to a relation between things.
type Entity interface {
	Node
	IsEntity()
}

// Party is an entity that can own, buy and invest.
type Party interface {
	Entity
	IsParty()
}

// Relation is what connects entities.
type Relation interface {
	Node
	IsRelation()
}

// seen is a record as one answer shows it. All views embed it; what every kind
// has is declared here.
type seen struct {
	record *graph.Record
	batch  *batch
}

// ID carries the clocks of the answer when they were given explicitly, and a
// policy, so that caches of clients never mix two days or two beliefs.
func (s seen) ID() graph.ID { return s.batch.clocks.sign(s.record.ID) }

// Slug is the id without kind and clocks.
func (s seen) Slug() string { return s.record.ID.Slug() }

// Kind is the kind as the schema writes it.
func (s seen) Kind() string { return enumOf(s.record.Kind) }

// Name is the usual name.
func (s seen) Name() string { return graph.UsualName(s.record) }

// Names lists all names, the usual one first.
func (s seen) Names() []graph.Name { return all[graph.Name](s, "name") }

// Label names a relation in a sentence.
func (s seen) Label() string { return graph.Label(s.record) }

// Modality is how the best source says it.
func (s seen) Modality() string { return deref(oneText[graph.Token](s, "modality")) }

// Confidence is how sure the editor is of the best source.
func (s seen) Confidence() string { return deref(oneText[graph.Token](s, "confidence")) }

// one reads a field that holds one value; nil when no source speaks of it.
func one[T graph.Value](s seen, field string) *T {
	for _, held := range s.record.Held[field] {
		if value, ok := shownAs(held).(T); ok {
			return &value
		}
	}
	return nil
}

// all reads a field that holds several values.
func all[T graph.Value](s seen, field string) []T {
	values := make([]T, 0, len(s.record.Held[field]))
	for _, held := range s.record.Held[field] {
		if value, ok := shownAs(held).(T); ok {
			values = append(values, value)
		}
	}
	return values
}

// shownAs marks dates that were inferred, for they say so themselves.
func shownAs(held graph.Held) graph.Value {
	if date, ok := held.Value.(graph.PartialDate); ok {
		date.Inferred = held.Inferred
		return date
	}
	return held.Value
}

func oneText[T graph.Value](s seen, field string) *string {
	if value := one[T](s, field); value != nil {
		text := (*value).Text()
		return &text
	}
	return nil
}

func allText[T graph.Value](s seen, field string) []string {
	texts := []string{}
	for _, value := range all[T](s, field) {
		texts = append(texts, value.Text())
	}
	return texts
}

func oneFlag(s seen, field string) *bool {
	token := one[graph.Token](s, field)
	if token == nil {
		return nil
	}
	yes := *token == "TRUE"
	return &yes
}

func currentStatus(s seen) *string {
	step, ok := graph.CurrentStep(s.record, "status", s.batch.clocks.slice.Day)
	if !ok {
		return nil
	}
	return &step.Status
}

// far reads a field that points to one record of one kind.
func far[T Node](ctx context.Context, s seen, field string) (*T, error) {
	ids := s.record.Refs(field)
	if len(ids) == 0 {
		return nil, nil
	}
	records, err := s.batch.far(ctx, field)
	if node, ok := records[ids[0]].(T); ok {
		return &node, err
	}
	return nil, err
}

// farAny reads a field that points to one record of several kinds.
func farAny[T Node](ctx context.Context, s seen, field string) (T, error) {
	node, err := far[T](ctx, s, field)
	if node == nil {
		var none T
		return none, err
	}
	return *node, err
}

// farAll reads a field that points to several records.
func farAll[T Node](ctx context.Context, s seen, field string) ([]T, error) {
	records, err := s.batch.far(ctx, field)
	nodes := []T{}
	for _, id := range s.record.Refs(field) {
		if node, ok := records[id].(T); ok {
			nodes = append(nodes, node)
		}
	}
	return nodes, err
}

func deref(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
