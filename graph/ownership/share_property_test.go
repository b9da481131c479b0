package ownership

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"math/rand"
	"slices"
	"testing"

	"capgraph/graph"
)

// TestBoundsAreThoseOfEveryWay compares the bounds of every pair with the least
// and the greatest over all extreme ways in which the stakes may be.
func TestBoundsAreThoseOfEveryWay(t *testing.T) {
	ranges := 0
	for seed := range runs(1500) {
		random := rand.New(rand.NewSource(seed))
		entities := 3 + random.Intn(4)
		stakes, completed := jumble(random, entities, 2+random.Intn(3*entities), 0.4)
		p := Build(graph.Slice{}, 0, stakes, completed)
		least, most := everyWay(stakes, completed, p.ids)
		for key, low := range least {
			got, err := p.Between(t.Context(), key[0], key[1], Options{})
			if err != nil {
				t.Fatal(err)
			}
			name := fmt.Sprintf("seed %d: %s in %s", seed, key[0], key[1])
			same(t, name+" at least", got.Integrated.ExactMin, low)
			same(t, name+" at most", got.Integrated.ExactMax, most[key])
			if low.Cmp(most[key]) < 0 {
				ranges++
			}
		}
		if t.Failed() {
			show(t, stakes, completed)
			return
		}
	}
	if ranges < int(runs(1000)) {
		t.Errorf("only %d pairs had bounds", ranges)
	}
}

// everyWay is the least and the greatest share of each pair over all corners;
// nothing when there are too many to try.
func everyWay(stakes []Stake, completed []graph.ID, ids []graph.ID) (least, most map[[2]graph.ID]*big.Rat) {
	const maxWays = 2000
	least, most = map[[2]graph.ID]*big.Rat{}, map[[2]graph.ID]*big.Rat{}
	each(stakes, completed, maxWays, func(w tables) {
		for _, owner := range ids {
			for _, company := range ids {
				key, value := [2]graph.ID{owner, company}, w.meeting(owner, company)
				if least[key] == nil || value.Cmp(least[key]) < 0 {
					least[key] = value
				}
				if most[key] == nil || value.Cmp(most[key]) > 0 {
					most[key] = value
				}
			}
		}
	})
	return least, most
}

