package graphtest

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"capgraph/graph"
)

const (
	randomWorlds  = 2
	randomWrites  = 30
	randomQueries = 80
)

var modelCases = []writingCase{
	{"random articles and questions, as the reference has it", func(t *testing.T, h Harness) {
		for seed := range uint64(randomWorlds) {
			t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
				store, author := open(t, h), newAuthor(seed)
				asks := &inquirer{Rand: rand.New(rand.NewPCG(seed, 1)), reference: &reference{}}
				for range randomWrites {
					asks.write(t, store, author)
				}
				for range randomQueries {
					asks.question(t, store)
				}
				asks.overview(t, store)
			})
		}
	}},
}

// write makes a random write on both sides.
func (q *inquirer) write(t *testing.T, store graph.Store, author *author) {
	t.Helper()
	changes := make([]graph.Change, 1+q.IntN(3))
	for i := range changes {
		changes[i] = author.next()
	}
	got, err := store.Apply(t.Context(), seeding(changes...))
	if graph.CodeOf(err) == graph.NotFound {
		return // The article was withdrawn before it was written.
	}
	must(t, err)
	want, err := q.commit(got.At, changes...)
	must(t, err)
	equal(t, "receipt", showReceipt(got), showReceipt(want))
	q.instants = append(q.instants, got.At)
}

// question asks both sides the same.
func (q *inquirer) question(t *testing.T, store graph.Store) {
	t.Helper()
	switch q.IntN(12) {
	case 0:
		ids, slice := append(q.ids(), q.ids()...), q.slice()
		q.compare(t, fmt.Sprintf("Records %q %+v", ids, slice), store, func(r graph.Reader) (string, error) {
			records, err := r.Records(t.Context(), ids, slice)
			return showFar(byID(records)), err
		})
	case 1:
		words, kinds := q.words(), [][]graph.Kind{nil, {"company"}, {"person", "stake"}}[q.IntN(3)]
		q.compare(t, fmt.Sprintf("Search %q %q", words, kinds), store, func(r graph.Reader) (string, error) {
			found, err := r.Search(t.Context(), words, kinds)
			return slugs(sorted(found)), err
		})
	case 2:
		v := q.version()
		entry := pick(q.Rand, append(graph.Entries(v), graph.Entry{Field: "name", Lo: "x", State: graph.Known})...)
		if entry.State != graph.Known {
			return
		}
		q.compare(t, fmt.Sprintf("Match %s %s %q", v.Kind, entry.Field, entry.Lo), store, func(r graph.Reader) (string, error) {
			ids, err := r.Match(t.Context(), v.Kind, entry.Field, []string{entry.Lo, "nothing"})
			return fmt.Sprint(ids), err
		})
	case 3, 4:
		x := q.expansion()
		q.compare(t, fmt.Sprintf("Expand %+v", x), store, func(r graph.Reader) (string, error) {
			fans, err := r.Expand(t.Context(), x)
			return showFans(fans), err
		})
	case 5:
		kind, slice := pick(q.Rand, askedKinds...), q.slice()
		until := slice.Day + graph.Day(q.IntN(800)-10)
		q.compare(t, fmt.Sprintf("Outlines %s %+v until %s", kind, slice, until), store, func(r graph.Reader) (string, error) {
			lines, head := outlined(t, r, kind, slice, until)
			return fmt.Sprintf("%s\nat %d", lines, head), nil
		})
	case 6:
		query := graph.TurnQuery{Since: q.slice().Known, Until: q.slice().Known, Limit: 1 + q.IntN(20)}
		if q.IntN(3) > 0 {
			query.Of = q.ids()
		}
		q.compare(t, fmt.Sprintf("Turns %+v", query), store, func(r graph.Reader) (string, error) { return turnsOf(t, r, query), nil })
	default:
		query := q.query()
		q.compare(t, fmt.Sprintf("List %+v of %s", query, showPredicate(query.Where)), store, func(r graph.Reader) (string, error) {
			pages, err := r.List(t.Context(), query)
			if query.Limit == 0 {
				for id, page := range pages { // What More says of no records is not defined.
					page.More = false
					pages[id] = page
				}
			}
			return showPages(pages), err
		})
	}
}

// overview compares what is known now of each kind, and the log.
func (q *inquirer) overview(t *testing.T, store graph.Store) {
	t.Helper()
	for _, spec := range graph.Specs() {
		slice := q.slice()
		equal(t, fmt.Sprintf("all %s records in %+v", spec.Kind, slice), showAll(projected(t, store, spec.Kind, slice)), showAll(projected(t, q.reference, spec.Kind, slice)))
	}
	if got, want := head(t, store), head(t, q.reference); got != want {
		t.Errorf("got the head %d, want %d", got, want)
	}
}

func (q *inquirer) compare(t *testing.T, what string, store graph.Store, ask func(graph.Reader) (string, error)) {
	t.Helper()
	got, err := ask(store)
	if err != nil {
		t.Errorf("%s: got the error %v", what, err)
		return
	}
	want, err := ask(q.reference)
	must(t, err)
	equal(t, what, got, want)
}
