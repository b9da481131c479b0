package explore

import (
	"context"
	"reflect"

	"capgraph/graph"
)

// Condition chooses records: Possibly holds of all that may meet it, Surely of
// those that meet it whatever their bounds. graph.Filter makes both of one filter. Nil
// holds for all.
type Condition struct{ Surely, Possibly graph.Predicate }

// pageSize is how many records are read at a time.
const pageSize = 500

// sifted is a record that may be in force and meet a condition.
type sifted struct {
	*graph.Record
	sure bool // whether both are sure
}

// sift yields the records of a kind that are in force and may meet the
// condition, page by page in order of id.
func sift(ctx context.Context, reader graph.Reader, kind graph.Kind, slice graph.Slice, condition Condition, yield func([]sifted) error) error {
	query := graph.Query{Kind: kind, Slice: slice, Where: condition.Possibly, Limit: pageSize}
	return graph.EachPage(ctx, reader, query, func(_ graph.ID, records []*graph.Record) error {
		doubtful, err := doubts(ctx, reader, query, condition, records)
		if err != nil {
			return err
		}
		batch := make([]sifted, len(records))
		for i, r := range records {
			batch[i] = sifted{r, r.Valid.On(slice.Day) == graph.Surely && !doubtful[r.ID]}
		}
		return yield(batch)
	})
}

// doubts are those of the records that do not surely meet the condition.
func doubts(ctx context.Context, reader graph.Reader, query graph.Query, condition Condition, records []*graph.Record) (map[graph.ID]bool, error) {
	if len(records) == 0 || reflect.DeepEqual(condition.Surely, condition.Possibly) {
		return nil, nil
	}
	doubtful, ids := map[graph.ID]bool{}, graph.OneOf{}
	for _, r := range records {
		doubtful[r.ID], ids = true, append(ids, r.ID)
	}
	query.Where = graph.And{ids, condition.Surely}
	pages, err := reader.List(ctx, query)
	for _, r := range pages[""].Records {
		delete(doubtful, r.ID)
	}
	return doubtful, err
}
