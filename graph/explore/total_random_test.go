package explore

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/shopspring/decimal"

	"capgraph/graph"
)

// deals are random investments, with what each of them may really come to.
type deals struct {
	*rand.Rand
	batch   []sifted
	reached map[graph.ID]string
}

func randomDeals(seed uint64) *deals {
	d := &deals{Rand: rand.New(rand.NewPCG(seed, 4)), reached: map[graph.ID]string{}}
	for i := range 1 + d.IntN(8) {
		d.add(graph.ID(fmt.Sprintf("investment:%d", i)))
	}
	return d
}

func pickOne[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

func (d *deals) add(id graph.ID) {
	r := &graph.Record{ID: id, Kind: "investment", Valid: graph.Always, Held: map[string][]graph.Held{}}
	put := func(field string, values ...graph.Value) {
		for _, value := range values {
			r.Held[field] = append(r.Held[field], graph.Held{Value: value})
		}
	}
	if d.IntN(6) > 0 {
		text := pickOne(d.Rand, "3 EUR", "2 USD", "> 1 EUR", "1..4 EUR", "2..<5 USD", "< 3 EUR", "undisclosed", "unknown", "none", ">= 2 USD")
		amount, err := graph.ParseMoney(text)
		if err != nil {
			panic(err)
		}
		amount.Basis = pickOne(d.Rand, "", graph.BasisCommitment, graph.BasisRound, graph.BasisValuation)
		put("amount", amount)
	}
	for _, party := range []string{"company:a", "company:b", "company:c"} {
		if d.IntN(3) == 0 {
			put("investor", graph.Ref{ID: party})
		}
	}
	for _, country := range []string{"FR", "US"} {
		if d.IntN(2) == 0 {
			put("place", graph.Place{Country: country, Precision: graph.PlaceCountry})
		}
	}
	put("type", pickOne(d.Rand, graph.Token("PLAN"), graph.Token("ROUND")))
	d.reached[id] = pickOne(d.Rand, "", "ANNOUNCED", "COMPLETED", "CANCELLED")
	d.batch = append(d.batch, sifted{r, d.IntN(4) > 0})
}

func (d *deals) totals(t *testing.T, by ...Dimension) TotalAnswer {
	t.Helper()
	return answerOf(t, d.batch, d.reached, by...)
}

func answerOf(t *testing.T, batch []sifted, reached map[graph.ID]string, by ...Dimension) TotalAnswer {
	t.Helper()
	tally, err := newTally(TotalQuery{Of: map[graph.Kind]Condition{"investment": {}}, GroupBy: by})
	if err != nil {
		t.Fatal(err)
	}
	if err := tally.take(batch, reached); err != nil {
		t.Fatal(err)
	}
	answer, err := tally.answer()
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func TestTotalsDoNotDependOnTheOrder(t *testing.T) {
	for seed := range uint64(200) {
		d := randomDeals(seed)
		want := d.totals(t, ByInvestor, ByCountry)
		d.Shuffle(len(d.batch), func(i, j int) { d.batch[i], d.batch[j] = d.batch[j], d.batch[i] })
		if got := d.totals(t, ByInvestor, ByCountry); !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: got %+v, in another order %+v", seed, got, want)
		}
	}
}

// TestGroupsPartitionTheTotal: grouped by what a deal has once, groups add up.
func TestGroupsPartitionTheTotal(t *testing.T) {
	for seed := range uint64(200) {
		answer := randomDeals(seed).totals(t, ByType)
		var counts TotalCounts
		lower := map[string]decimal.Decimal{}
		for _, group := range answer.Groups {
			counts.Records += group.Records
			counts.Known += group.Known
			counts.GivenUp += group.GivenUp
			counts.NoPayment += group.NoPayment
			if got := group.Known + group.Undisclosed + group.Unknown + group.None + group.Silent; got != group.Records {
				t.Fatalf("seed %d: %d amounts told or missing of %d records", seed, got, group.Records)
			}
			for _, sum := range group.Sums {
				lower[sum.Amount.Currency] = lower[sum.Amount.Currency].Add(*sum.Amount.Lower)
			}
		}
		all := answer.Total
		if counts.Records != all.Records || counts.Known != all.Known || counts.GivenUp != all.GivenUp || counts.NoPayment != all.NoPayment {
			t.Fatalf("seed %d: groups hold %+v, all %+v", seed, counts, all.TotalCounts)
		}
		for _, sum := range all.Sums {
			if !sum.Amount.Lower.Equal(lower[sum.Amount.Currency]) {
				t.Fatalf("seed %d: groups add up to at least %s, all to %s", seed, lower[sum.Amount.Currency], sum.Amount)
			}
		}
	}
}

// TestSumsHoldWhateverTheAmountsReallyAre draws what each deal really came to, how it was
// split over countries, whether it counts, and adds that up apart.
func TestSumsHoldWhateverTheAmountsReallyAre(t *testing.T) {
	for seed := range uint64(400) {
		d := randomDeals(seed)
		answer := d.totals(t, ByCountry)
		really := map[string]map[string]decimal.Decimal{} // by country, then currency
		for _, r := range d.batch {
			d.draw(r, really)
		}
		check := func(name string, total Total, exact map[string]decimal.Decimal) {
			for _, sum := range total.Sums {
				if x := exact[sum.Amount.Currency]; sum.Amount.Equals(x) == graph.No {
					t.Fatalf("seed %d: %s really has %s %s, the sum says %s", seed, name, x, sum.Amount.Currency, sum.Amount)
				}
			}
		}
		check("everything", answer.Total, really["all"])
		for _, group := range answer.Groups {
			check("country "+group.Keys[0].Value, group, really[group.Keys[0].Value])
		}
	}
}

// draw decides what a deal really is.
func (d *deals) draw(r sifted, really map[string]map[string]decimal.Decimal) {
	amount, spoken := graph.One[graph.Money](r.Record, "amount")
	if d.reached[r.ID] == "CANCELLED" || spoken && amount.Basis == graph.BasisValuation || amount.State == graph.None || !r.sure && d.IntN(2) == 0 {
		return
	}
	code, value := amount.Currency, decimal.New(d.Int64N(60), -1)
	for amount.State == graph.Known && amount.Equals(value) == graph.No {
		value = decimal.New(d.Int64N(60), -1)
	}
	if code == "" {
		code = pickOne(d.Rand, "EUR", "USD")
	}
	countries := []string{}
	for _, place := range graph.All[graph.Place](r.Record, "place") {
		countries = append(countries, place.Country)
	}
	if len(countries) == 0 {
		countries = []string{""}
	}
	add := func(country string, part decimal.Decimal) {
		if really[country] == nil {
			really[country] = map[string]decimal.Decimal{}
		}
		really[country][code] = really[country][code].Add(part)
	}
	add("all", value)
	rest := value
	for i, country := range countries {
		part := rest
		if i < len(countries)-1 {
			part = rest.Mul(decimal.New(d.Int64N(11), -1))
		}
		add(country, part)
		rest = rest.Sub(part)
	}
}

// TestAMissingAmountOnlyOpensTheUpperBounds of the groups that it belongs to.
func TestAMissingAmountOnlyOpensTheUpperBounds(t *testing.T) {
	for seed := range uint64(200) {
		d := randomDeals(seed)
		before := d.totals(t).Total
		missing := &graph.Record{ID: "investment:missing", Kind: "investment", Valid: graph.Always, Held: map[string][]graph.Held{}}
		after := answerOf(t, append(d.batch, sifted{missing, true}), d.reached).Total
		if after.Silent != before.Silent+1 || after.Records != before.Records+1 || len(after.Sums) != len(before.Sums) {
			t.Fatalf("seed %d: got %+v, before %+v", seed, after.TotalCounts, before.TotalCounts)
		}
		for i, sum := range after.Sums {
			was := before.Sums[i].Amount
			if sum.Amount.Upper != nil || !sum.Amount.Lower.Equal(*was.Lower) || sum.Amount.LowerInclusive != was.LowerInclusive {
				t.Fatalf("seed %d: %s became %s", seed, was, sum.Amount)
			}
		}
	}
}

func TestGroupsAreLimited(t *testing.T) {
	tally, err := newTally(TotalQuery{Of: map[graph.Kind]Condition{"investment": {}}, GroupBy: []Dimension{ByInvestor}})
	for i := 0; i <= MaxGroups && err == nil; i++ {
		r := &graph.Record{ID: "investment:x", Kind: "investment", Valid: graph.Always, Held: map[string][]graph.Held{"investor": {{Value: graph.Ref{ID: fmt.Sprint("company:", i)}}}}}
		err = tally.take([]sifted{{r, true}}, nil)
	}
	if graph.CodeOf(err) != graph.Limit {
		t.Errorf("got %v, want a Limit error for more than %d groups", err, MaxGroups)
	}
}
