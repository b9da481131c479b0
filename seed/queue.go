package seed

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"capgraph/graph"
)

// WaitingQuery asks for a page of what waits.
type WaitingQuery struct {
	Article graph.ID   // only of that article; "" for all
	Kind    graph.Kind // only mentions that may be of that kind; "" for all
	After   string     // only what comes after an entry, by its Key
	Limit   int        // at most so many
}

// WaitingPage is a page of what waits, in order of the ids of the articles and
// then of their files.
type WaitingPage struct {
	Entries []WaitingMention
	More    bool
}

// WaitingMention is what has to be decided before an article is loaded, as
// things are now: what a mention, or a fact about a deal, plan or move, is about. An article
// of which nothing is left to decide has one entry without a mention: something else is
// wrong with it, or DecideMention loads it without a decision.
type WaitingMention struct {
	Key     string // its place in the list
	Article *graph.Record
	Since   graph.Instant // since when the article waits as it is

	Mention      string        // what DecideMention takes: a handle, an id or identifier, or the path of a fact; "" for none
	Name         string        // what the file calls it
	Kinds        []graph.Kind  // what it may be
	Path         string        // where it stands in the file
	Line, Column int           // likewise, from 1; 0 where that is not known
	Message      string        // what has to be decided, in words
	Facts        []MentionedIn // the first of those in which it occurs
	Candidates   []Candidate   // the records that it may be, likeliest first
}

// MentionedIn is a fact in which a mention occurs.
type MentionedIn struct {
	Path   string
	Kind   graph.Kind
	Places []string // where in the article
	Quote  string   // its words, where the file gives them
}

// filesAtATime bounds how many files are in memory at once.
const filesAtATime = 5

// Waiting lists what waits for an editor, as things are now. It plans each
// article of the page anew, which costs about what previewing it does. Errors: Invalid for an
// After that no list gave, else those of the reader.
func Waiting(ctx context.Context, reader graph.Reader, query WaitingQuery) (*WaitingPage, error) {
	page, q := &WaitingPage{}, queue{reader: reader, WaitingQuery: query, first: math.MinInt}
	if query.After != "" {
		if _, err := fmt.Sscanf(query.After, "%d %s", &q.first, &q.from); err != nil || q.from.Kind() != graph.KindWaiting {
			return nil, graph.Errorf(graph.Invalid, "this is no place in this list; pass on one that an answer gave").At("after")
		}
	}
	for {
		files, err := q.next(ctx)
		if err != nil || len(files) == 0 {
			return page, err
		}
		for _, file := range files {
			entries, err := q.entries(ctx, file, query.Limit+1-len(page.Entries))
			if err != nil {
				return nil, err
			}
			if page.Entries = append(page.Entries, entries...); len(page.Entries) > query.Limit {
				page.Entries, page.More = page.Entries[:query.Limit], true
				return page, nil
			}
		}
	}
}

// queue is a walk through what waits.
type queue struct {
	WaitingQuery
	reader graph.Reader
	from   graph.ID // the last file that was looked at, or the one that the page begins in
	first  int      // the place of the last entry that was listed before, of the file that the page begins in
	begun  bool
}

// next reads the next files: first the one that the page begins in.
func (q *queue) next(ctx context.Context) ([]*graph.Record, error) {
	if !q.begun {
		q.begun = true
		if file, err := q.begin(ctx); file != nil || err != nil {
			return []*graph.Record{file}, err
		}
	}
	q.first = math.MinInt
	if q.Article != "" {
		return nil, nil
	}
	query := graph.Query{Kind: graph.KindWaiting, Slice: graph.Slice{Day: graph.LastDay}, Limit: filesAtATime}
	if q.from != "" {
		cursor := query.Order.Cursor(&graph.Record{ID: q.from})
		query.After = &cursor
	}
	pages, err := q.reader.List(ctx, query)
	files := pages[""].Records
	if len(files) > 0 {
		q.from = files[len(files)-1].ID
	}
	return files, err
}

// begin reads the file that the page begins in, nil when it begins with the
// next one.
func (q *queue) begin(ctx context.Context) (*graph.Record, error) {
	id := q.from
	if q.Article != "" {
		if id = graph.WaitingID(q.Article); q.from != "" && q.from != id {
			return nil, nil
		}
	}
	if id == "" {
		return nil, nil
	}
	found, err := q.reader.Records(ctx, []graph.ID{id}, graph.Slice{Day: graph.LastDay})
	return found[id], err
}

