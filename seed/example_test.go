package seed_test

import (
	"context"
	"fmt"

	"capgraph/graph/sqlite"
	"capgraph/seed"
)

const dealFile = `capgraph: 1
article: {id: deal-note, title: A call about Scale AI, type: note, author: A. Nonymous, retrieved: 2025-07-01}
entities:
  company: {meta: Meta, scale: Scale AI}
facts:
- acquisition: {acquirer: meta, target: scale, share: 49 %, price: "> 14 bn EUR", date: 2025-06, status: completed}
`

func ExampleCheck() {
	problems := seed.Check("bad.yaml", []byte(`capgraph: 1
article: {id: bad, title: Bad}
entities:
  company: {meta: Meta, scale: Scale AI}
facts:
- stake: {owner: meta, company: scael, share: 130 %}
  at: p1
`))
	for _, problem := range problems {
		fmt.Println(problem)
	}
	// Output:
	// bad.yaml:6:33: facts[0].stake.company: "scael" is not declared; add it under entities; did you mean "scale"?
	// bad.yaml:6:47: facts[0].stake.share: "130 %" is not a share: a share is at most 100 %; check the number, or give a multiple as an amount of money
}

func ExampleLoad() {
	ctx := context.Background()
	store, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()
	facts, problems := seed.Decode("deal.yaml", []byte(dealFile))
	if problems != nil {
		fmt.Println(problems)
		return
	}
	report, problems, err := seed.Load(ctx, store, "local", facts, false)
	if problems != nil || err != nil {
		fmt.Println(problems, err)
		return
	}
	fmt.Println(report.Article, report.Outcome, report.Created)
	for _, fact := range report.Facts {
		fmt.Println(fact.Path, fact.Outcome, fact.Record, fact.Also)
	}
	// Output:
	// article:deal-note CREATED 1
	// facts[0].acquisition CREATED acquisition:meta.scale-ai.2025-06 [stake:meta.scale-ai]
}
