package graph

import (
	"context"
	"maps"
	"slices"
)

// claimsAtATime is how many claims about a record are read at a time. Few
// records have more, so that one read for all of them is the rule.
const claimsAtATime = 1000

// ClaimsAbout reads the claims about records that are live at the slice's
// instant, in order of id.
func ClaimsAbout(ctx context.Context, reader Reader, ids []ID, slice Slice) (map[ID][]*Record, error) {
	return AllPages(ctx, reader, Query{Kind: claim.Kind, Of: ids, Fields: []string{"about"}, Slice: slice, Limit: claimsAtATime})
}

// AllPages reads the whole list of each of the query's ids, see EachPage. Without
// ids it reads the one list, under the empty id.
func AllPages(ctx context.Context, reader Reader, query Query) (map[ID][]*Record, error) {
	all := map[ID][]*Record{}
	err := EachPage(ctx, reader, query, func(of ID, records []*Record) error {
		all[of] = append(all[of], records...)
		return nil
	})
	return all, err
}

// EachPage visits all pages of a query, whose limit is at least 1, and holds one at a
// time beside the first of each id: these are read at once, the rest of those that
// have more for each by itself. The order is that of the ids and, for each, of the
// list; one without records is visited once. Without ids it visits the one list,
// under the empty id. It stops at the first error of the visit or of the reader.
func EachPage(ctx context.Context, reader Reader, query Query, visit func(of ID, records []*Record) error) error {
	first, err := reader.List(ctx, query)
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(first)) {
		page := first[id]
		delete(first, id)
		if err := eachPageFrom(ctx, reader, query, id, page, visit); err != nil {
			return err
		}
	}
	return nil
}

func eachPageFrom(ctx context.Context, reader Reader, query Query, id ID, page Page, visit func(ID, []*Record) error) error {
	if query.Of != nil {
		query.Of = []ID{id}
	}
	for {
		if err := visit(id, page.Records); err != nil || !page.More {
			return err
		}
		after := query.Order.Cursor(page.Records[len(page.Records)-1])
		query.After = &after
		pages, err := reader.List(ctx, query)
		if err != nil {
			return err
		}
		page = pages[id]
	}
}

// AtLeastAsSure says whether one degree of confidence is as high as another.
func AtLeastAsSure(a, b Token) bool { return confidence.index(a) <= confidence.index(b) }
