package seed

import (
	"context"
	"fmt"
	"math/rand"
	"reflect"
	"strings"
	"sync"
	"testing"

	"capgraph/graph"
)

// namesakes is a store in which Apple may be either of two companies, and Delta
// any of three.
func namesakes(t testing.TB) graph.Store {
	t.Helper()
	store := world(t)
	load(t, store, note("register", "  company:\n    apple: {name: Apple, id: company:apple}\n    corps: {name: Apple Corps, aliases: [Apple], id: company:apple-corps}\n"+
		"    d1: {name: Delta, id: company:delta-air}\n    d2: {name: Delta, id: company:delta-taps}\n    d3: {name: Delta, id: company:delta-dental}\n    scale: Scale AI\n",
		"- company: {is: apple, country: US, industry: computers}\n- company: {is: corps, country: GB}\n- stake: {owner: d1, company: scale, share: 5 %}\n"+
			"- company: {is: d2, industry: taps}\n- company: {is: d3, industry: teeth}\n"))
	return store
}

const (
	appleBuys = "- acquisition: {acquirer: apple, target: beatles, price: 1 bn EUR, date: 2025-06, status: completed}\n  at: p2\n  quote: Apple buys the Beatles\n"
	twoUnsure = "  company: {apple: Apple, beatles: Beatles Ltd, d: Delta}\n"
	oneUnsure = "  company: {apple: Apple, beatles: Beatles Ltd}\n"
	deltaHas  = "- stake: {owner: d, company: beatles, share: 10 %}\n"
)

// queued loads a file that may wait.
func queued(t testing.TB, store graph.Store, text string) *Report {
	t.Helper()
	facts := mustDecodeText(t, "news.yaml", text)
	facts.MayWait()
	preview, problems, err := Load(context.Background(), store, "test", facts, true)
	if err != nil || problems != nil {
		t.Fatalf("preview: got problems %v, error %v; want none", problems, err)
	}
	report, problems, err := Load(context.Background(), store, "test", facts, false)
	if err != nil || problems != nil {
		t.Fatalf("got problems %v, error %v; want none", problems, err)
	}
	same(t, preview, report)
	return report
}

// same compares a preview with what was done.
func same(t testing.TB, preview, done *Report) {
	t.Helper()
	if preview.Committed || !done.Committed {
		t.Errorf("got %t for a preview and %t for what is done, want false and true", preview.Committed, done.Committed)
	}
	alike := *preview
	alike.Committed = true
	for i := range alike.Entities {
		alike.Entities[i].Alike = nil
	}
	if !reflect.DeepEqual(&alike, done) {
		t.Errorf("got\n%+v\nwant what the preview said\n%+v", done, preview)
	}
}

func decideOne(t testing.TB, store graph.Store, d MentionDecision) *Report {
	t.Helper()
	preview, problems, err := DecideMention(context.Background(), store, "ann", d, true)
	if err != nil || problems != nil {
		t.Fatalf("%+v: got %v, %v for a preview, want none", d, problems, err)
	}
	report, problems, err := DecideMention(context.Background(), store, "ann", d, false)
	if err != nil || problems != nil {
		t.Fatalf("%+v: got %v, %v, want none", d, problems, err)
	}
	same(t, preview, report)
	return report
}

// waitingNow prints what waits: each mention with its candidates.
func waitingNow(t testing.TB, store graph.Store) string {
	t.Helper()
	var lines []string
	query := WaitingQuery{Limit: 1}
	for {
		page, err := Waiting(context.Background(), store, query)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range page.Entries {
			line := fmt.Sprintf("%s %s", entry.Article.ID.Slug(), firstOf(entry.Mention, entry.Message))
			for _, c := range entry.Candidates {
				line += " " + c.Record.ID.Slug()
			}
			lines, query.After = append(lines, line), entry.Key
		}
		if !page.More {
			return strings.Join(lines, "\n")
		}
	}
}

