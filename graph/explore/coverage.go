package explore

import (
	"context"
	"slices"

	"capgraph/graph"
)

// MaxScan is how many records one call looks through for a page. A page may
// hold fewer than were asked for although there is more.
const MaxScan = 10_000

// CoverageQuery asks for a page of the records that deserve a second look.
type CoverageQuery struct {
	Slice graph.Slice
	Kinds []graph.Kind // of entities and relations; none means all relations
	After graph.ID     // only what comes after it: in order of kind, as the vocabulary has them, then of id
	Limit int          // records in a page; 0 asks for none
}

// CoveragePage is a page of what was found.
type CoveragePage[T any] struct {
	Found []T
	More  bool
	End   graph.ID // the last record looked at, to go on after when there is more
}

// Thin is a record that rests on one independent source, or on rumours alone.
type Thin struct {
	Record   *graph.Record
	Support  graph.Support
	Rumoured bool
}

// ThinlySupported lists the records in force that rest on one story, or only on
// rumours. An unknown kind, one of sources, and a negative limit are Invalid errors.
func ThinlySupported(ctx context.Context, reader graph.Reader, q CoverageQuery) (CoveragePage[Thin], error) {
	return scan(ctx, reader, q, nil, func(r *graph.Record, claims []*graph.Record) (Thin, bool) {
		thin := Thin{r, graph.SupportOf(claims), graph.IsRumoured(claims)}
		return thin, thin.Support.Stories <= 1 || thin.Rumoured
	})
}

// Contested is a record and its fields about which live claims disagree, in
// the order of the kind's fields: each with the value chosen, the rule, and the alternatives.
type Contested struct {
	Record *graph.Record
	Fields []graph.Explanation
}

// ContestedRecords lists the records in force about which live claims
// disagree. Errors are those of ThinlySupported.
func ContestedRecords(ctx context.Context, reader graph.Reader, q CoverageQuery) (CoveragePage[Contested], error) {
	return scan(ctx, reader, q, graph.Where{Field: graph.EntryContested}, func(r *graph.Record, claims []*graph.Record) (Contested, bool) {
		explained := slices.DeleteFunc(graph.Explain(r.ID, claims, q.Slice.Day), func(e graph.Explanation) bool { return len(e.Alternatives) == 0 })
		return Contested{r, explained}, len(explained) > 0
	})
}

// scan goes through the records of the kinds for which the condition holds, with
// the claims about them, until one more is found than the page holds, nothing is
// left, or MaxScan records were looked at.
func scan[T any](ctx context.Context, reader graph.Reader, q CoverageQuery, where graph.Predicate, find func(r *graph.Record, claims []*graph.Record) (T, bool)) (CoveragePage[T], error) {
	found := CoveragePage[T]{Found: []T{}, End: q.After}
	kinds, err := q.kinds()
	if err != nil || q.Limit == 0 {
		return found, err
	}
	if q.Slice, err = q.Slice.Pin(ctx, reader); err != nil {
		return found, err
	}
	looked := 0
	for _, kind := range kinds {
		for rest := true; rest; {
			page, claims, err := q.read(ctx, reader, kind, found.End, where)
			if err != nil {
				return found, err
			}
			for _, r := range page.Records {
				item, ok := find(r, claims[r.ID])
				if looked++; looked > MaxScan || ok && len(found.Found) == q.Limit {
					found.More = true
					return found, nil
				}
				if ok {
					found.Found = append(found.Found, item)
				}
				found.End = r.ID
			}
			rest = page.More
		}
	}
	return found, nil
}

// kinds are those that are left to look at, in the order of the vocabulary.
func (q CoverageQuery) kinds() ([]graph.Kind, error) {
	if q.Limit < 0 {
		return nil, graph.Errorf(graph.Invalid, "the number of records cannot be negative").At("first")
	}
	for _, kind := range q.Kinds {
		if !graph.KindOf(kind).IsResolved() {
			return nil, graph.Errorf(graph.Invalid, "%q is no kind of entity or relation", kind).At("kinds")
		}
	}
	var kinds []graph.Kind
	reached := q.After == ""
	for _, spec := range graph.Specs() {
		reached = reached || spec.Kind == q.After.Kind()
		wanted := slices.Contains(q.Kinds, spec.Kind) || len(q.Kinds) == 0 && spec.IsRelation()
		if reached && wanted {
			kinds = append(kinds, spec.Kind)
		}
	}
	return kinds, nil
}

// read reads some records of a kind after an id, and the claims about them.
func (q CoverageQuery) read(ctx context.Context, reader graph.Reader, kind graph.Kind, end graph.ID, where graph.Predicate) (graph.Page, map[graph.ID][]*graph.Record, error) {
	query := graph.Query{Kind: kind, Slice: q.Slice, Where: where, Limit: pageSize}
	if end.Kind() == kind {
		query.After = &graph.Cursor{Missing: true, ID: end}
	}
	pages, err := reader.List(ctx, query)
	if err != nil || len(pages[""].Records) == 0 {
		return graph.Page{}, nil, err
	}
	claims, err := graph.ClaimsAbout(ctx, reader, idsOf(pages[""].Records), q.Slice)
	return pages[""], claims, err
}
