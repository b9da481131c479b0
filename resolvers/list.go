package resolvers

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"capgraph/graph"
)

// list answers a root list.
func list[T Node](ctx context.Context, q Query, kind graph.Kind, l listing) (*Connection[T], error) {
	at := q.clocks().with(l.AsOf, l.KnownAt).under(l.Policy)
	if err := l.follow(ctx, q.Reader, at); err != nil {
		return nil, err
	}
	query, err := l.query(kind, at)
	if err != nil {
		return nil, err
	}
	selected(ctx).narrow(&query)
	pages, err := q.Reader.List(ctx, query)
	if err != nil {
		return nil, err
	}
	surely, err := l.surely(kind)
	if err != nil {
		return nil, err
	}
	page := pages[""]
	batch := newBatch(q.Reader, at, page.Records)
	if err := batch.believe(ctx); err != nil {
		return nil, err
	}
	return connect[T](l, query, surely, page, batch), nil
}

// pages is one level of an answer: a page for each record of a batch.
type pages struct {
	query  graph.Query
	surely graph.Predicate
	byID   map[graph.ID]graph.Page
	batch  *batch
}

// related answers a list of the records that point to a record, for all
// records of its batch at once.
func related[T Node](ctx context.Context, s seen, name string, l listing) (*Connection[T], error) {
	wanted := selected(ctx)
	key := fmt.Sprintf("%s %s %+v %s", s.record.Kind, name, wanted, l.key())
	read, err := once(s.batch, key, func() (pages, error) {
		reverse := graph.Reverses(s.record.Kind)[name]
		at := s.batch.clocks.with(l.AsOf, l.KnownAt).under(l.Policy)
		if err := l.follow(ctx, s.batch.reader, at); err != nil {
			return pages{}, err
		}
		query, err := l.query(reverse.Kind, at)
		if err != nil {
			return pages{}, err
		}
		wanted.narrow(&query)
		query.Of, query.Fields = s.batch.ids(s.record.Kind), reverse.Fields
		byID, err := s.batch.reader.List(ctx, query)
		if err != nil {
			return pages{}, err
		}
		next := newBatch(s.batch.reader, at, nil)
		for _, id := range query.Of {
			next.records = append(next.records, byID[id].Records...)
		}
		if err := next.believe(ctx); err != nil {
			return pages{}, err
		}
		surely, err := l.surely(reverse.Kind)
		return pages{query, surely, byID, next}, err
	})
	if err != nil {
		return nil, err
	}
	return connect[T](l, read.query, read.surely, read.byID[s.record.ID], read.batch), nil
}

// selection is what an answer shows of a list.
type selection struct{ count, records bool }

// selected looks at what is asked for below the current field.
func selected(ctx context.Context) selection {
	var s selection
	for _, field := range graphql.CollectAllFields(ctx) {
		if field == "totalCount" {
			s.count = true
		} else {
			s.records = true
		}
	}
	return s
}

// narrow counts only what is shown, and reads no records for a count alone.
func (s selection) narrow(query *graph.Query) {
	query.Count = s.count
	if !s.records {
		query.Limit = 0
	}
}
