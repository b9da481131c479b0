package graphtest

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
)

// expanding is an expansion of entities as of today that leaves nothing out.
func expanding(ids ...graph.ID) graph.Expansion {
	return graph.Expansion{Of: ids, Slice: today, Limit: 100}
}

var expandCases = []readingCase{
	{"the relations that point to an entity by whatever field, in order of id", func(t *testing.T, w *world) {
		equal(t, "around Meta", w.fans(t, expanding("company:meta")),
			"meta: acquisition:acme-deal position:mark-zuckerberg.meta.chief-executive site-role:meta.hyperion.operator stake:meta.anthropic stake:meta.scale-ai")
		equal(t, "around ａｃｍｅ", w.fans(t, expanding("company:acme")), "acme: acquisition:acme-deal")
		equal(t, "around Hyperion", w.fans(t, expanding("datacenter:hyperion")), "hyperion: site-role:meta.hyperion.operator")
	}},
	{"an entry for each id, empty for unknown ones and for what is no entity", func(t *testing.T, w *world) {
		x := expanding("company:scale-ai", "company:nobody", "company:scale-ai", "stake:meta.scale-ai", AcmeDeal, "article:wire", "no id", "")
		x.Count = true
		equal(t, "around", w.fans(t, x),
			": \n     acme-deal: \n     wire: \n     nobody: \n     scale-ai: stake:meta.scale-ai stake:字节跳动.scale-ai of 2 stake\n     no id: \n     meta.scale-ai: ")
		equal(t, "around nothing", w.fans(t, expanding()), "")
	}},
	{"an outline holds ends, how it is said, and the outlined values", func(t *testing.T, w *world) {
		fans, err := w.Expand(t.Context(), expanding("company:scale-ai", "company:anthropic"))
		must(t, err)
		equal(t, "the stake of Meta in Scale AI", showOutline(fans["company:scale-ai"].Relations[0]),
			"stake:meta.scale-ai valid [2025-07-14, 2025-07-14; .., ..) STATES REPORTED [] owner=company:meta company=company:scale-ai interest=SHAREHOLDING share=49 %")
		equal(t, "the plan of Meta", string(fans["company:anthropic"].Relations[1].Modality), "PLANS")
	}},
	{"only the kinds asked for", func(t *testing.T, w *world) {
		x := expanding("company:meta")
		x.Kinds = []graph.Kind{"stake", "position", "stake"}
		equal(t, "two kinds", w.fans(t, x), "meta: position:mark-zuckerberg.meta.chief-executive stake:meta.anthropic stake:meta.scale-ai")
		x.Kinds = []graph.Kind{"competition"}
		equal(t, "a kind that is not there", w.fans(t, x), "meta: ")
	}},
	{"kinds that are not of relations make no difference", func(t *testing.T, w *world) {
		x := expanding("company:meta")
		x.Kinds = []graph.Kind{"claim", "site-role", "company", "song"}
		equal(t, "among others", w.fans(t, x), "meta: site-role:meta.hyperion.operator")
		x.Kinds = []graph.Kind{"claim", "article"}
		equal(t, "alone", w.fans(t, x), "meta: ")
	}},
	{"only what is in force on the day", func(t *testing.T, w *world) {
		x := expanding("company:scale-ai", "person:tom-alison")
		x.Slice.Day = Day("2025-05-31")
		equal(t, "in May 2025", w.fans(t, x), "scale-ai: stake:字节跳动.scale-ai\n     tom-alison: ")
		x.Slice.Day = Day("2024-06-30")
		equal(t, "in June 2024", w.fans(t, x), "scale-ai: stake:字节跳动.scale-ai\n     tom-alison: position:tom-alison.meta.head-of-facebook")
	}},
	{"what is in force within a span, of each relation all versions", func(t *testing.T, w *world) {
		x, until := expanding("person:tom-alison", "company:angstrom"), Day("2025-08-01")
		x.Slice.Day, x.Until = Day("2022-01-01"), &until
		equal(t, "from 2022 on", w.fans(t, x),
			"angstrom: stake:societe-generale.angstrom stake:societe-generale.angstrom\n     tom-alison: position:tom-alison.meta.head-of-facebook")
		x.Limit, x.Count = 1, true
		equal(t, "a relation of two versions counts once", w.fans(t, x),
			"angstrom: stake:societe-generale.angstrom stake:societe-generale.angstrom of 1 stake\n     tom-alison: position:tom-alison.meta.head-of-facebook of 1 position")
	}},
	{"a span that ends before it begins finds nothing", func(t *testing.T, w *world) {
		x, until := expanding("company:meta"), today.Day-1
		x.Until, x.Count = &until, true
		equal(t, "around Meta", w.fans(t, x), "meta: ")
	}},
	{"at what was known then", func(t *testing.T, w *world) {
		x := expanding("company:scale-ai", "company:google")
		x.Slice.Known = w.after["blog"]
		equal(t, "after the blog", w.fans(t, x),
			"google: acquisition:acme-deal stake:google.anthropic stake:google.scale-ai\n     scale-ai: stake:google.scale-ai stake:meta.scale-ai stake:字节跳动.scale-ai")
		x.Slice.Known = w.after["history"]
		equal(t, "after history", w.fans(t, x), "google: stake:google.anthropic\n     scale-ai: ")
		x.Slice.Known = 1
		equal(t, "before anything", w.fans(t, x), "google: \n     scale-ai: ")
	}},
	{"the first of each kind for each entity; More names the kinds with others", func(t *testing.T, w *world) {
		x := expanding("company:meta", "company:anthropic", "company:angstrom")
		x.Limit = 1
		equal(t, "one each", w.fans(t, x), "angstrom: stake:societe-generale.angstrom\n     anthropic: stake:google.anthropic and more stake\n     "+
			"meta: acquisition:acme-deal position:mark-zuckerberg.meta.chief-executive site-role:meta.hyperion.operator stake:meta.anthropic and more stake")
		x.Limit = 0
		equal(t, "none", w.fans(t, x), "angstrom:  and more stake\n     anthropic:  and more stake\n     "+
			"meta:  and more acquisition and more position and more site-role and more stake")
	}},
	{"After leaves out what is not above it, of its own kind alone", func(t *testing.T, w *world) {
		x := expanding("company:meta", "company:scale-ai")
		x.After, x.Limit = "stake:meta.anthropic", 1
		equal(t, "after a stake", w.fans(t, x), "meta: acquisition:acme-deal position:mark-zuckerberg.meta.chief-executive site-role:meta.hyperion.operator "+
			"stake:meta.scale-ai\n     scale-ai: stake:meta.scale-ai and more stake")
		x.Kinds, x.After = []graph.Kind{"stake"}, "stake:meta.scale-ai"
		equal(t, "after the last of Meta's", w.fans(t, x), "meta: \n     scale-ai: stake:字节跳动.scale-ai")
	}},
	{"Totals leave After and Limit aside", func(t *testing.T, w *world) {
		x := expanding("company:meta", "company:scale-ai", "company:nobody")
		x.Kinds, x.Count, x.Limit = []graph.Kind{"stake", "position"}, true, 1
		equal(t, "with a limit", w.fans(t, x), "meta: position:mark-zuckerberg.meta.chief-executive stake:meta.anthropic and more stake of 1 position of 2 stake\n     "+
			"nobody: \n     scale-ai: stake:meta.scale-ai and more stake of 2 stake")
		x.After, x.Limit = "stake:zzz", 0
		equal(t, "after all in ASCII", w.fans(t, x), "meta:  and more position of 1 position of 2 stake\n     nobody: \n     scale-ai:  and more stake of 2 stake")
	}},
	{"around everything, on each clock, as the reference has it", func(t *testing.T, w *world) {
		ids := w.entities()
		for _, known := range append(w.instants(), 0) {
			for _, day := range []string{"1999-01-01", "2024-06-30", "2025-06-01", "2025-08-01"} {
				for limit := range 3 {
					w.fans(t, graph.Expansion{Of: ids, Slice: graph.Slice{Day: Day(day), Known: known}, Limit: limit, Count: limit > 0})
				}
			}
		}
	}},
}

