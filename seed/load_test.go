package seed

import (
	"bytes"
	"context"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/sqlite"
)

// world is the small world of these tests: a store in memory.
func world(t testing.TB) graph.Store {
	t.Helper()
	store, err := sqlite.Open(context.Background(), ":memory:", sqlite.WithClock(func() time.Time {
		return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

// note is a fact file of type note, which needs no places.
func note(id, entities, facts string) string {
	return "capgraph: 1\narticle: {id: " + id + ", title: A note, type: note, retrieved: 2026-01-01}\nentities:\n" + entities + "facts:\n" + facts
}

const (
	metaScale = "  company: {meta: Meta, scale: Scale AI}\n"
	deal      = "- acquisition: {acquirer: meta, target: scale, share: 49 %, price: \"> 14 bn EUR\", date: 2025-06, status: completed}\n"
)

func load(t testing.TB, store graph.Store, text string) *Report {
	t.Helper()
	report, problems, err := Load(context.Background(), store, "test", mustDecodeText(t, "note.yaml", text), false)
	if err != nil || problems != nil {
		t.Fatalf("got problems %v, error %v; want none", problems, err)
	}
	return report
}

// refused loads a file that the store must refuse, and checks that nothing of
// it was written.
func refused(t *testing.T, store graph.Store, text string) Problems {
	t.Helper()
	ctx := context.Background()
	before, err := store.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	facts := mustDecodeText(t, "note.yaml", text)
	report, problems, err := Load(ctx, store, "test", facts, false)
	if err != nil || problems == nil || report.Committed || report.Refused != facts.Len() {
		t.Fatalf("got %+v, %v, %v; want problems and all facts refused", report, problems, err)
	}
	after, err := store.Head(ctx)
	if err != nil || before != after {
		t.Errorf("got head %d, %v; want %d: nothing written", after, err, before)
	}
	return problems
}

func record(t testing.TB, store graph.Store, id graph.ID) *graph.Record {
	t.Helper()
	records, err := store.Records(context.Background(), []graph.ID{id}, graph.Slice{Day: graph.LastDay})
	if err != nil {
		t.Fatal(err)
	}
	return records[id]
}

func TestLoadFoundingArticle(t *testing.T) {
	store := world(t)
	ctx := context.Background()
	facts := mustDecode(t, foundingFile)
	preview, _, err := Load(ctx, store, "test", facts, true)
	if err != nil {
		t.Fatal(err)
	}
	if head, _ := store.Head(ctx); head != 0 {
		t.Errorf("got head %d after a preview, want 0", head)
	}
	done, problems, err := Load(ctx, store, "test", facts, false)
	if err != nil || problems != nil {
		t.Fatal(problems, err)
	}
	preview.Committed = true
	if !reflect.DeepEqual(preview, done) {
		t.Errorf("got another report than the preview:\n%+v\n%+v", preview, done)
	}
	if done.Created != facts.Len() || done.Outcome != graph.Created {
		t.Errorf("got %+v, want all facts created", done)
	}
	again, _, err := Load(ctx, store, "test", facts, false)
	if err != nil || again.Unchanged != facts.Len() || again.Outcome != graph.Unchanged {
		t.Errorf("got %+v, %v; want all facts unchanged", again, err)
	}
}

func TestFoundingAnswers(t *testing.T) {
	store := world(t)
	if _, problems, err := Load(context.Background(), store, "test", mustDecode(t, foundingFile), false); err != nil || problems != nil {
		t.Fatal(problems, err)
	}
	for _, want := range []struct {
		id       graph.ID
		field    string
		text     string
		inferred bool
	}{
		{"investment:meta.plan", "amount", "hundreds of bn EUR", false},
		{"acquisition:meta.scale-ai.2025-06", "price", "more than 14 bn EUR", false},
		{"acquisition:meta.scale-ai.2025-06", "closedOn", "2025-06", true},
		{"stake:meta.scale-ai", "share", "49 %", false},
		{"stake:meta.scale-ai", "since", "2025-06", true},
		{"datacenter:prometheus", "operational", "by 2026", false},
		{"datacenter:hyperion", "capacity", "5 GW planned", false},
		{"datacenter:hyperion", "partOf", "datacenter:meta-ai-data-centers", true},
		{"company:meta", "headquarters", "Menlo Park, California, US", false},
		{"position:mark-zuckerberg.meta.chief-executive", "role", "chief executive", false},
		{"people-group:onemedia-meta-ia.employees-of-scale-ai", "headCount", "at least 2 people", false},
		{"move:onemedia-meta-ia.members-of-competitors-of-meta.meta", "fromExhaustive", "FALSE", false},
		{"product:llama-4", "released", "2025-04-01 to 2025-04-10", true},
	} {
		found := record(t, store, want.id)
		if found == nil || len(found.Held[want.field]) == 0 {
			t.Errorf("%s: got no %s", want.id, want.field)
			continue
		}
		if got := found.Held[want.field][0]; got.Value.Text() != want.text || got.Inferred != want.inferred {
			t.Errorf("%s.%s: got %q, inferred %t; want %q, %t", want.id, want.field, got.Value.Text(), got.Inferred, want.text, want.inferred)
		}
	}
	if places := graph.All[graph.Place](record(t, store, "investment:meta.plan"), "place"); len(places) != 2 {
		t.Errorf("got places %v, want US and FR", places)
	}
}

func TestEveryKeyLoads(t *testing.T) {
	data, err := os.ReadFile("testdata/good/every-key.yaml")
	if err != nil {
		t.Fatal(err)
	}
	report := load(t, world(t), string(data))
	if report.Created != len(report.Facts) {
		t.Errorf("got %d facts created, want %d", report.Created, len(report.Facts))
	}
	if want := graph.ID("article:example-com-news"); report.Article != want {
		t.Errorf("got article %s, want %s, from its normalised address", report.Article, want)
	}
}

func TestDealsMeetByLikeness(t *testing.T) {
	store := world(t)
	load(t, store, note("one", metaScale, deal))
	report := load(t, store, note("two", metaScale, strings.ReplaceAll(deal, "2025-06, status", "2025, status")))
	if got := report.Facts[0]; got.Record != "acquisition:meta.scale-ai.2025-06" || got.Matched.How != ByLikeness {
		t.Errorf("got %s by %s, want the known deal by likeness", got.Record, got.Matched.How)
	}
	other := load(t, store, note("three", metaScale, strings.ReplaceAll(deal, "2025-06", "2026-03")))
	if got := other.Facts[0]; got.Record != "acquisition:meta.scale-ai.2026-03" || got.Matched.How != ByNothing || got.Matched.RunnerUp != "acquisition:meta.scale-ai.2025-06" {
		t.Errorf("got %s, %+v; want another deal, and the first as runner-up", got.Record, got.Matched)
	}
	vague := strings.ReplaceAll(deal, "date: 2025-06, ", "")
	problems := refused(t, store, note("four", metaScale, vague))
	if problems[0].Code != graph.Ambiguous || !strings.Contains(problems[0].Message, "acquisition:meta.scale-ai.2026-03") {
		t.Errorf("got %v, want an ambiguity that lists both deals", problems)
	}
	chosen := load(t, store, note("four", metaScale, vague+"  same as: acquisition:meta.scale-ai.2026-03\n"))
	if got := chosen.Facts[0].Record; got != "acquisition:meta.scale-ai.2026-03" {
		t.Errorf("got %s, want the deal that was chosen", got)
	}
}

func TestFactsOfOneFileMeet(t *testing.T) {
	store := world(t)
	report := load(t, store, note("one", metaScale, deal+strings.Replace(strings.ReplaceAll(deal, "2025-06", "2025"), "> 14", "< 12", 1)))
	if report.Facts[0].Record != report.Facts[1].Record {
		t.Errorf("got %s and %s, want one deal", report.Facts[0].Record, report.Facts[1].Record)
	}
	if got := report.Facts[1]; got.Outcome != Conflicting || !reflect.DeepEqual(got.Conflicts, []string{"price"}) {
		t.Errorf("got %s %v, want a conflict about the price", got.Outcome, got.Conflicts)
	}
}

func TestSeveralAcquirersMakeNoStake(t *testing.T) {
	store := world(t)
	load(t, store, note("one", "  company: {meta: Meta, ms: Microsoft, scale: Scale AI}\n", strings.Replace(deal, "meta,", "[meta, ms],", 1)))
	if got := record(t, store, "stake:meta.scale-ai"); got != nil {
		t.Errorf("got %v, want no stake: how they split it is not known", got)
	}
}

func TestPlansMakeNoStake(t *testing.T) {
	store := world(t)
	load(t, store, note("one", metaScale, deal+"  says: plans\n"+strings.Replace(deal, "completed", "announced", 1)))
	if got := record(t, store, "stake:meta.scale-ai"); got != nil {
		t.Errorf("got %v, want no stake", got)
	}
}

func TestNamesFindAliases(t *testing.T) {
	store := world(t)
	for _, name := range []string{foundingFile, "capgraph-names.yaml"} {
		if _, problems, err := Load(context.Background(), store, "test", mustDecode(t, name), false); err != nil || problems != nil {
			t.Fatal(problems, err)
		}
	}
	load(t, store, note("ids", "  company: {meta: {name: Meta, identifiers: wikidata:Q1}}\n", "- company: {is: meta, industry: media}\n"))
	for handle, want := range map[string]How{"FACEBOOK": ByAlias, "meta": ByName, "{name: Anything, identifiers: wikidata:Q1}": ByIdentifier, "{id: company:meta}": ByID} {
		report := load(t, store, note("of-"+graph.Slug(handle), "  company: {x: "+handle+"}\n", "- company: {is: x, industry: media}\n"))
		if got := report.Facts[0]; got.Record != "company:meta" || got.Matched.How != want {
			t.Errorf("%s: got %s by %s, want company:meta by %s", handle, got.Record, got.Matched.How, want)
		}
	}
}

func TestAmbiguousNameListsCandidates(t *testing.T) {
	store := world(t)
	load(t, store, note("one", "  company: {a: {name: Apex, id: company:apex-uk}, b: {name: Apex, id: company:apex-us}}\n", "- company: {is: a, country: GB}\n- company: {is: b, country: US}\n"))
	problems := refused(t, store, note("two", "  company: {apex: Apex}\n", "- company: {is: apex, founded: 2020}\n"))
	if got := problems[0]; got.Code != graph.Ambiguous || !strings.Contains(got.Message, "country GB") || !strings.Contains(got.Message, "company:apex-us") {
		t.Errorf("got %v, want the candidates with what tells them apart", got)
	}
}

func TestUnknownPartyIsSuggested(t *testing.T) {
	store := world(t)
	load(t, store, note("one", metaScale, deal))
	problems := refused(t, store, note("two", "  company: {scale: Scale AI}\n", "- stake: {owner: company:metaa, company: scale, share: 1 %}\n"))
	if got := problems[0]; got.Code != graph.NotFound || !strings.Contains(got.Message, "company:meta (Meta)") {
		t.Errorf("got %v, want a suggestion", got)
	}
}

func TestPartyByIDIsMentioned(t *testing.T) {
	store := world(t)
	load(t, store, note("one", metaScale, deal))
	load(t, store, note("two", "  company: {apex: Apex}\n", "- stake: {owner: company:meta, company: apex, share: 1 %}\n"))
	if _, err := Withdraw(context.Background(), store, "test", "one", false); err != nil {
		t.Fatal(err)
	}
	found := record(t, store, "company:meta")
	if found == nil || graph.UsualName(found) != "Meta" {
		t.Errorf("got %v, want Meta to outlive the article that named it first", found)
	}
}

func TestWithdraw(t *testing.T) {
	store := world(t)
	ctx := context.Background()
	load(t, store, note("one", metaScale, deal))
	load(t, store, note("two", metaScale, "- company: {is: scale, country: US}\n- company: {is: meta, country: US}\n"))
	report, err := Withdraw(ctx, store, "test", "article:one", false)
	if err != nil {
		t.Fatal(err)
	}
	if want := []graph.ID{"acquisition:meta.scale-ai.2025-06", "stake:meta.scale-ai"}; !reflect.DeepEqual(report.NoLongerCurrent, want) {
		t.Errorf("got %v, want %v", report.NoLongerCurrent, want)
	}
	if want := []graph.ID{"company:meta", "company:scale-ai"}; !reflect.DeepEqual(report.LostOneSupport, want) {
		t.Errorf("got %v, want %v", report.LostOneSupport, want)
	}
	if again, err := Withdraw(ctx, store, "test", "one", false); err != nil || again.Outcome != graph.Unchanged {
		t.Errorf("got %v, %v; want unchanged", again, err)
	}
	if _, err := Withdraw(ctx, store, "test", "https://example.com/none", false); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("got %v, want not found", err)
	}
}

func TestOtherFactsUnderTheSameRevision(t *testing.T) {
	store := world(t)
	load(t, store, note("one", metaScale, deal))
	changed := note("one", metaScale, strings.Replace(deal, "49 %", "50 %", 1))
	if problems := refused(t, store, changed); problems[0].Code != graph.Conflict || problems[0].Path != "article" {
		t.Errorf("got %v, want a conflict about the article", problems)
	}
	report := load(t, store, strings.Replace(changed, "type: note", "type: note, revised: 2026-02-01", 1))
	if got := report.Facts[0]; report.Outcome != graph.Changed || got.Outcome != graph.Changed || got.Changes[0].Field != "share" || got.Changes[0].Before != "49 %" || got.Changes[0].After != "50 %" {
		t.Errorf("got %+v, want a changed share", got)
	}
}

func TestDigestIgnoresForm(t *testing.T) {
	one := mustDecodeText(t, "a", note("one", metaScale, deal)).digest
	for _, same := range []string{
		"# A comment\n" + note("one", metaScale, deal),
		strings.NewReplacer("scale:", "it:", "target: scale", "target:   it").Replace(note("one", metaScale, deal)),
		note("one", "  company: {scale: Scale AI, meta: Meta}\n", "- {acquisition: {status: completed, closed on: 2025-06, date: 2025-06, target: scale, acquirers: [meta], share: 49.0%, price: more than 14 billion EUR}}\n"),
	} {
		if got := mustDecodeText(t, "a", same).digest; got != one {
			t.Errorf("got another digest for\n%s", same)
		}
	}
	if mustDecodeText(t, "a", note("one", metaScale, deal+"  note: New.\n")).digest == one {
		t.Error("got the same digest with another note")
	}
}

// TestDigestStays holds the digest of a file to what it was when articles were
// loaded that stores still hold: with another one, loading them again would be refused.
func TestDigestStays(t *testing.T) {
	const text = `capgraph: 1
article:
  id: a
  title: A
  published: 2025-01-01
  type: press
  inferred: {type: "it looks like a newspaper"}
entities:
  company: {meta: Meta, b: Beta}
  datacenter: {site: {name: Site of Meta, inferred: {name: "the article gives it none"}}}
facts:
- {site role: {company: meta, datacenter: site, role: owner}, at: p1}
- {stake: {owner: meta, company: b, share: 10 %}, at: p2}
`
	const then = "3b5f667f56b29dd77e2d85a535ae3f5a2af2fee1052a24f0ba4dff27aaecb982"
	if got := mustDecodeText(t, "a", text).digest; got != then {
		t.Errorf("got %s, want %s", got, then)
	}
}

func TestPrint(t *testing.T) {
	var out bytes.Buffer
	if err := load(t, world(t), note("one", metaScale, deal)).Print(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"note.yaml: article:one created: 1 created, 0 changed", "facts[0].acquisition: ", "and stake:meta.scale-ai"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("got %q, want it to contain %q", out.String(), want)
		}
	}
}

// TestOrderOfShippedFiles loads the shipped files in both orders and compares
// all that is current.
func TestOrderOfShippedFiles(t *testing.T) {
	names := []string{foundingFile, "capgraph-names.yaml"}
	var want string
	for _, order := range [][]string{{names[0], names[1]}, {names[1], names[0]}} {
		store := world(t)
		for _, name := range order {
			if _, problems, err := Load(context.Background(), store, "test", mustDecode(t, name), false); err != nil || problems != nil {
				t.Fatal(problems, err)
			}
		}
		got := dump(t, store)
		if want != "" && got != want {
			t.Errorf("got another graph in the order %v", order)
		}
		want = got
	}
}

// dump writes out what is known now of everything that facts speak of.
func dump(t *testing.T, store graph.Store) string {
	t.Helper()
	var out strings.Builder
	for _, spec := range factSpecs() {
		err := store.Project(context.Background(), spec.Kind, graph.Slice{Day: graph.DayOf(time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))}, func(r *graph.Record) error {
			out.WriteString(string(r.ID) + " " + string(graph.EncodeBody(r)) + "\n")
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func TestArticlesMeetByAddress(t *testing.T) {
	store := world(t)
	facts := "- company: {is: x, country: US}\n"
	with := func(header string) string {
		return strings.Replace(note("ID", "  company: {x: Apex}\n", facts), "id: ID", header, 1)
	}
	load(t, store, with("id: first, url: 'https://example.com/a/?utm_medium=x'"))
	if got := load(t, store, with("url: 'HTTPS://EXAMPLE.com:443/a#top'")); got.Article != "article:first" || got.Outcome != graph.Unchanged {
		t.Errorf("got %s %s, want article:first unchanged", got.Article, got.Outcome)
	}
	problems := refused(t, store, with("id: second, url: https://example.com/a"))
	if got := problems[0]; got.Code != graph.Conflict || !strings.Contains(got.Message, "article:first") {
		t.Errorf("got %v, want a conflict that names article:first", got)
	}
}
