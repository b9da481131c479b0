package graphtest

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"capgraph/graph"
)

// reference is every version that was ever saved, and the log. What it answers
// is worked out from the whole list each time, by the functions of the domain:
// it is the contract of graph.Reader in its plainest form. It is a graph.Tx, so
// that graph.Commit fills it, and no graph.Store: nothing is ever undone.
type reference struct {
	versions []*graph.Record
	log      []graph.LogEntry
	now      graph.Instant
}

// commit repeats a write that an adapter has made at that instant.
func (f *reference) commit(at graph.Instant, changes ...graph.Change) (*graph.Receipt, error) {
	f.now = at
	return graph.Commit(context.Background(), f, seeding(changes...))
}

func (f *reference) Now() graph.Instant { return f.now }

func (f *reference) Head(context.Context) (graph.Instant, error) {
	if len(f.log) == 0 {
		return 0, nil
	}
	return f.log[len(f.log)-1].At, nil
}

func (f *reference) Save(_ context.Context, delta graph.Delta) error {
	for _, closing := range delta.Close {
		i := slices.IndexFunc(f.versions, func(v *graph.Record) bool {
			return v.ID == closing.ID && v.Valid.From == closing.From && v.Known.To == 0
		})
		if i < 0 {
			return graph.Errorf(graph.Internal, "%s is not open", closing.ID)
		}
		f.versions[i].Known.To, f.versions[i].EndReason = f.now, closing.Reason
	}
	for _, opened := range slices.Concat(delta.Past, delta.Open) {
		f.versions = append(f.versions, clone(opened))
	}
	f.log = append(f.log, delta.Log...)
	return nil
}

// clone copies what a store keeps of a version.
func clone(r *graph.Record) *graph.Record {
	kept := &graph.Record{ID: r.ID, Kind: r.Kind, Valid: r.Valid, Known: r.Known, EndReason: r.EndReason}
	if err := graph.DecodeBody(kept, graph.EncodeBody(r)); err != nil {
		panic(err)
	}
	return kept
}

// known groups the versions known at an instant by id, earliest first. They
// are copies whose values are shared.
func (f *reference) known(at graph.Instant) map[graph.ID][]*graph.Record {
	byID := map[graph.ID][]*graph.Record{}
	for _, v := range f.versions {
		if v.Known.At(at) {
			shared := *v
			byID[v.ID] = append(byID[v.ID], &shared)
		}
	}
	for _, versions := range byID {
		slices.SortFunc(versions, func(a, b *graph.Record) int { return cmp.Compare(a.Valid.From, b.Valid.From) })
	}
	return byID
}

func (f *reference) Versions(_ context.Context, ids []graph.ID) (map[graph.ID][]*graph.Record, error) {
	known := f.known(0)
	maps.DeleteFunc(known, func(id graph.ID, _ []*graph.Record) bool { return !slices.Contains(ids, id) })
	return known, nil
}

func (f *reference) Live(_ context.Context, field string, ids []graph.ID) (map[graph.ID][]*graph.Record, error) {
	known, live := f.known(0), map[graph.ID][]*graph.Record{}
	for _, id := range ids {
		live[id] = nil
		for _, versions := range known {
			if versions[0].Kind == "claim" && slices.Contains(versions[0].Refs(field), id) {
				live[id] = append(live[id], versions[0])
			}
		}
	}
	return live, nil
}

func (f *reference) Records(_ context.Context, ids []graph.ID, slice graph.Slice) (map[graph.ID]*graph.Record, error) {
	known, found := f.known(slice.Known), map[graph.ID]*graph.Record{}
	for _, id := range ids {
		if picked := graph.Pick(known[id], slice.Day); picked != nil {
			found[id] = withFar(picked, known, slice.Day)
		}
	}
	return found, nil
}

func withFar(r *graph.Record, known map[graph.ID][]*graph.Record, day graph.Day) *graph.Record {
	r.Far = map[graph.ID]*graph.Record{}
	for _, ids := range r.Links() {
		for _, id := range ids {
			if far := graph.Pick(known[id], day); far != nil {
				r.Far[id] = far
			}
		}
	}
	return r
}

// inForce is what predicates look around in: the versions in force in a slice,
// ordered by id.
type inForce []*graph.Record

func (f *reference) inForce(slice graph.Slice) inForce {
	var found inForce
	known := f.known(slice.Known)
	for _, id := range slices.Sorted(maps.Keys(known)) {
		for _, v := range known[id] {
			if v.Valid.On(slice.Day) != graph.No {
				found = append(found, v)
			}
		}
	}
	return found
}

func (in inForce) PointsTo(r *graph.Record, field string) []*graph.Record {
	ids := r.Refs(field)
	return in.where(func(far *graph.Record) bool { return slices.Contains(ids, far.ID) })
}

