package ownership

import (
	"context"
	"math/rand"
	"reflect"
	"slices"
	"sync"
	"testing"

	"capgraph/graph"
)

func controlOf(t *testing.T, p *Projection, owner, company string, o Options) Control {
	t.Helper()
	c, err := p.ControlOf(context.Background(), partyNamed(owner), partyNamed(company), o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestHalfIsNotControl(t *testing.T) {
	p := sketch(t, "ann 50 A", "bob 50 A", "cyd 50.0000001 B", "ann 30 C", "A 20 C")
	shares := Options{Votes: Shares}
	for _, test := range []struct {
		owner, company string
		o              Options
		want           graph.Certainty
	}{
		{"ann", "A", shares, graph.No},
		{"cyd", "B", shares, graph.Surely},
		{"ann", "A", Options{Votes: Shares, Inclusive: true}, graph.Surely},
		{"bob", "A", Options{Votes: Shares, Inclusive: true}, graph.Surely},
		{"ann", "C", Options{Votes: Shares, Inclusive: true}, graph.Surely},
		{"ann", "A", Options{Votes: Shares, Threshold: Whole/2 - 1}, graph.Surely},
	} {
		if got := controlOf(t, p, test.owner, test.company, test.o); got.Certainty != test.want {
			t.Errorf("%s over %s with %+v: got %s, want %s", test.owner, test.company, test.o, got.Certainty, test.want)
		}
	}
	miss := controlOf(t, p, "ann", "A", shares).NearestMiss
	if miss == nil || miss.Company != "company:A" || miss.Short != 0 || miss.Votes != Exactly(Whole/2) {
		t.Errorf("the threshold is just reached and that is not enough, got %+v", miss)
	}
}

func TestSharesSayNothingOfVotesUnlessASourceDoes(t *testing.T) {
	p := sketch(t, "ann 49 A", "ann 90 B", "ann 100 C", "ann 60 D", "bob 40 D", "ann v60 E", "bob 51 F", "ann v10 F")
	for company, want := range map[string]graph.Certainty{
		"A": graph.Possibly, "B": graph.Possibly, "C": graph.Surely, "D": graph.Possibly, "E": graph.Surely, "F": graph.No,
	} {
		if got := controlOf(t, p, "ann", company, Options{}); got.Certainty != want {
			// With 10 % of the votes stated, and 90 % left to bob, ann has no majority.
			t.Errorf("%s: got %s with votes %+v, want %s", company, got.Certainty, got.Votes, want)
		}
	}
	if got := controlOf(t, p, "bob", "F", Options{}); got.Votes != (Span{Hi: 9 * Whole / 10}) {
		t.Errorf("the others leave bob at most 90 %%, got %+v", got.Votes)
	}
	if got := controlOf(t, p, "ann", "B", Options{Votes: Shares}); got.Certainty != graph.Surely || !got.Assumed {
		t.Errorf("got %+v, want sure control that says that votes were assumed", got)
	}
	if got := controlOf(t, p, "ann", "E", Options{Votes: Shares}); got.Certainty != graph.Surely || got.Assumed {
		t.Errorf("got %+v, want sure control on stated votes", got)
	}
}

func TestAllSharesTogetherAreAllVotes(t *testing.T) {
	p := sketch(t, "ann 100 A", "ann 100 B", "A 40 C", "B 60 C", "bob ? C")
	got := controlOf(t, p, "ann", "C", Options{})
	if got.Certainty != graph.Surely || got.Votes != Exactly(Whole) {
		t.Errorf("ann has all of both holders of all shares of C, got %+v", got)
	}
	if alone := controlOf(t, p, "B", "C", Options{}); alone.Certainty != graph.Possibly {
		t.Errorf("60 %% of the shares says nothing of the votes, got %+v", alone)
	}
}

func TestAssumedVotesYieldToStatedOnes(t *testing.T) {
	stakes := []Stake{
		{ID: "stake:1", Owner: "person:ann", Company: "company:A", Share: Exactly(Whole * 3 / 10), Votes: Exactly(Whole * 6 / 10), Flags: VotesStated},
		{ID: "stake:2", Owner: "person:bob", Company: "company:A", Share: Exactly(Whole * 7 / 10)},
	}
	p := Build(graph.Slice{}, 0, stakes, nil)
	if got := controlOf(t, p, "bob", "A", Options{Votes: Shares}); got.Certainty != graph.No || got.Votes != Exactly(4*Whole/10) {
		t.Errorf("with 60 %% of the votes stated for ann, bob has the other 40 %%, got %+v", got)
	}
	if got := controlOf(t, p, "ann", "A", Options{Votes: Shares}); got.Certainty != graph.Surely {
		t.Errorf("got %+v", got)
	}
}

func TestTreasurySharesNeverVote(t *testing.T) {
	p := sketch(t, "ann v45 A", "A v20 A", "bob v35 A", "cyd v45 B", "B v5..15 B", "dan v40 B")
	for _, test := range []struct {
		owner, company string
		base           VotingBase
		want           graph.Certainty
	}{
		{"ann", "A", Issued, graph.No},            // 45 of 100
		{"ann", "A", Outstanding, graph.Surely},   // 45 of 80
		{"bob", "A", Outstanding, graph.No},       // 35 of 80
		{"cyd", "B", Issued, graph.No},            // 45 of 100
		{"cyd", "B", Outstanding, graph.Possibly}, // 45 of 95 to 85
		{"dan", "B", Outstanding, graph.No},       // 40 of 95 to 85
	} {
		if got := controlOf(t, p, test.owner, test.company, Options{Base: test.base}); got.Certainty != test.want {
			t.Errorf("%s over %s of %s: got %s with %+v, want %s", test.owner, test.company, test.base, got.Certainty, got.Votes, test.want)
		}
	}
	if got := controlOf(t, p, "ann", "A", Options{Base: Outstanding}).Votes; got != Exactly(562_500_000) {
		t.Errorf("got %+v, want 56.25 %%", got)
	}
}

func TestVotesOfMissingOwnersBelongToNobody(t *testing.T) {
	p := sketch(t, "ann v40..70 A", "- v35 A", "- v10 A")
	if got := controlOf(t, p, "ann", "A", Options{}); got.Certainty != graph.Possibly || got.Votes != (Span{Lo: 4 * Whole / 10, Hi: 55 * Whole / 100}) {
		t.Errorf("the missing leave at most 55 %%, got %+v", got)
	}
	controllers, err := p.Controllers(context.Background(), "company:A", Options{})
	if err != nil || len(controllers) != 1 {
		t.Errorf("got %+v, %v, want ann alone", controllers, err)
	}
}

func TestMoreThanABoundIsMore(t *testing.T) {
	p := sketch(t, "ann >50 A", "bob ? A", "bob 50..100 B")
	shares := Options{Votes: Shares}
	if got := controlOf(t, p, "ann", "A", shares); got.Certainty != graph.Surely || !got.Votes.LoOpen {
		t.Errorf("more than half is control, got %+v", got)
	}
	if got := controlOf(t, p, "bob", "A", Options{Votes: Shares, Inclusive: true}); got.Certainty != graph.No || !got.Votes.HiOpen {
		t.Errorf("less than half is not even half, got %+v", got)
	}
	if got := controlOf(t, p, "bob", "B", shares); got.Certainty != graph.Possibly {
		t.Errorf("half or more is not surely control, got %+v", got)
	}
}

func TestCompleteRegisterLeavesTheRest(t *testing.T) {
	stakes := sketched(t, "ann ? A", "bob 10..45 A", "cyd 0..3 A")
	shares := Options{Votes: Shares}
	open, closed := Build(graph.Slice{}, 0, stakes, nil), Build(graph.Slice{}, 0, stakes, []graph.ID{"company:A"})
	if got := controlOf(t, open, "ann", "A", shares); got.Certainty != graph.Possibly {
		t.Errorf("got %+v", got)
	}
	if got := controlOf(t, closed, "ann", "A", shares); got.Certainty != graph.Surely || got.Votes.Lo != 52*Whole/100 {
		t.Errorf("the others have at most 48 %%, so ann has 52 %% or more, got %+v", got)
	}
}

func TestUnknownEntitiesControlNothing(t *testing.T) {
	p := sketch(t, "ann 60 A")
	ctx := context.Background()
	c := controlOf(t, p, "eve", "A", Options{})
	controlled, err1 := p.Controlled(ctx, "person:eve", Options{})
	controllers, err2 := p.Controllers(ctx, "company:Z", Options{})
	u, err3 := p.UltimateParent(ctx, "company:Z", Options{})
	group, err4 := p.Group(ctx, "company:Z", Options{})
	r, err5 := p.Relation(ctx, "person:eve", "company:A", Options{})
	for _, err := range []error{err1, err2, err3, err4, err5} {
		if err != nil {
			t.Error(err)
		}
	}
	if c.Certainty != graph.No || controlled != nil || controllers != nil || group != nil || u.Certainty != graph.No || u.Reason != NoHolder || r.Kind != OtherKind {
		t.Errorf("got %+v, %v, %v, %+v, %v, %+v", c, controlled, controllers, u, group, r)
	}
}

func TestWrongOptionsAndEndedContextsAreErrors(t *testing.T) {
	p := sketch(t, "ann 60 A")
	for _, o := range []Options{{Threshold: -1}, {Threshold: Whole + 1}, {Base: "ALL"}, {Votes: "NONE"}} {
		if _, err := p.ControlOf(context.Background(), "person:ann", "company:A", o); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%+v: got %v, want an Invalid error", o, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := p.Controllers(ctx, "company:A", Options{}); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("got %v, want an Unavailable error", err)
	}
}

// TestNearestMissIsOnTheWay: ann controls neither step of the chain to C, but
// comes closer to B.
func TestNearestMissIsOnTheWay(t *testing.T) {
	p := sketch(t, "ann 48 B", "B 90 C", "ann 5 C", "ann 49 Z")
	got := controlOf(t, p, "ann", "C", Options{Votes: Shares})
	want := &Miss{Company: "company:B", Votes: Exactly(48 * Whole / 100), Threshold: Whole / 2, Short: 2 * Whole / 100}
	if got.Certainty != graph.No || !reflect.DeepEqual(got.NearestMiss, want) {
		t.Errorf("got %+v, want %+v", got.NearestMiss, want)
	}
}

func TestDerivationIsInOrderAndHasOnlyWhatIsNeeded(t *testing.T) {
	p := sketch(t, "ann 60 A", "ann 60 B", "ann 60 Z", "A 30 C", "B 30 C", "Z 1 C", "C 100 D", "ann 5 D2", "D 60 D2")
	got := controlOf(t, p, "ann", "D2", Options{Votes: Shares})
	var steps []string
	for _, step := range got.Derivation {
		line := step.Company.Slug() + ":"
		for _, h := range step.Holders {
			line += " " + h.Owner.Slug()
		}
		steps = append(steps, line)
	}
	want := []string{"A: ann", "B: ann", "C: A B", "D: C", "D2: D"}
	if !slices.Equal(steps, want) {
		t.Errorf("got %v, want %v", steps, want)
	}
	if last := got.Derivation[2]; last.Total != Exactly(6*Whole/10) || last.Threshold != Whole/2 || last.Holders[0].Stakes[0] != "stake:03" {
		t.Errorf("got %+v", last)
	}
}

func TestParentsAndReasons(t *testing.T) {
	ctx := context.Background()
	shares := Options{Votes: Shares}
	for _, test := range []struct {
		name    string
		stakes  []string
		o       Options
		class   []graph.ID
		others  int
		reason  UltimateReason
		certain graph.Certainty
	}{
		{"one", []string{"ann 60 A", "A 60 X"}, shares, []graph.ID{"person:ann"}, 0, "", graph.Surely},
		{"each other", []string{"A 60 B", "B 60 A", "A 60 X"}, shares, []graph.ID{"company:A", "company:B"}, 0, "", graph.Surely},
		{"nobody known", []string{"- 60 X"}, shares, nil, 0, NoHolder, graph.No},
		{"no majority", []string{"ann 50 X", "bob 50 X"}, shares, nil, 0, NoMajority, graph.No},
		{"itself", []string{"X 60 A", "X 60 B", "A 30 X", "B 30 X"}, shares, nil, 0, SelfControlled, graph.No},
		{"both halves", []string{"ann 50 X", "bob 50 X"}, Options{Votes: Shares, Inclusive: true}, []graph.ID{"person:ann"}, 1, ManyByRule, graph.Surely},
		{"a third", []string{"ann 40 X", "bob 35 X", "cyd 25 X"}, Options{Votes: Shares, Threshold: Whole / 3}, []graph.ID{"person:ann"}, 1, ManyByRule, graph.Surely},
		{"excess", []string{"ann 60 A", "bob 60 A", "A 60 X"}, shares, []graph.ID{"person:ann"}, 1, ManyByExcess, graph.Surely},
		{"concert", []string{"ann 60 A", "A 30 X", "bob 30 X"}, Options{Votes: Shares, Together: [][]graph.ID{{"company:A", "person:bob"}}}, []graph.ID{"company:A", "person:bob"}, 0, "", graph.Surely},
		{"concert under another", []string{"ann 60 A", "A 60 X", "bob 30 X"}, Options{Votes: Shares, Together: [][]graph.ID{{"company:A", "person:bob"}}}, []graph.ID{"company:A", "person:bob"}, 1, ManyByConcert, graph.Surely},
		{"open", []string{"ann 40..60 X", "bob 40..60 X"}, shares, nil, 0, NoMajority, graph.Possibly},
		{"perhaps another above", []string{"ann 60 X", "bob 30..60 X2", "X 30..60 X2", "X2 60 Y"}, shares, nil, 0, NoMajority, graph.Possibly},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := sketch(t, test.stakes...)
			u, err := p.UltimateParent(ctx, "company:X", test.o)
			if err != nil {
				t.Fatal(err)
			}
			if test.name == "perhaps another above" {
				u, err = p.UltimateParent(ctx, "company:X2", test.o)
			}
			if err != nil || !slices.Equal(u.Class, test.class) || len(u.Others) != test.others || u.Reason != test.reason || u.Certainty != test.certain {
				t.Errorf("got %+v, %v", u, err)
			}
		})
	}
}

