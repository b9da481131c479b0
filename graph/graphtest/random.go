package graphtest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"capgraph/graph"
)

// author writes random articles about few things, so that they meet. The same
// seed gives the same articles.
type author struct {
	*rand.Rand
	written []func() graph.Change
}

func newAuthor(seed uint64) *author { return &author{Rand: rand.New(rand.NewPCG(seed, 0))} }

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

// chance is true once in n times.
func (a *author) chance(n int) bool { return a.IntN(n) == 0 }

// next is a new article, a new revision, an old article again, or a
// withdrawal.
func (a *author) next() graph.Change {
	switch {
	case len(a.written) > 0 && a.chance(5):
		return Withdraw(pick(a.Rand, a.written...)().Article.ID.Slug())
	case len(a.written) > 0 && a.chance(6):
		return pick(a.Rand, a.written...)()
	}
	// The same article can be made again, since its seed is kept.
	seed, number := a.Uint64(), len(a.written)
	write := func() graph.Change { return newAuthor(seed).article(number) }
	a.written = append(a.written, write)
	return write()
}

// article is a revision of one of some articles. No two numbers give the same
// revision of the same article.
func (a *author) article(number int) graph.Change {
	revision := graph.Day(20000 + (number*37)%1000)
	parts := []Part{Revised(revision.String()), Type(pick(a.Rand, "filing", "press", "note"))}
	if !a.chance(6) {
		parts = append(parts, On(pick(a.Rand, dates...)))
	}
	for range 1 + a.IntN(4) {
		parts = append(parts, a.facts()...)
	}
	return Article(fmt.Sprintf("article %d", a.IntN(1+number/2)), parts...)
}

var (
	dates     = []string{"2019", "2020-05", "2020-05-17", "2021/2023", "2024-02", "2024-02-10", "2025", "../2020", "2024/.."}
	companies = []string{"Alpha", "Beta", "Gamma", "Delta", "Épsilon", "字跳", "﨑 Zeta"}
	shares    = []string{"5 %", "10 %", "49 %", "10..<20 %", "> 50 %", "minority", "about 48 %", "undisclosed", "unknown", "none"}
	prices    = []string{"14 bn EUR", "> 14 bn EUR", "14.3 bn EUR", "10 bn USD", "hundreds of bn EUR", "undisclosed", "0 EUR"}
)

// facts is one fact and the names of those that it is about.
func (a *author) facts() []Part {
	one, other := pick(a.Rand, companies...), pick(a.Rand, companies...)
	parts := []Part{Company(one), a.company(one), Company(other), Person("Pat Doe")}
	if a.chance(3) {
		parts = append(parts, About(ID("company", other), "name", other+pick(a.Rand, " Inc", " AG")))
	}
	switch a.IntN(4) {
	case 0:
		return append(parts[:2], parts[4:]...)
	case 1:
		parts = append(parts, a.saying(Stake(one, other, a.some("share", shares, "votes", shares, "since", dates, "interest", []string{"shareholding", "voting rights"})...)))
	case 2:
		id := graph.ID(fmt.Sprintf("acquisition:deal-%d", a.IntN(3)))
		pairs := []string{"acquirer", string(ID("company", one)), "target", string(ID("company", other))}
		parts = append(parts, a.saying(About(id, append(pairs, a.some("price", prices, "share", shares,
			"status", []string{"rumoured", "announced 2024-02", "completed 2024-03", "completed"}, "closedOn", dates, "seller", []string{"unknown", "undisclosed", "person:pat-doe"})...)...)))
	default:
		id := graph.NewID("position", "Pat Doe", one, "chair")
		pairs := []string{"person", "person:pat-doe", "company", string(ID("company", one)), "role", "chair"}
		parts = append(parts, a.saying(About(id, append(pairs, a.some("since", dates, "until", dates)...)...)))
	}
	return parts
}

func (a *author) company(name string) *Claim {
	return a.saying(Company(name, a.some("name", []string{name + " Inc", name + " AG"}, "country", []string{"US", "FR", "CN"},
		"type", []string{"lab", "company", "fund"}, "industry", []string{"Énergie", "energie", "chips"}, "founded", dates,
		"headquarters", []string{"US", "Menlo Park, US", "Paris, FR"}, "identifier", []string{"wikidata:Q380", "wikidata:Q95", "domain:alpha.com"})...))
}

// some takes some of the fields, given as pairs of a name and its values.
func (a *author) some(pairs ...any) []string {
	var chosen []string
	for i := 0; i < len(pairs); i += 2 {
		if a.chance(2) {
			chosen = append(chosen, pairs[i].(string), pick(a.Rand, pairs[i+1].([]string)...))
		}
	}
	return chosen
}

// saying says how a claim speaks.
func (a *author) saying(c *Claim) *Claim {
	c.Says(pick(a.Rand, "states", "states", "states", "reports", "plans", "denies")).Confidence(pick(a.Rand, "confirmed", "reported"))
	if a.chance(4) {
		c.From(pick(a.Rand, dates...))
	}
	if a.chance(8) {
		c.Until(pick(a.Rand, dates...))
	}
	if a.chance(3) {
		c.Observed(pick(a.Rand, dates...))
	}
	if a.chance(3) {
		c.Inferred(slices.Sorted(maps.Keys(c.claimed))...)
	}
	return c
}
