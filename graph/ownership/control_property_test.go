package ownership

import (
	"context"
	"maps"
	"math/big"
	"math/rand"
	"slices"
	"testing"

	"capgraph/graph"
)

var tenths = []int32{Whole / 10, Whole / 5, 3 * Whole / 10, 2 * Whole / 5, Whole / 2, 3 * Whole / 5, 7 * Whole / 10, Whole}

func manyOptions(random *rand.Rand) Options {
	o := Options{Votes: []VotesBasis{Stated, Shares, Shares}[random.Intn(3)], Base: []VotingBase{Issued, Outstanding}[random.Intn(2)]}
	switch random.Intn(6) {
	case 0:
		o.Inclusive = true
	case 1:
		o.Threshold = 3 * Whole / 10
	case 2:
		o.Threshold = 3 * Whole / 4
	case 3:
		o.Together = [][]graph.ID{{"person:ann", "person:bob", "company:B"}}
	}
	return o
}

// TestControlIsThatOfEveryWay compares certainty and votes of every pair with
// what comes out when every extreme way in which the stakes may be is tried.
func TestControlIsThatOfEveryWay(t *testing.T) {
	random := rand.New(rand.NewSource(41))
	tried, sure, possible := 0, 0, 0
	for tried < int(runs(400)) {
		stakes, completed := tangle(random, 4+random.Intn(3), 4+random.Intn(5), tenths, 0.4)
		o := manyOptions(random)
		r := refer(stakes, completed, o)
		if n := r.combinations(); n == 0 || n > 3000 {
			continue
		}
		tried++
		p := Build(graph.Slice{}, 0, stakes, completed)
		for pair, want := range r.answers() {
			got, err := p.ControlOf(context.Background(), pair[0], pair[1], o)
			if err != nil {
				t.Fatal(err)
			}
			if got.Certainty != want.certainty() {
				t.Fatalf("%s over %s with %+v: got %s, want %s; votes %v; stakes %+v complete %v", pair[0], pair[1], o, got.Certainty, want.certainty(), got.Votes, stakes, completed)
			}
			if !near(got.Votes.Lo, want.lo) || !near(got.Votes.Hi, want.hi) {
				t.Fatalf("%s in %s with %+v: got votes %v, want %s to %s; stakes %+v complete %v", pair[0], pair[1], o, got.Votes, want.lo.FloatString(10), want.hi.FloatString(10), stakes, completed)
			}
			replay(t, r, got)
			switch got.Certainty {
			case graph.Surely:
				sure++
			case graph.Possibly:
				possible++
			}
		}
		lists(t, p, r, o)
	}
	t.Logf("%d graphs, %d sure and %d possible pairs", tried, sure, possible)
}

// near allows for rounding to parts per billion and for open bounds.
func near(got int32, want *big.Rat) bool {
	off := new(big.Rat).Sub(big.NewRat(int64(got), Whole), want)
	return off.Abs(off).Cmp(big.NewRat(2, Whole)) < 0
}

// replay checks a derivation: every step rests on the owner and earlier steps, its
// holders do outvote the rest, and none of them could be left out.
func replay(t *testing.T, r *reference, c Control) {
	t.Helper()
	if (c.Certainty == graph.No) != (len(c.Derivation) == 0) || (c.Certainty == graph.No) != (c.NearestMiss != nil) {
		t.Fatalf("%s with %d steps and nearest miss %v", c.Certainty, len(c.Derivation), c.NearestMiss)
	}
	has := map[graph.ID]bool{}
	for _, id := range r.actor(c.Owner) {
		has[id] = true
	}
	for i, step := range c.Derivation {
		set := map[graph.ID]bool{}
		for _, h := range step.Holders {
			if !has[h.Owner] {
				t.Fatalf("step %d of %+v uses %s before it is controlled", i, c, h.Owner)
			}
			set[h.Owner] = true
		}
		if !r.outvote(step.Company, set, c.Certainty) {
			t.Fatalf("step %d of %+v does not outvote the rest", i, c)
		}
		for _, h := range step.Holders {
			delete(set, h.Owner)
			if r.outvote(step.Company, set, c.Certainty) {
				t.Fatalf("step %d of %+v does not need %s", i, c, h.Owner)
			}
			set[h.Owner] = true
		}
		has[step.Company] = true
	}
	if n := len(c.Derivation); n > 0 && c.Derivation[n-1].Company != c.Company {
		t.Fatalf("the last step of %+v is not about the company", c)
	}
}

