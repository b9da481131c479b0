package bods

import (
	"strings"
	"testing"

	"capgraph/seed/dataset"
)

// FuzzArticles reads anything. What becomes an article must be a good one.
func FuzzArticles(f *testing.F) {
	parties := entity("acme", "Acme", `,"identifiers":[{"id":"07444723","scheme":"GB-COH"}],"foundingDate":"2014-05"`) + "\n" + person("jane", "Jane Doe") + "\n"
	for _, seed := range []string{
		"", "[", "{}", "[]", "[[]]", "null", parties,
		parties + relationship("r1", "jane", "acme", shares(`"minimum":75,"exclusiveMaximum":100`)),
		parties + relationship("r1", `{"reason":"unknown"}`, "acme", `{"type":"nominee"},`+shares(`"exact":1e9`)),
		parties + relationship("r1", "jane", "acme", shares(`"exact":5`)) + "\n" + later(relationship("r1", "jane", "acme", ""), "x", "2021-01-01", "closed"),
		`{"statementID":"o","statementType":"ownershipOrControlStatement","subject":{"describedByEntityStatement":"e"},"interestedParty":{"unspecified":{"reason":"no-beneficial-owners"}},"interests":[{"type":"voting-rights"}]}`,
		sample("a", "entity", `"entityType":{"type":"anonymousEntity"},"unspecifiedEntityDetails":{"reason":"unknown"}`),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		set, err := dataset.New(dataset.Origin{ID: "fuzz", Title: "Fuzz", Retrieved: "2025-01-01", Size: 10})
		if err != nil {
			t.Fatal(err)
		}
		for article, err := range Articles(strings.NewReader(text), set) {
			if err != nil {
				continue
			}
			if _, refused, err := article.Settle(); err != nil || len(refused) > 0 {
				t.Fatalf("got %v, %v", refused, err)
			}
		}
	})
}
