package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/seed"
)

// WaitingMentionConnection is a page of what waits.
type WaitingMentionConnection = Connection[WaitingMention]

// WaitingMentionEdge is one of them in a page.
type WaitingMentionEdge = Edge[WaitingMention]

// WaitingMention is what has to be decided before an article is loaded.
type WaitingMention struct {
	seed.WaitingMention
	article Article
	records map[graph.ID]Node
}

// MentionedIn is a fact in which something is mentioned.
type MentionedIn struct {
	Path     []string
	Kind     string
	Locators []string
	Quote    *string
}

// WaitingCandidate is a record that a mention may be.
type WaitingCandidate struct {
	Record  Node
	Label   string
	Score   float64
	Reasons []MatchReason
}

const waitingList = "waiting"

// WaitingMentions lists what waits for an editor.
func (q Query) WaitingMentions(ctx context.Context, article *graph.ID, kind *string, first *int, after *string) (*WaitingMentionConnection, error) {
	size, key, err := paging(waitingList, first, after)
	if err != nil {
		return nil, err
	}
	asked := seed.WaitingQuery{After: key, Limit: size}
	if kind != nil {
		asked.Kind = kindOf(*kind)
	}
	if article != nil {
		plain, err := unsigned("article", *article)
		if err != nil {
			return nil, err
		}
		asked.Article = plain[0]
	}
	page, err := seed.Waiting(ctx, q.Reader, asked)
	if err != nil {
		return nil, err
	}
	place := func(w *seed.WaitingMention) string { return w.Key }
	return keyed(waitingList, page.Entries, place, q.showWaiting(page.Entries), sure, page.More, 0, after), nil
}

// showWaiting reads all that entries name as one batch.
func (q Query) showWaiting(entries []seed.WaitingMention) func(*seed.WaitingMention) WaitingMention {
	records := map[graph.ID]*graph.Record{}
	for _, entry := range entries {
		records[entry.Article.ID] = entry.Article
		for _, c := range entry.Candidates {
			records[c.Record.ID] = c.Record
		}
	}
	shown := newBatch(q.Reader, q.clocks(), nil).next(records)
	return func(entry *seed.WaitingMention) WaitingMention {
		article, _ := shown[entry.Article.ID].(Article)
		return WaitingMention{*entry, article, shown}
	}
}

// Article is the article that waits.
func (w WaitingMention) Article() Article { return w.article }

// Mention is what a decision names it by.
func (w WaitingMention) Mention() *string { return present(w.WaitingMention.Mention) }

// Name is what the file calls it.
func (w WaitingMention) Name() *string { return present(w.WaitingMention.Name) }

// Kinds are what it may be.
func (w WaitingMention) Kinds() []string {
	kinds := []string{}
	for _, kind := range w.WaitingMention.Kinds {
		kinds = append(kinds, enumOf(kind))
	}
	return kinds
}

// Path is its path in the file.
func (w WaitingMention) Path() []string {
	return append([]string{}, fieldPath(w.WaitingMention.Path)...)
}

// Line is its line in the file.
func (w WaitingMention) Line() *int { return positive(w.WaitingMention.Line) }

// Column is its column there.
func (w WaitingMention) Column() *int { return positive(w.WaitingMention.Column) }

// Facts are those in which it occurs.
func (w WaitingMention) Facts() []MentionedIn {
	facts := []MentionedIn{}
	for _, f := range w.WaitingMention.Facts {
		facts = append(facts, MentionedIn{Path: fieldPath(f.Path), Kind: enumOf(f.Kind), Locators: append([]string{}, f.Places...), Quote: present(f.Quote)})
	}
	return facts
}

// Candidates are the records that it may be.
func (w WaitingMention) Candidates() []WaitingCandidate {
	candidates := []WaitingCandidate{}
	for _, c := range w.WaitingMention.Candidates {
		candidates = append(candidates, WaitingCandidate{Record: w.records[c.Record.ID], Label: graph.Label(c.Record), Score: c.Score, Reasons: matchReasons(c.Reasons)})
	}
	return candidates
}

func positive(number int) *int {
	if number <= 0 {
		return nil
	}
	return &number
}

// DecideMentionInput says which record a mention is.
type DecideMentionInput struct {
	Article          graph.ID
	Mention          *string
	Record           *graph.ID
	New              bool
	DryRun           bool
	ClientMutationID *string
}

// DecideMentionPayload says what became of the article.
type DecideMentionPayload struct{ SeedArticlePayload }

// DecideMention decides which record a mention is.
func (m Mutation) DecideMention(ctx context.Context, input DecideMentionInput) (*DecideMentionPayload, error) {
	payload := &DecideMentionPayload{emptySeedPayload(input.ClientMutationID)}
	decision := seed.MentionDecision{Article: string(input.Article), Mention: deref(input.Mention), New: input.New}
	if input.Record != nil {
		decision.Is = *input.Record
	}
	store := m.witnessed(ctx, "DecideMentionPayload", &payload.Affected)
	report, problems, err := seed.DecideMention(ctx, store, m.Actor(ctx), decision, input.DryRun)
	if err != nil {
		payload.UserErrors, err = refusal(err)
		return payload, err
	}
	return payload, payload.tell(ctx, m, report, problems)
}
