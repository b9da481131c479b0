// Package seedtest holds what the benchmarks of stores share: the import of a
// register of any size.
package seedtest

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/seed"
)

// each is how many stakes an article of the register states.
const each = 500

// Register is a stream of articles that state so many stakes, each in a company
// of its own, rounded up to whole articles of 500.
func Register(stakes int) iter.Seq2[seed.Item, error] {
	return func(yield func(seed.Item, error) bool) {
		for n := range (stakes + each - 1) / each {
			text := registerPart(n, each)
			facts, problems := seed.Decode("register.json", text)
			if !yield(seed.Item{File: "register.json", Bytes: len(text), Facts: facts, Problems: problems}, nil) {
				return
			}
		}
	}
}

// registerPart is a fact file in JSON: part n of a register of companies, each of
// which one of some thousand owners has a stake in. Parts speak of different
// companies and the same owners.
func registerPart(n, stakes int) []byte {
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

// Import loads a stream of new articles and calls after when each is written.
// The test fails when one is not new in all that it states.
func Import(t testing.TB, store graph.Store, items iter.Seq2[seed.Item, error], after func()) {
	t.Helper()
	loader := seed.Loader{Store: store, Actor: "bench", Each: func(result seed.Result) error {
		if result.Report.Created != result.Facts.Len() {
			t.Fatalf("got %+v (%v), want all facts created", result.Report, result.Why())
		}
		after()
		return nil
	}}
	if _, err := loader.Load(t.Context(), items); err != nil {
		t.Fatal(err)
	}
}

// ImportInTurns imports a register and calls other when each article is
// written. Meanwhile the import stands still, its reading ahead included, so that both
// are timed under the same conditions.
func ImportInTurns(t testing.TB, store graph.Store, stakes int, other func()) (ours, others time.Duration) {
	t.Helper()
	var turn sync.Mutex
	began := time.Now()
	Import(t, store, inTurn(&turn, Register(stakes)), func() {
		turn.Lock()
		defer turn.Unlock()
		began := time.Now()
		other()
		others += time.Since(began)
	})
	return time.Since(began) - others, others
}

// inTurn is a stream that makes no element while the lock is taken.
func inTurn(turn *sync.Mutex, items iter.Seq2[seed.Item, error]) iter.Seq2[seed.Item, error] {
	return func(yield func(seed.Item, error) bool) {
		next, stop := iter.Pull2(items)
		defer stop()
		for {
			turn.Lock()
			item, err, more := next()
			turn.Unlock()
			if !more || !yield(item, err) {
				return
			}
		}
	}
}
