package explore_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"capgraph/graph"
	"capgraph/graph/explore"
)

const table = `# name: Test rates
# source: made up for tests
date,from,to,rate
2024-01-01,EUR,USD,1.10
2025-01-01,EUR,USD,1.04
2025-06-01,EUR,USD,1.25
2025-01-01,EUR,GBP,0.80
`

func rates(t *testing.T, text string) *explore.Rates {
	t.Helper()
	parsed, err := explore.ParseRates("rates.csv", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestParseRatesRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "rates.csv: it is empty; begin with the row date,from,to,rate",
		"# nothing\n":                       "rates.csv: it is empty",
		"date,from,to\n":                    "rates.csv:1: the columns are date,from,to; write date,from,to,rate",
		"date,from,to,rate,note\n":          "rates.csv:1: the columns are",
		"date,from,to,rate\n":               "rates.csv: there is no rate",
		"date,from,to,rate\n2025,EUR,USD,1": `rates.csv:2: "2025" is not a day`,
		row("2025-02-30,EUR,USD,1"):         "rates.csv:4: ",
		row("2025-01-01,EUX,USD,1"):         `rates.csv:4: "EUX" is not an ISO 4217 currency`,
		row("2025-01-01,eur,USD,1"):         `rates.csv:4: "eur" is not an ISO 4217 currency`,
		row("2025-01-01,EUR,EUR,1"):         "rates.csv:4: EUR has no rate to itself",
		row("2025-01-01,EUR,USD,0"):         `rates.csv:4: "0" is no rate`,
		row("2025-01-01,EUR,USD,-1"):        `rates.csv:4: "-1" is no rate`,
		row("2025-01-01,EUR,USD,1e3"):       `rates.csv:4: "1e3" is no rate`,
		row("2025-01-01,EUR,USD,\"1,04\""):  `rates.csv:4: "1,04" is no rate`,
		row("2025-01-01,EUR,USD"):           "rates.csv:4: this is no row of four values",
		row("2025-01-01,EUR,USD,1.04,x"):    "rates.csv:4: this is no row of four values",
		row("2025-01-01,EUR,USD,\"1.04"):    "rates.csv:4: this is no row of four values",
		row("2025-03-01,EUR,USD,1.2"):       "rates.csv: EUR to USD has two rates on 2025-03-01, 1.1 and 1.2; keep one",
	} {
		_, err := explore.ParseRates("rates.csv", strings.NewReader(text))
		if graph.CodeOf(err) != graph.Invalid || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v, want an Invalid error that begins with %q", text, err, want)
		}
	}
}

// row is a table whose fourth line is the row.
func row(text string) string {
	return "# rates\ndate,from,to,rate\n2025-03-01,EUR,USD,1.1\n" + text + "\n"
}

func TestParseRatesReadsAnyOrderOfColumnsAndRepeatedRows(t *testing.T) {
	parsed := rates(t, "Rate, to, from, date\n1.10, USD, EUR, 2025-01-01\n1.1, USD, EUR, 2025-01-01\n")
	if parsed.Name != "rates.csv" || parsed.Source != "" {
		t.Errorf("got the name %q and the source %q, want the file's name and none", parsed.Name, parsed.Source)
	}
	checkLines(t, converted(t, parsed, "USD").groups, "company:meta: more than 15.4 bn USD")
}

// inUSD is what deals by Meta come to in another currency, in words.
type inWords struct {
	groups []string
	used   []string
	total  explore.Total
}

func converted(t *testing.T, parsed *explore.Rates, to string) inWords {
	t.Helper()
	store, _ := storeOf(t, purse())
	where := condition(t, "acquisition", map[string]any{"status": map[string]any{"eq": "COMPLETED"}})
	answer := totals(t, store, explore.TotalQuery{Of: of("acquisition", where), In: to, Rates: parsed, GroupBy: []explore.Dimension{explore.ByInvestor}})
	return inWords{lines(answer.Groups), usedRates(answer.Conversion), answer.Total}
}

func usedRates(c *explore.Conversion) []string {
	used := []string{}
	for _, rate := range c.Used {
		used = append(used, fmt.Sprintf("%s %s/%s %s", rate.Day, rate.From, rate.To, rate.Rate))
	}
	return used
}

// TestTheRateIsTheLastOnOrBeforeTheDay: Scale AI was completed on 2025-06-15.
func TestTheRateIsTheLastOnOrBeforeTheDay(t *testing.T) {
	dollars := converted(t, rates(t, table), "USD")
	checkLines(t, dollars.groups, "company:meta: more than 17.5 bn USD")
	checkLines(t, dollars.used, "2025-06-01 EUR/USD 1.25")
	pounds := converted(t, rates(t, table), "GBP")
	checkLines(t, pounds.groups, "company:meta: more than 11.2 bn GBP")
	late := converted(t, rates(t, "date,from,to,rate\n2025-06-16,EUR,USD,1.3\n"), "USD")
	checkLines(t, late.groups, "company:meta: more than 14 bn EUR")
	checkLines(t, late.used)
	if late.total.Unconverted != 1 {
		t.Errorf("got %d amounts that are not converted, want 1", late.total.Unconverted)
	}
}

