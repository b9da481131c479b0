package ownership

import (
	"context"
	"math/big"
	"math/rand"
	"reflect"
	"slices"
	"testing"

	"capgraph/graph"
)

// sharesAre fails unless an owner has the bounds wanted of a company, as fractions.
func sharesAre(t *testing.T, p *Projection, owner, company, least, most string) Ownership {
	t.Helper()
	got, err := p.Between(t.Context(), partyNamed(owner), partyNamed(company), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got.Integrated == nil {
		t.Fatalf("%s in %s: got %s without a value", owner, company, got.Status)
	}
	low, _ := new(big.Rat).SetString(least)
	high, _ := new(big.Rat).SetString(most)
	same(t, owner+" in "+company+" at least", got.Integrated.ExactMin, low)
	same(t, owner+" in "+company+" at most", got.Integrated.ExactMax, high)
	return got
}

// 49 % of a company that holds between 30 and 40 % of another.
func TestBoundsGoThroughChains(t *testing.T) {
	p := sketch(t, "ann 49 A", "A 30..40 B")
	got := sharesAre(t, p, "ann", "B", "0.147", "0.196")
	if got.Status != Range || got.Integrated.MinPercent() != "14.7" || got.Integrated.MaxPercent() != "19.6" {
		t.Errorf("got %s from %s to %s %%", got.Status, got.Integrated.MinPercent(), got.Integrated.MaxPercent())
	}
	want := Narrowing{Stake: "stake:01"}
	if got.Narrowing == nil || got.Narrowing.Stake != want.Stake || got.Narrowing.Smallest.MinPercent() != "14.7" || got.Narrowing.Largest.MaxPercent() != "19.6" {
		t.Errorf("got %+v, want to know the stake of A", got.Narrowing)
	}
	if !slices.Equal(got.Least, []Assigned{{"stake:01", 300_000_000}}) || !slices.Equal(got.Greatest, []Assigned{{"stake:01", 400_000_000}}) {
		t.Errorf("got %v and %v", got.Least, got.Greatest)
	}
}

// The share of who holds a part a of one of two companies that hold x and y of
// each other is a / (1 - x y), and a y / (1 - x y) of the other: the geometric series over
// the rounds, as in F. Brioschi, L. Buzzacchi, M. Colombo, "Risk capital
// financing and the separation of ownership and control in business groups", 1989.
func TestCrossHoldings(t *testing.T) {
	p := sketch(t, "ann 60 A", "A 30 B", "B 40 A")
	sharesAre(t, p, "ann", "A", "15/22", "15/22") // 0.6 / (1 - 0.12)
	sharesAre(t, p, "ann", "B", "9/44", "9/44")   // 0.3 times that
	// Of a company in a circle only the first meeting counts.
	sharesAre(t, p, "A", "B", "0.3", "0.3")
	sharesAre(t, p, "A", "A", "0.12", "0.12")
	e, err := p.Explain(t.Context(), "person:ann", "company:A", 5)
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Paths) != 1 || e.Paths[0].ExactLeast.Cmp(big.NewRat(3, 5)) != 0 || e.Loops.ExactLeast.Cmp(big.NewRat(9, 110)) != 0 {
		t.Errorf("got %+v, want one path of 60 %% and 9/110 from loops", e)
	}
}

// The same chains as in OFAC's frequently asked question 401, examples 1 and 2,
// which counts half of a half as half: what is owned of them is less.
func TestFiftyPercentChainsByCapital(t *testing.T) {
	sharesAre(t, sketch(t, "ann 50 A", "A 50 B"), "ann", "B", "1/4", "1/4")
	sharesAre(t, sketch(t, "ann 50 A", "ann 50 B", "A 25 C", "B 25 C"), "ann", "C", "1/4", "1/4")
}

