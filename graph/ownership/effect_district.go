package ownership

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"capgraph/graph"
)

// district is the stakes in some companies and in all upstream of them, before
// and after a write. It grows as far as it is asked to; a step up or down costs one read
// for every companiesAtOnce companies, and one more for every stakesAtOnce stakes in one.
type district struct {
	reader    graph.Reader
	then, now graph.Slice
	before    map[graph.ID]interests // of the companies whose stakes the write may have touched
	after     map[graph.ID]interests // of all companies that were read
	closed    map[graph.ID]bool      // companies of which all upstream was read
	left      int                    // stakes that may still be read
	far       bool                   // what the write touched is more than may be read
}

// interests are all stakes in force in one company, by id.
type interests struct {
	stakes   []Stake
	complete bool // sources say that these are all
}

func (i interests) equal(other interests) bool {
	return i.complete == other.complete && slices.Equal(i.stakes, other.stakes)
}

const (
	companiesAtOnce = 40
	stakesAtOnce    = 100
)

// errFar says that more stakes would have to be read than may be.
var errFar = errors.New("the stakes go too far")

// newDistrict reads the stakes in the companies that a write may have touched,
// and at most so many in all.
func newDistrict(ctx context.Context, reader graph.Reader, now graph.Slice, receipt *graph.Receipt, most int) (*district, error) {
	d := &district{
		reader: reader, now: now, then: graph.Slice{Day: now.Day, Known: receipt.At - 1}, left: most,
		before: map[graph.ID]interests{}, after: map[graph.ID]interests{}, closed: map[graph.ID]bool{},
	}
	companies := touchedBy(receipt)
	for _, id := range companies {
		d.before[id] = interests{} // Before the first instant nothing was known.
	}
	err := d.read(ctx, companies, d.now, d.after)
	if err == nil && d.then.Known > 0 {
		err = d.read(ctx, companies, d.then, d.before)
	}
	if err == errFar {
		d.far, err = true, nil
	}
	return d, err
}

// touchedBy lists the companies in which a write may have changed the stakes, or
// whether these are all, ascending.
func touchedBy(receipt *graph.Receipt) []graph.ID {
	companies := map[graph.ID]bool{}
	for _, article := range receipt.Articles {
		if article.Outcome == graph.Unchanged || article.Outcome == graph.Superseded {
			continue
		}
		for _, touched := range article.Records {
			for _, record := range []*graph.Record{touched.Before, touched.After} {
				switch {
				case record == nil:
				case record.Kind == "stake": // Claims widen one of which no version changed.
					for _, id := range record.Refs("company") {
						companies[id] = true
					}
				case touched.Outcome != graph.Unchanged && len(record.Held["ownersComplete"]) > 0:
					companies[record.ID] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(companies))
}

// touched are the companies whose stakes are others than before, ascending.
func (d *district) touched() []graph.ID {
	var companies []graph.ID
	for _, id := range slices.Sorted(maps.Keys(d.before)) {
		if !d.before[id].equal(d.after[id]) {
			companies = append(companies, id)
		}
	}
	return companies
}

// read reads the stakes in companies.
func (d *district) read(ctx context.Context, companies []graph.ID, slice graph.Slice, into map[graph.ID]interests) error {
	for some := range slices.Chunk(companies, companiesAtOnce) {
		complete, l := map[graph.ID]bool{}, loader{reader: d.reader, slice: slice, until: slice.Day}
		err := d.stakes(ctx, "company", some, slice, func(stake *graph.Record) error {
			for _, id := range stake.Refs("company") {
				complete[id] = complete[id] || isComplete(stake.Far[id], slice.Day)
			}
			return l.add(graph.OutlineOf(stake))
		})
		if err == nil {
			err = l.widen(ctx)
		}
		if err != nil {
			return err
		}
		found := make(map[graph.ID][]Stake, len(some))
		for _, dated := range l.dated {
			if stake, ok := dated.On(slice.Day); ok {
				found[stake.Company] = append(found[stake.Company], stake)
			}
		}
		for _, id := range some {
			slices.SortFunc(found[id], func(a, b Stake) int { return cmp.Compare(a.ID, b.ID) })
			into[id] = interests{found[id], complete[id]}
		}
	}
	return nil
}

// isComplete says whether a source says of a company on a day that the stakes
// are all there are.
func isComplete(company *graph.Record, day graph.Day) bool {
	if company == nil || company.Valid.On(day) == graph.No {
		return false
	}
	said, _ := graph.One[graph.Token](company, "ownersComplete")
	return said == "TRUE"
}

// stakes calls each for the stakes in force that point to any of the ids by a field.
func (d *district) stakes(ctx context.Context, field string, of []graph.ID, slice graph.Slice, each func(*graph.Record) error) error {
	query := graph.Query{Kind: "stake", Of: of, Fields: []string{field}, Slice: slice, Limit: stakesAtOnce}
	return graph.EachPage(ctx, d.reader, query, func(_ graph.ID, stakes []*graph.Record) error {
		for _, stake := range stakes {
			if d.left--; d.left < 0 {
				return errFar
			}
			if err := each(stake); err != nil {
				return err
			}
		}
		return nil
	})
}

// upstream reads the stakes in companies and in all that hold them, through
// whatever chains, before or after the write.
func (d *district) upstream(ctx context.Context, companies []graph.ID) error {
	seen := map[graph.ID]bool{}
	for open := companies; len(open) > 0; {
		unread := slices.DeleteFunc(slices.Clone(open), func(id graph.ID) bool { _, read := d.after[id]; return read })
		if err := d.read(ctx, unread, d.now, d.after); err != nil {
			return err
		}
		var next []graph.ID
		for _, company := range open {
			seen[company] = true
			for _, stake := range slices.Concat(d.before[company].stakes, d.after[company].stakes) {
				if owner := stake.Owner; owner.Kind() == "company" && !seen[owner] && !d.closed[owner] {
					seen[owner], next = true, append(next, owner)
				}
			}
		}
		open = next
	}
	maps.Copy(d.closed, seen)
	return nil
}

// holdings lists the companies that some hold stakes in, ascending. What they held
// before the write alone was touched by it.
func (d *district) holdings(ctx context.Context, owners []graph.ID) ([]graph.ID, error) {
	held := map[graph.ID]bool{}
	for some := range slices.Chunk(owners, companiesAtOnce) {
		err := d.stakes(ctx, "owner", some, d.now, func(stake *graph.Record) error {
			for _, id := range stake.Refs("company") {
				held[id] = true
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return slices.Sorted(maps.Keys(held)), nil
}

// build makes projections of all stakes that were read, before and after the write.
func (d *district) build() (before, after *Projection) {
	build := func(slice graph.Slice, of func(graph.ID) interests) *Projection {
		var stakes []Stake
		var complete []graph.ID
		for _, id := range slices.Sorted(maps.Keys(d.after)) {
			all := of(id)
			if stakes = append(stakes, all.stakes...); all.complete {
				complete = append(complete, id)
			}
		}
		return Build(slice, 0, stakes, complete)
	}
	was := func(id graph.ID) interests {
		if before, touched := d.before[id]; touched {
			return before
		}
		return d.after[id]
	}
	return build(d.then, was), build(d.now, func(id graph.ID) interests { return d.after[id] })
}