func (r *reference) outvote(company graph.ID, set map[graph.ID]bool, certainty graph.Certainty) bool {
	all, some := true, false
	for _, way := range r.ways[company] {
		passes := r.passes(r.part(company, way, set))
		all, some = all && passes, some || passes
	}
	return all || some && certainty == graph.Possibly
}

// lists checks that the lists say the same as the pairs.
func lists(t *testing.T, p *Projection, r *reference, o Options) {
	t.Helper()
	ctx := context.Background()
	want := r.answers()
	for _, id := range r.ids {
		controlled, err := p.Controlled(ctx, id, o)
		if err != nil {
			t.Fatal(err)
		}
		controllers, err := p.Controllers(ctx, id, o)
		if err != nil {
			t.Fatal(err)
		}
		down, up := map[graph.ID]graph.Certainty{}, map[graph.ID]graph.Certainty{}
		for _, c := range controlled {
			down[c.Company] = c.Certainty
		}
		for _, c := range controllers {
			for _, owner := range r.actor(c.Owner) {
				up[owner] = c.Certainty
			}
		}
		for _, other := range r.ids {
			if other == id || slices.Contains(r.actor(id), other) {
				continue
			}
			if got, want := orNo(down[other]), want[[2]graph.ID{id, other}].certainty(); got != want {
				t.Fatalf("controlled by %s: %s is %s, want %s; %+v %+v", id, other, got, want, o, r.stakes)
			}
			if got, want := orNo(up[other]), want[[2]graph.ID{other, id}].certainty(); got != want {
				t.Fatalf("controllers of %s: %s is %s, want %s; %+v %+v", id, other, got, want, o, r.stakes)
			}
		}
	}
}

func orNo(c graph.Certainty) graph.Certainty {
	if c == "" {
		return graph.No
	}
	return c
}

// sureControl is the certain relation of larger graphs, by plain closure.
func sureControl(r *reference) map[[2]graph.ID]bool {
	out := map[[2]graph.ID]bool{}
	way := map[graph.ID][]*big.Rat{}
	for company, in := range r.in {
		for _, s := range in {
			way[company] = append(way[company], big.NewRat(int64(s.Share.Lo), Whole))
		}
	}
	for _, owner := range r.ids {
		set, votes := r.controlled([]graph.ID{owner}, way)
		for id := range set {
			if id != owner || r.passes(votes[id]) {
				out[[2]graph.ID{owner, id}] = true
			}
		}
	}
	return out
}

// topClasses are those controllers of a company that whoever controls them is
// controlled by.
func topClasses(ids []graph.ID, controls map[[2]graph.ID]bool, company graph.ID) []graph.ID {
	var tops []graph.ID
	for _, x := range ids {
		top := x != company && controls[[2]graph.ID{x, company}]
		if x == company {
			for _, y := range ids { // The company is in a class with one of its controllers.
				top = top || y != x && controls[[2]graph.ID{x, y}] && controls[[2]graph.ID{y, x}]
			}
		}
		for _, y := range ids {
			if y != x && controls[[2]graph.ID{y, x}] && !controls[[2]graph.ID{x, y}] {
				top = false
			}
		}
		if top {
			tops = append(tops, x)
		}
	}
	return tops
}

