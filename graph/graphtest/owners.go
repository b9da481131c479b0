package graphtest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"capgraph/graph"
)

// Owners are so many random articles of the seed about who owns some companies: known,
// unknown and undisclosed owners, bands and words for shares, direct and indirect.
func Owners(seed uint64, n int) []graph.Change {
	random := rand.New(rand.NewPCG(seed, 1))
	var changes []graph.Change
	for i := range n {
		company := pick(random, "Alpha", "Beta", "Gamma", "字跳")
		owner := pick(random, "person:pat-doe", "person:kim-doe", "unknown", "undisclosed", "none", "company:alpha", "company:beta", "company:字跳")
		id := graph.NewID("stake", owner, graph.Slug(company), pick(random, "", "indirect"))
		if !strings.Contains(owner, ":") { // Owners of whom nothing is known cannot be told apart.
			id = graph.NewID("stake", owner, graph.Slug(company))
		}
		pairs := []string{"owner", owner, "company", string(ID("company", company))}
		if owner != "none" { // Nobody owns no share.
			pairs = append(pairs, "share", pick(random, "5 %", "25..50 %", "75..<100 %", "> 50 %", "majority", "33.333 %", "undisclosed"),
				"votes", pick(random, "10 %", "> 50 %", "unknown"), "interest", pick(random, "shareholding", "voting rights"), "since", pick(random, "2019", "2020-05", "2021-03-04"))
		}
		if strings.HasSuffix(string(id), ".indirect") {
			pairs = append(pairs, "directness", "indirect")
		}
		changes = append(changes, Article(fmt.Sprintf("owners %d", i), On(pick(random, "2023", "2024-02", "2024-02-10")),
			Company(company), Company("Alpha"), Company("Beta"), Company("字跳"), Person("Pat Doe"), Person("Kim Doe"), About(id, pairs...).Says(pick(random, "states", "states", "reports", "plans"))))
	}
	return changes
}
