package resolvers

import (
	"context"

	"capgraph/graph"
)

// list answers a root list.
func list[T Node](ctx context.Context, q Query, kind graph.Kind, l listing) (*Connection[T], error) {
	l.Where = plain(l.Where)
	at := q.clocks().with(l.AsOf, l.KnownAt)
	query, err := l.query(kind, at)
	if err != nil {
		return nil, err
	}
	countIfAsked(ctx, &query)
	pages, err := q.Reader.List(ctx, query)
	if err != nil {
		return nil, err
	}
	page := pages[""]
	return connect[T](l, query, page, newBatch(q.Reader, at, page.Records))
}

// pages is one level of an answer: a page for each record of a batch.
type pages struct {
	query graph.Query
	byID  map[graph.ID]graph.Page
	batch *batch
}

// related answers a list of the records that point to a record, for all
// records of its batch at once.
func related[T Node](ctx context.Context, s seen, name string, l listing) (*Connection[T], error) {
	l.Where = plain(l.Where)
	reverse := graph.Reverses(s.record.Kind)[name]
	var counted graph.Query
	countIfAsked(ctx, &counted)
	key := readKey(string(s.record.Kind)+" "+name, l, counted.Count, counted.Limit == 0)
	read, err := once(s.batch, key, func() (pages, error) {
		at := s.batch.clocks.with(l.AsOf, l.KnownAt)
		query, err := l.query(reverse.Kind, at)
		if err != nil {
			return pages{}, err
		}
		countIfAsked(ctx, &query)
		query.Of, query.Fields = s.batch.ids(s.record.Kind), reverse.Fields
		byID, err := s.batch.reader.List(ctx, query)
		if err != nil {
			return pages{}, err
		}
		next := newBatch(s.batch.reader, at, nil)
		for _, id := range query.Of {
			next.records = append(next.records, byID[id].Records...)
		}
		return pages{query, byID, next}, nil
	})
	if err != nil {
		return nil, err
	}
	return connect[T](l, read.query, read.byID[s.record.ID], read.batch)
}

// countIfAsked counts only when the answer shows totalCount, and reads no
// records when it shows nothing else.
func countIfAsked(ctx context.Context, query *graph.Query) {
	asked, others := selects(ctx, "totalCount")
	query.Count = asked
	if !others {
		query.Limit = 0
	}
}