// TestForestIsThePlainClosure compares the ultimate parents of all companies at
// once, and of each, with the tops of the closure, in graphs that are mostly circles.
func TestForestIsThePlainClosure(t *testing.T) {
	random := rand.New(rand.NewSource(43))
	ctx := context.Background()
	shared, tops := 0, 0
	for range 600 {
		stakes, _ := tangle(random, 5+random.Intn(6), 8+random.Intn(25), tenths[:7], 0)
		for i := range stakes {
			stakes[i].Flags = 0
			if stakes[i].Owner == stakes[i].Company {
				stakes[i].Owner = ""
			}
		}
		o := Options{Votes: Shares}
		r := refer(stakes, nil, o)
		controls := sureControl(r)
		p := Build(graph.Slice{}, 0, stakes, nil)
		f, err := p.Forest(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range r.ids {
			want := topClasses(r.ids, controls, id)
			class, settled := f.Parent(id)
			if !settled || !slices.Equal(class, want) {
				t.Fatalf("forest of %s: got %v (settled %v), want %v; stakes %+v", id, class, settled, want, stakes)
			}
			u, err := p.UltimateParent(ctx, id, o)
			if err != nil || !slices.Equal(u.Class, want) || len(u.Others) > 0 || u.Unique != (len(want) > 0) || (u.Reason == "") != u.Unique {
				t.Fatalf("ultimate parent of %s: got %+v, %v, want %v", id, u, err, want)
			}
			if u.Unique && u.Certainty != graph.Surely || !u.Unique && u.Certainty != graph.No {
				t.Fatalf("exact stakes leave nothing open, got %+v", u)
			}
			shared, tops = shared+min(max(len(class)-1, 0), 1), tops+min(len(class), 1)
			groupHolds(t, p, r, controls, id, o)
		}
	}
	t.Logf("%d companies with a parent, %d of them with a class of several", tops, shared)
}

// groupHolds checks that a group is what is controlled by one that nobody else
// controls.
func groupHolds(t *testing.T, p *Projection, r *reference, controls map[[2]graph.ID]bool, id graph.ID, o Options) {
	t.Helper()
	got, err := p.Group(context.Background(), id, o)
	if err != nil {
		t.Fatal(err)
	}
	var want []graph.ID
	for _, other := range r.ids {
		if other != id && slices.Contains(topClasses(r.ids, controls, other), id) {
			want = append(want, other)
		}
	}
	if !slices.Equal(got, want) {
		t.Fatalf("group of %s: got %v, want %v; stakes %+v", id, got, want, r.stakes)
	}
}

// TestManyTopsAreAllGiven compares with the closure under rules and stakes that
// let several control a company.
func TestManyTopsAreAllGiven(t *testing.T) {
	random := rand.New(rand.NewSource(47))
	ctx := context.Background()
	several, unsettled := 0, 0
	for range 400 {
		stakes, _ := tangle(random, 5+random.Intn(4), 8+random.Intn(14), tenths[:7], 0)
		o := Options{Votes: Shares, Threshold: Whole / 5}
		switch random.Intn(3) {
		case 0:
			o = Options{Votes: Shares, Inclusive: true}
		case 1:
			o = Options{Votes: Shares}
			more, _ := tangle(random, 5, 4, tenths[3:7], 0)
			for i := range more {
				more[i].ID += "x"
			}
			stakes = append(stakes, more...)
		}
		for i := range stakes {
			stakes[i].Flags = 0
			if stakes[i].Owner == stakes[i].Company {
				stakes[i].Owner = ""
			}
		}
		r := refer(stakes, nil, o)
		controls := sureControl(r)
		p := Build(graph.Slice{}, 0, stakes, nil)
		f, err := p.Forest(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range r.ids {
			want := topClasses(r.ids, controls, id)
			u, err := p.UltimateParent(ctx, id, o)
			if err != nil {
				t.Fatal(err)
			}
			got := slices.Concat(append(slices.Clone(u.Others), u.Class)...)
			slices.Sort(got)
			if !slices.Equal(got, want) || u.Unique != (len(want) > 0 && len(u.Others) == 0) {
				t.Fatalf("ultimate parents of %s with %+v: got %+v, want %v; stakes %+v", id, o, u, want, stakes)
			}
			if class, settled := f.Parent(id); settled && !slices.Equal(class, want) {
				t.Fatalf("forest of %s with %+v: got %v, want %v; stakes %+v", id, o, class, want, stakes)
			} else if !settled {
				unsettled++
			}
			several += min(len(u.Others), 1)
		}
	}
	t.Logf("%d companies with several tops, %d not settled by the forest", several, unsettled)
}

// TestPossibleTopsAreThoseOfEveryWay compares who may be at the top with who is
// in each extreme way in which the stakes may be.
func TestPossibleTopsAreThoseOfEveryWay(t *testing.T) {
	random := rand.New(rand.NewSource(53))
	ctx := context.Background()
	sure, open := 0, 0
	for tried := 0; tried < 150; {
		stakes, completed := tangle(random, 5+random.Intn(2), 4+random.Intn(5), tenths, 0.4)
		o := Options{Votes: []VotesBasis{Stated, Shares}[random.Intn(2)]}
		r := refer(stakes, completed, o)
		if n := r.combinations(); n == 0 || n > 1000 {
			continue
		}
		tried++
		p := Build(graph.Slice{}, 0, stakes, completed)
		always, ever := r.tops()
		for _, id := range r.ids {
			u, err := p.UltimateParent(ctx, id, o)
			if err != nil {
				t.Fatal(err)
			}
			for top := range ever[id] {
				if !slices.Contains(u.Possible, top) {
					t.Fatalf("%s may be the top of %s, got %+v; %+v %+v %v", top, id, u, o, stakes, completed)
				}
			}
			for _, top := range u.Class {
				if u.Certainty == graph.Surely && !always[id][top] {
					t.Fatalf("%s is not always the top of %s, got %+v; %+v %+v %v", top, id, u, o, stakes, completed)
				}
			}
			switch {
			case u.Certainty == graph.Surely:
				sure++
			case len(u.Possible) > 0:
				open++
			case len(ever[id]) > 0:
				t.Fatalf("got %+v, want %v", u, ever[id])
			}
		}
	}
	t.Logf("%d companies with a sure parent, %d where it is open", sure, open)
}

// tops are the members of the top classes of each company: in all ways, and in any.
func (r *reference) tops() (always, ever map[graph.ID]map[graph.ID]bool) {
	always, ever = map[graph.ID]map[graph.ID]bool{}, map[graph.ID]map[graph.ID]bool{}
	first := true
	r.each(func(way map[graph.ID][]*big.Rat) {
		controls := map[[2]graph.ID]bool{}
		for _, owner := range r.ids {
			_, votes := r.controlled([]graph.ID{owner}, way)
			for id, v := range votes {
				controls[[2]graph.ID{owner, id}] = r.passes(v)
			}
		}
		for _, id := range r.ids {
			now := map[graph.ID]bool{}
			for _, top := range topClasses(r.ids, controls, id) {
				now[top] = true
			}
			if first {
				always[id], ever[id] = maps.Clone(now), map[graph.ID]bool{}
			}
			maps.Copy(ever[id], now)
			maps.DeleteFunc(always[id], func(top graph.ID, _ bool) bool { return !now[top] })
		}
		first = false
	})
	return always, ever
}

// TestActingTogetherIsOneOwner compares with graphs in which those who act
// together are the same person.
func TestActingTogetherIsOneOwner(t *testing.T) {
	random := rand.New(rand.NewSource(59))
	ctx := context.Background()
	pair := []graph.ID{"person:ann", "person:bob"}
	led := 0
	for range 300 {
		stakes, _ := tangle(random, 5+random.Intn(4), 6+random.Intn(14), tenths[:7], 0.2)
		same := slices.Clone(stakes)
		for i := range same {
			if same[i].Owner == pair[1] {
				same[i].Owner = pair[0]
			}
		}
		one, two := Build(graph.Slice{}, 0, same, nil), Build(graph.Slice{}, 0, stakes, nil)
		o := Options{Votes: Shares, Together: [][]graph.ID{pair}}
		both := func(class []graph.ID) []graph.ID {
			if slices.Contains(class, pair[0]) && len(two.together(o.Together)) > 0 {
				return pair
			}
			return class
		}
		f, err := two.Forest(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range one.ids {
			want, err := one.UltimateParent(ctx, id, Options{Votes: Shares})
			if err != nil {
				t.Fatal(err)
			}
			got, err := two.UltimateParent(ctx, id, o)
			if err != nil {
				t.Fatal(err)
			}
			class, settled := f.Parent(id)
			if _, held := two.node(pair[0]); !held {
				continue
			}
			if !slices.Equal(got.Class, both(want.Class)) || !settled || !slices.Equal(class, got.Class) || got.Certainty != want.Certainty {
				t.Fatalf("%s: got %+v, forest %v %v, want %+v; %+v", id, got, class, settled, want, stakes)
			}
			if slices.Equal(class, pair) {
				led++
			}
		}
	}
	t.Logf("%d companies led by the two", led)
}
