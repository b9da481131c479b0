package neo4j_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/neo4j"
	"capgraph/graph/neo4j/neo4jtest"
)

var now = graph.Slice{Day: graphtest.Day("2025-08-01")}

// reads are calls of every sort, with what their plans may do in memory.
var reads = []struct {
	name  string
	sorts bool
	call  func(ctx context.Context, s graph.Reader) error
}{
	{"head", false, func(ctx context.Context, s graph.Reader) error { _, err := s.Head(ctx); return err }},
	{"records by ids", false, func(ctx context.Context, s graph.Reader) error {
		_, err := s.Records(ctx, []graph.ID{"company:meta", "stake:meta.scale-ai"}, now)
		return err
	}},
	{"records by ids, in the past", false, func(ctx context.Context, s graph.Reader) error {
		_, err := s.Records(ctx, []graph.ID{"company:meta"}, graph.Slice{Day: now.Day, Known: 1})
		return err
	}},
	{"first page by id", false, listing(graph.Query{Kind: "company", Limit: 10})},
	{"first page by name", false, listing(graph.Query{Kind: "company", Order: graph.Order{Field: "name"}, Limit: 10})},
	{"last page by name", false, listing(graph.Query{Kind: "company", Order: graph.Order{Field: "name"}, Limit: 10, Last: true})},
	{"deep page by name", false, listing(graph.Query{Kind: "company", Order: graph.Order{Field: "name"}, After: &graph.Cursor{Key: "google", ID: "company:google"}, Limit: 10})},
	{"first page by name downwards", true, listing(graph.Query{Kind: "company", Order: graph.Order{Field: "name", Desc: true}, Limit: 10})},
	{"deep page by name downwards", true, listing(graph.Query{Kind: "company", Order: graph.Order{Field: "name", Desc: true}, After: &graph.Cursor{Key: "google", ID: "company:google"}, Limit: 10})},
	{"page by name with a filter", false, listing(graph.Query{Kind: "company", Order: graph.Order{Field: "name"}, Limit: 10, Where: graph.And{
		graph.Where{Field: "country", Lo: graph.KeyRange{Min: "US", Max: "US"}},
		graph.Pointed{Kind: "stake", Fields: []string{"owner"}, Predicate: graph.Points{Field: "company", Predicate: graph.Where{Field: "type", Contains: "LAB"}}},
	}})},
	{"count", false, listing(graph.Query{Kind: "company", Count: true})},
	{"page in the past", true, listing(graph.Query{Kind: "company", Order: graph.Order{Field: "name"}, Slice: graph.Slice{Known: 1}, Limit: 10})},
	{"pages of parents by id", true, listing(graph.Query{Kind: "stake", Of: []graph.ID{"company:meta", "company:google"}, Fields: []string{"owner"}, Limit: 10, Count: true})},
	{"pages of parents by share", true, listing(graph.Query{Kind: "stake", Of: []graph.ID{"company:meta", "company:google"}, Fields: []string{"owner", "company"}, Order: graph.Order{Field: "share", Desc: true}, Limit: 10})},
	{"match by name", true, match("company", "name", "meta")},
	{"match what is contested", true, match("stake", graph.EntryContested, "share")},
	{"match by reference", true, match("acquisition", "target", "company:acme")},
	{"match by a sorted field", true, match("company", "country", "US")},
	{"match by another field", true, match("claim", "locator", "p1")},
	{"search", true, func(ctx context.Context, s graph.Reader) error {
		_, err := s.Search(ctx, []string{"metaa", "pla", "plattform"}, []graph.Kind{"company"})
		return err
	}},
	{"project", false, func(ctx context.Context, s graph.Reader) error {
		return s.Project(ctx, "stake", now, func(*graph.Record) error { return nil })
	}},
	{"expand", true, func(ctx context.Context, s graph.Reader) error {
		_, err := s.Expand(ctx, graph.Expansion{Of: []graph.ID{"company:meta", "company:google"}, Slice: now, Limit: 10, Count: true})
		return err
	}},
	{"expand in the past", true, func(ctx context.Context, s graph.Reader) error {
		_, err := s.Expand(ctx, graph.Expansion{Of: []graph.ID{"company:meta"}, Kinds: []graph.Kind{"stake"}, Slice: graph.Slice{Day: now.Day, Known: 1}, After: "stake:a", Limit: 10})
		return err
	}},
	{"outlines", false, outlines(now)},
	{"outlines in the past", false, outlines(graph.Slice{Day: now.Day, Known: 1})},
	{"turns", true, turns(graph.TurnQuery{Limit: 10})},
	{"turns of some", true, turns(graph.TurnQuery{Since: 1, Of: []graph.ID{"company:meta", "company:google"}, Limit: 10})},
	{"writes", true, func(ctx context.Context, s graph.Reader) error {
		_, err := s.Writes(ctx, graph.LogQuery{Limit: 10})
		return err
	}},
	{"writes of an article", true, func(ctx context.Context, s graph.Reader) error {
		_, err := s.Writes(ctx, graph.LogQuery{Article: "article:wire", Limit: 10})
		return err
	}},
}

func listing(query graph.Query) func(context.Context, graph.Reader) error {
	query.Slice.Day = now.Day
	return func(ctx context.Context, s graph.Reader) error { _, err := s.List(ctx, query); return err }
}

func outlines(slice graph.Slice) func(context.Context, graph.Reader) error {
	return func(ctx context.Context, s graph.Reader) error {
		_, err := s.Outlines(ctx, "stake", slice, slice.Day, func(graph.Outline) error { return nil })
		return err
	}
}

