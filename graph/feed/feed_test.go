package feed_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/feed"
	"capgraph/graph/graphtest"
	"capgraph/graph/sqlite"
)

func embedded(t *testing.T) graph.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), sqlite.Memory, sqlite.WithClock(graphtest.Clock()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

// lines prints changes, one a line: outcome, record, reasons, fields.
func lines(t *testing.T, reader graph.Reader, query feed.Query) string {
	t.Helper()
	page, err := feed.Read(t.Context(), reader, query)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, c := range page.Changes {
		line := fmt.Sprintf("%s %s %v", c.Outcome, c.Label, c.Reasons())
		for _, f := range c.Fields {
			line += fmt.Sprintf("; %s %q to %q", f.Field, f.Before, f.After)
		}
		all = append(all, line)
	}
	return strings.Join(all, "\n")
}

// wire is a load of one article about a share of Alpha in Beta.
func wire(share string, parts ...graphtest.Part) graph.Change {
	parts = append(parts, graphtest.Company("Alpha"), graphtest.Company("Beta"), graphtest.Stake("Alpha", "Beta", "share", share))
	return graphtest.Article("wire", append([]graphtest.Part{graphtest.On("2025-01-01")}, parts...)...)
}

func TestEachReasonIsToldApart(t *testing.T) {
	store := embedded(t)
	last := graphtest.Load(t, store, wire("10 %"))[0]
	for _, c := range []struct {
		name   string
		change graph.Change
		want   string
	}{
		{"the text was read wrongly", wire("12 %", graphtest.ReadAgain(2)), `CHANGED Alpha owns 12 % of Beta [EXTRACTION]; share "10 %" to "12 %"`},
		{"its publisher corrected it", wire("14 %", graphtest.Revised("2025-01-05")), `CHANGED Alpha owns 14 % of Beta [SOURCE]; share "12 %" to "14 %"`},
		{"a later source sees the world otherwise", graphtest.Article("later", graphtest.On("2025-06-01"), graphtest.Company("Alpha"), graphtest.Company("Beta"),
			graphtest.Stake("Alpha", "Beta", "share", "20 %")), `CHANGED Alpha owns 20 % of Beta [WORLD]; share "14 %" to "20 %"`},
		{"a source disagrees", graphtest.Article("other", graphtest.On("2025-06-01"), graphtest.Type("note"), graphtest.Company("Alpha"), graphtest.Company("Beta"),
			graphtest.Stake("Alpha", "Beta", "share", "30 %")), `CHANGED Alpha owns 20 % of Beta [WORLD]; share "20 %" to "20 %"`},
		{"an editor decides", graphtest.Article("decision", graphtest.On("2025-06-01"), graphtest.Type("decision"), graphtest.Company("Alpha"), graphtest.Company("Beta"),
			graphtest.Stake("Alpha", "Beta", "share", "30 %")), `CHANGED Alpha owns 30 % of Beta [RESOLUTION]; share "20 %" to "30 %"`},
		{"the decision is withdrawn", graphtest.Withdraw("decision"), `CHANGED Alpha owns 20 % of Beta [RESOLUTION]; share "30 %" to "20 %"`},
		{"the later source is withdrawn", graphtest.Withdraw("later"), `CHANGED Alpha owns 30 % of Beta [SOURCE]; share "20 %" to "30 %"`},
	} {
		at := graphtest.Load(t, store, c.change)[0]
		query := feed.Query{TurnQuery: graph.TurnQuery{Since: last, Of: []graph.ID{"company:beta"}, Limit: 10}}
		got := lines(t, store, query)
		if !strings.Contains(c.want, "[RESOLUTION]") && got != c.want || strings.Contains(c.want, "[RESOLUTION]") && !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
		query.Reasons = []graph.ChangeReason{graph.ChangeInExtraction}
		if got := lines(t, store, query); (got != "") != strings.Contains(c.want, "EXTRACTION") {
			t.Errorf("%s, only what was read wrongly: got %q", c.name, got)
		}
		last = at
	}
}

func TestWhatIsGoneIsNamed(t *testing.T) {
	store := embedded(t)
	graphtest.Load(t, store, wire("10 %"))
	since := graphtest.Load(t, store, graphtest.Withdraw("wire"))[0] - 1
	got := lines(t, store, feed.Query{TurnQuery: graph.TurnQuery{Since: since, Limit: 10}})
	want := "ENDED Alpha [SOURCE]\nENDED Beta [SOURCE]\nENDED Alpha owns 10 % of Beta [SOURCE]"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestFollowersMissNothing lets several follow while others write, through the
// pulse and past it.
func TestFollowersMissNothing(t *testing.T) {
	store := embedded(t)
	pulse := feed.NewPulse(store, 5*time.Millisecond)
	done := errors.New("done")
	const writes = 20
	heard := make(chan int, 3)
	for range 3 {
		go func() {
			n, last := 0, graph.TurnCursor{}
			err := pulse.Follow(context.Background(), feed.Query{TurnQuery: graph.TurnQuery{Limit: 2}}, func(page *feed.Page) error {
				for _, c := range page.Changes {
					if last.Compare(c.TurnCursor) >= 0 {
						t.Errorf("%v comes after %v", c.TurnCursor, last)
					}
					last = c.TurnCursor
					if n++; n == writes {
						return done
					}
				}
				return nil
			})
			if err != done {
				t.Errorf("got %v, want to be done", err)
			}
			heard <- n
		}()
	}
	for i := range writes {
		to := graph.Store(pulse)
		if i%2 == 0 {
			to = store // as another process would
		}
		graphtest.Load(t, to, graphtest.Article(fmt.Sprintf("note %d", i), graphtest.On("2025-01-01"), graphtest.Company(fmt.Sprintf("Firm %d", i))))
	}
	for range 3 {
		select {
		case n := <-heard:
			if n != writes {
				t.Errorf("heard %d changes, want %d", n, writes)
			}
		case <-time.After(20 * time.Second):
			t.Fatal("a follower does not hear of all changes")
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := pulse.Wait(ctx, graph.LastInstant); !errors.Is(err, context.Canceled) {
		t.Errorf("waiting with a context that has ended: got %v", err)
	}
}
