package ownership

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
)

// pairs are all sure pairs of controller and company of a projection, as
// "A B", counting shares for votes.
func surePairs(t *testing.T, p *Projection, o Options) []string {
	t.Helper()
	var out []string
	for _, id := range p.ids {
		controls, err := p.Controlled(context.Background(), id, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range controls {
			if c.Certainty == graph.Surely {
				out = append(out, id.Slug()+" "+c.Company.Slug())
			}
		}
	}
	slices.Sort(out)
	return out
}

func samePairs(t *testing.T, got, want []string) {
	t.Helper()
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestCompanyControlOfTheGrounder is the company control problem of Mumick,
// Pirahesh and Ramakrishnan (VLDB 1990) with the stakes and the answer that are in
// the tests of the grounder Gringo (GringoTest, company1 to company4).
func TestCompanyControlOfTheGrounder(t *testing.T) {
	p := sketch(t, "c1 60 c2", "c1 20 c3", "c2 40 c3", "c3 51 c4")
	samePairs(t, surePairs(t, p, Options{Votes: Shares}), []string{"c1 c2", "c1 c3", "c1 c4", "c3 c4"})
}

// TestNobodyLiftsItselfByACircle is the case of DLV2 (tests,
// recursive_aggregates.10): each of three holds 30 % of both others. Each could be
// said to control the others if it did; the least relation says that none does.
func TestNobodyLiftsItselfByACircle(t *testing.T) {
	p := sketch(t, "a 30 b", "a 30 c", "b 30 a", "b 30 c", "c 30 a", "c 30 b")
	samePairs(t, surePairs(t, p, Options{Votes: Shares}), nil)
}

// TestCompanyControlOfVadalog is the example of the documentation of Vadalog
// (prometheuxresearch/docs, examples/finance/company-control), in which companies
// are in circles and some have up to 300 % of their shares: the pairs are those of
// its relation controlMax.
func TestCompanyControlOfVadalog(t *testing.T) {
	p := sketch(t, "1 90 2", "2 100 3", "3 10 2", "3 90 4", "4 100 5", "5 10 1", "1 90 6", "6 100 5", "5 90 10",
		"10 100 20", "20 50 1", "1 90 10", "19 100 5", "10 50 19")
	var want []string
	for owner, companies := range map[string]string{
		"1": "2 3 4 5 6 10 20", "2": "1 3 4 5 6 10 20", "3": "1 2 4 5 6 10 20", "4": "1 2 3 5 6 10 20",
		"5": "1 2 3 4 6 10 20", "6": "1 2 3 4 5 10 20", "10": "20", "19": "1 2 3 4 5 6 10 20",
	} {
		for company := range strings.FieldsSeq(companies) {
			want = append(want, owner+" "+company)
		}
	}
	samePairs(t, surePairs(t, p, Options{Votes: Shares}), want)

	c, err := p.ControlOf(context.Background(), "company:4", "company:1", Options{Votes: Shares})
	if err != nil || !c.NotUnique || c.Certainty != graph.Surely {
		t.Errorf("control through a company with 300 %% of its shares is not unique, got %+v, %v", c, err)
	}
	u, err := p.UltimateParent(context.Background(), "company:20", Options{Votes: Shares})
	if err != nil || !slices.Equal(u.Class, []graph.ID{"company:19"}) || !u.Unique {
		t.Errorf("19 controls all others of the circle and nobody controls it, got %+v, %v", u, err)
	}
}

// TestFiftyPercentRule are the examples 1 to 3 of FAQ 401 of the Office of Foreign
// Assets Control, and that of FAQ 399 on two blocked persons with 25 % each.
func TestFiftyPercentRule(t *testing.T) {
	for _, test := range []struct {
		name    string
		stakes  []string
		company graph.ID
		among   [][]graph.ID
		want    string
	}{
		{"example 1", []string{"ann 50 A", "A 50 B"}, "company:B", nil, "person:ann SURELY through company:A"},
		{"example 2", []string{"ann 50 A", "ann 50 B", "A 25 C", "B 25 C"}, "company:C", nil, "person:ann SURELY through company:A company:B"},
		{"example 3", []string{"ann 50 A", "ann 10 B", "A 40 B"}, "company:B", nil, "person:ann SURELY through company:A"},
		{"one alone", []string{"ann 25 A", "bob 25 A"}, "company:A", nil, ""},
		{"FAQ 399", []string{"ann 25 A", "bob 25 A"}, "company:A", [][]graph.ID{{"person:ann", "person:bob"}},
			"person:ann SURELY through, person:bob SURELY through"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := sketch(t, test.stakes...).BeneficialOwners(context.Background(), test.company, OFAC50, 0, Options{Together: test.among})
			if err != nil {
				t.Fatal(err)
			}
			var text []string
			for _, b := range got.Owners {
				line := fmt.Sprintf("%s %s through", b.Person, b.Certainty)
				for _, id := range b.Reasons[0].Through {
					line += " " + string(id)
				}
				text = append(text, line)
			}
			if strings.Join(text, ", ") != test.want {
				t.Errorf("got %q, want %q", strings.Join(text, ", "), test.want)
			}
		})
	}
}

// TestJointArrangement is the example of the explanatory notes to the Small
// Business, Enterprise and Employment Act 2015 (note 503): two with 20 % each and
// a joint arrangement are each registrable with 40 %.
func TestJointArrangement(t *testing.T) {
	p := sketch(t, "ann v20 Y", "bob v20 Y")
	alone, err := p.BeneficialOwners(context.Background(), "company:Y", UKPSC, 0, Options{})
	if err != nil || len(alone.Owners) != 0 {
		t.Errorf("20 %% is not more than 25 %%, got %+v, %v", alone, err)
	}
	joint, err := p.BeneficialOwners(context.Background(), "company:Y", UKPSC, 0, Options{Together: [][]graph.ID{{"person:ann", "person:bob"}}})
	if err != nil || len(joint.Owners) != 2 {
		t.Fatalf("got %+v, %v", joint, err)
	}
	for _, b := range joint.Owners {
		for _, r := range b.Reasons {
			if r.Part.Min != 0.4 || r.Certainty != graph.Surely {
				t.Errorf("%s: got %+v, want 40 %%", b.Person, r)
			}
		}
	}
}