func turns(query graph.TurnQuery) func(context.Context, graph.Reader) error {
	return func(ctx context.Context, s graph.Reader) error { _, err := s.Turns(ctx, query); return err }
}

func match(kind graph.Kind, field, key string) func(context.Context, graph.Reader) error {
	return func(ctx context.Context, s graph.Reader) error {
		_, err := s.Match(ctx, kind, field, []string{key})
		return err
	}
}

// asked is a statement that a store sent.
type asked struct {
	text   string
	params map[string]any
}

// traced returns the statements that a call sends.
func traced(t testing.TB, store *neo4j.Store, call func(ctx context.Context, s graph.Reader) error) []asked {
	t.Helper()
	var statements []asked
	neo4j.Trace(store, func(text string, params map[string]any) { statements = append(statements, asked{text, params}) })
	defer neo4j.Trace(store, nil)
	if err := call(t.Context(), store); err != nil {
		t.Fatal(err)
	}
	return statements
}

func TestEachReadIsOneStatementThatUsesIndexes(t *testing.T) {
	server := neo4jtest.Open(t)
	store := fresh(t, server)
	graphtest.Load(t, store, graphtest.World()...)
	for _, read := range reads {
		t.Run(read.name, func(t *testing.T) {
			statements := traced(t, store, read.call)
			if len(statements) != 1 {
				t.Fatalf("got %d statements, want 1", len(statements))
			}
			checkPlan(t, server, statements[0], read.sorts)
		})
	}
}

// A server keeps a plan for as long as the graph has not changed much, so that
// those of the first articles serve for a while, too.
func TestStatementsUseIndexesThatArePlannedForAnEmptyDatabase(t *testing.T) {
	server := neo4jtest.Open(t)
	store := fresh(t, server)
	statements := traced(t, store, func(context.Context, graph.Reader) error {
		graphtest.Load(t, store, graphtest.World()...)
		graphtest.Load(t, store, graphtest.Withdraw("wire"))
		return nil
	})
	for _, read := range reads {
		statements = append(statements, traced(t, store, read.call)...)
	}
	fresh(t, server)
	seen := map[string]bool{}
	for _, statement := range statements {
		if !seen[statement.text] {
			seen[statement.text] = true
			checkPlan(t, server, statement, true)
		}
	}
}

// Outlines come out of their index alone: nodes have so many properties that
// reading one of each takes several times as long.
func TestOutlinesReadNoNodes(t *testing.T) {
	server := neo4jtest.Open(t)
	store := fresh(t, server)
	graphtest.Load(t, store, graphtest.World()...)
	text := explain(t, server, traced(t, store, outlines(now))[0])
	for _, property := range []string{"known_to", "valid_from", "valid_to", "outline"} {
		if !strings.Contains(text, "cache[v."+property+"]") {
			t.Errorf("%s is not read from the index:\n%s", property, text)
		}
	}
}

// TestWritesUseIndexes checks the statements of a write that opens, closes and
// erases versions.
func TestWritesUseIndexes(t *testing.T) {
	server := neo4jtest.Open(t)
	store := fresh(t, server)
	graphtest.Load(t, store, graphtest.World()...)
	seen := map[string]bool{}
	for _, statement := range traced(t, store, func(context.Context, graph.Reader) error {
		graphtest.Load(t, store, graphtest.Withdraw("wire"))
		return nil
	}) {
		if !seen[statement.text] {
			seen[statement.text] = true
			checkPlan(t, server, statement, true)
		}
	}
}

func checkPlan(t *testing.T, server *neo4jtest.Server, statement asked, sorts bool) {
	t.Helper()
	text := explain(t, server, statement)
	for _, bad := range []string{"AllNodesScan", "NodeByLabelScan", "AllRelationshipsScan", "RelationshipTypeScan", "RelationshipTypesScan", "IndexScan", "CartesianProduct"} {
		if strings.Contains(text, bad) {
			t.Errorf("the plan has a %s:\n%s\n%s", bad, text, statement.text)
		}
	}
	for _, sort := range []string{"Sort", "Top"} {
		if !sorts && strings.Contains(text, "+"+sort+"@") {
			t.Errorf("the plan has a %s, which reads more than it returns:\n%s\n%s", sort, text, statement.text)
		}
	}
	if !strings.Contains(text, "IndexSeek") {
		t.Errorf("the plan seeks no index:\n%s\n%s", text, statement.text)
	}
}

// explain returns the operators of a plan, one a line.
func explain(t *testing.T, server *neo4jtest.Server, statement asked) string {
	t.Helper()
	ctx := context.Background()
	connection := connect(t, server)
	defer connection.Close(ctx)
	result, err := driver.ExecuteQuery(ctx, connection, "EXPLAIN "+statement.text, statement.params, driver.EagerResultTransformer)
	if err != nil {
		t.Fatalf("%v\n%s", err, statement.text)
	}
	return operators(reflect.ValueOf(result.Summary.Plan()).Elem().FieldByName("plan").Elem(), 0)
}

// operators walks the plan as the driver received it. Its method Children
// gives the last child in the place of each (v5.28.4).
func operators(plan reflect.Value, depth int) string {
	details := plan.FieldByName("Arguments").MapIndex(reflect.ValueOf("Details"))
	text := fmt.Sprintf("%s+%s %v\n", strings.Repeat("  ", depth), plan.FieldByName("Operator"), details)
	for i := range plan.FieldByName("Children").Len() {
		text += operators(plan.FieldByName("Children").Index(i), depth+1)
	}
	return text
}
