package ownership

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"math/rand"
	"testing"

	"capgraph/graph"
)

// TestUltimateSharesAddUp checks that what the parts surely have is the whole,
// and that the bounds of each hold it.
func TestUltimateSharesAddUp(t *testing.T) {
	ctx := context.Background()
	loops := 0
	for seed := range runs(2000) {
		random := rand.New(rand.NewSource(seed))
		entities := 3 + random.Intn(7)
		stakes, completed := jumble(random, entities, 2+random.Intn(3*entities), []float64{0, 0.3}[random.Intn(2)])
		p := Build(graph.Slice{}, 0, stakes, completed)
		for j, id := range p.ids {
			u, err := p.UltimateShares(ctx, id, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if u.Status == NoExternalOwner {
				loops++
				continue
			}
			total := new(big.Rat)
			for _, part := range u.Parts {
				total.Add(total, part.ExactSurely)
				low := part.Share.Min > part.Surely+1e-15 && part.Kind != UnaccountedPart
				high := part.Share.Max < part.Surely-1e-15
				if len(completed) == 0 && (low || high) {
					t.Errorf("seed %d: %v of %s surely has %v", seed, *part.Share, id, part.Surely)
				}
			}
			same(t, fmt.Sprintf("seed %d: parts of %s", seed, id), total, big.NewRat(1, 1))
			many := owners{}
			if r := p.upstream(node(j)); len(r.nodes) > 0 {
				if many, err = r.manyOwners(ctx); err != nil {
					t.Fatal(err)
				}
				var w UltimateShares
				if err := w.divide(ctx, many); err != nil {
					t.Fatal(err)
				}
				sum := 0.0
				for _, part := range w.Parts {
					sum += part.Surely
				}
				if len(p.links().holders(node(j))) > 0 && math.Abs(sum-1) > 1e-9 {
					t.Errorf("seed %d: many parts of %s make %v", seed, id, sum)
				}
			}
		}
		if t.Failed() {
			show(t, stakes, completed)
			return
		}
	}
	t.Log(loops)
}