func TestRatesAreTurnedAndJoined(t *testing.T) {
	inverse := converted(t, rates(t, "date,from,to,rate\n2025-01-01,USD,EUR,0.8\n"), "USD")
	checkLines(t, inverse.groups, "company:meta: more than 17.5 bn USD")
	checkLines(t, inverse.used, "2025-01-01 USD/EUR 0.8")
	joined := converted(t, rates(t, "date,from,to,rate\n2025-01-01,USD,EUR,0.8\n2025-02-01,USD,JPY,150\n"), "JPY")
	checkLines(t, joined.groups, "company:meta: more than 2.625 tn JPY")
	checkLines(t, joined.used, "2025-01-01 USD/EUR 0.8", "2025-02-01 USD/JPY 150")
	fresher := converted(t, rates(t, "date,from,to,rate\n2025-01-01,EUR,CHF,1\n2025-01-01,CHF,JPY,100\n2025-02-01,EUR,USD,1.25\n2025-02-01,USD,JPY,150\n"), "JPY")
	checkLines(t, fresher.used, "2025-02-01 EUR/USD 1.25", "2025-02-01 USD/JPY 150")
}

// TestADateThatIsNotADayGivesBounds: a round of 5 bn USD in 2024 or 2025 came to what
// the rates of these two years allow.
func TestADateThatIsNotADayGivesBounds(t *testing.T) {
	store, _ := storeOf(t, purse())
	answer := totals(t, store, explore.TotalQuery{Of: of("investment", only("investment:dollars")), In: "EUR", Rates: rates(t, table)})
	if got, want := answer.Total.Text(), "4 to under 4.8077 bn EUR"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	checkLines(t, usedRates(answer.Conversion), "2025-01-01 EUR/USD 1.04", "2025-06-01 EUR/USD 1.25")
	if answer.Conversion.Table != "Test rates" || answer.Conversion.Source != "made up for tests" {
		t.Errorf("got the table %q of %q, want what it says of itself", answer.Conversion.Table, answer.Conversion.Source)
	}
}

func TestAboveComparesWhatWasConverted(t *testing.T) {
	store, _ := storeOf(t, purse())
	above, err := graph.ParseMoney("17 bn USD")
	if err != nil {
		t.Fatal(err)
	}
	query := explore.TotalQuery{Of: of("acquisition"), In: "USD", Rates: rates(t, table), Above: &above}
	if got := join(totals(t, store, query).Total.Surely); got != "acquisition:scale" {
		t.Errorf("surely above 17 bn USD: got %q, want Scale AI, at more than 17.5", got)
	}
	query.In = "GBP"
	query.Slice.Day = day(newYear)
	if _, err := explore.Totals(t.Context(), store, query); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("comparing pounds with dollars: got %v, want an Invalid error", err)
	}
}

// TestConvertedBoundsHoldTheExactProduct compares with rational arithmetic.
func TestConvertedBoundsHoldTheExactProduct(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 2))
	for range 300 {
		rate := decimal.New(1+random.Int64N(999_999), -4)
		amount := decimal.New(1+random.Int64N(9_999_999), -2)
		inverse := random.IntN(2) == 0
		text, exact := "date,from,to,rate\n2020-01-01,EUR,USD,"+rate.String()+"\n", new(big.Rat).Mul(amount.Rat(), rate.Rat())
		if inverse {
			text, exact = "date,from,to,rate\n2020-01-01,USD,EUR,"+rate.String()+"\n", new(big.Rat).Quo(amount.Rat(), rate.Rat())
		}
		got := explore.ConvertForTest(rates(t, text), graph.Money{State: graph.Known, Currency: "EUR", Range: exactly(amount)}, "USD", day("2021-01-01"))
		low, high := got.Lower.Rat().Cmp(exact), got.Upper.Rat().Cmp(exact)
		if low > 0 || high < 0 || got.LowerInclusive != (low == 0) || got.UpperInclusive != (high == 0) || got.Upper.Sub(*got.Lower).GreaterThan(decimal.New(1, -8)) {
			t.Fatalf("%s at %s (inverse %t) is %s to %s, want bounds within 1e-8 around %s", amount, rate, inverse, got.Lower, got.Upper, exact.FloatString(12))
		}
	}
}

func exactly(d decimal.Decimal) graph.Range {
	return graph.Range{Lower: &d, LowerInclusive: true, Upper: &d, UpperInclusive: true}
}
