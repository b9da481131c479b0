package graphtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"capgraph/graph"
)

const (
	mixedRuns   = 2
	mixedWrites = 12
)

var mixedCases = []writingCase{
	{"of whatever is written the preview is the write, and undone from the last to the first it leaves every state that was there", func(t *testing.T, h Harness) {
		for seed := range uint64(mixedRuns) {
			store := open(t, h)
			mixed(t, seed, mixedWrites, writer{store, store.Apply})
		}
	}},
	{"what counts in the end makes the same graph in any order", func(t *testing.T, h Harness) {
		for seed := range uint64(mixedRuns) {
			one, other := open(t, h), open(t, h)
			whatCounts(t, seed, mixedWrites, writer{one, one.Apply}, writer{other, other.Apply})
		}
	}},
}

// editor writes what people and pipelines write, all of it mixed: articles and
// their corrections, decisions on identity, withdrawals, restores and undos.
type editor struct {
	*author
	decided int
}

// next is a plan of one change, which may be refused.
func (e *editor) next(t testing.TB, reader graph.Reader) graph.Plan {
	t.Helper()
	log := logged(t, reader)
	switch what := e.IntN(9); {
	case what < 2:
		return again(e.decision())
	case what == 2 && len(log) > 0:
		return turning(graph.Restoration, pick(e.Rand, log...).Article)
	case what == 3 && len(log) > 0:
		return turning(undoingLatest, pick(e.Rand, log...).Article)
	}
	return again(e.author.next())
}

// again is a plan that can be made twice, for a preview and for good.
func again(change graph.Change) graph.Plan {
	return func(context.Context, graph.Reader) ([]graph.Change, error) {
		return []graph.Change{copied(change)}, nil
	}
}

func turning(turn func(context.Context, graph.Reader, graph.ID) (graph.Change, error), id graph.ID) graph.Plan {
	return func(ctx context.Context, reader graph.Reader) ([]graph.Change, error) {
		change, err := turn(ctx, reader, id)
		return []graph.Change{change}, err
	}
}

func undoingLatest(ctx context.Context, reader graph.Reader, id graph.ID) (graph.Change, error) {
	return graph.Undoing(ctx, reader, id, 0)
}

// decision merges, splits or keeps apart some of the records that random
// articles are about; it may contradict another.
func (e *editor) decision() graph.Change {
	order, part := e.Perm(len(companies)), Part(nil)
	company := func(i int) graph.ID { return ID("company", companies[order[i]]) }
	switch e.IntN(5) {
	case 0, 1:
		part = Merge(company(0), company(1), company(2))
	case 2:
		part = Merge(graph.ID(fmt.Sprintf("acquisition:deal-%d", order[0]%3)), graph.ID(fmt.Sprintf("acquisition:deal-%d", (order[0]+1)%3)))
	case 3:
		part = Split(company(0), pick(e.Rand, company(1), "company:new"), "article 0", fmt.Sprintf("article %d", e.IntN(5)))
	default:
		part = Apart(company(0), company(1))
	}
	e.decided++
	return Decided(fmt.Sprintf("decision %d", e.decided), part)
}

// previewed makes a write after its preview, and says whether anything was
// written.
func previewed(t *testing.T, what string, on writer, plan graph.Plan) bool {
	t.Helper()
	before := head(t, on)
	foreseen, refused := on.write(t.Context(), graph.Write{Actor: "graphtest", Plan: plan, DryRun: true})
	if got := head(t, on); got != before {
		t.Errorf("%s: got the head %d after a preview, want %d", what, got, before)
	}
	done, err := on.write(t.Context(), graph.Write{Actor: "graphtest", Plan: plan})
	equal(t, what+": the error", fmt.Sprint(err), fmt.Sprint(refused))
	if err != nil {
		if code := graph.CodeOf(err); code != graph.Conflict && code != graph.NotFound && code != graph.Invalid {
			t.Errorf("%s: got the error %v (%s)", what, err, code)
		}
		if got := head(t, on); got != before {
			t.Errorf("%s: got the head %d after a refusal, want %d", what, got, before)
		}
		return false
	}
	equal(t, what+": the receipt", showReceipt(done), showReceipt(foreseen))
	return head(t, on) != before
}

// mixed makes random writes, each after its preview, and undoes all of them
// from the last on.
func mixed(t *testing.T, seed uint64, writes int, on writer) {
	t.Helper()
	e, states := &editor{author: newAuthor(seed + 70)}, []string{}
	for len(states) < writes {
		state := wholeSlice(t, on)
		if previewed(t, fmt.Sprintf("seed %d, write %d", seed, len(states)), on, e.next(t, on)) {
			states = append(states, state)
		}
	}
	for i, entry := range logged(t, on) {
		_, err := on.write(t.Context(), planned(func(ctx context.Context, reader graph.Reader) (graph.Change, error) {
			return graph.Undoing(ctx, reader, entry.Article, entry.At)
		}))
		must(t, err)
		equal(t, fmt.Sprintf("seed %d, before %s of %s", seed, entry.Action, entry.Article), wholeSlice(t, on), states[len(states)-1-i])
	}
}

// whatCounts makes random writes to one, and to the other only the articles and
// decisions that count in the end, in another order and in batches.
func whatCounts(t *testing.T, seed uint64, writes int, one, other writer) {
	t.Helper()
	e := &editor{author: newAuthor(seed + 80)}
	for n := 0; n < writes; {
		if _, err := one.write(t.Context(), graph.Write{Actor: "graphtest", Plan: e.next(t, one)}); err == nil {
			n++
		}
	}
	counting, random := countingIn(t, one), rand.New(rand.NewPCG(seed, 11))
	random.Shuffle(len(counting), func(i, j int) { counting[i], counting[j] = counting[j], counting[i] })
	for len(counting) > 0 {
		n := 1 + random.IntN(len(counting))
		_, err := other.write(t.Context(), seeding(counting[:n]...))
		must(t, err)
		counting = counting[n:]
	}
	equal(t, fmt.Sprintf("seed %d, in another order", seed), leavingOut(wholeSlice(t, other), "WITHDRAWN"), leavingOut(wholeSlice(t, one), "WITHDRAWN"))
}

// countingIn are the articles that count, each as a change that makes it anew.
func countingIn(t *testing.T, reader graph.Reader) []graph.Change {
	t.Helper()
	claims := map[graph.ID][]*graph.Record{}
	for _, c := range projected(t, reader, "claim", today) {
		claims[c.Refs("article")[0]] = append(claims[c.Refs("article")[0]], c)
	}
	var changes []graph.Change
	for _, article := range projected(t, reader, "article", today) {
		if status, _ := graph.One[graph.Token](article, "status"); status != graph.Withdrawn {
			changes = append(changes, graph.Change{Action: graph.ActionSeed, Article: article, Claims: claims[article.ID]})
		}
	}
	return changes
}