// Brioschi's integrated ownership has no value where companies hold all of each
// other; the chance of meeting does.
func TestClosedLoop(t *testing.T) {
	p := sketch(t, "A 100 B", "B 100 A", "A 40 C", "ann 25 C", "- 5 C")
	got := sharesAre(t, p, "A", "B", "1", "1")
	if got.Status != NoExternalOwner {
		t.Errorf("got %s, want NO_EXTERNAL_OWNER", got.Status)
	}
	sharesAre(t, p, "A", "A", "1", "1")
	below := sharesAre(t, p, "B", "C", "2/5", "2/5")
	if below.Status != Exact || len(below.Issues) != 1 || below.Issues[0].Code != ClosedLoop {
		t.Errorf("got %s, %v", below.Status, below.Issues)
	}
	inside, err := p.UltimateShares(t.Context(), "company:A", Options{})
	if err != nil || inside.Status != NoExternalOwner || len(inside.Parts) > 0 || !slices.Equal(inside.Loop, []graph.ID{"company:A", "company:B"}) {
		t.Errorf("got %+v (%v), want no parts", inside, err)
	}
	u, err := p.UltimateShares(t.Context(), "company:C", Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		kind  UltimateKind
		share string
	}{{LoopPart, "40"}, {OwnerPart, "25"}, {UnaccountedPart, "35"}}
	if len(u.Parts) != len(want) || u.Status != Exact {
		t.Fatalf("got %+v", u)
	}
	for i, w := range want {
		if u.Parts[i].Kind != w.kind || u.Parts[i].Share.MinPercent() != w.share {
			t.Errorf("got %s %s, want %s %s", u.Parts[i].Kind, u.Parts[i].Share.MinPercent(), w.kind, w.share)
		}
	}
}

// Two companies of which nothing more is known than that they hold each other
// could hold all of each other, but for the smallest part of a third holder: then
// every walk comes to that in the end.
func TestUnknownCircleMayBelongToAnybodyAbove(t *testing.T) {
	p := sketch(t, "A ? B", "B ? A", "ann ? A")
	got := sharesAre(t, p, "ann", "B", "0", "1")
	if !got.Integrated.MinOpen || got.Integrated.MaxOpen {
		t.Errorf("got %+v, want more than nothing, perhaps all", got.Integrated)
	}
}