// TestManyOwnersAreThoseOfPairs compares the ways in which large graphs are
// computed with fractions: all owners at once and one by one, circles that are solved
// at once and those that are gone round, up from a company and down from an owner.
func TestManyOwnersAreThoseOfPairs(t *testing.T) {
	ctx := t.Context()
	for seed := range runs(800) {
		random := rand.New(rand.NewSource(seed))
		entities := 3 + random.Intn(9)
		loose := []float64{0, 0.3}[random.Intn(2)]
		stakes, completed := jumble(random, entities, 2+random.Intn(3*entities), loose)
		if random.Intn(3) == 0 {
			more, _ := jumble(random, entities, 3, 0)
			for i := range more {
				more[i].ID = graph.ID(fmt.Sprintf("t%02d", i))
			}
			stakes = append(stakes, more...) // so that some companies are more than wholly owned
		}
		p := Build(graph.Slice{}, 0, stakes, completed)
		for n, id := range p.ids {
			compareOwners(t, ctx, seed, p, node(n))
			down, err := p.Holdings(ctx, id, Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, got := range down.Shares {
				alike(t, fmt.Sprintf("seed %d: %s in %s, held", seed, got.Owner, got.Company), got, pair(t, p, got))
			}
		}
		if t.Failed() {
			show(t, stakes, completed)
			return
		}
	}
}

func compareOwners(t *testing.T, ctx context.Context, seed int64, p *Projection, company node) {
	t.Helper()
	few, err := p.ownersOf(ctx, company)
	if err != nil {
		t.Fatal(err)
	}
	for _, dense := range []int{maxRing, 1} {
		r := p.upstream(company)
		r.dense = dense
		many, err := r.manyOwners(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if len(many.shares) != len(few.shares) {
			t.Fatalf("seed %d, %s: %d owners and %d", seed, p.ids[company], len(many.shares), len(few.shares))
		}
		for i, got := range many.shares {
			want := pair(t, p, got)
			name := fmt.Sprintf("seed %d: %s in %s", seed, got.Owner, got.Company)
			alike(t, name+", of few", few.shares[i], want)
			alike(t, fmt.Sprintf("%s, of many, %d at once", name, dense), got, want)
		}
	}
}

// TestMoreSharesNeverMeanLess raises one known share and expects nobody's least
// share to fall, of the shares in what its holder has a part of.
func TestMoreSharesNeverMeanLess(t *testing.T) {
	for seed := range runs(400) {
		random := rand.New(rand.NewSource(seed))
		entities := 3 + random.Intn(5)
		stakes, _ := jumble(random, entities, 2+random.Intn(3*entities), 0.2)
		p := Build(graph.Slice{}, 0, stakes, nil)
		raised := slices.Clone(stakes)
		at := random.Intn(len(raised))
		room := int64(Whole)
		for _, s := range stakes {
			if s.Company == raised[at].Company {
				room -= int64(s.Share.Lo)
			}
		}
		lo := raised[at].Share.Lo + int32(random.Int63n(room+1))
		raised[at].Share = Span{Lo: lo, Hi: max(lo, raised[at].Share.Hi)}
		q := Build(graph.Slice{}, 0, raised, nil)
		for _, company := range q.ids {
			before, err := p.Between(t.Context(), raised[at].Owner, company, Options{})
			if err != nil {
				t.Fatal(err)
			}
			after, err := q.Between(t.Context(), raised[at].Owner, company, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if after.Integrated.ExactMin.Cmp(before.Integrated.ExactMin) < 0 {
				t.Errorf("seed %d: %s in %s fell from %v to %v", seed, raised[at].Owner, company, before.Integrated.ExactMin, after.Integrated.ExactMin)
			}
		}
	}
}

// TestNarrowingIsTheBest knows each stake in turn and compares.
func TestNarrowingIsTheBest(t *testing.T) {
	found := 0
	for seed := range runs(400) {
		random := rand.New(rand.NewSource(seed))
		entities := 3 + random.Intn(4)
		stakes, completed := jumble(random, entities, 2+random.Intn(3*entities), 0.5)
		p := Build(graph.Slice{}, 0, stakes, completed)
		for _, owner := range p.ids {
			for _, company := range p.ids {
				got, err := p.Between(t.Context(), owner, company, Options{})
				if err != nil {
					t.Fatal(err)
				}
				wider, stake := bestKnown(t, p, completed, owner, company, width(*got.Integrated))
				switch {
				case (got.Narrowing == nil) != (stake == ""):
					t.Errorf("seed %d: %s in %s: got %+v, want %q", seed, owner, company, got.Narrowing, stake)
				case got.Narrowing != nil && math.Abs(got.Narrowing.wider()-wider) > 1e-12:
					t.Errorf("seed %d: %s in %s: got %+v, want %q with %v", seed, owner, company, got.Narrowing, stake, wider)
				case got.Narrowing != nil:
					found++
				}
			}
		}
		if t.Failed() {
			show(t, stakes, completed)
			return
		}
	}
	if found < int(runs(200)) {
		t.Errorf("only %d pairs could be narrowed", found)
	}
}

// bestKnown builds a projection for both ends of each stake, as narrowed by the others.
func bestKnown(t *testing.T, p *Projection, completed []graph.ID, owner, company graph.ID, now float64) (best float64, stake graph.ID) {
	t.Helper()
	best = now - 1e-12
	for i, e := range p.edges {
		wider := 0.0
		for _, share := range []int32{e.share.Lo, e.share.Hi} {
			stakes := p.Stakes()
			stakes[i].Share = Exactly(share)
			known, err := Build(graph.Slice{}, 0, stakes, completed).Between(t.Context(), owner, company, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if known.Integrated == nil {
				t.Fatalf("%s at %d: %s", e.id, share, known.Status)
			}
			wider = max(wider, width(*known.Integrated))
		}
		if !e.share.Exact() && wider < best {
			best, stake = wider, e.id
		}
	}
	return best, stake
}

// pair is a share as it is given alone.
func pair(t *testing.T, p *Projection, s Share) Share {
	t.Helper()
	alone, err := p.Between(t.Context(), s.Owner, s.Company, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return alone.Share
}

// show lists the stakes of a graph for which a test failed.
func show(t *testing.T, stakes []Stake, completed []graph.ID) {
	t.Helper()
	for _, s := range stakes {
		t.Log(s.ID, s.Owner, s.Company, s.Share)
	}
	t.Log("complete:", completed)
}

// alike fails unless a share is as wanted, or as close as it says it is.
func alike(t *testing.T, name string, got, want Share) {
	t.Helper()
	if got.Status == Partial && got.Integrated.Error > accuracy && want.Integrated != nil {
		got.Status = want.Status // rounding, as it says
	}
	if got.Status == Exact && want.Status == Range && want.Integrated.Max-want.Integrated.Min < 1e-15 {
		got.Status = want.Status
	}
	if got.Status != want.Status || got.Flags != want.Flags || got.Direct.Min != want.Direct.Min || got.Direct.Max != want.Direct.Max {
		t.Errorf("%s: got %s %v direct %v, want %s %v direct %v", name, got.Status, got.Flags, got.Direct, want.Status, want.Flags, want.Direct)
	}
	if (got.Integrated == nil) != (want.Integrated == nil) || (got.Indirect == nil) != (want.Indirect == nil) {
		t.Errorf("%s: got %v %s, want %v %s", name, got.Integrated, got.Status, want.Integrated, want.Status)
		return
	}
	if got.Integrated == nil {
		return
	}
	for _, b := range []struct {
		name      string
		got, want *Bounds
	}{{"integrated", got.Integrated, want.Integrated}, {"indirect", got.Indirect, want.Indirect}} {
		if math.Abs(b.got.Min-b.want.Min) > b.got.Error+1e-15 || math.Abs(b.got.Max-b.want.Max) > b.got.Error+1e-15 {
			t.Errorf("%s: %s is %v, want %v", name, b.name, *b.got, *b.want)
		}
	}
}
