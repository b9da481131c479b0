package resolvers

import (
	"context"
	"sync"

	"capgraph/graph"
)

// batch is the records of one level of an answer, which were read together,
// and what has been read for all of them since. It lives as long as the answer.
type batch struct {
	reader  Source
	clocks  clocks
	records []*graph.Record

	believed, stored map[graph.ID]*graph.Record   // when a policy was given: as it chooses, and as the store has them
	claims           map[graph.ID][]*graph.Record // likewise: the live claims about them

	mu    sync.Mutex
	reads map[string]func() (any, error)
}

func newBatch(reader Source, clocks clocks, records []*graph.Record) *batch {
	return &batch{reader: reader, clocks: clocks, records: records, reads: map[string]func() (any, error){}}
}

func (b *batch) view(record *graph.Record) Node {
	if believed := b.believed[record.ID]; believed != nil {
		record = believed
	}
	return view(seen{record, b})
}

// once makes a read for the whole batch the first time that it is asked for;
// whoever asks meanwhile or later gets the same result, error or panic.
func once[T any](b *batch, key string, load func() (T, error)) (T, error) {
	b.mu.Lock()
	read := b.reads[key]
	if read == nil {
		read = sync.OnceValues(func() (any, error) { return load() })
		b.reads[key] = read
	}
	b.mu.Unlock()
	result, err := read()
	typed, _ := result.(T)
	return typed, err
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
		return b.nextBelieved(ctx, found)
	})
}

// readNodes reads records of whatever kinds together, each as a view of one
// batch. Unknown ids have no entry.
func readNodes(ctx context.Context, reader Source, ids []graph.ID, at clocks) (map[graph.ID]Node, error) {
	records, err := reader.Records(ctx, ids, at.slice)
	if err != nil {
		return nil, err
	}
	return newBatch(reader, at, nil).nextBelieved(ctx, records)
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
