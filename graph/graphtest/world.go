package graphtest

import (
	"context"
	"sync"
	"testing"
	"time"

	"capgraph/graph"
)

// World is the small fixed world that tests speak about, as changes in the
// order in which they become known. Each article names the entities it speaks
// of.
//
//	Mark Zuckerberg          Tom Alison
//	        \ chief executive     / head of Facebook,
//	         \ since 2004        /  2021 until 2024
//	          v                 v
//	        +----------------------+ == 49 %, since 2025-06 ==> Scale AI <== undisclosed == 字节跳动
//	        |         Meta         |                               ^
//	        +----------------------+ == plans > 20 % ==+           | 5 % (withdrawn)
//	operator |      | the acme deal:                   v           |
//	         v      | 15 bn EUR says onemedia      Anthropic <== Google
//	    Hyperion    | 20 bn EUR says wire              10..<20 %   |
//	 5 GW planned   +------------> ａｃｍｅ <----------------------+
//
//	Société Générale == 10 % seen in 2020-05, 49 % seen on 2025-07-14 ==> ÅNGSTRÖM
//
//	alone: 𠮷野家 (beyond the basic plane), 﨑陽軒 (above U+E000), angstrom labs
//
// The articles are register (2025-01-10), history (2020-05), onemedia
// (2025-07-14), wire (2025-07-20) and blog (2025-07-21), which is withdrawn.
func World() []graph.Change {
	return []graph.Change{register(), history(), onemedia(), wire(), blog(), Withdraw("blog")}
}

// AcmeDeal is the deal of the world over ａｃｍｅ.
const AcmeDeal graph.ID = "acquisition:acme-deal"

func register() graph.Change {
	return Article("register", On("2025-01-10"), Type("official"),
		Company("Meta", "name", "Facebook", "name", "Meta Platforms", "country", "US", "type", "company", "founded", "2004-02", "industry", "Social Media"),
		Company("Scale AI", "country", "US", "type", "company", "founded", "2016", "industry", "data labelling"),
		Company("Anthropic", "country", "US", "type", "lab", "founded", "2021"),
		Company("Google", "name", "Alphabet", "country", "US", "type", "company", "founded", "1998-09-04", "industry", "Search"),
		Company("Société Générale", "country", "FR", "type", "company", "founded", "1864-05-04", "industry", "banking"),
		Company("ÅNGSTRÖM", "country", "SE", "founded", "1850/1860"),
		Company("angstrom labs", "country", "SE", "type", "lab"),
		Company("字节跳动", "name", "ByteDance", "country", "CN", "founded", "2012-03"),
		Company("ａｃｍｅ", "founded", "../1900"),
		Company("𠮷野家", "country", "JP", "founded", "1899"),
		Company("﨑陽軒", "country", "JP", "founded", "1908-04"),
	)
}

func history() graph.Change {
	return Article("history", On("2020-05"),
		Company("Société Générale"), Company("ÅNGSTRÖM"), Company("Anthropic"), Company("Google"),
		Stake("Société Générale", "ÅNGSTRÖM", "share", "10 %"),
		Stake("Google", "Anthropic", "share", "10..<20 %").Observed("2024"),
	)
}

func onemedia() graph.Change {
	return Article("onemedia", On("2025-07-14"),
		Company("Meta", "headquarters", "Menlo Park, California, US").At("p2"), Company("Scale AI"), Company("Anthropic"), Company("Google"),
		Company("ａｃｍｅ"), Company("字节跳动"), Company("Société Générale"), Company("ÅNGSTRÖM"),
		Person("Mark Zuckerberg", "nationality", "US"), Person("Tom Alison"),
		About("position:mark-zuckerberg.meta.chief-executive", "person", "person:mark-zuckerberg", "company", "company:meta",
			"role", "chief executive", "since", "2004"),
		About("position:tom-alison.meta.head-of-facebook", "person", "person:tom-alison", "company", "company:meta",
			"role", "head of Facebook", "since", "2021", "until", "2024"),
		Entity("datacenter", "Hyperion", "capacity", "5 GW planned", "status", "announced 2025-07-14", "operational", "by 2030"),
		About("site-role:meta.hyperion.operator", "company", "company:meta", "datacenter", "datacenter:hyperion", "role", "operator"),
		Stake("Meta", "Scale AI", "share", "49 %", "since", "2025-06", "interest", "shareholding").At("p3"),
		Stake("Meta", "Anthropic", "share", "> 20 %").Says("plans"),
		Stake("字节跳动", "Scale AI", "share", "undisclosed"),
		Stake("Société Générale", "ÅNGSTRÖM", "share", "49 %"),
		acmeDeal("type", "acquisition", "price", "15 bn EUR", "status", "announced 2025-06-12", "announcedOn", "2025-06-12").At("p4"),
	)
}

func wire() graph.Change {
	return Article("wire", On("2025-07-20"),
		Company("Meta"), Company("Google"), Company("ａｃｍｅ"),
		acmeDeal("price", "20 bn EUR").Says("reports"),
	)
}

func blog() graph.Change {
	return Article("blog", On("2025-07-21"), Type("note"),
		Company("Google", "industry", "advertising"), Company("Scale AI"),
		Stake("Google", "Scale AI", "share", "5 %"),
	)
}

func acmeDeal(pairs ...string) *Claim {
	parties := []string{"acquirer", "company:meta", "acquirer", "company:google", "target", "company:acme"}
	return About(AcmeDeal, append(parties, pairs...)...)
}

// Load applies each change in a commit of its own and returns their instants.
func Load(t testing.TB, store graph.Store, changes ...graph.Change) []graph.Instant {
	t.Helper()
	instants := make([]graph.Instant, len(changes))
	for i, change := range changes {
		instants[i] = apply(t, store, change).At
	}
	return instants
}

// apply writes all changes in one commit.
func apply(t testing.TB, store graph.Store, changes ...graph.Change) *graph.Receipt {
	t.Helper()
	receipt, err := store.Apply(t.Context(), seeding(changes...))
	if err != nil {
		t.Fatalf("applying %s: %v", changes[0].Article.ID, err)
	}
	return receipt
}

// seeding is the write that makes the changes, whatever is there.
func seeding(changes ...graph.Change) graph.Write {
	return graph.Write{Actor: "graphtest", Plan: func(context.Context, graph.Reader) ([]graph.Change, error) {
		return changes, nil
	}}
}

// Clock returns a clock that starts at noon UTC on 2025-09-01 and goes on by a
// minute whenever it is read.
func Clock() func() time.Time {
	var lock sync.Mutex
	now := time.Date(2025, 9, 1, 12, 0, 0, 0, time.UTC)
	return func() time.Time {
		lock.Lock()
		defer lock.Unlock()
		now = now.Add(time.Minute)
		return now
	}
}

// Day reads an ISO day, for slices in tests.
func Day(text string) graph.Day {
	day, err := graph.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return day
}
