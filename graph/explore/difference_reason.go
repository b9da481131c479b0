package explore

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"

	"capgraph/graph"
)

// giveReasons says of each change of knowledge which claims began and ended to
// count between the two instants, in the order of time whichever comes first
// in the query, and why.
func (d *Difference) giveReasons(ctx context.Context, reader graph.Reader) error {
	var ids []graph.ID
	for _, differing := range d.Records {
		if differing.Knowledge != nil {
			ids = append(ids, differing.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	earlier, later := d.Points[0], d.Points[1]
	if later.Known < earlier.Known {
		earlier, later = later, earlier
	}
	old, err := graph.ClaimsAbout(ctx, reader, ids, earlier)
	if err != nil {
		return err
	}
	now, err := graph.ClaimsAbout(ctx, reader, ids, later)
	if err != nil {
		return err
	}
	for i := range d.Records {
		if change := d.Records[i].Knowledge; change != nil {
			id := d.Records[i].ID
			ended, begun := claimsWithout(old[id], now[id]), claimsWithout(now[id], old[id])
			change.Ended, change.Begun = change.telling(ended, old[id], id, earlier.Day), change.telling(begun, now[id], id, earlier.Day)
			if len(change.Ended)+len(change.Begun) == 0 { // It comes or goes, or the best source speaks otherwise.
				change.Ended, change.Begun = ended, begun
			}
		}
	}
	return d.name(ctx, reader, earlier)
}

// claimsWithout are the claims that others do not hold, or not with the same content.
func claimsWithout(claims, others []*graph.Record) []*graph.Record {
	byID := map[graph.ID]*graph.Record{}
	for _, other := range others {
		byID[other.ID] = other
	}
	var only []*graph.Record
	for _, claim := range claims {
		if other := byID[claim.ID]; other == nil || !bytes.Equal(graph.EncodeBody(claim), graph.EncodeBody(other)) {
			only = append(only, claim)
		}
	}
	slices.SortFunc(only, func(a, b *graph.Record) int { return cmp.Compare(a.ID, b.ID) })
	return only
}

// telling keeps, of the claims that began or ended to count, those that give a
// value on the day for a field that differs, for or against what is shown.
func (c *Change) telling(some, all []*graph.Record, id graph.ID, day graph.Day) []*graph.Record {
	var tell []graph.ID
	for _, explained := range graph.Explain(id, all, day) {
		if slices.ContainsFunc(c.Fields, func(d FieldDifference) bool { return d.Field == explained.Field }) {
			for _, answers := range [][]graph.Answer{explained.Chosen, explained.Alternatives, explained.Settled, explained.Incomparable} {
				for _, answer := range answers {
					tell = append(tell, answer.Claims...)
				}
			}
		}
	}
	silent := func(claim *graph.Record) bool { return !slices.Contains(tell, claim.ID) }
	return slices.DeleteFunc(slices.Clone(some), silent)
}

// name gives the reasons: those for which claims ended, and those for which
// claims began, by the article then and now.
func (d *Difference) name(ctx context.Context, reader graph.Reader, earlier graph.Slice) error {
	var articles []graph.ID
	for _, differing := range d.Records {
		if differing.Knowledge != nil {
			for _, claim := range differing.Knowledge.Begun {
				articles = append(articles, claim.Refs("article")...)
			}
		}
	}
	known := map[graph.ID]*graph.Record{}
	if len(articles) > 0 {
		var err error
		if known, err = reader.Records(ctx, articles, earlier); err != nil {
			return err
		}
	}
	for _, differing := range d.Records {
		if change := differing.Knowledge; change != nil {
			change.Reasons = change.reasons(known)
		}
	}
	return nil
}

func (c *Change) reasons(known map[graph.ID]*graph.Record) []graph.Reason {
	reasons := map[graph.Reason]bool{}
	for _, claim := range c.Ended {
		if claim.EndReason != "" {
			reasons[claim.EndReason] = true
		}
	}
	for _, claim := range c.Begun {
		article := claim.Refs("article")[0]
		if now := claim.Far[article]; now != nil {
			reasons[graph.WhyBegun(known[article], now)] = true
		}
	}
	return slices.Sorted(maps.Keys(reasons))
}
