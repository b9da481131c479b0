package seed

import (
	"context"

	"capgraph/graph"
)

// articlesAtATime and claimsFirst bound what an export holds in memory: the
// first claims of some articles, beside one article as a whole.
const (
	articlesAtATime = 20
	claimsFirst     = 500
)

// Export calls yield for each article as a fact file, in order of id, those
// that are withdrawn included, and then for the file of each that waits. All are of one state: the last
// commit when it began. It stops at the first error of yield, which it returns, and fails with the codes of
// the reader. Memory does not grow with the number of articles.
func Export(ctx context.Context, reader graph.Reader, yield func(*Written) error) error {
	head, err := reader.Head(ctx)
	if err != nil {
		return err
	}
	query := graph.Query{Kind: kindArticle, Slice: graph.Slice{Day: graph.LastDay, Known: head}, Limit: articlesAtATime}
	err = graph.EachPage(ctx, reader, query, func(_ graph.ID, articles []*graph.Record) error {
		return exportAll(ctx, reader, withoutWaiting(articles), query.Slice, yield)
	})
	if err != nil {
		return err
	}
	return exportWaiting(ctx, reader, query.Slice, yield)
}

// exportAll writes some articles, of which it reads the first claims at once.
func exportAll(ctx context.Context, reader graph.Reader, articles []*graph.Record, slice graph.Slice, yield func(*Written) error) error {
	var ids []graph.ID
	for _, article := range articles {
		if graph.StatusOf(article) != graph.Withdrawn {
			ids = append(ids, article.ID)
		}
	}
	query := graph.Query{Kind: kindClaim, Slice: slice, Of: ids, Fields: []string{keyArticle}, Limit: claimsFirst}
	pages := map[graph.ID]graph.Page{}
	if len(ids) > 0 {
		var err error
		if pages, err = reader.List(ctx, query); err != nil {
			return err
		}
	}
	for _, article := range articles {
		page, counts := pages[article.ID]
		delete(pages, article.ID)
		var made *Written
		var err error
		if counts {
			made, err = exportCounting(ctx, reader, query, article, page)
		} else {
			made, err = exportWithdrawn(ctx, reader, article, slice.Known)
		}
		if err != nil {
			return err
		}
		if err := yield(made); err != nil {
			return err
		}
	}
	return nil
}

func exportCounting(ctx context.Context, reader graph.Reader, query graph.Query, article *graph.Record, page graph.Page) (*Written, error) {
	claims, err := restOf(ctx, reader, query, article.ID, page)
	if err != nil {
		return nil, err
	}
	return write(article, claims)
}

// exportWithdrawn writes an article with the claims that restoring it would
// bring back, none where nothing would.
func exportWithdrawn(ctx context.Context, reader graph.Reader, article *graph.Record, known graph.Instant) (*Written, error) {
	last, err := graph.LastCounting(ctx, reader, article, known)
	if graph.CodeOf(err) == graph.Conflict {
		made, err := write(article, nil)
		if err == nil {
			made.Inexact = append(made.Inexact, string(article.ID)+" is withdrawn and never counted with the facts that it has: these are not known")
		}
		return made, err
	}
	if err != nil {
		return nil, err
	}
	return write(article, last.Claims)
}

// restOf reads the claims of an article behind the first page.
func restOf(ctx context.Context, reader graph.Reader, query graph.Query, article graph.ID, page graph.Page) ([]*graph.Record, error) {
	if !page.More {
		return page.Records, nil
	}
	after := query.Order.Cursor(page.Records[len(page.Records)-1])
	query.Of, query.After = []graph.ID{article}, &after
	rest, err := graph.AllPages(ctx, reader, query)
	return append(page.Records, rest[article]...), err
}
