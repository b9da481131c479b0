package ownership

import (
	"context"

	"capgraph/graph"
)

// claimsAtOnce is how many stakes' claims are read together.
const claimsAtOnce = 200

// widen gives each stake about which sources disagree the span of all that
// they say, never the sum, and flags it.
func (l *loader) widen(ctx context.Context) error {
	for at := 0; at < len(l.contested); at += claimsAtOnce {
		some := l.contested[at:min(at+claimsAtOnce, len(l.contested))]
		ids := make([]graph.ID, len(some))
		for i, place := range some {
			ids[i] = l.dated[place].ID
		}
		claims, err := graph.ClaimsAbout(ctx, l.reader, ids, l.slice)
		if err != nil {
			return err
		}
		for _, place := range some {
			widen(&l.dated[place], claims[l.dated[place].ID], l.slice.Day)
		}
	}
	return nil
}

// widen reads what the claims say of a stake on the day or, when it is not in
// force then, on its first day.
func widen(d *Dated, claims []*graph.Record, day graph.Day) {
	if d.Valid.On(day) == graph.No {
		day = d.Valid.From
	}
	for _, explanation := range graph.Explain(d.ID, claims, day) {
		for _, answer := range explanation.Alternatives {
			share, ok := answer.Value.(graph.Share)
			if !ok {
				continue
			}
			switch explanation.Field {
			case "share":
				d.Share = d.Share.hull(SpanOf(share))
				d.Flags |= Conflicting
			case "votes":
				d.Votes = d.Votes.hull(SpanOf(share))
				d.Flags |= Conflicting
			}
		}
	}
}