func (in inForce) PointedBy(r *graph.Record, kind graph.Kind, fields []string) []*graph.Record {
	return in.where(func(near *graph.Record) bool { return near.Kind == kind && pointsTo(near, fields, r.ID) })
}

func (in inForce) where(holds func(*graph.Record) bool) []*graph.Record {
	return slices.DeleteFunc(slices.Clone(in), func(r *graph.Record) bool { return !holds(r) })
}

func pointsTo(r *graph.Record, fields []string, id graph.ID) bool {
	return slices.ContainsFunc(fields, func(field string) bool { return slices.Contains(r.Refs(field), id) })
}

func (f *reference) List(_ context.Context, query graph.Query) (map[graph.ID]graph.Page, error) {
	all, pages := f.inForce(query.Slice), map[graph.ID]graph.Page{}
	matching := all.where(func(r *graph.Record) bool {
		return r.Kind == query.Kind && (query.Where == nil || graph.Holds(query.Where, r, all))
	})
	slices.SortFunc(matching, func(a, b *graph.Record) int {
		if query.Order.Less(query.Order.Cursor(a), query.Order.Cursor(b)) {
			return -1
		}
		return 1
	})
	known := f.known(query.Slice.Known)
	for _, r := range matching {
		withFar(r, known, query.Slice.Day)
	}
	if query.Of == nil {
		pages[""] = cut(matching, query)
	}
	for _, id := range query.Of {
		pages[id] = cut(inForce(matching).where(func(r *graph.Record) bool { return pointsTo(r, query.Fields, id) }), query)
	}
	return pages, nil
}

// cut takes a page out of all that matches, which is in order.
func cut(matching []*graph.Record, query graph.Query) graph.Page {
	page := graph.Page{}
	if query.Count {
		page.Total = len(matching)
	}
	window := inForce(matching).where(func(r *graph.Record) bool {
		at := query.Order.Cursor(r)
		return (query.After == nil || query.Order.Less(*query.After, at)) && (query.Before == nil || query.Order.Less(at, *query.Before))
	})
	page.More = len(window) > query.Limit
	switch size := min(len(window), query.Limit); {
	case query.Last || query.Before != nil:
		page.Records = window[len(window)-size:]
	default:
		page.Records = window[:size]
	}
	return page
}

func (f *reference) Search(_ context.Context, words []string, kinds []graph.Kind) ([]*graph.Record, error) {
	var found []*graph.Record
	for _, versions := range f.known(0) {
		r := versions[0]
		if spec := graph.KindOf(r.Kind); spec.Nature == graph.Entity && len(words) > 0 &&
			(len(kinds) == 0 || slices.Contains(kinds, r.Kind)) && answersAll(words, graph.SearchWords(r)) {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, func(a, b *graph.Record) int {
		return cmp.Or(cmp.Compare(usualLength(a), usualLength(b)), cmp.Compare(a.ID, b.ID))
	})
	return found[:min(len(found), graph.MaxSearch)], nil
}

func answersAll(searched, words []string) bool {
	return !slices.ContainsFunc(searched, func(s string) bool {
		return !slices.ContainsFunc(words, func(word string) bool { return graph.WordMatches(s, word) })
	})
}

func usualLength(r *graph.Record) int { return len([]rune(graph.UsualName(r))) }

func (f *reference) Match(_ context.Context, kind graph.Kind, field string, keys []string) (map[string][]graph.ID, error) {
	matches := map[string][]graph.ID{}
	for id, versions := range f.known(0) {
		for _, key := range keys {
			if id.Kind() == kind && slices.ContainsFunc(versions, func(r *graph.Record) bool { return hasKey(r, field, key) }) {
				matches[key] = append(matches[key], id)
			}
		}
	}
	for key, ids := range matches {
		slices.Sort(ids)
		matches[key] = slices.Compact(ids)
	}
	return matches, nil
}

func hasKey(r *graph.Record, field, key string) bool {
	return slices.ContainsFunc(graph.Entries(r), func(e graph.Entry) bool {
		return e.Field == field && e.Lo == key && e.State == graph.Known
	})
}

func (f *reference) Project(_ context.Context, kind graph.Kind, slice graph.Slice, yield func(*graph.Record) error) error {
	for _, r := range f.inForce(slice) {
		if r.Kind == kind {
			if err := yield(r); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *reference) Writes(_ context.Context, query graph.LogQuery) ([]graph.LogEntry, error) {
	entries := slices.DeleteFunc(slices.Clone(f.log), func(e graph.LogEntry) bool {
		return query.Article != "" && e.Article != query.Article || query.Actor != "" && e.Actor != query.Actor || query.Until != 0 && e.At > query.Until
	})
	slices.Reverse(entries)
	slices.SortStableFunc(entries, func(a, b graph.LogEntry) int {
		return cmp.Or(cmp.Compare(b.At, a.At), strings.Compare(string(a.Article), string(b.Article)))
	})
	return entries[:min(max(query.Limit, 0), len(entries))], nil
}