// entries lists at most some of what has to be decided of one article.
func (q *queue) entries(ctx context.Context, waiting *graph.Record, limit int) ([]WaitingMention, error) {
	after := q.first
	id := graph.WaitingArticle(waiting.ID)
	articles, err := q.reader.Records(ctx, []graph.ID{id}, graph.Slice{Day: graph.LastDay})
	if err != nil || articles[id] == nil {
		return nil, err
	}
	blank := WaitingMention{Article: articles[id], Since: waiting.Known.From}
	plan, problems, err := planOf(ctx, q.reader, waiting, nil)
	switch {
	case err != nil:
		return nil, err
	case plan == nil || len(plan.undecided) == 0:
		if q.Kind != "" || after >= 0 {
			return nil, nil
		}
		blank.Key, blank.Message = fmt.Sprintf("%d %s", 0, waiting.ID), messageOn(problems)
		return []WaitingMention{blank}, nil
	}
	var entries []WaitingMention
	for _, u := range plan.undecided {
		place := plan.place(u)
		if place <= after || len(entries) >= limit || q.Kind != "" && !slices.Contains(u.kinds(), q.Kind) {
			continue
		}
		entry := blank
		entry.Key = fmt.Sprintf("%d %s", place, waiting.ID)
		if err := plan.describe(ctx, u, &entry); err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
	return entries, nil
}

func messageOn(problems Problems) string {
	if len(problems) == 0 {
		return "nothing is left to decide; it can be loaded now"
	}
	return problems[0].Message
}

// planOf plans what waits of an article, with further decisions. The plan is
// nil when its file cannot be read any more.
func planOf(ctx context.Context, reader graph.Reader, waiting *graph.Record, choices []choice) (*plan, Problems, error) {
	facts, problems := waitingFacts(waiting)
	if problems != nil {
		return nil, problems, nil
	}
	facts.choices = choices
	plan, err := makePlan(ctx, facts, reader)
	if err != nil && problemsOf(facts, err) == nil {
		return nil, nil, err
	}
	return plan, plan.problems, nil
}

// waitingFacts decodes what waits.
func waitingFacts(waiting *graph.Record) (*Facts, Problems) {
	file, _ := graph.One[graph.File](waiting, "file")
	article := graph.WaitingArticle(waiting.ID)
	facts, problems := Decode(string(article), []byte(file))
	if problems == nil {
		facts.waits, facts.mayWait = article, true
	}
	return facts, problems
}

// place orders mentions of a file: entities before facts.
func (p *plan) place(u undecided) int {
	if u.fact != nil {
		return 1 + len(p.facts.entities) + u.fact.index
	}
	return 1 + slices.Index(p.facts.entities, u.entity)
}

// kinds are what an undecided mention may be.
func (u undecided) kinds() []graph.Kind {
	if u.fact != nil {
		return []graph.Kind{u.fact.spec.Kind}
	}
	return u.entity.possible()
}

// describe fills in an entry of the list.
func (p *plan) describe(ctx context.Context, u undecided, entry *WaitingMention) error {
	entry.Mention, entry.Kinds = u.mention(), u.kinds()
	entry.Path, entry.Line, entry.Column, entry.Message = u.problem.Path, u.problem.Line, u.problem.Column, u.problem.Message
	if u.fact != nil {
		entry.Name = strings.Join(u.fact.mentions(), ", ")
		entry.Facts = []MentionedIn{mentionedIn(u.fact)}
		return p.weighRecords(ctx, u, entry)
	}
	entry.Name = firstOf(u.entity.name(), u.entity.written)
	sought := u.entity.sought()
	sought.Kind = u.ids[0].Kind()
	for _, f := range p.facts.facts {
		if f.speaksOf(u.entity) {
			if len(entry.Facts) < MaxListed {
				entry.Facts = append(entry.Facts, mentionedIn(f))
			}
			p.relate(f, u.entity, &sought)
		}
	}
	var err error
	entry.Candidates, err = Candidates(ctx, p.reader, sought, MaxListed)
	return err
}

// MaxListed is how many facts of a mention, and how many candidates, are listed at
// most.
const MaxListed = 20

func mentionedIn(f *fact) MentionedIn {
	return MentionedIn{Path: f.path, Kind: f.spec.Kind, Places: f.places, Quote: f.quote}
}

// speaksOf says whether the fact is about the entity, or has it as a party or
// speaker.
func (f *fact) speaksOf(e *entity) bool {
	if f.about == e || f.speaker == e {
		return true
	}
	for _, parties := range f.parties {
		if slices.ContainsFunc(parties, func(p party) bool { return p.entity == e }) {
			return true
		}
	}
	return false
}

// relate adds to what is known of a mention what a fact says of it: its
// country, and with whom it has a relation.
func (p *plan) relate(f *fact, e *entity, sought *Mention) {
	if f.about == e {
		if country, ok := graph.One[graph.Token](&graph.Record{Held: f.values}, "country"); ok {
			sought.Country = string(country)
		}
	}
	for _, parties := range f.parties {
		for _, other := range parties {
			if id := p.bound.entity[other.entity]; id != "" && other.entity != e && !slices.Contains(sought.Related, id) {
				sought.Related = append(sought.Related, id)
			}
		}
	}
	slices.Sort(sought.Related)
}

// weighRecords lists the deals, plans or moves that a fact may be about.
func (p *plan) weighRecords(ctx context.Context, u undecided, entry *WaitingMention) error {
	found, err := p.reader.Records(ctx, u.ids, graph.Slice{Day: graph.LastDay})
	for _, id := range u.ids[:min(len(u.ids), MaxListed)] {
		if record := found[id]; record != nil {
			c := Candidate{Record: record, Score: 0.9, Reasons: []Reason{{SameParties, graph.Label(record)}}}
			if u.apart {
				c.lower(0.2, OtherDates, graph.Label(record))
			}
			entry.Candidates = append(entry.Candidates, c)
		}
	}
	return err
}
