package seed

import (
	"context"
	"fmt"
	"maps"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
)

// chance writes random fact files about a small world, in which everything has
// several names.
type chance struct{ *rand.Rand }

func (c chance) of(texts ...string) string { return texts[c.Intn(len(texts))] }

// maybe is one of the texts, or nothing.
func (c chance) maybe(texts ...string) string {
	if c.Intn(2) == 0 {
		return ""
	}
	return c.of(texts...)
}

// keys joins what is not empty.
func keys(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), ", ")
}

func (c chance) file(id int) string {
	var out strings.Builder
	sort := c.of("press", "filing", "note", "official")
	fmt.Fprintf(&out, "capgraph: 1\narticle: {%s}\n", keys(fmt.Sprintf("id: a-%d, title: Article %d, type: %s", id, id, sort),
		c.maybe("publisher: One", "publisher: Two"), c.maybe("published: 2024", "published: 2025-02-01"), "retrieved: 2025-03-04",
		c.maybe("story: wire", fmt.Sprintf("url: https://example.com/%d", id)), c.maybe("revised: 2025-04-01"),
		c.maybe("language: fr, inferred: {language: by its words}")))
	out.WriteString("entities:\n")
	fmt.Fprintf(&out, "  company:\n    a: %s\n    b: %s\n    f: %s\n",
		c.of("Alpha", "ALPHA", "{name: Alpha, aliases: [Alpha Holdings, {name: Alef, kind: former, until: 2020}]}", "{id: company:alpha, name: Alpha}"),
		c.of("Beta", "{name: Beta, identifiers: ['lei:5493001KJTIIGC8Y1R12']}", "{name: Beta & Söhne, id: company:beta}", "{name: Beta, id if new: company:zz-x.17, identifiers: ['registry:ZZ-X:17']}"),
		c.of("Fund", "{name: Fund, at: title}", "{name: The Fund, identifiers: ['domain:fund.example', 'registry:ZZ-X:99'], id if new: company:zz-x.99}"))
	fmt.Fprintf(&out, "  person: {p: %s}\n  datacenter: {d: %s}\nfacts:\n", c.of("Ann", "Ann Example"), c.of("Hall", "{name: Hall 1, inferred: {name: a number}}"))
	seen := map[string]bool{}
	for range 4 + c.Intn(12) {
		if fact := c.fact(); !seen[fact] {
			seen[fact] = true
			out.WriteString(fact)
		}
	}
	out.WriteString("- company: {is: a, country: US}\n  at: p9\n- competition: {parties: [a, b, f]}\n  at: p9\n" +
		"- move: {who: p, to: f}\n  at: p9\n- datacenter: {is: d, level: site}\n  at: p9\n")
	return out.String()
}

func (c chance) fact() string {
	content, inferred, wording := c.content()
	lines := []string{"- " + content, "at: " + c.of("p1", "p2 s3", "title", "[caption, p4]", "p11")}
	for _, line := range []string{
		c.maybe("says: reports", "says: denies", "says: plans", "says: rumours"), c.maybe("confidence: likely"), c.maybe("speaker: p", "attributed to: a friend"),
		c.maybe("quote: so it is", "note: Not so sure.", "note: \"two\\nlines: of it\"", "note: 'Inferred something: no'"),
	} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	if inferred != "" && c.Intn(2) == 0 {
		lines = append(lines, fmt.Sprintf("inferred: {%s: %s}", inferred, c.of("so it seems", "\"why: because\"")))
	}
	if wording != "" && c.Intn(2) == 0 {
		lines = append(lines, fmt.Sprintf("wording: {%s: in the words}", wording))
	}
	return strings.Join(lines, "\n  ") + "\n"
}

