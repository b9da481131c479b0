package ftm

import (
	"strings"
	"testing"

	"capgraph/seed/dataset"
)

// FuzzArticles reads anything. What becomes an article must be a good one.
func FuzzArticles(f *testing.F) {
	all := strings.Join(parties, "\n") + "\n"
	for _, seed := range []string{
		"", "[", "{}", "[]", "null", all,
		all + line("o", "Ownership", `"owner":["jane","joe"],"asset":["acme"],"percentage":["25-50","75 % or more"],"startDate":["2014"],"status":["former"]`),
		all + line("d", "Directorship", `"director":["jane","hold"],"organization":["acme"],"role":["a","b"]`) + "\n" + line("acme", "PublicBody", `"leiCode":["x"]`),
		`{"id":"x","schema":"Company","last_seen":"2020","datasets":["a"],"properties":{"name":[" ",""],"isinCode":"US30303M1027","country":["su","fr"]}}`,
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
