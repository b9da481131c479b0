package graphtest

import (
	"fmt"
	"strconv"
	"strings"
)

// RegisterPart is a fact file in JSON: part n of a register of companies, each of
// which one of some thousand owners has a stake in. Parts speak of different
// companies and the same owners. Benchmarks import it.
func RegisterPart(n, stakes int) []byte {
	var entities, facts strings.Builder
	for i := range stakes {
		k := n*stakes + i
		owner := k % 997
		fmt.Fprintf(&entities, `,"o%d":{"name":"Owner %s Holdings"},"c%d":{"name":"Venture %s","identifiers":["registry:GB-COH:%08d"]}`,
			owner, strconv.FormatInt(int64(owner)*7919, 36), k, strconv.FormatInt(int64(k)*104729, 36), k)
		fmt.Fprintf(&facts, `,{"stake":{"owner":"o%d","company":"c%d","share":"%d %%","since":"2020-01-%02d"},"at":"record %d"}`, owner, k, 1+k%90, 1+k%28, k)
	}
	const article = `{"capgraph":1,"article":{"id":"register-%d","type":"filing","title":"Register, part %d","publisher":"Registrar","published":"2025-01-01"},"entities":{"company":{%s}},"facts":[%s]}`
	return fmt.Appendf(nil, article, n, n, entities.String()[1:], facts.String()[1:])
}
