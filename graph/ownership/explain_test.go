package ownership

import (
	"context"
	"fmt"
	"math/big"
	"math/rand"
	"testing"

	"capgraph/graph"
)

// TestExplanationAddsUp checks that paths, other paths and loops make the
// share, at least and at most; and that the paths are those that give most.
func TestExplanationAddsUp(t *testing.T) {
	ctx := context.Background()
	for seed := range runs(1500) {
		random := rand.New(rand.NewSource(seed))
		entities := 3 + random.Intn(6)
		loose := []float64{0, 0.4}[random.Intn(2)]
		stakes, completed := jumble(random, entities, 2+random.Intn(3*entities), loose)
		p := Build(graph.Slice{}, 0, stakes, completed)
		for i := range p.ids {
			for j := range p.ids {
				name := fmt.Sprintf("seed %d: %s in %s", seed, p.ids[i], p.ids[j])
				e, err := p.Explain(ctx, p.ids[i], p.ids[j], 2)
				if err != nil {
					t.Fatal(err)
				}
				all, err := p.Explain(ctx, p.ids[i], p.ids[j], MaxPaths)
				if err != nil {
					t.Fatal(err)
				}
				checkExplanation(t, name, e)
				checkExplanation(t, name, all)
				paths := simplePaths(p, node(i), node(j))
				if loose > 0 {
					continue
				}
				if len(all.Paths) != min(MaxPaths, len(paths)) || len(e.Paths) != min(2, len(paths)) {
					t.Errorf("%s: got %d and %d paths of %d", name, len(all.Paths), len(e.Paths), len(paths))
				}
				total := new(big.Rat)
				for _, path := range all.Paths {
					total.Add(total, path.ExactLeast)
				}
				if len(paths) > 0 {
					same(t, name+" by all paths", total.Add(total, all.OtherPaths.ExactLeast), sumOfPaths(paths))
				}
			}
		}
		if t.Failed() {
			show(t, stakes, completed)
			return
		}
	}
}

func checkExplanation(t *testing.T, name string, e Explanation) {
	t.Helper()
	least, greatest := new(big.Rat), new(big.Rat)
	last := new(big.Rat)
	for i, path := range e.Paths {
		least.Add(least, path.ExactLeast)
		greatest.Add(greatest, path.ExactGreatest)
		gives := path.ExactLeast
		if path.ExactGreatest.Cmp(gives) > 0 {
			gives = path.ExactGreatest
		}
		if i > 0 && gives.Cmp(last) > 0 {
			t.Errorf("%s: path %d gives %v, more than the one before it", name, i, gives)
		}
		last = gives
		for k, hop := range path.Hops {
			if k > 0 && path.Hops[k-1].Owner != hop.Company {
				t.Errorf("%s: path %d is broken at %d", name, i, k)
			}
		}
	}
	if len(e.Paths) > 0 {
		least.Add(least, e.OtherPaths.ExactLeast).Add(least, e.Loops.ExactLeast)
		greatest.Add(greatest, e.OtherPaths.ExactGreatest).Add(greatest, e.Loops.ExactGreatest)
		if e.Loops.ExactLeast.Sign() < 0 || e.Loops.ExactGreatest.Sign() < 0 {
			t.Errorf("%s: loops give %v and %v", name, e.Loops.ExactLeast, e.Loops.ExactGreatest)
		}
	}
	same(t, name+" at least", least, e.Value.ExactMin)
	same(t, name+" at most", greatest, e.Value.ExactMax)
}

// simplePaths multiplies the shares along each path that passes no entity
// twice, taking the least shares.
func simplePaths(p *Projection, owner, company node) []*big.Rat {
	var found []*big.Rat
	passed := map[node]bool{}
	var walk func(n node, product *big.Rat)
	walk = func(n node, product *big.Rat) {
		passed[n] = true
		parts := map[node]*big.Rat{}
		for _, e := range p.stakesIn(n) {
			if e.owner != nobody && e.share.Hi > 0 {
				if parts[e.owner] == nil {
					parts[e.owner] = new(big.Rat)
				}
				parts[e.owner].Add(parts[e.owner], big.NewRat(int64(e.share.Lo), Whole))
			}
		}
		for holder, part := range parts {
			switch next := new(big.Rat).Mul(product, part); {
			case holder == owner:
				found = append(found, next)
			case !passed[holder]:
				walk(holder, next)
			}
		}
		delete(passed, n)
	}
	walk(company, big.NewRat(1, 1))
	return found
}

func sumOfPaths(paths []*big.Rat) *big.Rat {
	sum := new(big.Rat)
	for _, path := range paths {
		sum.Add(sum, path)
	}
	return sum
}

// TestAssignmentsAttainTheBounds puts the shares that an answer names in the
// place of those with bounds, and computes the share anew.
func TestAssignmentsAttainTheBounds(t *testing.T) {
	ctx := context.Background()
	for seed := range runs(1500) {
		random := rand.New(rand.NewSource(seed))
		entities := 3 + random.Intn(5)
		stakes, completed := jumble(random, entities, 2+random.Intn(3*entities), 0.5)
		p := Build(graph.Slice{}, 0, stakes, completed)
		for _, owner := range p.ids {
			for _, company := range p.ids {
				got, err := p.Between(ctx, owner, company, Options{})
				if err != nil {
					t.Fatal(err)
				}
				if got.Integrated.Exact() {
					continue
				}
				name := fmt.Sprintf("seed %d: %s in %s", seed, owner, company)
				same(t, name+" at least", assignedTable(p, got.Least).meeting(owner, company), got.Integrated.ExactMin)
				same(t, name+" at most", assignedTable(p, got.Greatest).meeting(owner, company), got.Integrated.ExactMax)
			}
		}
		if t.Failed() {
			show(t, stakes, completed)
			return
		}
	}
}

// assignedTable is the way in which the stakes are when those named have the
// shares given, and the others the least they may have.
func assignedTable(p *Projection, assigned []Assigned) tables {
	shares := map[graph.ID]int32{}
	for _, a := range assigned {
		shares[a.Stake] = a.Share
	}
	w := tables{}
	for _, e := range p.edges {
		company := p.ids[e.company]
		if w[company] == nil {
			w[company] = map[graph.ID]*big.Rat{}
		}
		share, named := shares[e.id]
		if !named {
			share = e.share.Lo
		}
		if share < e.share.Lo || share > e.share.Hi {
			panic(fmt.Sprintf("%s has %d", e.id, share))
		}
		if e.owner != nobody {
			holder := p.ids[e.owner]
			if w[company][holder] == nil {
				w[company][holder] = new(big.Rat)
			}
			w[company][holder].Add(w[company][holder], big.NewRat(int64(share), Whole))
		}
	}
	return w
}
