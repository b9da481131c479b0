package graph

import "context"

// claimsAtATime is how many claims about a record are read at a time. Few
// records have more, so that one read for all of them is the rule.
const claimsAtATime = 1000

// ClaimsAbout reads the claims about records that are live at the slice's
// instant, in order of id.
func ClaimsAbout(ctx context.Context, reader Reader, ids []ID, slice Slice) (map[ID][]*Record, error) {
	return AllPages(ctx, reader, Query{Kind: claim.Kind, Of: ids, Fields: []string{"about"}, Slice: slice, Limit: claimsAtATime})
}

// AllPages reads the first page of a query for all its ids at once, and the
// rest of those that have more for each by itself. Without ids it reads the one
// list, under the empty id.
func AllPages(ctx context.Context, reader Reader, query Query) (map[ID][]*Record, error) {
	first, err := reader.List(ctx, query)
	if err != nil {
		return nil, err
	}
	all := make(map[ID][]*Record, len(first))
	for id, page := range first {
		all[id] = page.Records
		for rest := query; page.More; {
			after := query.Order.Cursor(page.Records[len(page.Records)-1])
			rest.After = &after
			if query.Of != nil {
				rest.Of = []ID{id}
			}
			pages, err := reader.List(ctx, rest)
			if err != nil {
				return nil, err
			}
			page = pages[id]
			all[id] = append(all[id], page.Records...)
		}
	}
	return all, nil
}

// AtLeastAsSure says whether one degree of confidence is as high as another.
func AtLeastAsSure(a, b Token) bool { return confidence.index(a) <= confidence.index(b) }
