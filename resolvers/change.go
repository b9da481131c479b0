package resolvers

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"capgraph/graph"
	"capgraph/graph/feed"
)

// Change is what one commit made of one record.
type Change struct {
	feed.Change
	scene *changeScene
}

// ChangeConnection is a page of changes.
type ChangeConnection struct {
	*Connection[Change]
	Until graph.Instant
}

// ChangeEdge is one of them in a page.
type ChangeEdge = Edge[Change]

// ChangeCause is an article that made a record change.
type ChangeCause struct {
	feed.Cause
	change Change
}

const changeList = "changes"

// Changes are a page of what commits changed.
func (q Query) Changes(ctx context.Context, since, until *graph.Instant, of []graph.ID, reasons []graph.ChangeReason, first *int, after *string) (*ChangeConnection, error) {
	asked, err := q.changeQuery(ctx, since, of, reasons, after)
	if err != nil {
		return nil, err
	}
	if asked.Limit, err = (listing{First: first}).limit(); err != nil {
		return nil, err
	}
	if until != nil {
		asked.Until = *until
	}
	page, err := feed.Read(ctx, q.Reader, asked)
	if err != nil {
		return nil, err
	}
	shown := q.showChanges(page)
	key := func(c *Change) string { return changeKey(c.TurnCursor) }
	connection := keyed(changeList, shown, key, func(c *Change) Change { return *c }, sure, page.More, 0, after)
	if page.More { // The page may reach further than its last change.
		end := keyCursor(changeList, changeKey(page.Last))
		connection.PageInfo.EndCursor = &end
	}
	return &ChangeConnection{connection, page.Until}, nil
}

// changeQuery reads the arguments that query and subscription share.
func (q Query) changeQuery(ctx context.Context, since *graph.Instant, of []graph.ID, reasons []graph.ChangeReason, after *string) (feed.Query, error) {
	asked := feed.Query{Reasons: reasons}
	if since != nil {
		asked.Since = *since
	}
	if len(of) > graph.MaxPage {
		return asked, graph.Errorf(graph.Limit, "changes of at most %d records are listed together", graph.MaxPage).At("of")
	}
	if of != nil {
		before, err := unsigned("of", of...) // What an id was before it was merged away is part of its history.
		if err != nil {
			return asked, err
		}
		now, err := q.Reader.stood(ctx, q.clocks(), "of", of...)
		if err != nil {
			return asked, err
		}
		asked.Of = slices.Concat([]graph.ID{}, before, slices.DeleteFunc(now, func(id graph.ID) bool { return slices.Contains(before, id) }))
	}
	key, err := keyAfter(changeList, after)
	if err != nil || key == "" {
		return asked, err
	}
	instant, id, found := strings.Cut(key, " ")
	at, err := strconv.ParseInt(instant, 10, 64)
	if err != nil || !found {
		return asked, graph.Errorf(graph.Invalid, "this is no cursor of this list; pass on one that an answer gave").At("after")
	}
	asked.After = &graph.TurnCursor{At: graph.Instant(at), ID: graph.ID(id)}
	return asked, nil
}

func changeKey(place graph.TurnCursor) string {
	return strconv.FormatInt(int64(place.At), 10) + " " + string(place.ID)
}

// changeScene is what the changes of one page share.
type changeScene struct {
	query   Query
	page    *feed.Page
	batches map[graph.Instant]*batch // of records and claims, at each clock
	now     *batch
}

func (q Query) showChanges(page *feed.Page) []Change {
	scene := &changeScene{query: q, page: page, batches: map[graph.Instant]*batch{}, now: newBatch(q.Reader, q.clocks(), nil)}
	shown := make([]Change, len(page.Changes))
	for i, change := range page.Changes {
		shown[i] = Change{change, scene}
		for _, at := range []graph.Instant{change.At - 1, change.At} {
			if scene.batches[at] == nil {
				scene.batches[at] = newBatch(q.Reader, q.clocks().with(nil, &at), nil)
			}
		}
		scene.batches[change.At-1].keep(change.Before)
		scene.batches[change.At].keep(change.After)
		for _, cause := range change.Causes {
			scene.batches[change.At-1].keep(cause.Ended...)
			scene.batches[change.At].keep(cause.Begun...)
		}
	}
	return shown
}

// keep makes records part of the batch, nil ones aside.
func (b *batch) keep(records ...*graph.Record) {
	for _, record := range records {
		if record != nil {
			b.records = append(b.records, record)
		}
	}
}

// Cursor is the place of the change among all.
func (c Change) Cursor() string { return keyCursor(changeList, changeKey(c.TurnCursor)) }

// Kind is the kind of the record.
func (c Change) Kind() string { return enumOf(c.ID.Kind()) }

// Outcome is what became of the record.
func (c Change) Outcome() string { return string(c.Change.Outcome) }

// Before is the record just before the commit.
func (c Change) Before() Node { return c.view(c.At-1, c.Change.Before) }

// After is the record just after the commit.
func (c Change) After() Node { return c.view(c.At, c.Change.After) }

func (c Change) view(at graph.Instant, record *graph.Record) Node {
	if record == nil {
		return nil
	}
	return c.scene.batches[at].view(record)
}

// Fields are those that changed.
func (c Change) Fields() []FieldChange {
	fields := make([]FieldChange, len(c.Change.Fields))
	for i, f := range c.Change.Fields {
		fields[i] = FieldChange{Field: f.Field, Before: present(f.Before), After: present(f.After), Why: f.Why}
	}
	return fields
}

// Reasons are the classes of why it changed.
func (c Change) Reasons() []graph.ChangeReason { return c.Change.Reasons() }

// Causes are the articles that made it change.
func (c Change) Causes() []ChangeCause {
	causes := make([]ChangeCause, len(c.Change.Causes))
	for i, cause := range c.Change.Causes {
		causes[i] = ChangeCause{cause, c}
	}
	return causes
}

// ArticleID is the id of the article.
func (c ChangeCause) ArticleID() graph.ID { return c.Cause.Article }

// Article is the article as known now, read for all changes of the page at once.
func (c ChangeCause) Article(ctx context.Context) (*Article, error) {
	scene := c.change.scene
	nodes, err := once(scene.now, "causes", func() (map[graph.ID]Node, error) {
		var ids []graph.ID
		for _, change := range scene.page.Changes {
			for _, cause := range change.Causes {
				ids = append(ids, cause.Article)
			}
		}
		return readNodes(ctx, scene.query.Reader, ids, scene.now.clocks)
	})
	if article, found := nodes[c.Cause.Article].(Article); found {
		return &article, err
	}
	return nil, err
}

// Begun are its claims about the record that began.
func (c ChangeCause) Begun() []Claim { return c.claims(c.change.At, c.Cause.Begun) }

// Ended are its claims about the record that ended.
func (c ChangeCause) Ended() []Claim { return c.claims(c.change.At-1, c.Cause.Ended) }

func (c ChangeCause) claims(at graph.Instant, records []*graph.Record) []Claim {
	claims := make([]Claim, 0, len(records))
	for _, record := range records {
		claim, _ := c.change.scene.batches[at].view(record).(Claim)
		claims = append(claims, claim)
	}
	return claims
}