// TestOrderOfStakesDoesNotMatter and that more shares never reduce control.
func TestOrderOfStakesDoesNotMatter(t *testing.T) {
	random := rand.New(rand.NewSource(61))
	ctx := context.Background()
	for range 200 {
		stakes, completed := tangle(random, 6+random.Intn(4), 6+random.Intn(14), tenths[:7], 0.4)
		o := manyOptions(random)
		shuffled := slices.Clone(stakes)
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		one, two := Build(graph.Slice{}, 0, stakes, completed), Build(graph.Slice{}, 0, shuffled, completed)
		for _, id := range one.ids {
			a, err1 := one.Controllers(ctx, id, o)
			b, err2 := two.Controllers(ctx, id, o)
			a, err3 := one.Derive(ctx, a, o)
			b, err4 := two.Derive(ctx, b, o)
			u, err5 := one.UltimateParent(ctx, id, o)
			v, err6 := two.UltimateParent(ctx, id, o)
			for _, err := range []error{err1, err2, err3, err4, err5, err6} {
				if err != nil {
					t.Fatal(err)
				}
			}
			if !reflect.DeepEqual(a, b) || !reflect.DeepEqual(u, v) {
				t.Fatalf("%s: got %+v and %+v, %+v and %+v", id, a, b, u, v)
			}
		}
	}
}