var expandManyCases = []writingCase{
	{"a relation that points to an entity by several fields once", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, Article("deals", On("2025-02-01"), Company("Meta"), Company("Scale AI"), Stake("Meta", "Meta", "share", "3 %"),
			About("acquisition:a", "acquirer", "company:meta", "lead", "company:meta", "adviser", "company:meta", "target", "company:scale-ai", "status", "announced 2025-01-01"),
			About("acquisition:b", "acquirer", "company:meta", "target", "company:scale-ai", "seller", "company:scale-ai", "status", "announced 2025-01-01")))
		x := expanding("company:meta", "company:scale-ai")
		x.Count = true
		equal(t, "all", fans(t, store, x), "meta: acquisition:a acquisition:b stake:meta.meta of 2 acquisition of 1 stake\n     scale-ai: acquisition:a acquisition:b of 2 acquisition")
		x.Limit = 1
		equal(t, "one each", fans(t, store, x), "meta: acquisition:a stake:meta.meta and more acquisition of 2 acquisition of 1 stake\n     "+
			"scale-ai: acquisition:a and more acquisition of 2 acquisition")
	}},
	{"a hub is opened page by page, nothing twice, nothing left out", func(t *testing.T, h Harness) {
		store, parts, want := open(t, h), []Part{On("2025-02-01"), Company("Hub")}, []string{}
		for i := range 120 {
			name := fmt.Sprintf("Owner %d", i)
			parts = append(parts, Company(name), Stake(name, "Hub", "share", "0.1 %"), Stake("Hub", name, "share", "0.1 %"))
			want = append(want, string(StakeID(name, "Hub")), string(StakeID("Hub", name)))
		}
		Load(t, store, Article("hub", parts...))
		x := graph.Expansion{Of: []graph.ID{"company:hub"}, Kinds: []graph.Kind{"stake"}, Slice: today, Limit: 50, Count: true}
		var got []string
		for range 5 {
			found, err := store.Expand(t.Context(), x)
			must(t, err)
			fan := found["company:hub"]
			if more := len(got)+len(fan.Relations) < len(want); fan.More["stake"] != more || fan.Totals["stake"] != len(want) {
				t.Errorf("after %d: got more %v of %d, want %v of %d", len(got), fan.More["stake"], fan.Totals["stake"], more, len(want))
			}
			for _, o := range fan.Relations {
				got = append(got, string(o.ID))
				x.After = o.ID
			}
		}
		slices.Sort(want)
		equal(t, "pages", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}},
	{"of several hubs the first of each kind", func(t *testing.T, h Harness) {
		store, parts := open(t, h), []Part{On("2025-02-01"), Company("Hub"), Company("Other"), Company("Last"), Person("Pat Doe"), Stake("Hub", "Last")}
		for i := range 9 {
			name := fmt.Sprintf("Owner %d", i)
			parts = append(parts, Company(name), Stake(name, "Hub"), Stake(name, "Other"),
				About(graph.ID(fmt.Sprintf("position:pat-doe.%d", i)), "person", "person:pat-doe", "company", "company:hub", "role", fmt.Sprintf("role %d", i)))
		}
		Load(t, store, Article("hubs", parts...))
		x := expanding("company:hub", "company:last", "company:other", "person:pat-doe")
		x.Limit, x.Count = 2, true
		equal(t, "around", fans(t, store, x),
			"hub: position:pat-doe.0 position:pat-doe.1 stake:hub.last stake:owner-0.hub and more position and more stake of 9 position of 10 stake\n     "+
				"last: stake:hub.last of 1 stake\n     other: stake:owner-0.other stake:owner-1.other and more stake of 9 stake\n     "+
				"pat-doe: position:pat-doe.0 position:pat-doe.1 and more position of 9 position")
	}},
	{"inside a write, before anything is saved, as beside it", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, World()...)
		beside := fans(t, store, expanding("company:meta"))
		_, err := store.Apply(t.Context(), graph.Write{Plan: func(_ context.Context, reader graph.Reader) ([]graph.Change, error) {
			equal(t, "around Meta", fans(t, reader, expanding("company:meta")), beside)
			return nil, nil
		}})
		must(t, err)
	}},
}

