package ownership

import (
	"context"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
)

// reasons are those of all beneficial owners, as "ann OWNERSHIP SURELY".
func reasons(t *testing.T, p *Projection, regime Regime, o Options) string {
	t.Helper()
	got, err := p.BeneficialOwners(context.Background(), "company:X", regime, 0, o)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, b := range got.Owners {
		for _, r := range b.Reasons {
			line := fmt.Sprintf("%s %s %s", b.Person.Slug(), r.Code, r.Certainty)
			if r.OfVotes {
				line += " of votes"
			}
			for _, id := range r.Through {
				line += " " + id.Slug()
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, ", ")
}

func TestBeneficialOwnersOfTheRegulation(t *testing.T) {
	for _, test := range []struct {
		name   string
		stakes []string
		want   string
	}{
		{"multiplied to just 25 % (52(1))", []string{"ann 50 A", "A 50 X"}, "ann OWNERSHIP SURELY"},
		{"one part in a billion below", []string{"ann 50 A", "A 49.9999999 X"}, ""},
		{"chains added up (52(1))", []string{"ann 30 A", "A 40 X", "ann 13 X"}, "ann OWNERSHIP SURELY"},
		{"votes without capital (52(1))", []string{"ann v30 X"}, "ann OWNERSHIP SURELY, ann VOTES SURELY of votes"},
		{"half and more (53(2))", []string{"ann 50.1 X"}, "ann CONTROL SURELY, ann OWNERSHIP SURELY"},
		{"controls holders (54(a))", []string{"ann 60 A", "ann 60 B", "A 10 X", "B 15 X"}, "ann CONTROLLED_HOLDER SURELY A B"},
		{"owns a controller (54(b))", []string{"ann 25 A", "A 60 X"}, "ann OWNS_CONTROLLER SURELY A"},
		{"bounds", []string{"ann 20..30 X"}, "ann OWNERSHIP POSSIBLY"},
		{"companies are not people", []string{"A 60 X"}, ""},
		{"nobody", nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			// Votes are stated as nothing wherever a source speaks of shares alone,
			// so that only shares and what is said of votes count.
			stakes := sketched(t, test.stakes...)
			for i := range stakes {
				if stakes[i].Flags&VotesStated == 0 {
					stakes[i].Flags |= VotesStated
				}
			}
			if got := reasons(t, Build(graph.Slice{}, 0, stakes, nil), AMLR2027, Options{}); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestBeneficialOwnersOfTheRegister(t *testing.T) {
	for _, test := range []struct {
		name   string
		stakes []string
		want   string
	}{
		{"just 25 % is not more", []string{"ann 25 X"}, ""},
		{"a majority stake counts in full (paragraph 18)", []string{"ann 51 A", "A 26 X"}, "ann OWNERSHIP SURELY A, ann VOTES SURELY of votes A"},
		{"half is no majority stake", []string{"ann 50 A", "A 90 X"}, ""},
		{"own and held", []string{"ann 51 A", "A 13 X", "ann 13 X"}, "ann OWNERSHIP SURELY A, ann VOTES SURELY of votes A"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := reasons(t, sketch(t, test.stakes...), UKPSC, Options{Votes: Shares}); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestUnknownVotesLeaveThingsOpen(t *testing.T) {
	p := sketch(t, "ann 10 X", "bob 20 X")
	if got, want := reasons(t, p, UKPSC, Options{}), "ann VOTES POSSIBLY of votes, bob VOTES POSSIBLY of votes"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOverAllocatedIsSaid(t *testing.T) {
	got, err := sketch(t, "ann 60 A", "bob 60 A", "A 60 X").BeneficialOwners(context.Background(), "company:X", AMLR2027, 0, Options{Votes: Shares})
	if err != nil || !got.OverAllocated || len(got.Owners) != 2 {
		t.Errorf("both control X through A, of which there is too much, got %+v, %v", got, err)
	}
}

func TestWrongRegimesAreErrors(t *testing.T) {
	p := sketch(t, "ann 60 X")
	if _, err := p.BeneficialOwners(context.Background(), "company:X", "NONE", 0, Options{}); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v, want an Invalid error", err)
	}
	if _, err := p.BeneficialOwners(context.Background(), "company:X", UKPSC, -1, Options{}); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v, want an Invalid error", err)
	}
	if got, err := p.BeneficialOwners(context.Background(), "company:Z", UKPSC, 0, Options{}); err != nil || len(got.Owners) != 0 {
		t.Errorf("an unknown company has none, got %+v, %v", got, err)
	}
}

// TestVotesBehindHoldersAreThoseOfTheControlled asks who is behind each holder
// of a company, and compares with what each person controls.
func TestVotesBehindHoldersAreThoseOfTheControlled(t *testing.T) {
	random := rand.New(rand.NewSource(73))
	compared := 0
	for range 200 {
		stakes, completed := tangle(random, 5+random.Intn(4), 6+random.Intn(10), tenths, 0.3)
		p := Build(graph.Slice{}, 0, stakes, completed)
		o := Options{Votes: []VotesBasis{Stated, Shares}[random.Intn(2)], Base: []VotingBase{Issued, Outstanding}[random.Intn(2)]}
		for _, company := range p.ids {
			got, err := p.BeneficialOwners(context.Background(), company, UKPSC, 1, o)
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range got.Owners {
				c, err := p.ControlOf(context.Background(), b.Person, company, o)
				if err != nil {
					t.Fatal(err)
				}
				at := slices.IndexFunc(b.Reasons, func(r Reason) bool { return r.OfVotes })
				if at >= 0 {
					compared++
					if part := boundsOf(c.Votes); part.Min != b.Reasons[at].Part.Min || part.Max != b.Reasons[at].Part.Max {
						t.Fatalf("%s in %s: got %+v, want %+v", b.Person, company, b.Reasons[at], c.Votes)
					}
				}
			}
		}
	}
	t.Logf("%d compared", compared)
}
