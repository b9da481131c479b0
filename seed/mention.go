package seed

import (
	"context"
	"slices"

	"capgraph/graph"
)

// MentionDecision is what an editor decides about a mention of an article that
// waits.
type MentionDecision struct {
	Article string   // as in Withdraw
	Mention string   // as Waiting lists it; "" decides nothing, and loads what nothing stands against any more
	Is      graph.ID // the record that it is; of something new the id that it gets, "" for the usual one
	New     bool     // it is none of those that are known
}

// DecideMention decides which record a mention is of an article that waits. When
// that was the last one that had to be decided, the article is loaded with it, as any other:
// the report, and what the graph is then, are those of loading the file with that
// decision written in it under "bound". Otherwise the article goes on to wait, and the report
// says for what. Claims keep the mention as the article has it. Undoing the write makes the article wait
// again as before.
//
// Problems come back, and nothing is written, when something else stands against loading the
// article. Errors: NotFound for an article that does not wait, a mention that its file does
// not have, and an unknown record; Invalid for a record of another kind, or a mention that is not
// ambiguous; Conflict for one that was decided otherwise before, and for a new record whose
// id is taken; and those of the store. The same decision again changes nothing while the
// article waits.
func DecideMention(ctx context.Context, store graph.Store, actor string, decision MentionDecision, dryRun bool) (*Report, Problems, error) {
	var last *plan
	var facts *Facts
	receipt, err := store.Apply(ctx, graph.Write{Actor: actor, DryRun: dryRun, Plan: func(ctx context.Context, reader graph.Reader) ([]graph.Change, error) {
		waiting, err := decision.find(ctx, reader)
		if err != nil {
			return nil, err
		}
		last, facts, err = decision.plan(ctx, reader, waiting)
		if err != nil {
			return nil, err
		}
		last.action = graph.ActionDecide
		return []graph.Change{last.change()}, nil
	}})
	if err == nil {
		return last.reportOn(receipt, dryRun), nil, nil
	}
	if facts != nil {
		if problems := problemsOf(facts, err); problems != nil {
			return refusal(facts), problems, nil
		}
	}
	return nil, nil, err
}

// find reads what waits of the article.
func (d MentionDecision) find(ctx context.Context, reader graph.Reader) (*graph.Record, error) {
	id, err := articleCalled(ctx, reader, d.Article)
	if err != nil {
		return nil, err
	}
	found, err := reader.Records(ctx, []graph.ID{id, graph.WaitingID(id)}, graph.Slice{Day: graph.LastDay})
	switch {
	case err != nil:
		return nil, err
	case found[id] == nil:
		return nil, graph.Errorf(graph.NotFound, "there is no article %s", id).At("article")
	case found[graph.WaitingID(id)] == nil:
		return nil, graph.Errorf(graph.NotFound, "nothing of %s waits for a decision", id).At("article")
	}
	return found[graph.WaitingID(id)], nil
}

// plan plans the article with the decision. The facts come with errors that are
// problems of the article.
func (d MentionDecision) plan(ctx context.Context, reader graph.Reader, waiting *graph.Record) (*plan, *Facts, error) {
	facts, problems := waitingFacts(waiting)
	if problems != nil {
		return nil, &Facts{file: string(graph.WaitingArticle(waiting.ID)), waits: graph.WaitingArticle(waiting.ID)}, problems
	}
	if d.Mention != "" {
		before, _, err := planOf(ctx, reader, waiting, nil)
		if err != nil {
			return nil, nil, err
		}
		c, err := d.choice(ctx, before)
		if err != nil {
			return nil, nil, err
		}
		facts.choices = []choice{c}
	}
	made, err := makeOrWait(ctx, facts, reader)
	return made, facts, err
}

// choice is the decision in terms of the file, which the plan without it must
// have left undecided.
func (d MentionDecision) choice(ctx context.Context, before *plan) (choice, error) {
	i := slices.IndexFunc(before.undecided, func(u undecided) bool { return u.mention() == d.Mention })
	if i < 0 {
		return d.again(before)
	}
	u := before.undecided[i]
	c := choice{Mention: d.Mention, Name: before.facts.nameOf(u), Is: d.Is, New: d.New}
	switch _, _, isID := graph.ParseID(string(d.Is)); {
	case d.Is == "" && !d.New:
		return c, graph.Errorf(graph.Invalid, "say which record it is, or that it is new").At("record")
	case d.Is != "" && (!isID || !slices.Contains(u.kinds(), d.Is.Kind())):
		return c, graph.Errorf(graph.Invalid, "%q is no id of the kind %s", d.Is, kindsWords(u.kinds())).At("record")
	case d.Is == "" && u.entity != nil && len(u.entity.names) == 0:
		return c, graph.Errorf(graph.Invalid, "the file gives %s no name, so that it can be nothing new", shown(d.Mention)).At("new")
	case d.Is == "":
		return c, nil
	}
	known, err := knownAs(ctx, before.reader, []graph.ID{d.Is})
	switch {
	case err != nil:
		return c, err
	case d.New && known[d.Is] != nil:
		return c, graph.Errorf(graph.Conflict, "%s is known; leave out that it is new, or give it another id", named(known[d.Is], d.Is)).At("record")
	case !d.New && known[d.Is] == nil:
		return c, graph.Errorf(graph.NotFound, "nothing is known of %s", d.Is).At("record")
	}
	return c, nil
}

// again is for a mention that is not undecided: the same decision a second
// time, or an error.
func (d MentionDecision) again(before *plan) (choice, error) {
	for _, c := range before.choices {
		switch {
		case c.Mention != d.Mention:
		case c.Is == d.Is && c.New == d.New:
			return c, nil
		default:
			return c, graph.Errorf(graph.Conflict, "it was decided before that %s is %s; undo that write of the article first", shown(d.Mention), firstOf(string(c.Is), "new")).At("mention")
		}
	}
	var written []string
	for _, e := range before.facts.entities {
		if written = append(written, e.called()); e.called() == d.Mention {
			return choice{}, graph.Errorf(graph.Invalid, "%s is not ambiguous; decide without a mention to load the article when nothing else is", shown(d.Mention)).At("mention")
		}
	}
	for _, f := range before.facts.facts {
		if written = append(written, f.path); f.path == d.Mention {
			return choice{}, graph.Errorf(graph.Invalid, "what %s is about is not ambiguous, or not yet; the mentions of entities come first", shown(d.Mention)).At("mention")
		}
	}
	return choice{}, graph.Errorf(graph.NotFound, "the file has no %s%s", shown(d.Mention), didYouMean(d.Mention, written)).At("mention")
}
