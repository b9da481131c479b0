package seed

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"capgraph/graph"
)

// desk is where an editor works. What is done there is done in one store, after
// a preview, and without one in its twin, an embedded store, of which the same must come.
type desk struct {
	chance
	store, twin graph.Store
	corrections int
}

// act is something that an editor does, and what is said of it; what is said
// of a preview is the same.
type act struct {
	name string
	do   func(ctx context.Context, store graph.Store, dryRun bool) (said string, err error)
}

// carryOut does it everywhere, and says whether anything was written.
func (d *desk) carryOut(t *testing.T, a act) bool {
	t.Helper()
	says := func(store graph.Store, dryRun bool) string {
		said, err := a.do(t.Context(), store, dryRun)
		if code := graph.CodeOf(err); code == graph.Internal || code == graph.Unavailable {
			t.Fatalf("%s: %v", a.name, err)
		}
		return said + fmt.Sprintln(err)
	}
	before := headOf(t, d.store)
	foreseen := says(d.store, true)
	if headOf(t, d.store) != before {
		t.Fatalf("%s: the preview has changed the store", a.name)
	}
	done, elsewhere := says(d.store, false), says(d.twin, false)
	if done != foreseen || done != elsewhere {
		t.Fatalf("%s: previewed\n%s\ndone\n%s\nin the other store\n%s", a.name, foreseen, done, elsewhere)
	}
	return headOf(t, d.store) != before
}

// next is what the editor does next, by what is known.
func (d *desk) next(t *testing.T) act {
	t.Helper()
	articles := idsOf(t, d.twin, kindArticle)
	if len(articles) == 0 {
		return loading(d.file(0))
	}
	article := string(articles[d.Intn(len(articles))])
	switch n := d.Intn(18); {
	case n < 5:
		return d.loading(d.file(d.Intn(8)))
	case n < 6:
		return d.loading(d.corrected())
	case n < 8:
		return act{"withdraw " + article, func(ctx context.Context, store graph.Store, dryRun bool) (string, error) {
			report, err := Withdraw(ctx, store, "ann", article, dryRun)
			return saidOf(report, err), err
		}}
	case n < 9:
		return act{"restore " + article, func(ctx context.Context, store graph.Store, dryRun bool) (string, error) {
			report, err := Restore(ctx, store, "ann", article, dryRun)
			return saidOf(report, err), err
		}}
	case n < 10:
		return act{"undo " + article, func(ctx context.Context, store graph.Store, dryRun bool) (string, error) {
			report, err := Undo(ctx, store, "ann", article, 0, "", dryRun)
			return saidOf(report, err), err
		}}
	case n < 12:
		return deciding(d.decision(t, articles))
	case n < 14:
		if settlement, found := d.settlement(t); found {
			return settles(settlement)
		}
	case n < 15:
		return loading(d.namesake())
	default:
		if decision, found := d.mention(t); found {
			return identifies(decision)
		}
	}
	return d.loading(d.file(d.Intn(8)))
}

// namesake is an article about something that has the name of another.
func (d *desk) namesake() string {
	name := d.of("Alpha", "Beta", "Fund")
	return fmt.Sprintf("capgraph: 1\narticle: {id: namesake-%s, title: A namesake, type: note, retrieved: 2025-01-01}\nentities:\n  company: {n: {name: %s, id: company:other-%s}}\nfacts:\n- company: {is: n, industry: namesakes}\n",
		strings.ToLower(name), name, strings.ToLower(name))
}

