package seed

import (
	"fmt"
	"strings"
	"testing"
)

// largeNote is an article of n facts, of all the sorts that are matched.
func largeNote(n int) string {
	var entities, facts strings.Builder
	entities.WriteString("  company:\n    hub: Hub\n")
	for i := range n / 2 {
		fmt.Fprintf(&entities, "    c%d: Company %d\n", i, i)
		fmt.Fprintf(&facts, "- acquisition: {acquirer: hub, target: c%d, share: 49 %%, price: \"> 14 bn EUR\", date: 2025-06, status: completed}\n", i)
		fmt.Fprintf(&facts, "- company: {is: c%d, country: US, industry: Industry %d}\n", i, i)
	}
	return note("large", entities.String(), facts.String())
}

func BenchmarkDecode(b *testing.B) {
	text := []byte(largeNote(1000))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if problems := Check("large.yaml", text); problems != nil {
			b.Fatal(problems)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	facts := mustDecodeText(b, "large.yaml", largeNote(1000))
	for b.Loop() {
		b.StopTimer()
		store := world(b)
		b.StartTimer()
		if _, problems, err := Load(b.Context(), store, "bench", facts, false); err != nil || problems != nil {
			b.Fatal(problems, err)
		}
	}
}

func TestLargeArticle(t *testing.T) {
	const n = 200
	if report := load(t, world(t), largeNote(n)); report.Created != n {
		t.Errorf("got %d facts created, want %d", report.Created, n)
	}
}
