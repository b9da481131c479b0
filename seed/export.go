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

// Export calls yield for each article that counts, in order of id, as a fact
// file, and then for the file of each that waits, and stops at its first error, which it returns. All are of one state: the
// last commit when it began. It returns how many articles it left out because
// they are withdrawn, and fails with the codes of the reader. Memory does not
// grow with the number of articles.
func Export(ctx context.Context, reader graph.Reader, yield func(*Written) error) (withdrawn int, err error) {
	head, err := reader.Head(ctx)
	if err != nil {
		return 0, err
	}
	query := graph.Query{Kind: kindArticle, Slice: graph.Slice{Day: graph.LastDay, Known: head}, Limit: articlesAtATime}
	for {
		pages, err := reader.List(ctx, query)
		if err != nil {
			return withdrawn, err
		}
		page := pages[""]
		n, err := exportAll(ctx, reader, withoutWaiting(page.Records), query.Slice, yield)
		withdrawn += n
		if err != nil {
			return withdrawn, err
		}
		if !page.More || len(page.Records) == 0 {
			return withdrawn, exportWaiting(ctx, reader, query.Slice, yield)
		}
		cursor := query.Order.Cursor(page.Records[len(page.Records)-1])
		query.After = &cursor
	}
}

// exportAll writes some articles, of which it reads the first claims at once.
func exportAll(ctx context.Context, reader graph.Reader, articles []*graph.Record, slice graph.Slice, yield func(*Written) error) (withdrawn int, err error) {
	var ids []graph.ID
	for _, article := range articles {
		if status, _ := graph.One[graph.Token](article, "status"); status != graph.Withdrawn {
			ids = append(ids, article.ID)
		}
	}
	query := graph.Query{Kind: kindClaim, Slice: slice, Of: ids, Fields: []string{keyArticle}, Limit: claimsFirst}
	pages, err := reader.List(ctx, query)
	if err != nil || len(ids) == 0 {
		return len(articles), err
	}
	for _, article := range articles {
		page, counts := pages[article.ID]
		if !counts {
			withdrawn++
			continue
		}
		delete(pages, article.ID)
		claims, err := restOf(ctx, reader, query, article.ID, page)
		if err != nil {
			return withdrawn, err
		}
		made, err := write(article, claims)
		if err != nil {
			return withdrawn, err
		}
		if err := yield(made); err != nil {
			return withdrawn, err
		}
	}
	return withdrawn, nil
}

// restOf reads the claims of an article behind the first page.
func restOf(ctx context.Context, reader graph.Reader, query graph.Query, article graph.ID, page graph.Page) ([]*graph.Record, error) {
	claims := page.Records
	for page.More && len(page.Records) > 0 {
		cursor := query.Order.Cursor(page.Records[len(page.Records)-1])
		query.Of, query.After = []graph.ID{article}, &cursor
		pages, err := reader.List(ctx, query)
		if err != nil {
			return nil, err
		}
		page = pages[article]
		claims = append(claims, page.Records...)
	}
	return claims, nil
}
