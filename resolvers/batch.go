package resolvers

import (
	"context"
	"sync"

	"capgraph/graph"
)

// batch is the records of one level of an answer, which were read together,
// and what has been read for all of them since. It lives as long as the answer.
type batch struct {
	reader  graph.Reader
	clocks  clocks
	records []*graph.Record

	mu    sync.Mutex
	reads map[string]*read
}

// read is one call of the store for a whole batch.
type read struct {
	once   sync.Once
	result any
	err    error
}

func newBatch(reader graph.Reader, clocks clocks, records []*graph.Record) *batch {
	return &batch{reader: reader, clocks: clocks, records: records, reads: map[string]*read{}}
}

func (b *batch) view(record *graph.Record) Node { return view(seen{record, b}) }

// once makes a read the first time that it is asked for; whoever asks
// meanwhile or later gets the same result.
func once[T any](b *batch, key string, load func() (T, error)) (T, error) {
	b.mu.Lock()
	r := b.reads[key]
	if r == nil {
		r = &read{}
		b.reads[key] = r
	}
	b.mu.Unlock()
	r.once.Do(func() { r.result, r.err = load() })
	result, _ := r.result.(T)
	return result, r.err
}

// far is what a field points to, of all records of the batch. Records usually
// come with what they point to; only when they did not is the store asked.
func (b *batch) far(ctx context.Context, field string) (map[graph.ID]Node, error) {
	return once(b, "far "+field, func() (map[graph.ID]Node, error) {
		found, missing := map[graph.ID]*graph.Record{}, []graph.ID{}
		for _, record := range b.records {
			for _, id := range record.Refs(field) {
				if far := record.Far[id]; far != nil {
					found[id] = far
				} else if record.Far == nil {
					missing = append(missing, id)
				}
			}
		}
		if len(missing) > 0 {
			read, err := b.reader.Records(ctx, missing, b.clocks.slice)
			if err != nil {
				return nil, err
			}
			for id, record := range read {
				found[id] = record
			}
		}
		return b.next(found), nil
	})
}

// next makes of records that were read for this batch a batch of their own.
func (b *batch) next(records map[graph.ID]*graph.Record) map[graph.ID]Node {
	next := newBatch(b.reader, b.clocks, nil)
	nodes := make(map[graph.ID]Node, len(records))
	for id, record := range records {
		next.records = append(next.records, record)
		nodes[id] = next.view(record)
	}
	return nodes
}

// ids are the ids of the records of a kind in the batch, without repetition.
func (b *batch) ids(kind graph.Kind) []graph.ID {
	known := map[graph.ID]bool{}
	var ids []graph.ID
	for _, record := range b.records {
		if record.Kind == kind && !known[record.ID] {
			known[record.ID] = true
			ids = append(ids, record.ID)
		}
	}
	return ids
}
