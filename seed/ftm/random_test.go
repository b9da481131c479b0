package ftm

import (
	"encoding/json"
	"math/rand"
	"strings"
	"testing"

	"capgraph/graph"
)

// nasty are values that files have where nobody expects them.
var nasty = []any{
	"", " ", "acme", "jane", "é😀", "none", "unknown", strings.Repeat("long ", 300), "x\u0000y", "2014", "2014-05", "2014-05-01", "9999-12-31", "0000-00-00", "25-50", "150", "joint", "nominee", "former",
	nil, true, json.Number("1e400"), json.Number("7"), []any{}, map[string]any{}, []any{nil, "a"}, "5493001KJTIIGC8Y1R12", "su", "gb",
}

func pick(random *rand.Rand, usual ...any) any {
	var values []any
	for range 1 + random.Intn(2) {
		values = append(values, usual[random.Intn(len(usual))])
	}
	switch random.Intn(8) {
	case 0:
		return nasty[random.Intn(len(nasty))]
	case 1:
		return append(values, nasty[random.Intn(len(nasty))])
	}
	return values
}

func randomEntity(random *rand.Rand) map[string]any {
	ids := []any{"acme", "beta", "jane", "joe", "o1", "o2", "d1", "e1"}
	schemata := []any{"Company", "LegalEntity", "Person", "PublicBody", "Ownership", "Ownership", "Directorship", "Employment", "Vessel"}
	properties := map[string]any{}
	for name, usual := range map[string][]any{
		"name": {"Acme", "Beta"}, "alias": {"A."}, "previousName": {"Old"}, "country": {"fr"}, "jurisdiction": {"gb"}, "registrationNumber": {"07444723"}, "leiCode": {"5493001KJTIIGC8Y1R12"}, "wikidataId": {"Q380"},
		"incorporationDate": {"1999", "1999-05"}, "sector": {"Mining"}, "nationality": {"fr"}, "owner": ids, "asset": ids, "percentage": {"25", "25-50"}, "director": ids, "organization": ids, "employee": ids, "employer": ids,
		"role": {"Boss"}, "status": {"former", "active"}, "startDate": {"2014", "2016-05"}, "endDate": {"2015", "2020"}, "date": {"2013"}, "summary": {"Held jointly."}, "sharesType": {"ordinary"},
	} {
		if random.Intn(2) == 0 {
			properties[name] = pick(random, usual...)
		}
	}
	return map[string]any{"id": ids[random.Intn(len(ids))], "schema": schemata[random.Intn(len(schemata))], "properties": properties, "last_seen": pick(random, "2024-01-01"), "datasets": pick(random, "list")}
}

// TestWhateverComesIsTakenOrCounted loads sets of damaged entities: none is
// refused, and loading them again changes nothing.
func TestWhateverComesIsTakenOrCounted(t *testing.T) {
	for seed := range int64(15) {
		random := rand.New(rand.NewSource(seed))
		var lines []string
		for range 25 {
			text, err := json.Marshal(randomEntity(random))
			if err != nil {
				t.Fatal(err)
			}
			lines = append(lines, string(text))
		}
		first := load(t, lines...)
		if first.report.Refused > 0 {
			t.Fatalf("seed %d: got %v refused", seed, first.report.Refusals)
		}
		second := again(t, first.Store, lines...)
		if first.report.Last > 0 && second.report.Articles[graph.Unchanged] != first.report.Last {
			t.Fatalf("seed %d: got %v the second time", seed, second.report.Articles)
		}
	}
}
