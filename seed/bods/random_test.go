package bods

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"capgraph/graph"
)

// nasty are values that files have where nobody expects them.
var nasty = []any{
	"", " ", "a", "acme", "jane", "é😀", "none", "unknown", strings.Repeat("long ", 300), "x\u0000y", "2014", "2014-05", "2014-05-01", "9999-12-31", "2014-13-45", "0000-00-00",
	nil, true, false, json.Number("-1"), json.Number("1e400"), json.Number("100.5"), json.Number("33.333333333333"), []any{}, map[string]any{}, []any{nil, "a"}, "direct", "joint nominee",
	"shareholding", "votingRights", "nominee", "boardMember", "conditionalRightsGrantedByContract", "noBeneficialOwners", "XI-LEI", "GB-COH", "07444723", "closed", "updated", "trust",
}

func pick(random *rand.Rand, usual any) any {
	if random.Intn(4) == 0 {
		return nasty[random.Intn(len(nasty))]
	}
	return usual
}

// randomStatement is a statement of which any field may be anything.
func randomStatement(random *rand.Rand) map[string]any {
	records := []string{"acme", "beta", "jane", "joe", "r1", "r2", "r3"}
	record := records[random.Intn(len(records))]
	kind := []string{"entity", "person", "relationship", "relationship"}[random.Intn(4)]
	share := map[string]any{}
	for _, key := range []string{"exact", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"} {
		if random.Intn(3) == 0 {
			share[key] = pick(random, json.Number(fmt.Sprint(random.Intn(101))))
		}
	}
	var interests []any
	for range random.Intn(4) {
		interests = append(interests, map[string]any{
			"type": pick(random, "shareholding"), "directOrIndirect": pick(random, "indirect"), "details": pick(random, "Some."), "share": pick(random, share),
			"startDate": pick(random, "2016-04-06"), "endDate": pick(random, nil), "beneficialOwnershipOrControl": pick(random, true),
		})
	}
	details := map[string]any{
		"entityType": pick(random, map[string]any{"type": pick(random, "registeredEntity"), "subtype": pick(random, ""), "details": pick(random, "")}), "name": pick(random, "Name of "+record),
		"alternateNames": pick(random, []any{pick(random, "Other")}), "jurisdiction": pick(random, map[string]any{"code": pick(random, "FR")}), "foundingDate": pick(random, "2014"),
		"identifiers": pick(random, []any{map[string]any{"id": pick(random, "07444723"), "scheme": pick(random, "GB-COH")}}),
		"personType":  pick(random, "knownPerson"), "names": pick(random, []any{map[string]any{"type": pick(random, "legal"), "fullName": pick(random, "Jane")}}),
		"subject": pick(random, []string{"acme", "beta"}[random.Intn(2)]), "interestedParty": pick(random, map[string]any{"reason": pick(random, "unknown")}), "interests": pick(random, interests),
	}
	if random.Intn(2) == 0 {
		details["interestedParty"] = []string{"acme", "beta", "jane", "joe"}[random.Intn(4)]
	}
	return map[string]any{
		"statementId": pick(random, fmt.Sprintf("s%d", random.Intn(20))), "recordId": pick(random, record), "recordType": pick(random, kind), "recordStatus": pick(random, "new"),
		"statementDate": pick(random, fmt.Sprintf("20%02d-01-01", 10+random.Intn(15))), "recordDetails": pick(random, details), "source": pick(random, map[string]any{"assertedBy": []any{map[string]any{"name": pick(random, "X")}}}),
	}
}

// TestWhateverComesIsTakenOrCounted loads sets of damaged statements: none is
// refused, and loading them again changes nothing.
func TestWhateverComesIsTakenOrCounted(t *testing.T) {
	for seed := range int64(15) {
		random := rand.New(rand.NewSource(seed))
		var statements []string
		for range 25 {
			text, err := json.Marshal(randomStatement(random))
			if err != nil {
				t.Fatal(err)
			}
			statements = append(statements, string(text))
		}
		first := load(t, statements...)
		if first.report.Refused > 0 {
			t.Fatalf("seed %d: got %v refused", seed, first.report.Refusals)
		}
		second := again(t, first.Store, statements...)
		if first.report.Last > 0 && second.report.Articles[graph.Unchanged] != first.report.Last {
			t.Fatalf("seed %d: got %v the second time", seed, second.report.Articles)
		}
	}
}

// TestOrderOfStatementsIsFree loads statements in another order: apart from
// which article and place names something first, all is the same.
func TestOrderOfStatementsIsFree(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	statements := []string{
		entity("acme", "Acme", ""), entity("beta", "Beta", `,"identifiers":[{"id":"07444723","scheme":"GB-COH"}]`), person("jane", "Jane Doe"),
		relationship("r1", "jane", "acme", shares(`"exact":50`)), relationship("r2", "acme", "beta", shares(`"exact":20`)), later(relationship("r2", "acme", "beta", shares(`"exact":30`)), "x", "2021-01-01", "updated"),
		relationship("r3", `{"reason":"unknown"}`, "beta", shares(`"exact":10`)), relationship("r4", `{"reason":"unknown"}`, "beta", shares(`"exact":15`)),
	}
	want := ""
	for range 8 {
		random.Shuffle(len(statements), func(i, j int) { statements[i], statements[j] = statements[j], statements[i] })
		i := load(t, statements...)
		got := ""
		for _, kind := range []graph.Kind{"company", "person", "stake"} {
			for _, id := range i.ids(t, kind) {
				got += string(id) + " " + string(graph.EncodeBody(i.record(t, id))) + "\n"
			}
		}
		if want != "" && got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
		want = got
	}
}