// mention is a decision about something that waits, if anything does; it may
// be a wrong one.
func (d *desk) mention(t *testing.T) (MentionDecision, bool) {
	t.Helper()
	page, err := Waiting(t.Context(), d.twin, WaitingQuery{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Entries) == 0 {
		return MentionDecision{}, false
	}
	entry := page.Entries[d.Intn(len(page.Entries))]
	decision := MentionDecision{Article: string(entry.Article.ID), Mention: entry.Mention}
	switch n := len(entry.Candidates); {
	case entry.Mention == "" || d.Intn(12) == 0:
		decision.Mention = ""
	case n == 0 || d.Intn(4) == 0:
		decision.New, decision.Is = true, graph.ID(d.maybe("company:quite-new", "company:alpha"))
	default:
		decision.Is = entry.Candidates[d.Intn(n)].Record.ID
	}
	return decision, true
}

func identifies(decision MentionDecision) act {
	return act{fmt.Sprintf("identify %+v", decision), func(ctx context.Context, store graph.Store, dryRun bool) (string, error) {
		report, problems, err := DecideMention(ctx, store, "ann", decision, dryRun)
		return saidOf(report, err) + problems.Error(), err
	}}
}

// loading loads a file, which may wait or not.
func (d *desk) loading(text string) act {
	if d.Intn(3) == 0 {
		return loading(text)
	}
	return loading(text, (*Facts).MayWait)
}

// corrected is another version of an article.
func (d *desk) corrected() string {
	d.corrections++
	text := strings.Replace(d.file(d.Intn(8)), ", revised: 2025-04-01", "", 1)
	if d.Intn(3) == 0 {
		return strings.Replace(text, "retrieved: 2025-03-04", fmt.Sprintf("retrieved: 2025-03-04, reading: %d", 1+d.corrections), 1)
	}
	return strings.Replace(text, "retrieved: 2025-03-04", fmt.Sprintf("retrieved: 2025-03-04, revised: 2025-05-%02d", d.corrections), 1)
}

// decision is about two or three records of one kind.
func (d *desk) decision(t *testing.T, articles []graph.ID) Decision {
	t.Helper()
	ids := idsOf(t, d.twin, graph.Kind(d.of("company", "company", "company", "acquisition", "stake", "person", "move")))
	if len(ids) < 3 {
		ids = append(idsOf(t, d.twin, "company"), "company:nobody", "company:somebody", "company:else")
	}
	d.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	made := Decision{What: []graph.Token{graph.Merges, graph.Merges, graph.Splits, graph.KeepsApart}[d.Intn(4)], Records: ids[:1+d.Intn(2)], Into: ids[2], Reason: d.of("Same register", "As the filing says")}
	if made.What == graph.Splits {
		made.Records, made.Articles = made.Records[:1], []graph.ID{articles[d.Intn(len(articles))]}
		if d.Intn(2) == 0 {
			made.Into += "-of-another"
		}
	}
	return made
}

// settlement is of a disagreement that is known, if there is one.
func (d *desk) settlement(t *testing.T) (Settlement, bool) {
	t.Helper()
	var ids []graph.ID
	for _, kind := range []graph.Kind{"company", "stake", "acquisition", "position", "investment", "datacenter"} {
		ids = append(ids, idsOf(t, d.twin, kind)...)
	}
	claims, err := graph.ClaimsAbout(t.Context(), d.twin, ids, graph.Slice{Day: graph.LastDay})
	if err != nil {
		t.Fatal(err)
	}
	var all []Settlement
	for _, id := range ids {
		for _, dispute := range graph.Disputes(id, claims[id]) {
			day, lost := dispute.Valid.From, dispute.Lost()
			one := Settlement{Record: id, Field: dispute.Field, On: &day, Reason: d.of("As the register says", "On the phone"), Decided: graph.LastDay}
			if one.Value = lost[d.Intn(len(lost))].Value.Text(); d.Intn(2) == 0 {
				one.Value, one.Claim = "", lost[d.Intn(len(lost))].Claims[0]
			}
			all = append(all, one)
		}
	}
	if len(all) == 0 {
		return Settlement{}, false
	}
	return all[d.Intn(len(all))], true
}

func loading(text string, with ...func(*Facts)) act {
	return act{"load\n" + text, func(ctx context.Context, store graph.Store, dryRun bool) (string, error) {
		facts, problems := Decode("random.yaml", []byte(text))
		if problems != nil {
			return problems.Error(), nil
		}
		for _, option := range with {
			option(facts)
		}
		report, problems, err := Load(ctx, store, "ann", facts, dryRun)
		if err != nil {
			return "", err
		}
		for _, part := range [][]FactReport{report.Entities, report.Facts} {
			for i := range part {
				part[i].Alike = nil // Only previews look for it.
			}
		}
		return saidOf(report, nil) + problems.Error(), nil
	}}
}

func deciding(decision Decision) act {
	return act{fmt.Sprintf("decide %+v", decision), func(ctx context.Context, store graph.Store, dryRun bool) (string, error) {
		report, err := Decide(ctx, store, "ann", decision, dryRun)
		return saidOf(report, err), err
	}}
}

func settles(settlement Settlement) act {
	return act{fmt.Sprintf("settle %+v", settlement), func(ctx context.Context, store graph.Store, dryRun bool) (string, error) {
		report, err := Settle(ctx, store, "ann", settlement, dryRun)
		return saidOf(report, err), err
	}}
}

// saidOf prints all of a report, but for whether it was committed.
func saidOf(report any, err error) string {
	if err != nil {
		return ""
	}
	text, err := json.MarshalIndent(report, "", " ")
	if err != nil {
		panic(err) // Reports are plain structs, which always encode.
	}
	return strings.Replace(string(text), `"Committed": true`, `"Committed": false`, 1)
}

// idsOf are the ids of the records of a kind, sorted.
func idsOf(t *testing.T, store graph.Reader, kind graph.Kind) []graph.ID {
	t.Helper()
	var ids []graph.ID
	if err := store.Project(t.Context(), kind, graph.Slice{Day: graph.LastDay}, func(r *graph.Record) error {
		ids = append(ids, r.ID)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return ids
}
