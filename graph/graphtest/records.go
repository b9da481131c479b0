package graphtest

import (
	"testing"

	"capgraph/graph"
)

var recordsCases = []readingCase{
	{"no ids give an empty map", func(t *testing.T, w *world) {
		for _, ids := range [][]graph.ID{nil, {}} {
			got, err := w.Records(t.Context(), ids, today)
			must(t, err)
			if got == nil || len(got) != 0 {
				t.Errorf("got %v, want an empty map", got)
			}
		}
	}},
	{"unknown ids have no entry", func(t *testing.T, w *world) {
		ids := []graph.ID{"company:nobody", "company:meta", "", "no id", "company:META", "company:met"}
		equal(t, "found", w.found(t, ids, today), "meta")
	}},
	{"repeated ids make no difference", func(t *testing.T, w *world) {
		ids := []graph.ID{"company:meta", "company:google", "company:meta", "company:meta"}
		equal(t, "found", w.found(t, ids, today), "google meta")
	}},
	{"ids of all kinds in one call", func(t *testing.T, w *world) {
		ids := []graph.ID{"company:字节跳动", "company:𠮷野家", ID("company", "𠮷野家"), ID("company", "﨑陽軒"), AcmeDeal, "article:onemedia", "person:mark-zuckerberg"}
		equal(t, "found", w.found(t, ids, today), "acme-deal onemedia x00fa11陽軒 x020bb7野家 字节跳动 mark-zuckerberg")
	}},
	{"all of the world, on each clock, as the reference has it", func(t *testing.T, w *world) {
		var ids []graph.ID
		for _, version := range w.reference.versions {
			ids = append(ids, version.ID)
		}
		for _, known := range append(w.instants(), 0, 1) {
			for _, day := range []string{"1800-01-01", "2020-05-01", "2024-06-30", "2025-06-15", "2025-08-01"} {
				w.fetched(t, ids, graph.Slice{Day: Day(day), Known: known})
			}
		}
	}},
	{"the version in force on the day", func(t *testing.T, w *world) {
		stake := StakeID("Société Générale", "ÅNGSTRÖM")
		equal(t, "share in 2021", field(record(t, w, stake, graph.Slice{Day: Day("2021-01-01")}), "share"), "10 %")
		equal(t, "share in 2025", field(record(t, w, stake, today), "share"), "49 %")
	}},
	{"none in force: the last before the day, else the first after it", func(t *testing.T, w *world) {
		stake := record(t, w, StakeID("Meta", "Scale AI"), graph.Slice{Day: Day("1999-01-01")})
		equal(t, "the first day of what is picked long before", stake.Valid.From.String(), "2025-06-01")
		equal(t, "whether it holds then", string(stake.Valid.On(Day("1999-01-01"))), string(graph.No))
		over := record(t, w, "position:tom-alison.meta.head-of-facebook", graph.Slice{Day: Day("2025-03-01")})
		equal(t, "the last day of what is picked long after", (over.Valid.To - 1).String(), "2024-12-31")
	}},
	{"at what was known then", func(t *testing.T, w *world) {
		at := func(name string) graph.Slice { return graph.Slice{Day: today.Day, Known: w.after[name]} }
		blogged := StakeID("Google", "Scale AI")
		equal(t, "before the blog", field(record(t, w, blogged, at("wire")), "share"), "none")
		equal(t, "after the blog", field(record(t, w, blogged, at("blog")), "share"), "5 %")
		equal(t, "just before the blog", field(record(t, w, blogged, graph.Slice{Day: today.Day, Known: w.after["blog"] - 1}), "share"), "none")
		equal(t, "after its withdrawal", field(record(t, w, blogged, at("withdrawal of blog")), "share"), "none")
		equal(t, "just before its withdrawal", field(record(t, w, blogged, graph.Slice{Day: today.Day, Known: w.after["withdrawal of blog"] - 1}), "share"), "5 %")
		equal(t, "now", field(record(t, w, blogged, today), "share"), "none")
	}},
	{"Known tells what is still known from what is not", func(t *testing.T, w *world) {
		now := record(t, w, "company:google", today)
		then := record(t, w, "company:google", graph.Slice{Day: today.Day, Known: w.after["blog"]})
		if now.Known.To != 0 || then.Known.To != w.after["withdrawal of blog"] {
			t.Errorf("got the ends %d and %d, want 0 and %d", now.Known.To, then.Known.To, w.after["withdrawal of blog"])
		}
	}},
	{"Far holds what the record points to, likewise", func(t *testing.T, w *world) {
		equal(t, "far ends of the deal", slugs(byID(record(t, w, AcmeDeal, today).Far)), "acme google meta")
		equal(t, "far ends of Meta", slugs(byID(record(t, w, "company:meta", today).Far)), "")
		stake := record(t, w, StakeID("Google", "Scale AI"), graph.Slice{Day: today.Day, Known: w.after["blog"]})
		equal(t, "industry of Google at that clock", field(stake.Far["company:google"], "industry"), "advertising")
		early := record(t, w, StakeID("Google", "Anthropic"), graph.Slice{Day: Day("2024-06-30")})
		equal(t, "industry of Google on that day", field(early.Far["company:google"], "industry"), "")
	}},
	{"contested fields are named", func(t *testing.T, w *world) {
		deal := record(t, w, AcmeDeal, today)
		if got := deal.Contested; len(got) != 1 || got[0] != "price" {
			t.Errorf("got %v contested, want the price alone", got)
		}
		equal(t, "price", field(deal, "price"), "15 bn EUR")
	}},
	{"claims end with a reason and stay readable", func(t *testing.T, w *world) {
		then := list(t, w, graph.Query{Kind: "claim", Slice: graph.Slice{Day: today.Day, Known: w.after["blog"]}, Where: about(StakeID("Google", "Scale AI")), Limit: 10})
		if len(then.Records) != 1 || then.Records[0].EndReason != graph.SourceWithdrawn || field(then.Records[0], "article") != "article:blog" {
			t.Fatalf("got %s, want the claim of the blog, ended because it was withdrawn", showAll(then.Records))
		}
		equal(t, "what it claimed", then.Records[0].Claimed["share"][0].Value.Text(), "5 %")
	}},
	{"what is returned belongs to the caller", func(t *testing.T, w *world) {
		mine := record(t, w, AcmeDeal, today)
		delete(mine.Held, "price")
		mine.Far["company:meta"].Held["name"][0] = graph.Held{Value: graph.Name{Name: "Spoilt"}}
		again := record(t, w, AcmeDeal, today)
		equal(t, "price", field(again, "price"), "15 bn EUR")
		equal(t, "name of Meta", graph.UsualName(again.Far["company:meta"]), "Meta")
	}},
}

// about holds for the claims about a record.
func about(id graph.ID) graph.Predicate { return exactly("about", string(id)) }

func (w *world) found(t *testing.T, ids []graph.ID, slice graph.Slice) string {
	t.Helper()
	records, err := w.Records(t.Context(), ids, slice)
	must(t, err)
	return slugs(byID(records))
}

func (w *world) instants() []graph.Instant {
	var instants []graph.Instant
	for _, at := range w.after {
		instants = append(instants, at)
	}
	return instants
}

// fetched checks Records against the reference.
func (w *world) fetched(t *testing.T, ids []graph.ID, slice graph.Slice) {
	t.Helper()
	got, err := w.Records(t.Context(), ids, slice)
	must(t, err)
	want, err := w.reference.Records(t.Context(), ids, slice)
	must(t, err)
	equal(t, "records known at "+slice.Known.Time().String()+" on "+slice.Day.String(), showFar(byID(got)), showFar(byID(want)))
}