// wholeStore prints all that counts, claims and articles included.
func wholeStore(t testing.TB, store graph.Store) string {
	t.Helper()
	var text strings.Builder
	for _, spec := range graph.Specs() {
		err := store.Project(context.Background(), spec.Kind, graph.Slice{Day: graph.LastDay}, func(r *graph.Record) error {
			fmt.Fprintln(&text, r.ID, r.Valid, string(graph.EncodeBody(r)))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return text.String()
}

func TestAnAmbiguousArticleWaitsForADecision(t *testing.T) {
	store, text := namesakes(t), note("news", oneUnsure, appleBuys)
	refused(t, store, text)
	before := wholeStore(t, store)
	report := queued(t, store, text)
	if report.Outcome != graph.Waits || report.Waiting != 1 || report.Facts[0].Outcome != graph.Waits || len(report.Undecided) != 1 || report.Undecided[0].Code != graph.Ambiguous {
		t.Errorf("got %+v, want an article that waits", report)
	}
	if again := queued(t, store, text); again.Outcome != graph.Unchanged || again.Waiting != 1 {
		t.Errorf("got %+v, want no change, and facts that wait", again)
	}
	if got := strings.ReplaceAll(wholeStore(t, store), "article:news", ""); strings.Count(got, "\n") != strings.Count(before, "\n")+1 || !strings.Contains(got, "WAITING") {
		t.Errorf("got\n%s\nwant nothing new but an article that waits", got)
	}
	page, err := Waiting(context.Background(), store, WaitingQuery{Limit: 5})
	if err != nil || len(page.Entries) != 1 {
		t.Fatalf("got %+v, %v; want one mention", page, err)
	}
	entry := page.Entries[0]
	if entry.Mention != "apple" || entry.Name != "Apple" || entry.Line != 4 || entry.Path != "entities.company.apple" || !strings.Contains(entry.Message, "could be any of company:apple") {
		t.Errorf("got %+v, want the mention as it was written, and where", entry)
	}
	if len(entry.Facts) != 1 || entry.Facts[0].Quote != "Apple buys the Beatles" || entry.Facts[0].Path != "facts[0].acquisition" || entry.Facts[0].Places[0] != "p2" {
		t.Errorf("got %+v, want the fact with its quote", entry.Facts)
	}
	if len(entry.Candidates) != 2 || entry.Candidates[0].Record.ID != "company:apple" || entry.Candidates[0].Score != 0.9 || entry.Candidates[1].Record.ID != "company:apple-corps" {
		t.Errorf("got %+v, want both companies, the one with that usual name first", entry.Candidates)
	}
	if filtered, err := Waiting(context.Background(), store, WaitingQuery{Limit: 5, Kind: "person"}); err != nil || len(filtered.Entries) != 0 {
		t.Errorf("got %+v, %v, want no persons", filtered, err)
	}
}

func TestADecisionLoadsTheArticleAndIsUndone(t *testing.T) {
	store, text := namesakes(t), note("news", oneUnsure, appleBuys)
	queued(t, store, text)
	waiting, list := wholeStore(t, store), waitingNow(t, store)
	report := decideOne(t, store, MentionDecision{Article: "news", Mention: "apple", Is: "company:apple-corps"})
	if report.Outcome != graph.Changed || report.Created != 1 || report.Facts[0].Record != "acquisition:apple-corps.beatles-ltd.2025-06" || report.Entities[0].Matched.How != ByDecision {
		t.Errorf("got %+v, want the deal of Apple Corps", report)
	}
	loaded := wholeStore(t, store)
	direct := namesakes(t)
	load(t, direct, text+"bound: {entities: {apple: company:apple-corps}}\n")
	if got := wholeStore(t, direct); got != loaded {
		t.Errorf("got\n%s\nwant what loading the file with the binding makes\n%s", loaded, got)
	}
	if list := waitingNow(t, store); list != "" {
		t.Errorf("got %s in the queue, want nothing", list)
	}
	log, err := store.Writes(context.Background(), graph.LogQuery{Article: "article:news", Limit: 5})
	if err != nil || len(log) != 2 || log[0].Action != graph.ActionDecide || log[0].Actor != "ann" || log[0].Reason != graph.NewSource {
		t.Errorf("got %+v, %v; want the decision of ann in the log", log, err)
	}
	if again := load(t, store, text); again.Outcome != graph.Unchanged || again.Unchanged != 1 {
		t.Errorf("got %+v for the file as it was sent, want no change", again)
	}
	if _, _, err := DecideMention(context.Background(), store, "ann", MentionDecision{Article: "news", Mention: "apple", Is: "company:apple"}, false); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("deciding twice: got %v, want that nothing waits", err)
	}
	if _, err := Undo(context.Background(), store, "bob", "news", 0, "", false); err != nil {
		t.Fatal(err)
	}
	if got := wholeStore(t, store); got != waiting || waitingNow(t, store) != list {
		t.Errorf("undone: got\n%s\nwant an article that waits again\n%s", got, waiting)
	}
	decideOne(t, store, MentionDecision{Article: "news", Mention: "apple", Is: "company:apple-corps"})
	if got := wholeStore(t, store); got != loaded {
		t.Errorf("decided again: got\n%s\nwant\n%s", got, loaded)
	}
	later := strings.Replace(strings.Replace(text, "retrieved: 2026-01-01", "retrieved: 2026-01-02", 1), "1 bn", "2 bn", 1)
	if report := load(t, store, later); report.Changed != 1 || report.Entities[0].Matched.How != ByMemory {
		t.Errorf("got %+v for a later revision, want it to mean what was decided", report)
	}
}

func TestMentionsAreDecidedOneByOne(t *testing.T) {
	store := namesakes(t)
	queued(t, store, note("news", twoUnsure, appleBuys+deltaHas))
	if got, want := waitingNow(t, store), "news apple apple apple-corps\nnews d delta-air delta-dental delta-taps"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	fails := func(code graph.Code, d MentionDecision) {
		t.Helper()
		if _, problems, err := DecideMention(context.Background(), store, "ann", d, false); problems != nil || graph.CodeOf(err) != code {
			t.Errorf("%+v: got %v, %v; want %s", d, problems, err, code)
		}
	}
	fails(graph.NotFound, MentionDecision{Article: "nothing", Mention: "apple", New: true})
	fails(graph.NotFound, MentionDecision{Article: "register", Mention: "apple", New: true})
	fails(graph.NotFound, MentionDecision{Article: "news", Mention: "pear", New: true})
	fails(graph.NotFound, MentionDecision{Article: "news", Mention: "apple", Is: "company:nobody"})
	fails(graph.Invalid, MentionDecision{Article: "news", Mention: "apple", Is: "person:ann"})
	fails(graph.Invalid, MentionDecision{Article: "news", Mention: "apple"})
	fails(graph.Invalid, MentionDecision{Article: "news", Mention: "beatles", New: true})
	fails(graph.Conflict, MentionDecision{Article: "news", Mention: "apple", Is: "company:apple", New: true})
	report := decideOne(t, store, MentionDecision{Article: "news", Mention: "d", New: true})
	if report.Outcome != graph.Waits || report.Waiting != 2 || len(report.Undecided) != 1 {
		t.Errorf("got %+v, want an article that waits for one more", report)
	}
	if got, want := waitingNow(t, store), "news apple apple apple-corps"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if again := decideOne(t, store, MentionDecision{Article: "news", Mention: "d", New: true}); again.Outcome != graph.Unchanged {
		t.Errorf("got %+v for the same again, want no change", again)
	}
	fails(graph.Conflict, MentionDecision{Article: "news", Mention: "d", Is: "company:delta-air"})
	if again := queued(t, store, note("news", twoUnsure, appleBuys+deltaHas)); again.Outcome != graph.Unchanged || len(again.Undecided) != 1 {
		t.Errorf("got %+v for the same file, want what was decided to stay", again)
	}
	report = decideOne(t, store, MentionDecision{Article: "news", Mention: "apple", Is: "company:apple"})
	if report.Outcome != graph.Changed || record(t, store, "stake:delta.beatles-ltd") == nil {
		t.Errorf("got %+v, want a stake of a new Delta", report)
	}
}

func TestSomethingNewGetsAnIDOfItsOwn(t *testing.T) {
	store := namesakes(t)
	queued(t, store, note("news", oneUnsure, appleBuys))
	report := decideOne(t, store, MentionDecision{Article: "news", Mention: "apple", New: true})
	if got := report.Entities[0].Record; got != "company:apple.news" || report.Entities[0].Outcome != graph.Created {
		t.Errorf("got %s, want a company beside the one that has the usual id", got)
	}
	queued(t, store, note("other", oneUnsure, appleBuys))
	report = decideOne(t, store, MentionDecision{Article: "other", Mention: "apple", Is: "company:apple-bank", New: true})
	if got := report.Entities[0].Record; got != "company:apple-bank" {
		t.Errorf("got %s, want the id that was given", got)
	}
}

func TestWhatIsNoLongerAmbiguousIsLoaded(t *testing.T) {
	store, text := namesakes(t), note("news", oneUnsure, appleBuys)
	queued(t, store, text)
	if _, err := Withdraw(context.Background(), store, "test", "register", false); err != nil {
		t.Fatal(err)
	}
	if got, want := waitingNow(t, store), "news nothing is left to decide; it can be loaded now"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if _, _, err := DecideMention(context.Background(), store, "ann", MentionDecision{Article: "news", Mention: "apple", New: true}, false); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v, want to be told that it is not ambiguous", err)
	}
	if preview := queuedPreview(t, store, text); preview.Created != 1 {
		t.Errorf("got %+v for the file again, want it to be loaded", preview)
	}
	if report := decideOne(t, store, MentionDecision{Article: "news"}); report.Created != 1 {
		t.Errorf("got %+v, want the article loaded", report)
	}
}

func queuedPreview(t *testing.T, store graph.Store, text string) *Report {
	t.Helper()
	report, problems, err := Load(context.Background(), store, "test", mustDecodeText(t, "news.yaml", text), true)
	if err != nil || problems != nil {
		t.Fatal(problems, err)
	}
	return report
}

func TestADealThatMayBeAnyOfSeveralWaits(t *testing.T) {
	store := world(t)
	both := "  company: {meta: Meta, scale: Scale AI}\n"
	load(t, store, note("one", both, "- acquisition: {acquirer: meta, target: scale, share: 5 %}\n  id: acquisition:first\n- acquisition: {acquirer: meta, target: scale, share: 9 %}\n  id: acquisition:second\n"))
	text := note("news", both, "- acquisition: {acquirer: meta, target: scale, share: 9 %, price: 1 bn EUR}\n")
	queued(t, store, text)
	if got, want := waitingNow(t, store), "news facts[0].acquisition first second"; got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
	report := decideOne(t, store, MentionDecision{Article: "news", Mention: "facts[0].acquisition", Is: "acquisition:second"})
	if report.Facts[0].Record != "acquisition:second" || report.Facts[0].Matched.How != ByDecision {
		t.Errorf("got %+v, want it to be about the second", report.Facts[0])
	}
	if _, err := Undo(context.Background(), store, "ann", "news", 0, "", false); err != nil {
		t.Fatal(err)
	}
	report = decideOne(t, store, MentionDecision{Article: "news", Mention: "facts[0].acquisition", New: true})
	if report.Facts[0].Record != "acquisition:meta.scale-ai" || report.Facts[0].Outcome != graph.Created {
		t.Errorf("got %+v, want a third deal", report.Facts[0])
	}
}

func TestWhatIsTooLargeOrWrongOtherwiseDoesNotWait(t *testing.T) {
	store := namesakes(t)
	facts := mustDecodeText(t, "news.yaml", note("news", oneUnsure, appleBuys)+"# "+strings.Repeat("x", MaxWaiting))
	facts.MayWait()
	if _, problems, err := Load(context.Background(), store, "test", facts, false); err != nil || len(problems) != 2 || problems[1].Code != graph.Limit {
		t.Errorf("got %v, %v; want the limit named", problems, err)
	}
	facts = mustDecodeText(t, "news.yaml", note("news", oneUnsure, appleBuys+"- stake: {owner: apple, company: company:nobody, share: 1 %}\n"))
	facts.MayWait()
	if report, problems, err := Load(context.Background(), store, "test", facts, false); err != nil || len(problems) != 2 || report.Outcome != Refused {
		t.Errorf("got %+v, %v, %v; want both problems", report, problems, err)
	}
}

// TestDecidingIsLoadingWithTheIDsWritten loads random articles that mention
// namesakes: what comes of queue and decisions, in random order, is what the
// files make with the bindings in them and, but for the ids of claims, with the
// ids themselves.
func TestDecidingIsLoadingWithTheIDsWritten(t *testing.T) {
	names := map[string][]graph.ID{"Apple": {"company:apple", "company:apple-corps"}, "Delta": {"company:delta-air", "company:delta-taps", "company:delta-dental"}}
	for seed := range int64(12) {
		random := rand.New(rand.NewSource(seed))
		store, bound, written := namesakes(t), namesakes(t), namesakes(t)
		for i := range 6 {
			id := fmt.Sprintf("news-%d", i)
			var plain, bindings, ids, facts, mentions []string
			chosen := map[string]MentionDecision{}
			for h, name := range []string{"Apple", "Delta", "Scale AI", "Beatles", "Apple"}[random.Intn(3):] {
				if name == "Apple" && h > 1 {
					break
				}
				handle := fmt.Sprintf("h%d", h)
				plain = append(plain, fmt.Sprintf("%s: %s", handle, name))
				share := 5
				if quarrels := seed%2 == 0; quarrels {
					share = 1 + random.Intn(9)
					facts = append(facts, fmt.Sprintf("- company: {is: %s, industry: business %d}\n", handle, random.Intn(3)))
				}
				if h > 0 {
					facts = append(facts, fmt.Sprintf("- stake: {owner: h0, company: %s, share: %d %%}\n", handle, share))
				}
				options := names[name]
				if len(options) == 0 {
					ids = append(ids, fmt.Sprintf("%s: %s", handle, name))
					continue
				}
				d := MentionDecision{Article: id, Mention: handle, Is: options[random.Intn(len(options))]}
				if random.Intn(4) == 0 {
					d.New, d.Is = true, graph.NewID("company", name, fmt.Sprint("new", seed, i))
				}
				mentions, chosen[handle] = append(mentions, handle), d
				bindings = append(bindings, fmt.Sprintf("%s: %s", handle, d.Is))
				ids = append(ids, fmt.Sprintf("%s: {name: %s, id: %s}", handle, name, d.Is))
			}
			text := note(id, "  company: {"+strings.Join(plain, ", ")+"}\n", strings.Join(facts, ""))
			load(t, bound, text+"bound: {entities: {"+strings.Join(bindings, ", ")+"}}\n")
			load(t, written, note(id, "  company: {"+strings.Join(ids, ", ")+"}\n", strings.Join(facts, "")))
			queued(t, store, text)
			random.Shuffle(len(mentions), func(a, b int) { mentions[a], mentions[b] = mentions[b], mentions[a] })
			for _, mention := range mentions {
				decideOne(t, store, chosen[mention])
			}
		}
		if got, want := wholeStore(t, store), wholeStore(t, bound); got != want {
			t.Fatalf("seed %d: got\n%s\nwant\n%s", seed, got, want)
		}
		if seed%2 == 0 {
			continue // Of claims that are equally good, the one with the lower id wins.
		}
		if got, want := recordsOf(wholeStore(t, store)), recordsOf(wholeStore(t, written)); got != want {
			t.Fatalf("seed %d, with the ids: got\n%s\nwant\n%s", seed, got, want)
		}
	}
}

// recordsOf leaves out articles and claims.
func recordsOf(all string) string {
	var kept []string
	for line := range strings.Lines(all) {
		if !strings.HasPrefix(line, "article:") && !strings.HasPrefix(line, "claim:") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

// TestManyDecideAtOnce lets eight editors decide the same mentions of the same
// articles, each in an order of their own.
func TestManyDecideAtOnce(t *testing.T) {
	store, alone := namesakes(t), namesakes(t)
	var decisions []MentionDecision
	for i := range 4 {
		id := fmt.Sprintf("news-%d", i)
		text := note(id, twoUnsure, appleBuys+deltaHas)
		queued(t, store, text)
		queued(t, alone, text)
		decisions = append(decisions, MentionDecision{Article: id, Mention: "apple", Is: "company:apple-corps"}, MentionDecision{Article: id, Mention: "d", Is: "company:delta-taps"})
	}
	for _, d := range decisions {
		decideOne(t, alone, d)
	}
	var group sync.WaitGroup
	for editor := range 8 {
		group.Go(func() {
			for _, i := range rand.New(rand.NewSource(int64(editor))).Perm(len(decisions)) {
				_, problems, err := DecideMention(context.Background(), store, fmt.Sprint("editor ", editor), decisions[i], false)
				if problems != nil || err != nil && graph.CodeOf(err) != graph.NotFound {
					t.Errorf("got %v, %v; want a decision, or that nothing waits any more", problems, err)
				}
			}
		})
	}
	group.Wait()
	if got, want := wholeStore(t, store), wholeStore(t, alone); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	log, err := store.Writes(context.Background(), graph.LogQuery{Limit: 100})
	if err != nil || len(log) != 1+4+8 {
		t.Errorf("got %d writes, %v; want one for each decision", len(log), err)
	}
}
