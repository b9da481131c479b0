package neo4j

import (
	"context"
	"slices"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
)

// listing is a query with what the store makes of it.
type listing struct {
	graph.Query
	spec  *graph.Spec
	field *graph.Field // that the order is by; nil for the order of ids
	back  bool         // whether the page is read from its end
	want  int          // one more than the page holds, to know whether there is more
}

// List returns the pages that a query asks for, see graph.Reader.
func (r reader) List(ctx context.Context, query graph.Query) (map[graph.ID]graph.Page, error) {
	l, err := newListing(query)
	if err != nil {
		return nil, err
	}
	if query.Of != nil {
		return r.pagesOf(ctx, l)
	}
	row, err := r.inSlice(ctx, query.Slice, l.wholeStatement)
	if err != nil {
		return nil, err
	}
	far, err := pickedFrom(row, "far", query.Slice.Day)
	if err != nil {
		return nil, err
	}
	page, err := l.page(column(row, "near"), far)
	page.Total = int(number(row, "total"))
	return map[graph.ID]graph.Page{"": page}, err
}

func newListing(query graph.Query) (listing, error) {
	query.Limit = max(query.Limit, 0)
	l := listing{Query: query, spec: graph.KindOf(query.Kind), back: query.Last || query.Before != nil, want: query.Limit + 1}
	if l.spec == nil {
		return l, graph.Errorf(graph.Internal, "there is no kind %q", query.Kind)
	}
	if l.field = l.spec.Field(query.Order.Field); l.field != nil && !l.field.Sort {
		return l, graph.Errorf(graph.Internal, "%s cannot be ordered by %s", l.spec.Plural, l.field.Name)
	}
	return l, nil
}

// wholeStatement reads the page of all records of the kind.
func (l listing) wholeStatement(at scope) *statement {
	s := begin()
	if l.Count {
		s.add("CALL (head) {\n")
		l.count(s, at)
		s.add("RETURN count(*) AS total\n}\n")
	} else {
		s.add("WITH head, 0 AS total\n")
	}
	s.add("CALL (head) {\n")
	if at.known == 0 {
		l.sought(s, at)
	} else {
		l.past(s, at)
	}
	s.add("RETURN collect(v) AS page\n}\nWITH head, total, page\n")
	s.add("CALL (page) {\nUNWIND page AS v UNWIND v.far AS id\nWITH DISTINCT id\n")
	s.versions("f", at).add(" AND f.id = id\nRETURN collect(", columns("f"), ") AS far\n}\n")
	s.add("WITH head, total, far, [v IN page | ", columns("v"), "] AS near\n")
	return s.end("total", "near", "far")
}

// count matches all records that the query asks for, cursors aside.
func (l listing) count(s *statement, at scope) {
	if at.known == 0 {
		s.add(seek("v", "Now", "kind, valid_from, valid_to"), " WHERE v.kind = ", s.param(string(l.Kind)))
	} else {
		l.matchPast(s, at)
	}
	s.valid("v", at).where(l.Where, "v", at).add("\n")
}

// past sorts all versions of the kind that were known.
func (l listing) past(s *statement, at scope) {
	l.matchPast(s, at)
	l.between(s, "v")
	s.valid("v", at).where(l.Where, "v", at)
	s.add("\nWITH v ").orderBy(l, "v").add(" LIMIT ", s.param(l.want), "\n")
}

func (l listing) matchPast(s *statement, at scope) {
	after, before := idRange(l.Kind)
	s.add(seek("v", "Version", "id"), " WHERE v.id > ", s.param(after), " AND v.id < ", s.param(before))
	s.known("v", at)
}

// pagesOf reads one page for each id of the query: the records that point to it.
func (r reader) pagesOf(ctx context.Context, l listing) (map[graph.ID]graph.Page, error) {
	pages := make(map[graph.ID]graph.Page, len(l.Of))
	for _, id := range l.Of {
		pages[id] = graph.Page{Records: []*graph.Record{}}
	}
	of, types := texts(l.Of), linkTypes(l.Kind, l.Fields)
	if len(of) == 0 || len(types) == 0 {
		return pages, ctxError(ctx)
	}
	row, err := r.inSlice(ctx, l.Slice, func(at scope) *statement { return l.pagesStatement(of, types, at) })
	if err != nil {
		return nil, err
	}
	return pages, l.readPages(row, pages)
}

func (l listing) readPages(row *driver.Record, pages map[graph.ID]graph.Page) error {
	far, err := pickedFrom(row, "far", l.Slice.Day)
	if err != nil {
		return err
	}
	list, _ := column(row, "pages").([]any)
	for _, one := range list {
		parts, ok := one.([]any)
		if !ok || len(parts) != 3 {
			return damaged()
		}
		of, _ := parts[0].(string)
		total, _ := parts[1].(int64)
		page, err := l.page(parts[2], far)
		if err != nil {
			return err
		}
		page.Total = int(total)
		pages[graph.ID(of)] = page
	}
	return nil
}

func (l listing) pagesStatement(of, types []string, at scope) *statement {
	s := begin()
	s.add("CALL (head) {\nUNWIND ", s.param(of), " AS of\n")
	if l.Count {
		s.add("CALL (of) {\n")
		l.pointing(s, types, at)
		s.add("\nRETURN count(DISTINCT v) AS total\n}\n")
	} else {
		s.add("WITH of, 0 AS total\n")
	}
	s.add("CALL (of) {\n")
	l.pointing(s, types, at)
	l.between(s, "v")
	s.add("\nWITH DISTINCT v ").orderBy(l, "v").add(" LIMIT ", s.param(l.want), "\nRETURN collect(v) AS page\n}\n")
	s.add("RETURN collect([of, total, page]) AS found\n}\nWITH head, found\n")
	s.add("CALL (found) {\nUNWIND found AS p UNWIND p[2] AS v UNWIND v.far AS id\nWITH DISTINCT id\n")
	s.versions("f", at).add(" AND f.id = id\nRETURN collect(", columns("f"), ") AS far\n}\n")
	s.add("WITH head, far, [p IN found | [p[0], p[1], [v IN p[2] | ", columns("v"), "]]] AS pages\n")
	return s.end("pages", "far")
}

func (l listing) pointing(s *statement, types []string, at scope) {
	label := "Version"
	if at.known == 0 {
		label = "Now"
	}
	s.add("MATCH (far:Record {id: of})<-[:", strings.Join(types, "|"), "]-(v:", label, ")", seekFar, " WHERE true")
	if at.known != 0 {
		s.known("v", at)
	}
	s.valid("v", at).where(l.Where, "v", at)
}

// page decodes the versions of a page, puts them in order and cuts them off.
func (l listing) page(value any, far map[graph.ID]*graph.Record) (graph.Page, error) {
	records, err := decodeAll(value)
	if err != nil {
		return graph.Page{}, err
	}
	slices.SortFunc(records, func(a, b *graph.Record) int {
		if l.Order.Less(l.Order.Cursor(a), l.Order.Cursor(b)) {
			return -1
		}
		return 1
	})
	page := graph.Page{Records: records, More: len(records) > l.Limit}
	if page.More && l.back {
		page.Records = records[len(records)-l.Limit:]
	} else if page.More {
		page.Records = records[:l.Limit]
	}
	for _, record := range page.Records {
		fillFar(record, far)
	}
	return page, nil
}