// content is a fact, a key of it that may be inferred, and one with a wording.
func (c chance) content() (content, inferred, wording string) {
	date := c.of("2024", "2024-05", "2023-01-02", "by 2025", "2022~", "2021/2023")
	switch c.Intn(11) {
	case 0:
		return fmt.Sprintf("stake: {%s}", keys("owner: "+c.of("a", "p", "unknown", "undisclosed"), "company: "+c.of("b", "f"), "share: "+c.of("49 %", "25..50 %", "majority", "undisclosed"),
			c.maybe("votes: '> 50 %'"), c.maybe("since: "+date), c.maybe("cause: [purchase (2024), dilution]"), c.maybe("interests: [shareholding, voting rights]"))), "share", "share"
	case 1:
		return fmt.Sprintf("acquisition: {%s}", keys("acquirer: "+c.of("a", "[a, f]"), "target: b", c.maybe("share: 51 %", "share: none"), c.maybe("price: '> 14 bn EUR', basis: price"),
			"status: "+c.of("completed", "announced"), "date: "+date)) + c.maybe(fmt.Sprintf("\n  id: acquisition:%d", c.Intn(5))), c.of("date", "status"), "date"
	case 2:
		return fmt.Sprintf("acquisition: {acquirer: f, target: a, price: undisclosed, status: [announced (2024-01), completed (%s)], closed on: %s}\n  id: acquisition:%d", date, c.of(date, "2024-06"), c.Int()), c.of("status", "closed on", "price"), ""
	case 3:
		return fmt.Sprintf("move: {people: %s, %s}", c.of("people of b", "some staff"), keys(c.maybe("count: several people", "count: 3 people"), c.maybe("from: b", "from: [a, b], from is: examples"), "to: f")), "people", ""
	case 4:
		return fmt.Sprintf("position: {person: p, company: %s, role: chief, %s: %s}", c.of("a", "b"), c.of("from", "since", "until"), date), "", ""
	case 5:
		return fmt.Sprintf("investment: {%s}", keys("type: plan", "investor: "+c.of("a", "undisclosed", "[f, undisclosed]"), "amount: "+c.of("hundreds of bn USD", "10..20 bn EUR", "unknown"), c.maybe("basis: capex"), c.maybe("places: [US, FR]"))), c.of("amount", "basis"), "amount"
	case 6:
		return fmt.Sprintf("datacenter: {%s}", keys("is: d", "capacity: "+c.of("5 GW planned", "[5 GW planned, +150 MW building IT load]"), c.maybe("operational: "+date), c.maybe("status: [announced (2024), under construction]"))), "capacity", ""
	case 7:
		return fmt.Sprintf("remark: {about: %s, text: %s}", c.of("a", "p", "d"), c.of("It is so.", "\"Yes: 3\"")), "", ""
	case 8:
		return fmt.Sprintf("company: {%s}", keys("is: "+c.of("a", "b"), "industry: banks", c.maybe("from: "+date), c.maybe("headquarters: 'Paris, FR'"), c.maybe("founded: "+date))), "industry", ""
	case 9:
		return fmt.Sprintf("site role: {company: %s, datacenter: d, role: owner, until: %s}", c.of("a", "b"), date), c.of("until", "company"), "until"
	}
	return fmt.Sprintf("competition: {parties: [a, %s], market: AI, seen: 2024-02-03}", c.of("b", "f")), c.of("seen", "market"), ""
}

// TestExportOfRandomArticles exports random stores, some of whose articles were
// revised or withdrawn, and loads the files in any order into an empty store.
func TestExportOfRandomArticles(t *testing.T) {
	loaded, refused := 0, 0
	for seed := range int64(25) {
		c := chance{rand.New(rand.NewSource(seed))}
		store, again := world(t), world(t)
		for id := range 6 {
			facts, problems := Decode("random.yaml", []byte(c.file(id)))
			if problems == nil {
				var err error
				if _, problems, err = Load(context.Background(), store, "test", facts, false); err != nil {
					t.Fatal(err)
				}
			}
			if problems != nil {
				refused++
				continue
			}
			loaded++
		}
		withdrawn := withdrawSome(t, c, store)
		files := exported(t, store)
		lines := exportedLines(t, store)
		names := slices.Sorted(maps.Keys(files))
		c.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		loadAll(t, again, names, lines)
		sameStores(t, again, store)
		if !maps.Equal(exported(t, again), files) {
			t.Error("got another export of the store that was loaded from one")
		}
		for _, article := range withdrawn {
			restore(t, store, article)
			restore(t, again, article)
		}
		sameStores(t, again, store)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if loaded < refused {
		t.Errorf("%d articles were loaded and %d refused; want more loaded", loaded, refused)
	}
}

// withdrawSome withdraws about a third of the articles, and restores some of these.
func withdrawSome(t *testing.T, c chance, store graph.Store) (withdrawn []graph.ID) {
	t.Helper()
	pages, err := store.List(t.Context(), graph.Query{Kind: kindArticle, Slice: graph.Slice{Day: graph.LastDay}, Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, article := range pages[""].Records {
		if c.Intn(3) > 0 {
			continue
		}
		withdraw(t, store, string(article.ID))
		if c.Intn(4) == 0 {
			restore(t, store, article.ID)
			withdraw(t, store, string(article.ID))
		}
		withdrawn = append(withdrawn, article.ID)
	}
	return withdrawn
}

func restore(t *testing.T, store graph.Store, article graph.ID) {
	t.Helper()
	if report, err := Restore(t.Context(), store, "test", string(article), false); err != nil || report.Outcome != graph.Changed {
		t.Fatalf("restoring %s: got %+v %v", article, report, err)
	}
}
