package explore

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"capgraph/graph"
)

// MaxOpen is how many candidates a list of what is due or pending looks at.
const MaxOpen = 20_000

// OpenQuery asks for a page of what is due, or of the deals that are pending.
type OpenQuery struct {
	Slice graph.Slice
	Kinds []graph.Kind // none means all
	After string       // the Key of the last that has been read; "" begins
	First int          // records in a page; 0 asks for none
}

// Open is a record with promises that are due, or a deal that is pending.
type Open struct {
	Record  *graph.Record
	Claims  []*graph.Record // the live ones about it
	Due     []Promise
	Pending *Pending
	key     string
}

// Key is the place of the record in its list, to read on from.
func (o *Open) Key() string { return o.key }

// OpenList is a page of what is open.
type OpenList struct {
	Open  []Open
	More  bool
	Total int
	Cut   bool // whether there were more than MaxOpen candidates, of which the rest was left out
}

// ReadDue lists the records with promises that are due, the longest overdue
// first; see Due. It looks at the records that a live claim plans, expects or
// rumours something of, at the sites with a day on which they are to run, and at the
// investments with a horizon. Store calls grow by two for every thousand of them. A
// negative First is an Invalid error.
func ReadDue(ctx context.Context, reader graph.Reader, q OpenQuery) (*OpenList, error) {
	candidates, err := q.candidates(ctx, reader, map[graph.Kind]graph.Predicate{
		"datacenter": graph.Where{Field: "operational"},
		"investment": graph.Where{Field: "horizon"},
	})
	if err != nil {
		return nil, err
	}
	return q.page(candidates, func(r *graph.Record, claims []*graph.Record) (Open, bool) {
		due := Due(r, claims, q.Slice.Day)
		if len(due) == 0 {
			return Open{}, false
		}
		first := slices.MinFunc(due, func(a, b Promise) int { return cmp.Compare(a.On.Latest(), b.On.Latest()) })
		return Open{Record: r, Due: due, key: first.On.Latest().Key() + " " + string(r.ID)}, true
	}), nil
}

// ReadPending lists the acquisitions and investments that are pending, the
// longest first; see PendingOf. It is otherwise as ReadDue.
func ReadPending(ctx context.Context, reader graph.Reader, q OpenQuery) (*OpenList, error) {
	open := graph.Not{Predicate: graph.Or{isStep("COMPLETED"), isStep("CANCELLED"), isStep("UNWOUND")}}
	candidates, err := q.candidates(ctx, reader, map[graph.Kind]graph.Predicate{"acquisition": open, "investment": open})
	if err != nil {
		return nil, err
	}
	return q.page(candidates, func(r *graph.Record, claims []*graph.Record) (Open, bool) {
		pending, isPending := PendingOf(r, claims, q.Slice.Day)
		return Open{Record: r, Pending: &pending, key: fmt.Sprintf("%08d %s", maxDays-pending.MinDays, r.ID)}, isPending
	}), nil
}

const maxDays = 99_999_999

func isStep(step string) graph.Where {
	return graph.Where{Field: "status", Lo: graph.KeyRange{Min: step, Max: step}}
}

// candidates are records that may be open, with the claims about them.
type candidates struct {
	records []*graph.Record // in force on the day, in order of id
	claims  map[graph.ID][]*graph.Record
	cut     bool
}

// candidates reads what the conditions hold for, and what a claim only plans,
// expects or rumours something of.
func (q *OpenQuery) candidates(ctx context.Context, reader graph.Reader, where map[graph.Kind]graph.Predicate) (found candidates, err error) {
	if q.First < 0 {
		return found, graph.Errorf(graph.Invalid, "first cannot be negative").At("first")
	}
	if q.Slice, err = q.Slice.Pin(ctx, reader); err != nil {
		return found, err
	}
	planned, err := q.listed(ctx, reader, "claim", plannedClaims, &found.cut)
	if err != nil {
		return found, err
	}
	ids := []graph.ID{}
	for _, claim := range planned {
		if about := claim.Refs("about")[0]; q.wants(about.Kind()) {
			ids = append(ids, about)
		}
	}
	for _, spec := range graph.Specs() {
		if where[spec.Kind] == nil || !q.wants(spec.Kind) {
			continue
		}
		records, err := q.listed(ctx, reader, spec.Kind, where[spec.Kind], &found.cut)
		if err != nil {
			return found, err
		}
		ids = append(ids, idsOf(records)...)
	}
	return found, found.read(ctx, reader, ids, q.Slice)
}

func (q *OpenQuery) wants(kind graph.Kind) bool {
	return len(q.Kinds) == 0 || slices.Contains(q.Kinds, kind)
}

var plannedClaims = graph.Or{saidAs("EXPECTS"), saidAs("PLANS"), saidAs("RUMOURS")}

func saidAs(modality string) graph.Where {
	return graph.Where{Field: "modality", Lo: graph.KeyRange{Min: modality, Max: modality}}
}

// listed reads up to MaxOpen records of a kind.
func (q *OpenQuery) listed(ctx context.Context, reader graph.Reader, kind graph.Kind, where graph.Predicate, cut *bool) ([]*graph.Record, error) {
	var records []*graph.Record
	query := graph.Query{Kind: kind, Slice: q.Slice, Where: where, Limit: claimsAtATime}
	for {
		pages, err := reader.List(ctx, query)
		if err != nil {
			return nil, err
		}
		page := pages[""]
		records = append(records, page.Records...)
		if !page.More || len(records) >= MaxOpen {
			*cut = *cut || page.More
			return records, nil
		}
		after := query.Order.Cursor(page.Records[len(page.Records)-1])
		query.After = &after
	}
}

// read fetches the candidates and the claims about them, a thousand at a time.
func (c *candidates) read(ctx context.Context, reader graph.Reader, ids []graph.ID, slice graph.Slice) error {
	slices.Sort(ids)
	c.claims = map[graph.ID][]*graph.Record{}
	for chunk := range slices.Chunk(slices.Compact(ids), claimsAtATime) {
		records, err := reader.Records(ctx, chunk, slice)
		if err != nil {
			return err
		}
		claims, err := graph.ClaimsAbout(ctx, reader, chunk, slice)
		if err != nil {
			return err
		}
		for _, id := range chunk {
			if r := records[id]; r != nil && r.Valid.On(slice.Day) != graph.No {
				c.records = append(c.records, r)
				c.claims[id] = claims[id]
			}
		}
	}
	return nil
}

// page sorts what is open among the candidates and cuts the page from it.
func (q *OpenQuery) page(c candidates, judge func(*graph.Record, []*graph.Record) (Open, bool)) *OpenList {
	list := &OpenList{Open: []Open{}, Cut: c.cut}
	for _, r := range c.records {
		if open, isOpen := judge(r, c.claims[r.ID]); isOpen {
			open.Claims = c.claims[r.ID]
			list.Open = append(list.Open, open)
		}
	}
	list.Total = len(list.Open)
	slices.SortFunc(list.Open, func(a, b Open) int { return cmp.Compare(a.key, b.key) })
	list.Open = slices.DeleteFunc(list.Open, func(o Open) bool { return q.After != "" && o.key <= q.After })
	list.More = len(list.Open) > q.First
	list.Open = list.Open[:min(q.First, len(list.Open))]
	return list
}
