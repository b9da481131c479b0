package graphtest

import (
	"testing"

	"capgraph/graph"
)

var orderCases = []readingCase{
	{"without a field by id", func(t *testing.T, w *world) {
		equal(t, "companies", w.ordered(t, graph.Order{}),
			"acme angstrom angstrom-labs anthropic google meta scale-ai societe-generale x00fa11陽軒 x020bb7野家 字节跳动")
	}},
	{"names regardless of case, accents and width, scripts as bytes", func(t *testing.T, w *world) {
		equal(t, "companies", w.ordered(t, graph.Order{Field: "name"}),
			"acme angstrom angstrom-labs anthropic google meta scale-ai societe-generale 字节跳动 x00fa11陽軒 x020bb7野家")
		equal(t, "companies, downwards", w.ordered(t, graph.Order{Field: "name", Desc: true}),
			"x020bb7野家 x00fa11陽軒 字节跳动 societe-generale scale-ai meta google anthropic angstrom-labs angstrom acme")
	}},
	{"dates by the first day, an open start first, none last", func(t *testing.T, w *world) {
		equal(t, "companies", w.ordered(t, graph.Order{Field: "founded"}),
			"acme angstrom societe-generale x020bb7野家 x00fa11陽軒 google meta 字节跳动 scale-ai anthropic angstrom-labs")
	}},
	{"downwards, none last all the same", func(t *testing.T, w *world) {
		equal(t, "companies", w.ordered(t, graph.Order{Field: "founded", Desc: true}),
			"anthropic scale-ai 字节跳动 meta google x00fa11陽軒 x020bb7野家 societe-generale angstrom acme angstrom-labs")
	}},
	{"by the high key", func(t *testing.T, w *world) {
		equal(t, "companies", w.ordered(t, graph.Order{Field: "founded", Upper: true}),
			"angstrom societe-generale x020bb7野家 acme x00fa11陽軒 google meta 字节跳动 scale-ai anthropic angstrom-labs")
	}},
	{"equal keys by id, upwards in both directions", func(t *testing.T, w *world) {
		equal(t, "companies", w.ordered(t, graph.Order{Field: "country"}),
			"字节跳动 societe-generale x00fa11陽軒 x020bb7野家 angstrom angstrom-labs anthropic google meta scale-ai acme")
		equal(t, "companies, downwards", w.ordered(t, graph.Order{Field: "country", Desc: true}),
			"anthropic google meta scale-ai angstrom angstrom-labs x00fa11陽軒 x020bb7野家 societe-generale 字节跳动 acme")
	}},
	{"records without a value by id", func(t *testing.T, w *world) {
		equal(t, "companies", w.ordered(t, graph.Order{Field: "dissolved", Desc: true}), w.ordered(t, graph.Order{}))
	}},
	{"a value that is undisclosed is none", func(t *testing.T, w *world) {
		stakes := list(t, w, graph.Query{Kind: "stake", Slice: today, Order: graph.Order{Field: "share", Desc: true}, Limit: 10})
		equal(t, "stakes", outline(stakes), "meta.scale-ai societe-generale.angstrom meta.anthropic google.anthropic 字节跳动.scale-ai")
	}},
	{"each field that can be sorted by, as the reference has it", func(t *testing.T, w *world) {
		for _, spec := range graph.Specs() {
			for _, field := range spec.Fields {
				for _, desc := range []bool{false, true} {
					if field.Sort {
						w.asked(t, graph.Query{Kind: spec.Kind, Slice: today, Order: graph.Order{Field: field.Name, Desc: desc}, Limit: 20})
					}
				}
			}
		}
	}},
}

func (w *world) ordered(t *testing.T, order graph.Order) string {
	t.Helper()
	return outline(list(t, w, graph.Query{Kind: "company", Slice: today, Order: order, Limit: 20}))
}

