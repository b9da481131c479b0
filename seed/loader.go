package seed

import (
	"context"
	"iter"
	"time"

	"capgraph/graph"
)

// Item is one article of a stream: its facts or, when there are problems, none.
type Item struct {
	File     string
	Line     int // of the file where the article begins, 0 for a file that is one article
	Bytes    int // of its text
	Facts    *Facts
	Problems Problems
	Tag      any // comes back with the result
}

// Result is what became of an item.
type Result struct {
	Item
	Loaded // of what has problems without having facts, the report says no more than that it was refused
}

// Why are the problems for which the article was refused, nil when it was not.
func (r Result) Why() Problems { return r.Loaded.Problems }

// Tally counts what became of a stream.
type Tally struct {
	Articles map[graph.Outcome]int // by what became of them; skipped ones are UNCHANGED
	Skipped  int                   // articles that the store held already

	Created, Changed, Unchanged, Conflicting, Refused, Waiting int // facts
}

// Loader loads streams of articles.
type Loader struct {
	Store  graph.Store
	Actor  string
	DryRun bool

	// Queue lets articles wait of which only mentions have to be decided, see
	// Facts.MayWait.
	Queue bool

	// StopOnError ends a load with the first article that is refused: those before
	// it are loaded, each in a transaction of its own, and none behind it.
	StopOnError bool

	// Wait is how long a store that cannot be reached is waited for, and Waiting, when
	// it is set, is told each time before it is tried again.
	Wait    time.Duration
	Waiting func(why error)

	// Each is told what became of each article, in the order of the stream. Its
	// error ends the load.
	Each func(Result) error
}

// The most that is written in one transaction: articles are gathered up to
// these, which bounds memory.
const (
	bulkFacts    = 2_000
	bulkArticles = 500
	bulkBytes    = 4_000_000
)

// Load loads a stream of articles, many in one transaction. One that is refused
// does not stop the others, unless StopOnError says so. Loading again what is
// known changes nothing and is quick, so that an interrupted load is resumed by loading
// the same again. The error is that of the stream, of Each, of ctx, or of the store, when it
// could not be reached for longer than Wait; what was counted so far stands.
func (l *Loader) Load(ctx context.Context, items iter.Seq2[Item, error]) (*Tally, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	tally := &Tally{Articles: map[graph.Outcome]int{}}
	for gathered := range ahead(ctx, l.gather(items)) {
		refused, err := l.loadGathered(ctx, gathered.items, tally)
		if err == nil {
			err = gathered.err
		}
		if err != nil || refused && l.StopOnError {
			return tally, err
		}
	}
	return tally, ctx.Err()
}

// gathered is what one transaction is to write, or the last of it and the
// error that ended the stream.
type gathered struct {
	items []Item
	err   error
}

func (l *Loader) gather(items iter.Seq2[Item, error]) iter.Seq[gathered] {
	return func(yield func(gathered) bool) {
		var now gathered
		facts, bytes := 0, 0
		for item, err := range items {
			if err != nil {
				now.err = err
				break
			}
			l.keep(item.Facts)
			now.items = append(now.items, item)
			if bytes += item.Bytes; item.Facts != nil {
				facts += item.Facts.Len()
			}
			if facts >= bulkFacts || bytes >= bulkBytes || len(now.items) >= bulkArticles || l.StopOnError {
				if !yield(now) {
					return
				}
				now, facts, bytes = gathered{}, 0, 0
			}
		}
		if len(now.items) > 0 || now.err != nil {
			yield(now)
		}
	}
}

// keep keeps the text of what may wait, and of nothing else.
func (l *Loader) keep(facts *Facts) {
	switch {
	case facts == nil:
	case l.Queue || facts.mayWait:
		facts.MayWait()
	default:
		facts.text = nil
	}
}

// ahead makes the next element while the last is worked on. It stops when ctx
// ends.
func ahead[T any](ctx context.Context, all iter.Seq[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		next := make(chan T)
		go func() {
			defer close(next)
			for one := range all {
				select {
				case next <- one:
				case <-ctx.Done():
					return
				}
			}
		}()
		for one := range next {
			if !yield(one) {
				return
			}
		}
	}
}

// loadGathered loads what is good, and says whether anything was refused.
func (l *Loader) loadGathered(ctx context.Context, items []Item, tally *Tally) (refused bool, err error) {
	var good []*Facts
	for _, item := range items {
		if item.Facts != nil {
			good = append(good, item.Facts)
		}
	}
	loaded, err := l.LoadAll(ctx, good)
	if err != nil {
		return false, err
	}
	for _, item := range items {
		result := Result{Item: item, Loaded: Loaded{Report: &Report{File: item.File, Outcome: Refused}, Problems: item.Problems}}
		if item.Facts != nil {
			result.Loaded, loaded = loaded[0], loaded[1:]
			result.Loaded.Problems.onLine(item.Line)
			result.Report.Undecided.onLine(item.Line)
		}
		refused = refused || result.Report.Outcome == Refused
		tally.Add(result)
		if err := l.Each(result); err != nil {
			return false, err
		}
	}
	return refused, nil
}

// LoadAll is the function LoadAll, tried again while the store cannot be reached, for as long as
// Wait says. What an attempt wrote without hearing of it, the next one skips.
func (l *Loader) LoadAll(ctx context.Context, all []*Facts) ([]Loaded, error) {
	for _, facts := range all {
		l.keep(facts)
	}
	pause, until := 250*time.Millisecond, time.Now().Add(l.Wait)
	for {
		loaded, err := LoadAll(ctx, l.Store, l.Actor, all, l.DryRun)
		if graph.CodeOf(err) != graph.Unavailable || ctx.Err() != nil || time.Now().Add(pause).After(until) {
			return loaded, err
		}
		if l.Waiting != nil {
			l.Waiting(err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
		pause = min(2*pause, 5*time.Second)
	}
}

// Add counts what became of one more item.
func (t *Tally) Add(result Result) {
	report := result.Report
	t.Articles[report.Outcome]++
	if result.Skipped {
		t.Skipped++
	}
	t.Created += report.Created
	t.Changed += report.Changed
	t.Unchanged += report.Unchanged
	t.Conflicting += report.Conflicting
	t.Refused += report.Refused
	t.Waiting += report.Waiting
}