// fans prints what is around entities, and checks it against the reference.
func (w *world) fans(t *testing.T, x graph.Expansion) string {
	t.Helper()
	w.expanded(t, w, x)
	return fans(t, w, x)
}

// expanded checks what a reader finds around entities against the reference,
// outline by outline.
func (w *world) expanded(t *testing.T, reader graph.Reader, x graph.Expansion) {
	t.Helper()
	got, err := reader.Expand(t.Context(), x)
	must(t, err)
	want, err := w.reference.Expand(t.Context(), x)
	must(t, err)
	equal(t, fmt.Sprintf("Expand %+v", x), showFans(got), showFans(want))
}

// fans prints the ids of the relations around each entity, which kinds have
// more, and the totals.
func fans(t *testing.T, reader graph.Reader, x graph.Expansion) string {
	t.Helper()
	found, err := reader.Expand(t.Context(), x)
	must(t, err)
	var lines []string
	for _, of := range slices.Sorted(maps.Keys(found)) {
		fan, words := found[of], []string{}
		for _, o := range fan.Relations {
			words = append(words, string(o.ID))
		}
		lines = append(lines, cmp.Or(of.Slug(), string(of))+": "+strings.Join(words, " ")+showMore(fan))
	}
	return strings.Join(lines, "\n     ")
}

// showMore prints which kinds have more, and the totals.
func showMore(fan graph.Fan) string {
	text := ""
	for _, kind := range slices.Sorted(maps.Keys(fan.More)) {
		if text += " and more " + string(kind); !fan.More[kind] {
			text += " (false)"
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(fan.Totals)) {
		text += fmt.Sprintf(" of %d %s", fan.Totals[kind], kind)
	}
	return text
}

// showFans prints fans in full.
func showFans(fans map[graph.ID]graph.Fan) string {
	var lines []string
	for _, of := range slices.Sorted(maps.Keys(fans)) {
		lines = append(lines, fmt.Sprintf("%q:%s", of, showMore(fans[of])))
		for _, o := range fans[of].Relations {
			lines = append(lines, "  "+showOutline(o))
		}
	}
	return strings.Join(lines, "\n     ")
}

// showOutline prints all of an outline.
func showOutline(o graph.Outline) string {
	text := fmt.Sprintf("%s valid %s %s %s %v", o.ID, showValid(o.Valid), o.Modality, o.Confidence, o.Contested)
	for _, end := range o.Ends {
		text += " " + end.Field + "=" + string(end.ID)
		if end.State != graph.Known {
			text += "(" + string(end.State) + ")"
		}
	}
	for _, value := range o.Values {
		text += " " + value.Field + "=" + value.Text
	}
	return text
}

// entities are the ids of all that the world ever knew, and of one that it did not.
func (w *world) entities() []graph.ID {
	ids := []graph.ID{"company:nobody"}
	for _, v := range w.reference.versions {
		if graph.KindOf(v.Kind).Nature == graph.Entity {
			ids = append(ids, v.ID)
		}
	}
	return ids
}
