package graph_test

import (
	"fmt"
	"testing"

	"capgraph/graph"
	. "capgraph/graph/graphtest"
)

// crowds are many claims about one record, in the ways in which they can be
// many.
var crowds = []struct {
	name  string
	claim func(i int) *Claim
}{
	{"one value on one day", func(i int) *Claim { return seen("2025-07-14", "share", "49 %") }},
	{"one value on many days", func(i int) *Claim { return seen(dayNumber(i), "share", "49 %") }},
	{"many values on one day", func(i int) *Claim { return seen("2025-07-14", "share", fmt.Sprintf("%d.%04d %%", i%97+1, i)) }},
	{"many values on many days", func(i int) *Claim { return seen(dayNumber(i), "share", fmt.Sprintf("%d.%04d %%", i%97+1, i)) }},
	{"many values of a constant", func(i int) *Claim { return Company("Meta", "founded", dayNumber(i)) }},
	{"many names", func(i int) *Claim { return Company("Meta", "name", fmt.Sprintf("Meta %d", i)) }},
	{"many remarks", func(i int) *Claim { return Company("Meta", "remark", fmt.Sprintf("It is so %d times", i)) }},
}

func dayNumber(i int) string { return (graph.Day(14_000) + graph.Day(i*7%6_000)).String() }

// TestResolveGrowsWithTheNumberOfClaims counts what is allocated: four times as many
// claims may take little more than four times as much, however they differ.
func TestResolveGrowsWithTheNumberOfClaims(t *testing.T) {
	for _, crowd := range crowds {
		taken := func(n int) float64 {
			all := crowdOf(crowd.claim, n)
			return testing.AllocsPerRun(1, func() { graph.Resolve(all[0].Refs("about")[0], all) })
		}
		if few, many := taken(300), taken(1_200); many > 6*few {
			t.Errorf("%s: got %v allocations for 300 claims and %v for 1,200", crowd.name, few, many)
		}
	}
}

// BenchmarkResolveCrowd resolves many claims about one record. The last number of
// the name is how many there are.
func BenchmarkResolveCrowd(b *testing.B) {
	for _, crowd := range crowds {
		for _, n := range []int{250, 1_000, 4_000} {
			b.Run(fmt.Sprintf("%s/%d", crowd.name, n), func(b *testing.B) {
				all := crowdOf(crowd.claim, n)
				for b.Loop() {
					graph.Resolve(all[0].Refs("about")[0], all)
				}
			})
		}
	}
}

func crowdOf(claim func(int) *Claim, n int) []*graph.Record {
	parts := make([]*Claim, n)
	for i := range parts {
		parts[i] = claim(i)
	}
	return claims(parts...)
}