func TestMoreSharesNeverReduceControl(t *testing.T) {
	random := rand.New(rand.NewSource(67))
	ctx := context.Background()
	o := Options{Votes: Shares}
	for range 300 {
		stakes, _ := tangle(random, 6+random.Intn(4), 6+random.Intn(14), tenths[:7], 0)
		for i := range stakes {
			stakes[i].Flags = 0
		}
		at := random.Intn(len(stakes))
		if stakes[at].Owner == stakes[at].Company || stakes[at].Owner == "" {
			continue
		}
		more := slices.Clone(stakes)
		more[at].Share = Exactly(min(more[at].Share.Lo+Whole/10, Whole))
		one, two := Build(graph.Slice{}, 0, stakes, nil), Build(graph.Slice{}, 0, more, nil)
		before, err1 := one.Controlled(ctx, stakes[at].Owner, o)
		after, err2 := two.Controlled(ctx, stakes[at].Owner, o)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		for _, c := range before {
			if !slices.ContainsFunc(after, func(d Control) bool { return d.Company == c.Company }) {
				t.Fatalf("more of %+v lost %s; %+v", stakes[at], c.Company, stakes)
			}
		}
	}
}

// TestSeveralMayAskAtOnce is for the race detector, and that answers do not mix.
func TestSeveralMayAskAtOnce(t *testing.T) {
	p := recipe{Seed: 5, People: 50, Companies: 200, Stakes: 800, Ranged: 0.2}.build()
	ctx := context.Background()
	want := make([][]Control, len(p.ids))
	fresh := recipe{Seed: 5, People: 50, Companies: 200, Stakes: 800, Ranged: 0.2}.build()
	for n, id := range fresh.ids {
		want[n], _ = fresh.Controllers(ctx, id, Options{})
	}
	var group sync.WaitGroup
	for worker := range 4 {
		group.Go(func() {
			for n := worker; n < len(p.ids); n += 2 {
				got, err := p.Controllers(ctx, p.ids[n], Options{})
				if err != nil || !reflect.DeepEqual(got, want[n]) {
					t.Errorf("%s: got %+v, %v, want %+v", p.ids[n], got, err, want[n])
				}
				if _, err := p.UltimateParent(ctx, p.ids[n], Options{Votes: Shares}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
}