func TestMoreThanTheWholeNullsOnlyWhatWalksThroughIt(t *testing.T) {
	p := sketch(t, "ann 80 A", "bob 60 A", "A 50 B", "cyd 30 B", "C 20 B")
	for _, c := range []struct {
		owner, company string
		status         Status
		direct         string
	}{
		{"ann", "A", OverAllocated, "80"}, // the walk leaves A
		{"ann", "B", OverAllocated, "0"},
		{"A", "B", Exact, "50"},
		{"cyd", "B", Exact, "30"},
		{"C", "A", Exact, "0"},
	} {
		got, err := p.Between(t.Context(), partyNamed(c.owner), partyNamed(c.company), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got.Status != c.status || got.Direct.MinPercent() != c.direct || (got.Integrated == nil) != (c.status == OverAllocated) {
			t.Errorf("%s in %s: got %s, %s %% directly, %v", c.owner, c.company, got.Status, got.Direct.MinPercent(), got.Integrated)
		}
	}
	u, err := p.Owners(t.Context(), "company:B", Options{})
	if err != nil || len(u.Issues) != 1 || u.Issues[0].Code != Over100 || u.Shares[len(u.Shares)-1].Integrated != nil {
		t.Errorf("got %+v (%v), want those without a value last and the issue", u, err)
	}
}

// Two companies that hold 90 % of each other and more of themselves have shares
// that grow with each round.
func TestSharesWithoutASumDiverge(t *testing.T) {
	p := sketch(t, "A 90 B", "B 90 A", "A 50 A", "ann 10 A")
	got, err := p.Between(t.Context(), "person:ann", "company:B", Options{})
	if err != nil || got.Status != Divergent || got.Integrated != nil {
		t.Errorf("got %s, %v (%v)", got.Status, got.Integrated, err)
	}
}

// The shares that a company holds of itself belong to its other holders.
func TestTreasuryShares(t *testing.T) {
	p := sketch(t, "ann 45 A", "A 10 A")
	sharesAre(t, p, "ann", "A", "1/2", "1/2")
	self := sharesAre(t, p, "A", "A", "1/10", "1/10")
	if self.Indirect.Max != 0 || self.Direct.Min != 0.1 {
		t.Errorf("got %+v directly and %+v indirectly", self.Direct, *self.Indirect)
	}
}

// What others can have at most is what a holder has at least when the register is complete.
func TestCompleteRegisterGivesCertainty(t *testing.T) {
	stakes := sketched(t, "ann ? A", "bob 30..45 A", "cyd ? B", "ann ? B")
	p := Build(graph.Slice{}, 0, stakes, []graph.ID{"company:A", "company:B"})
	sharesAre(t, p, "ann", "A", "0.55", "0.7")
	sharesAre(t, p, "ann", "B", "0", "1")
}

func TestMissingOwnersAreUnaccounted(t *testing.T) {
	p := sketch(t, "- 30 A", "ann 50 A")
	u, err := p.UltimateShares(t.Context(), "company:A", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if last := u.Parts[len(u.Parts)-1]; last.Kind != UnaccountedPart || last.Share.MinPercent() != "50" {
		t.Errorf("got %+v, want half unaccounted", u.Parts)
	}
	alone, err := p.UltimateShares(t.Context(), "person:ann", Options{})
	if err != nil || len(alone.Parts) != 1 || alone.Parts[0].Surely != 1 {
		t.Errorf("got %+v (%v), want all of an entity without owners unaccounted", alone, err)
	}
}

func TestUnknownEntitiesOwnNothing(t *testing.T) {
	p := sketch(t, "ann 50 A")
	sharesAre(t, p, "bob", "A", "0", "0")
	sharesAre(t, p, "ann", "Z", "0", "0")
	up, err := p.Owners(t.Context(), "company:Z", Options{})
	if err != nil || len(up.Shares) > 0 || !up.Complete {
		t.Errorf("got %+v (%v)", up, err)
	}
	down, err := p.Holdings(t.Context(), "person:bob", Options{})
	if err != nil || len(down.Shares) > 0 || !down.Complete {
		t.Errorf("got %+v (%v)", down, err)
	}
}

func TestRefusedStakeMakesAnswersPartial(t *testing.T) {
	stakes := sketched(t, "ann 50 A", "bob 20 A", "A 50 B")
	stakes[1].Share = Span{Lo: 30, Hi: 20}
	p := Build(graph.Slice{}, 0, stakes, nil)
	got := sharesAre(t, p, "ann", "B", "1/4", "1/4")
	if got.Status != Partial || len(got.Issues) != 1 || got.Issues[0].Code != BadShare {
		t.Errorf("got %s, %v", got.Status, got.Issues)
	}
}

func TestLargestOwners(t *testing.T) {
	p := sketch(t, "ann 20 A", "bob 30 A", "cyd 10 A", "A 5 A")
	got, err := p.LargestOwners(t.Context(), "company:A", 2, Options{})
	if err != nil || len(got) != 2 || got[0].Owner != "person:bob" || got[1].Owner != "person:ann" {
		t.Errorf("got %+v (%v), want bob and ann", got, err)
	}
}

func TestQuestionsEndWithTheirContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	p := recipe{Seed: 3, People: 100, Companies: 900, Stakes: 4000}.build()
	if _, err := p.Owners(ctx, p.ids[5], Options{}); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("got %v, want an Unavailable error", err)
	}
}

// The same stakes give the same answers to the last bit, whatever their order.
func TestAnswersDoNotDependOnTheOrderOfStakes(t *testing.T) {
	stakes := recipe{Seed: 4, People: 300, Companies: 1500, Stakes: 6500, Ranged: 0.2}.stakes()
	first := Build(graph.Slice{}, 0, stakes, nil)
	rand.New(rand.NewSource(1)).Shuffle(len(stakes), func(i, j int) { stakes[i], stakes[j] = stakes[j], stakes[i] })
	second := Build(graph.Slice{}, 0, stakes, nil)
	for _, id := range []graph.ID{"company:c000003", "company:c000700", "company:c001400"}[:max(1, runs(10)/3)] {
		for _, p := range []*Projection{first, second} {
			p.links()
		}
		up, err := first.Owners(t.Context(), id, Options{})
		if err != nil {
			t.Fatal(err)
		}
		again, err := second.Owners(t.Context(), id, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(up, again) {
			t.Errorf("%s has other owners when the stakes come in another order", id)
		}
	}
}
