package ownership

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// reaching is a holding that reaches the threshold, surely or possibly, by one measure.
type reaching struct {
	node      node // the owner, or what is owned
	measure   Measure
	certainty graph.Certainty
	part      Bounds
}

func (h reaching) reason(code LinkCode) LinkReason {
	return LinkReason{Measure: h.measure, Code: code, Certainty: h.certainty, Parts: []Bounds{h.part}}
}

// byLargest lists the owners apart from the company, those with the largest
// greatest part by any measure first.
func byLargest(owners []reaching, company node) []node {
	most := map[node]float64{}
	for _, h := range owners {
		if h.node != company {
			most[h.node] = max(most[h.node], h.part.Max)
		}
	}
	list := keysOf(most, nil)
	slices.SortStableFunc(list, func(a, b node) int { return cmp.Compare(most[b], most[a]) })
	return list
}

// owned are the holdings of an owner that reach the threshold.
func (l *linker) owned(ctx context.Context, owner node) ([]reaching, error) {
	r := l.p.downstream(owner)
	solved, err := r.solution(ctx)
	if err != nil {
		return nil, err
	}
	view := r.view(solved)
	var all []reaching
	for _, v := range r.byEntity() {
		if view.integrated(v).Max*Whole < float64(l.threshold)-1 && view.direct(v).Max*Whole < float64(l.threshold)-1 {
			continue
		}
		if all, err = l.shares(ctx, all, r.nodes[v], view.share(owner, v)); err != nil {
			return nil, err
		}
	}
	return l.votesOf(ctx, all, owner)
}

// owners are the holdings of the company that reach the threshold.
func (l *linker) owners(ctx context.Context) (all []reaching, issues []Issue, err error) {
	found, err := l.p.ownersOf(ctx, l.company)
	if err != nil {
		return nil, nil, err
	}
	for i, s := range found.shares {
		if all, err = l.shares(ctx, all, found.nodes[found.rows[i]], s); err != nil {
			return nil, nil, err
		}
	}
	all, err = l.votesIn(ctx, all)
	return all, found.issues(), err
}

// shares adds what a share reaches, of n.
func (l *linker) shares(ctx context.Context, all []reaching, n node, s Share) ([]reaching, error) {
	if direct := s.Direct.AtLeast(l.threshold); direct != graph.No {
		all = append(all, reaching{n, MeasureDirect, direct, s.Direct})
	}
	certainty, part, err := l.p.reach(ctx, s, terms{l.threshold, true})
	if certainty != graph.No && err == nil {
		all = append(all, reaching{n, MeasureIntegrated, certainty, *part})
	}
	return all, err
}

// votesOf adds the votes that an owner and all that it controls have.
func (l *linker) votesOf(ctx context.Context, all []reaching, owner node) ([]reaching, error) {
	both, err := l.bothClosures(ctx, l.actor(owner), nil)
	defer both.free(l.p)
	if err != nil {
		return nil, err
	}
	counted := slices.Clone(both.possible.counted.list)
	slices.Sort(counted)
	for _, n := range counted {
		all = l.votes(all, n, n, both.sure.tally(n), both.possible.tally(n))
	}
	return all, nil
}

// votesIn adds the votes in the company of each owner and all that it controls.
func (l *linker) votesIn(ctx context.Context, all []reaching) ([]reaching, error) {
	b := beneficial{company: l.company}
	behind, err := b.behind(ctx, l.poll)
	if err != nil {
		return nil, err
	}
	for _, first := range keysOf(behind.possible, nil) {
		low, _ := behind.sure.of(first).all()
		high, _ := behind.possible.of(first).all()
		for _, n := range l.actor(first) {
			all = l.votes(all, n, l.company, low, high)
		}
	}
	return all, nil
}

// votes adds what votes in a company reach, of n.
func (l *linker) votes(all []reaching, n, company node, low, high tally) []reaching {
	reach := rule{l.threshold, true, l.outstanding}
	m := &l.meetings[company]
	switch part := boundsOf(reach.span(m, low, high)); {
	case reach.surely(m, low):
		return append(all, reaching{n, MeasureVotes, graph.Surely, part})
	case l.measure == MeasureVotes && reach.possibly(m, high):
		return append(all, reaching{n, MeasureVotes, graph.Possibly, part})
	}
	return all
}