var cursorCases = []readingCase{
	{"forward through the whole list", func(t *testing.T, w *world) {
		for _, order := range orders {
			for size := 1; size <= 4; size++ {
				equal(t, "companies in pages", slugs(walk(t, w, order, size)), w.ordered(t, order))
			}
		}
	}},
	{"backward through the whole list", func(t *testing.T, w *world) {
		for _, order := range orders {
			for size := 1; size <= 4; size++ {
				equal(t, "companies in pages", slugs(walkBack(t, w, order, size)), w.ordered(t, order))
			}
		}
	}},
	{"Last without a cursor is the end of the list, in order", func(t *testing.T, w *world) {
		page := list(t, w, graph.Query{Kind: "company", Slice: today, Order: graph.Order{Field: "founded"}, Last: true, Limit: 3, Count: true})
		equal(t, "the last three", outline(page), "scale-ai anthropic angstrom-labs ... of 11")
	}},
	{"Before alone gives the last ones before it, in order", func(t *testing.T, w *world) {
		page := list(t, w, graph.Query{Kind: "company", Slice: today, Order: graph.Order{Field: "founded"}, Before: w.place(t, graph.Order{Field: "founded"}, "company:google"), Limit: 2})
		equal(t, "the two before Google", outline(page), "x020bb7野家 x00fa11陽軒 ...")
	}},
	{"After the last and Before the first there is nothing", func(t *testing.T, w *world) {
		order := graph.Order{Field: "founded"}
		end := list(t, w, graph.Query{Kind: "company", Slice: today, Order: order, After: w.place(t, order, "company:angstrom-labs"), Limit: 3, Count: true})
		equal(t, "after the last", outline(end), " of 11")
		start := list(t, w, graph.Query{Kind: "company", Slice: today, Order: order, Last: true, Before: w.place(t, order, "company:acme"), Limit: 3, Count: true})
		equal(t, "before the first", outline(start), " of 11")
	}},
	{"After and Before together", func(t *testing.T, w *world) {
		order := graph.Order{Field: "name"}
		page := list(t, w, graph.Query{Kind: "company", Slice: today, Order: order, Last: true, Limit: 2,
			After: w.place(t, order, "company:angstrom"), Before: w.place(t, order, "company:scale-ai")})
		equal(t, "the last two between", outline(page), "google meta ...")
	}},
	{"a cursor is a place, whether a record stands there or not", func(t *testing.T, w *world) {
		for _, order := range orders {
			for _, cursor := range []graph.Cursor{
				{Key: "2", ID: "company:nobody"}, {Key: "US", ID: "company:google!"}, {Key: "", ID: "company:acme"}, {Key: "", ID: ""},
				{Key: "1899-06-01"}, {Missing: true}, {Missing: true, ID: "company:b"}, {Missing: true, ID: "company:\U0010FFFF"}, {Key: "\uD7FF020000", ID: "x"},
			} {
				cursor.Missing = cursor.Missing || order.Field == ""
				w.asked(t, graph.Query{Kind: "company", Slice: today, Order: order, After: &cursor, Limit: 4, Count: true})
				w.asked(t, graph.Query{Kind: "company", Slice: today, Order: order, Before: &cursor, Last: true, Limit: 4})
			}
		}
	}},
	{"with a filter", func(t *testing.T, w *world) {
		order := graph.Order{Field: "founded", Desc: true}
		page := list(t, w, graph.Query{Kind: "company", Slice: today, Order: order, Where: exactly("country", "US"),
			After: w.place(t, order, "company:字节跳动"), Limit: 1, Count: true})
		equal(t, "American companies older than ByteDance", outline(page), "meta ... of 4")
	}},
}

var stableCases = []writingCase{
	{"under inserts: nothing twice, nothing left out", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, register())
		first := list(t, store, graph.Query{Kind: "company", Slice: today, Order: graph.Order{Field: "name"}, Limit: 4})
		Load(t, store, Article("inserts", On("2025-02-01"), Company("Aardvark"), Company("Anthropic Lab"), Company("Zebra")))
		place := graph.Order{Field: "name"}.Cursor(first.Records[3])
		rest := list(t, store, graph.Query{Kind: "company", Slice: today, Order: graph.Order{Field: "name"}, After: &place, Limit: 4})
		equal(t, "the page after Anthropic", outline(rest), "anthropic-lab google meta scale-ai ...")
	}},
	{"after the record of the cursor is gone", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, register(), Article("fleeting", On("2025-02-01"), Company("Meteor")))
		order := graph.Order{Field: "name"}
		place := order.Cursor(record(t, store, "company:meteor", today))
		Load(t, store, Withdraw("fleeting"))
		page := list(t, store, graph.Query{Kind: "company", Slice: today, Order: order, After: &place, Limit: 2})
		equal(t, "the page after Meteor", outline(page), "scale-ai societe-generale ...")
	}},
	{"at a pinned clock: later writes do not show", func(t *testing.T, h Harness) {
		store := open(t, h)
		pinned := graph.Slice{Day: today.Day, Known: Load(t, store, register())[0]}
		Load(t, store, Article("inserts", On("2025-02-01"), Company("Aardvark")))
		equal(t, "the first two", outline(list(t, store, graph.Query{Kind: "company", Slice: pinned, Limit: 2, Count: true})), "acme angstrom ... of 11")
	}},
}

// orders are those that pages are turned in.
var orders = []graph.Order{
	{}, {Field: "name"}, {Field: "founded"}, {Field: "founded", Desc: true}, {Field: "founded", Upper: true, Desc: true}, {Field: "country"}, {Field: "country", Desc: true}, {Field: "dissolved"},
}

func (w *world) place(t *testing.T, order graph.Order, id graph.ID) *graph.Cursor {
	t.Helper()
	cursor := order.Cursor(record(t, w, id, today))
	return &cursor
}

// walk turns the pages of all companies from the start.
func walk(t *testing.T, reader graph.Reader, order graph.Order, size int) []*graph.Record {
	t.Helper()
	var all []*graph.Record
	query := graph.Query{Kind: "company", Slice: today, Order: order, Limit: size}
	for {
		page := list(t, reader, query)
		all = append(all, page.Records...)
		if !page.More || len(page.Records) == 0 || len(all) > 100 {
			return all
		}
		place := order.Cursor(page.Records[len(page.Records)-1])
		query.After = &place
	}
}

// walkBack turns the pages of all companies from the end.
func walkBack(t *testing.T, reader graph.Reader, order graph.Order, size int) []*graph.Record {
	t.Helper()
	var all []*graph.Record
	query := graph.Query{Kind: "company", Slice: today, Order: order, Last: true, Limit: size}
	for {
		page := list(t, reader, query)
		all = append(page.Records, all...)
		if !page.More || len(page.Records) == 0 || len(all) > 100 {
			return all
		}
		place := order.Cursor(page.Records[0])
		query.Before = &place
	}
}
