package sqlite

import (
	"flag"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"capgraph/seed"
)

var relations = flag.Int("relations", 20_000, "relations that BenchmarkBulk imports")

// bulkText is the fact file of the nth article of a register: stakes that a few
// companies hold.
func bulkText(n, stakes int) []byte {
	var entities, facts strings.Builder
	for i := range stakes {
		k := n*stakes + i
		owner, company := k%997, k
		fmt.Fprintf(&entities, `,"o%d":{"name":"Owner %s Holdings"},"c%d":{"name":"Venture %s","identifiers":["registry:GB-COH:%08d"]}`, owner, strconv.FormatInt(int64(owner)*7919, 36), company, strconv.FormatInt(int64(company)*104729, 36), company)
		if i > 0 {
			facts.WriteString(",")
		}
		fmt.Fprintf(&facts, `{"stake":{"owner":"o%d","company":"c%d","share":"%d %%","since":"2020-01-%02d"},"at":"record %d"}`, owner, company, 1+k%90, 1+k%28, k)
	}
	return []byte(fmt.Sprintf(`{"capgraph":1,"article":{"id":"register-%d","type":"filing","title":"Register, part %d","publisher":"Registrar","published":"2025-01-01"},"entities":{"company":{%s}},"facts":[%s]}`,
		n, n, entities.String()[1:], facts.String()))
}

func BenchmarkProfile(b *testing.B) {
	for b.Loop() {
		store, err := Open(b.Context(), filepath.Join(b.TempDir(), "store.db"))
		if err != nil {
			b.Fatal(err)
		}
		for n := range *relations / 500 {
			facts, problems := seed.Decode("x.json", bulkText(n, 500))
			if problems != nil {
				b.Fatal(problems)
			}
			if _, problems, err := seed.Load(b.Context(), store, "bench", facts, false); err != nil || problems != nil {
				b.Fatal(problems, err)
			}
		}
		store.Close()
	}
}
