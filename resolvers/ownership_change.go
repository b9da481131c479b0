package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/graph/ownership"
)

// maxThresholds is how many thresholds one question about changes may have.
const maxThresholds = 10

// OwnershipChanges lists what changed for a company between two days.
func (q Query) OwnershipChanges(ctx context.Context, company graph.ID, from, to graph.Day, thresholds []string, options *OwnershipOptions, knownAt *graph.Instant) ([]OwnershipChange, error) {
	given := defaultOptions
	if options != nil {
		given = *options
	}
	at := q.clocks().with(&to, knownAt)
	o, err := given.options(ctx, q.Reader, at)
	if err != nil {
		return nil, err
	}
	of, err := q.Reader.stood(ctx, at, "company", company)
	if err != nil {
		return nil, err
	}
	if len(thresholds) > maxThresholds {
		return nil, graph.Errorf(graph.Limit, "at most %d thresholds at a time", maxThresholds).At("thresholds")
	}
	levels := make([]int64, len(thresholds))
	for i, text := range thresholds {
		if levels[i], err = percent("thresholds", text); err != nil {
			return nil, err
		}
	}
	slice := graph.Slice{Day: from - 1, Known: at.slice.Known}
	stakes, head, err := ownership.LoadSpan(ctx, q.Reader, slice, max(to, from), given.selection())
	if err != nil {
		return nil, err
	}
	found, err := ownership.NewHistory(stakes).Changes(ctx, of[0], from, to, o, levels)
	if err != nil {
		return nil, err
	}
	at.slice.Known = head
	cast, err := study{batch: newBatch(q.Reader, at, nil), clocks: at}.summon(ctx, changesSpeak(found))
	if err != nil {
		return nil, err
	}
	changes := make([]OwnershipChange, len(found))
	for i, change := range found {
		changes[i] = OwnershipChange{change, cast}
	}
	return changes, nil
}

func changesSpeak(changes []ownership.Change) []graph.ID {
	var ids []graph.ID
	for _, c := range changes {
		ids = append(append(ids, c.Owner), c.Stakes...)
		ids = append(append(ids, c.Before.Parent...), c.After.Parent...)
	}
	return ids
}

// OwnershipChange is something that changed for a company on a day.
type OwnershipChange struct {
	ownership.Change
	cast cast
}

// Owner is whose control or share changed.
func (c OwnershipChange) Owner() Party { return the[Party](c.cast, c.Change.Owner) }

// Threshold is what was crossed.
func (c OwnershipChange) Threshold() *graph.Share {
	if c.Change.Threshold == 0 {
		return nil
	}
	share := ownership.AsShare(c.Change.Threshold)
	return &share
}

// Before is how it stood the day before.
func (c OwnershipChange) Before() OwnershipStanding {
	return OwnershipStanding{c.Change.Before, c.cast}
}

// After is how it stood on the day.
func (c OwnershipChange) After() OwnershipStanding { return OwnershipStanding{c.Change.After, c.cast} }

// Stakes are those that changed.
func (c OwnershipChange) Stakes() []Stake { return named[Stake](c.cast, c.Change.Stakes...) }

// OwnershipStanding is how something stood on a day.
type OwnershipStanding struct {
	ownership.Standing
	cast cast
}

// Share is the integrated share.
func (s OwnershipStanding) Share() *graph.Share { return shareOf(s.Standing.Share) }

// Parent is the class at the top.
func (s OwnershipStanding) Parent() []Party { return named[Party](s.cast, s.Standing.Parent...) }

// OwnershipIssue is a reason not to trust the stakes in a company.
type OwnershipIssue struct {
	ownership.Issue
	cast cast
}

// OwnershipIssueConnection is a page of issues.
type OwnershipIssueConnection = Connection[OwnershipIssue]

// OwnershipIssueEdge is one of them in a page.
type OwnershipIssueEdge = Edge[OwnershipIssue]

// OwnershipIssues lists what is wrong with the stakes in force.
func (q Query) OwnershipIssues(ctx context.Context, options *OwnershipOptions, asOf *graph.Day, knownAt *graph.Instant, first *int, after *string) (*OwnershipIssueConnection, error) {
	study, err := q.study(ctx, options, q.clocks().with(asOf, knownAt))
	if err != nil {
		return nil, err
	}
	page, err := cut("issues", study.projection.Issues(), first, after)
	if err != nil {
		return nil, err
	}
	var speaks []graph.ID
	for _, issue := range page.Nodes() {
		speaks = append(append(append(speaks, issue.Company), issue.Stakes...), issue.Members...)
	}
	cast, err := study.summon(ctx, speaks)
	if err != nil {
		return nil, err
	}
	return mapPage(page, func(i ownership.Issue) OwnershipIssue { return OwnershipIssue{i, cast} }), nil
}

// Company is the company.
func (i OwnershipIssue) Company() Company { return the[Company](i.cast, i.Issue.Company) }

// Stakes are those that it is about.
func (i OwnershipIssue) Stakes() []Stake { return named[Stake](i.cast, i.Issue.Stakes...) }

// Members are those of a closed loop.
func (i OwnershipIssue) Members() []Company { return named[Company](i.cast, i.Issue.Members...) }
