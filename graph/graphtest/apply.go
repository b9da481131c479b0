package graphtest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"capgraph/graph"
)

var applyCases = []writingCase{
	{"the receipt tells what became of articles and records, in the order of the changes", func(t *testing.T, h Harness) {
		store := open(t, h)
		equal(t, "first", outcomes(apply(t, store, register(), history())), "register CREATED: "+
			"acme CREATED, angstrom CREATED, angstrom-labs CREATED, anthropic CREATED, google CREATED, meta CREATED, scale-ai CREATED, "+
			"societe-generale CREATED, x00fa11陽軒 CREATED, x020bb7野家 CREATED, 字节跳动 CREATED; "+
			"history CREATED: angstrom CREATED, anthropic CREATED, google CREATED, societe-generale CREATED, google.anthropic CREATED, societe-generale.angstrom CREATED")
		equal(t, "blog", outcomes(apply(t, store, blog())), "blog CREATED: google CHANGED, scale-ai UNCHANGED, google.scale-ai CREATED")
		equal(t, "withdrawal", outcomes(apply(t, store, Withdraw("blog"))), "blog ENDED: google CHANGED, scale-ai UNCHANGED, google.scale-ai ENDED")
	}},
	{"the receipt holds the last versions before and after", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, register(), history())
		receipt := apply(t, store, Article("news", On("2025-02"), Company("Société Générale"), Company("ÅNGSTRÖM"), Stake("Société Générale", "ÅNGSTRÖM", "share", "30 %")))
		stake := receipt.Articles[0].Records[2]
		equal(t, "share before and after", field(stake.Before, "share")+" and "+field(stake.After, "share"), "10 % and 30 %")
	}},
	{"receipts are as the reference has them", func(t *testing.T, h Harness) {
		store, want := open(t, h), &reference{}
		for _, change := range append(World(), blog(), Withdraw("register"), Withdraw("blog")) {
			got := apply(t, store, change)
			wanted, err := want.commit(got.At, change)
			must(t, err)
			equal(t, "receipt of "+string(change.Article.ID), showReceipt(got), showReceipt(wanted))
		}
	}},
	{"twice is the same as once", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, World()...)
		before := everything(t, store)
		equal(t, "again", outcomes(apply(t, store, wire())), "wire UNCHANGED: acme-deal UNCHANGED, acme UNCHANGED, google UNCHANGED, meta UNCHANGED")
		equal(t, "the graph", everything(t, store), before)
	}},
	{"one article twice in one write", func(t *testing.T, h Harness) {
		store := open(t, h)
		equal(t, "seeded twice", outcomes(apply(t, store, blog(), blog())),
			"blog CREATED: google CREATED, scale-ai CREATED, google.scale-ai CREATED; blog UNCHANGED: google UNCHANGED, scale-ai UNCHANGED, google.scale-ai UNCHANGED")
	}},
	{"seeded, corrected, withdrawn and restored in one write", func(t *testing.T, h Harness) {
		store, other := open(t, h), open(t, h)
		receipt := apply(t, store, register(), onemedia(), wire(), corrected(), Withdraw("wire"), corrected(), Withdraw("wire"), corrected())
		Load(t, other, register(), onemedia(), wire(), corrected())
		equal(t, "the graph", everything(t, store), everything(t, other))
		if got := head(t, store); got != receipt.At {
			t.Errorf("got the head %d, want that of the one commit, %d", got, receipt.At)
		}
		entries, err := store.Writes(t.Context(), graph.LogQuery{Article: "article:wire", Limit: 10})
		must(t, err)
		if len(entries) != 6 {
			t.Errorf("got %d entries for wire, want 6", len(entries))
		}
	}},
	{"no changes change nothing", func(t *testing.T, h Harness) {
		store := open(t, h)
		if receipt := apply(t, store); len(receipt.Articles) != 0 || head(t, store) != 0 {
			t.Errorf("got %+v and the head %d, want nothing", receipt, head(t, store))
		}
	}},
	{"an article without claims", func(t *testing.T, h Harness) {
		store := open(t, h)
		equal(t, "empty article", outcomes(apply(t, store, Article("empty", On("2025")))), "empty CREATED: ")
		equal(t, "articles", outline(list(t, store, graph.Query{Kind: "article", Slice: today, Limit: 5})), "empty")
	}},
	{"a correction ends the claims that it no longer states", func(t *testing.T, h Harness) {
		store := open(t, h)
		instants := Load(t, store, register(), onemedia(), wire())
		equal(t, "correction", outcomes(apply(t, store, corrected())), "wire CHANGED: acme-deal CHANGED, acme UNCHANGED, google UNCHANGED, meta UNCHANGED")
		equal(t, "contested", fmt.Sprint(record(t, store, AcmeDeal, today).Contested), "[]")
		then := graph.Slice{Day: today.Day, Known: instants[2]}
		equal(t, "contested then", fmt.Sprint(record(t, store, AcmeDeal, then).Contested), "[price]")
		ended := graph.And{about(AcmeDeal), exactly("article", "article:wire")}
		claims := list(t, store, graph.Query{Kind: "claim", Slice: then, Where: ended, Limit: 5}).Records
		if len(claims) != 1 || claims[0].EndReason != graph.SourceCorrected {
			t.Errorf("got %s, want one claim that ended because its source was corrected", showAll(claims))
		}
		equal(t, "status", field(record(t, store, "article:wire", today), "status"), "CORRECTED")
	}},
	{"an earlier revision is superseded, in any order of arrival", func(t *testing.T, h Harness) {
		store, other := open(t, h), open(t, h)
		Load(t, store, register(), onemedia(), corrected())
		equal(t, "the earlier one", outcomes(apply(t, store, wire())), "wire SUPERSEDED: acme-deal UNCHANGED, acme UNCHANGED, google UNCHANGED, meta UNCHANGED")
		Load(t, other, register(), onemedia(), wire(), corrected())
		equal(t, "the deal", current(t, store, "acquisition", "company", "stake"), current(t, other, "acquisition", "company", "stake"))
	}},
	{"an equal revision with other facts is a conflict and leaves nothing", func(t *testing.T, h Harness) {
		leavesNothing(t, h, graph.Conflict, Article("unrelated", Company("Newcomer")), Article("wire", On("2025-07-20"), Company("Meta", "industry", "other")))
	}},
	{"the withdrawal of an unknown article is not found and leaves nothing", func(t *testing.T, h Harness) {
		leavesNothing(t, h, graph.NotFound, Article("unrelated", Company("Newcomer")), Withdraw("nothing"))
	}},
	{"a claim that points to what is not there is invalid and leaves nothing", func(t *testing.T, h Harness) {
		leavesNothing(t, h, graph.Invalid, Article("unrelated", Company("Newcomer")),
			Article("dangling", Company("Meta"), Stake("Meta", "Nobody", "share", "1 %")))
		leavesNothing(t, h, graph.Invalid, Article("dangling", Company("Meta", "industry", "other").Speaker("person:nobody")))
		leavesNothing(t, h, graph.Invalid, Article("dangling", Company("Nobody").Says("denies"), Stake("Meta", "Nobody", "share", "1 %")))
	}},
	{"a claim may point to what an article of the same write brings", func(t *testing.T, h Harness) {
		store := open(t, h)
		apply(t, store, Article("stake", Stake("Meta", "Nobody", "share", "1 %")), Article("names", Company("Meta"), Company("Nobody")))
		equal(t, "far ends", slugs(byID(record(t, store, StakeID("Meta", "Nobody"), today).Far)), "meta nobody")
	}},
	{"the error of the plan is returned as it is and leaves nothing", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, World()...)
		before := everything(t, store)
		if _, err := store.Apply(t.Context(), refused()); !errors.Is(err, errRefused) {
			t.Errorf("got the error %v, want %v", err, errRefused)
		}
		equal(t, "the graph", everything(t, store), before)
	}},
	{"a panic in the plan leaves the store usable", func(t *testing.T, h Harness) {
		store := open(t, h)
		func() {
			defer func() { _ = recover() }()
			_, _ = store.Apply(t.Context(), graph.Write{Plan: func(context.Context, graph.Reader) ([]graph.Change, error) { panic("a defect") }})
		}()
		apply(t, store, blog())
	}},
	{"the plan reads what is there, through every method", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, World()...)
		_, err := store.Apply(t.Context(), graph.Write{Plan: func(_ context.Context, reader graph.Reader) ([]graph.Change, error) {
			equal(t, "in the plan", everything(t, reader), everything(t, reader))
			found, err := reader.Search(t.Context(), []string{"meta"}, nil)
			equal(t, "searched in the plan", slugs(found), "meta")
			must(t, err)
			ids, err := reader.Match(t.Context(), "company", "name", []string{"google"})
			equal(t, "matched in the plan", fmt.Sprint(ids), "map[google:[company:google]]")
			equal(t, "listed in the plan", outline(list(t, reader, graph.Query{Kind: "person", Slice: today, Limit: 2})), "mark-zuckerberg tom-alison")
			equal(t, "fetched in the plan", graph.UsualName(record(t, reader, "company:meta", today)), "Meta")
			return nil, err
		}})
		must(t, err)
	}},
}

