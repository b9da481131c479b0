package explore_test

import (
	"context"
	"fmt"
	"math/rand/v2"

	"capgraph/graph"
	"capgraph/graph/graphtest"
)

// randomName is the name of one of the companies of a random graph.
func randomName(i int) string { return fmt.Sprintf("Firm %d", i) }

func randomPerson(i int) string { return fmt.Sprintf("Soul %d", i) }

// randomChanges are a few articles over six companies, four people and two
// groups, of which some are sent again with other facts and some withdrawn.
func randomChanges(random *rand.Rand) []graph.Change {
	var changes []graph.Change
	for i := range 5 {
		changes = append(changes, randomArticle(random, i, ""))
	}
	for i := range 5 {
		switch random.IntN(4) {
		case 0:
			changes = append(changes, randomArticle(random, i, "2027-01-01"))
		case 1:
			changes = append(changes, graphtest.Withdraw(fmt.Sprintf("article %d", i)))
		}
	}
	return changes
}

func randomArticle(random *rand.Rand, i int, revised string) graph.Change {
	parts := []graphtest.Part{graphtest.On(randomDate(random))}
	if revised != "" {
		parts = append(parts, graphtest.Revised(revised))
	}
	for i := range 6 {
		parts = append(parts, graphtest.Company(randomName(i)))
	}
	for i := range 4 {
		parts = append(parts, graphtest.Person(randomPerson(i)))
	}
	for i := range 2 {
		parts = append(parts, graphtest.Entity("people-group", fmt.Sprintf("Team %d", i),
			"headCount", []string{"several people", ">= 2 people", "4 people"}[random.IntN(3)], "member", randomWho(random, 0)))
	}
	for range 3 + random.IntN(8) {
		parts = append(parts, randomFact(random))
	}
	return graphtest.Article(fmt.Sprintf("article %d", i), parts...)
}

func randomFact(random *rand.Rand) *graphtest.Claim {
	a, b := random.IntN(6), random.IntN(5)
	if b >= a {
		b++
	}
	from, to := randomName(a), randomName(b)
	company := func(name string) string { return string(graph.NewID("company", name)) }
	modality := []string{"states", "states", "reports", "plans", "expects", "rumours"}[random.IntN(6)]
	dates := func(pairs ...string) []string {
		var some []string
		for i := 0; i < len(pairs); i++ {
			if random.IntN(2) == 0 {
				some = append(some, pairs[i], randomDate(random))
			}
		}
		return some
	}
	switch random.IntN(6) {
	case 0, 1:
		return graphtest.Stake(from, to, append(dates("since"), "share", fmt.Sprintf("%d %%", 1+random.IntN(40)))...).Says(modality).Observed(randomDate(random))
	case 2:
		step := []string{"announced", "signed", "completed", "cancelled"}[random.IntN(4)]
		pairs := append(dates("announcedOn", "closedOn"), "acquirer", company(from), "target", company(to), "status", step+" "+randomDate(random))
		return graphtest.About(graph.NewID("acquisition", from, to), pairs...).Says(modality)
	case 3:
		who := randomWho(random, 0)
		return graphtest.About(graph.NewID("position", who, from, "director"), append(dates("since"), "person", who, "company", company(from), "role", "director")...).Says(modality)
	case 4:
		who := randomWho(random, random.IntN(2))
		return graphtest.About(graph.NewID("move", who, from, to), append(dates("date"), "who", who, "from", company(from), "to", company(to))...).Says(modality)
	}
	return graphtest.Company(from, "country", []string{"US", "FR", "JP"}[random.IntN(3)], "founded", randomDate(random)).Says(modality)
}

// randomWho is a person or, with 1, a group.
func randomWho(random *rand.Rand, group int) string {
	if group == 1 {
		return string(graph.NewID("people-group", fmt.Sprintf("Team %d", random.IntN(2))))
	}
	return string(graph.NewID("person", randomPerson(random.IntN(4))))
}

func randomDate(random *rand.Rand) string {
	year, month := 2010+random.IntN(18), 1+random.IntN(12)
	switch random.IntN(4) {
	case 0:
		return fmt.Sprint(year)
	case 1:
		return fmt.Sprintf("%d-%02d", year, month)
	case 2:
		return fmt.Sprintf("by %d", year)
	}
	return fmt.Sprintf("%d-%02d-%02d", year, month, 1+random.IntN(28))
}

// callCounter counts the calls of the store that it passes on.
type callCounter struct {
	graph.Reader
	calls int
}

func (c *callCounter) Head(ctx context.Context) (graph.Instant, error) {
	c.calls++
	return c.Reader.Head(ctx)
}

func (c *callCounter) Records(ctx context.Context, ids []graph.ID, slice graph.Slice) (map[graph.ID]*graph.Record, error) {
	c.calls++
	return c.Reader.Records(ctx, ids, slice)
}

func (c *callCounter) List(ctx context.Context, query graph.Query) (map[graph.ID]graph.Page, error) {
	c.calls++
	return c.Reader.List(ctx, query)
}

func (c *callCounter) Expand(ctx context.Context, expansion graph.Expansion) (map[graph.ID]graph.Fan, error) {
	c.calls++
	return c.Reader.Expand(ctx, expansion)
}

func (c *callCounter) Project(ctx context.Context, kind graph.Kind, slice graph.Slice, yield func(*graph.Record) error) error {
	c.calls++
	return c.Reader.Project(ctx, kind, slice, yield)
}

func (c *callCounter) Outlines(ctx context.Context, kind graph.Kind, slice graph.Slice, until graph.Day, yield func(graph.Outline) error) (graph.Instant, error) {
	c.calls++
	return c.Reader.Outlines(ctx, kind, slice, until, yield)
}
