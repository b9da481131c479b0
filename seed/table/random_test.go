package table

import (
	"math/rand"
	"strings"
	"testing"
)

// nasty are cells that tables have where nobody expects them.
var nasty = []string{
	"", " ", "NULL", `\N`, "0", "-1", "1e400", "a", "é😀", "none", "unknown", strings.Repeat("long ", 100), "x\x00y", "\xff", "2014", "2014-05", "2014-05-01", "01/02/2014", "0000-00-00", "A; B", "a|b",
	"\"quoted\"", "comma, inc", "line\nend", "USD", "EUR", "usd", "FRA", "fr", "person", "true", "1", "planned", "completed", "day", "7", "12.5", "1,000,000", "Series A", "/organization/x", "/person/y", "p:1", "c:1",
}

func field(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// TestWhateverComesIsTakenOrCounted reads damaged tables by each shipped
// mapping, and loads them twice.
func TestWhateverComesIsTakenOrCounted(t *testing.T) {
	for _, name := range Builtins() {
		for seed := range int64(4) {
			random := rand.New(rand.NewSource(seed))
			mapping := shipped(t, name)
			var header []string
			known := map[string]bool{}
			for _, c := range mapping.columns() {
				for _, column := range c.names {
					if !known[squash(column)] && (random.Intn(2) == 0 || strings.Contains(column, "name") || strings.Contains(column, "company")) {
						known[squash(column)] = true
						header = append(header, field(column))
					}
				}
			}
			table := strings.Join(header, ",") + "\n"
			for range 25 {
				cells := make([]string, len(header))
				for i := range cells {
					cells[i] = field(nasty[random.Intn(len(nasty))])
				}
				table += strings.Join(cells, ",") + "\n"
			}
			store := world(t)
			first := load(t, store, mapping, strings.NewReader(table))
			if first.err != nil {
				if strings.Contains(first.err.Error(), "there is no column") {
					continue
				}
				t.Fatalf("%s, seed %d: %v", name, seed, first.err)
			}
			for _, refusal := range first.report.Refusals {
				if !strings.Contains(refusal.Message, "could be about any of") && !strings.Contains(refusal.Message, "contradicts the dates of") {
					t.Errorf("%s, seed %d: refused %v", name, seed, refusal)
				}
			}
			second := load(t, store, shipped(t, name), strings.NewReader(table))
			if second.err != nil || second.report.Created+second.report.Changed+second.report.Conflicting > 0 {
				t.Fatalf("%s, seed %d: got %v, %v the second time", name, seed, second.report.Articles, second.err)
			}
		}
	}
}