var errRefused = errors.New("the plan refuses")

func refused() graph.Write {
	return graph.Write{Actor: "graphtest", Plan: func(context.Context, graph.Reader) ([]graph.Change, error) { return nil, errRefused }}
}

// corrected is a later revision of wire that agrees with onemedia.
func corrected() graph.Change {
	return Article("wire", On("2025-07-20"), Revised("2025-08-01"),
		Company("Meta"), Company("Google"), Company("ａｃｍｅ"),
		acmeDeal("price", "15 bn EUR").Says("reports"),
	)
}

// leavesNothing checks that a write on top of the World fails with that code
// and changes nothing.
func leavesNothing(t *testing.T, h Harness, code graph.Code, changes ...graph.Change) {
	t.Helper()
	store := open(t, h)
	Load(t, store, World()...)
	before := everything(t, store)
	for _, dryRun := range []bool{true, false} {
		write := seeding(changes...)
		write.DryRun = dryRun
		_, err := store.Apply(t.Context(), write)
		fails(t, "the write", err, code)
		equal(t, "the graph", everything(t, store), before)
	}
}

// outcomes prints the outcomes of a receipt.
func outcomes(receipt *graph.Receipt) string {
	text := ""
	for i, a := range receipt.Articles {
		if i > 0 {
			text += "; "
		}
		text += fmt.Sprintf("%s %s: ", a.Article.Slug(), a.Outcome)
		for j, r := range a.Records {
			if j > 0 {
				text += ", "
			}
			text += fmt.Sprintf("%s %s", r.ID.Slug(), r.Outcome)
		}
	}
	return text
}

// everything prints all that is known now of the kinds that the World has.
func everything(t testing.TB, reader graph.Reader) string {
	t.Helper()
	return current(t, reader, "company", "person", "datacenter", "stake", "acquisition", "position", "site-role", "article", "claim")
}
