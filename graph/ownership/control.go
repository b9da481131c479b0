package ownership

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// Control says whether one party decides in a company: whether it and
// companies that it controls have more than the threshold of the votes in it.
// Control is the least relation of that sort, so companies that hold each other
// do not lift themselves by their own hair.
type Control struct {
	Owner     graph.ID
	Together  []graph.ID // all that act together with the owner, and the owner, ascending; empty when it acts alone
	Company   graph.ID
	Certainty graph.Certainty // Surely: whatever the stakes really are; Possibly: in some of the ways they may be

	// Votes are those in the company of the owner and of what it controls: at
	// least those that go with what it surely controls, at most those that go
	// with what it possibly does. Parts per billion of the base, rounded outward.
	Votes Span

	Flags     Flags // of the stakes in the derivation, any of them
	NotUnique bool  // in some step another might have the votes too: the stakes exceed the whole, or the rule asks for no majority
	Assumed   bool  // votes of the derivation were taken to be as large as shares

	Derivation  []Step // why, the company last; none when the certainty is No
	NearestMiss *Miss  // why not, when the certainty is No
}

// Step is how control of one company follows: the holders that it takes, none of
// which could be left out. Each of them is the owner, or the company of an earlier
// step.
type Step struct {
	Company   graph.ID
	Certainty graph.Certainty // whether these holders surely outvote the rest
	Holders   []Holding       // by id
	Total     Span            // of the votes, in parts per billion of the base
	Threshold int64
}

// Holding is what one holder has in a company.
type Holding struct {
	Owner  graph.ID
	Stakes []graph.ID // ascending
	Votes  Span       // in parts per billion of the base
	Share  Span       // of the capital
}

// Miss is the company that is nearest to being controlled of those on the way: the
// company asked about and all that hold it, through whatever chains. Of equals it
// is the company asked about, else the one with the least id.
type Miss struct {
	Company   graph.ID
	Votes     Span
	Threshold int64
	Short     int64 // what is missing of the threshold at best; 0 when it is just reached and that is not enough
}

// ControlOf says whether an owner controls a company, with the reasons. Those
// that act together with it under the options count as the owner. Of entities
// that neither hold nor are held the answer is No, without reasons. An owner
// controls itself when companies that it controls outvote the rest in it.
//
// Options that mean nothing are an Invalid error, a context that ends an
// Unavailable one.
func (p *Projection) ControlOf(ctx context.Context, owner, company graph.ID, o Options) (Control, error) {
	controls, err := p.Derive(ctx, []Control{{Owner: owner, Company: company}}, o)
	if err != nil {
		return Control{}, err
	}
	return controls[0], nil
}

// Controlled lists the companies that an owner controls, surely first, then by id,
// without the owner and those that act together with it. Reasons are left out:
// Derive gives them for the page that is shown. An unknown owner controls nothing.
func (p *Projection) Controlled(ctx context.Context, owner graph.ID, o Options) ([]Control, error) {
	q, err := p.poll(o)
	if err != nil {
		return nil, err
	}
	n, ok := p.node(owner)
	if !ok {
		return nil, nil
	}
	both, err := q.bothClosures(ctx, q.actor(n), nil)
	defer both.free(p)
	if err != nil {
		return nil, err
	}
	together := q.actors(n)
	var out []Control
	for _, company := range both.possible.list[len(q.actor(n)):] {
		c := Control{Owner: owner, Together: together, Company: p.ids[company], Certainty: graph.Possibly}
		c.Votes = q.span(&q.meetings[company], both.sure.tally(company), both.possible.tally(company))
		if both.sure.has(company) {
			c.Certainty = graph.Surely
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b Control) int {
		return cmp.Or(bySureness(a.Certainty, b.Certainty), cmp.Compare(a.Company, b.Company))
	})
	return out, nil
}

// Controllers lists who controls a company, surely first, then by id; those that
// act together once, under the least of their ids. Votes and reasons are left out:
// Derive gives them for the page that is shown. An unknown company has no
// controllers.
func (p *Projection) Controllers(ctx context.Context, company graph.ID, o Options) ([]Control, error) {
	q, err := p.poll(o)
	if err != nil {
		return nil, err
	}
	n, ok := p.node(company)
	if !ok {
		return nil, nil
	}
	sure, err := q.controllers(ctx, n, true, nil)
	if err != nil {
		return nil, err
	}
	possible, err := q.controllers(ctx, n, false, sure)
	if err != nil {
		return nil, err
	}
	out := make([]Control, 0, len(possible))
	for _, owner := range possible {
		c := Control{Owner: p.ids[owner], Together: q.actors(owner), Company: company, Certainty: graph.Possibly}
		if _, found := slices.BinarySearch(sure, owner); found {
			c.Certainty = graph.Surely
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b Control) int { return bySureness(a.Certainty, b.Certainty) })
	return out, nil
}

// actors are the ids of those that act together with an owner, none when it acts
// alone.
func (q *poll) actors(n node) []graph.ID {
	if q.together[n] == nil {
		return nil
	}
	return q.p.idsOf(q.together[n])
}

func (p *Projection) idsOf(nodes []node) []graph.ID {
	ids := make([]graph.ID, len(nodes))
	for i, n := range nodes {
		ids[i] = p.ids[n]
	}
	return ids
}

// bySureness puts what is surer first.
func bySureness(a, b graph.Certainty) int {
	rank := func(c graph.Certainty) int {
		switch c {
		case graph.Surely:
			return 0
		case graph.Possibly:
			return 1
		}
		return 2
	}
	return cmp.Compare(rank(a), rank(b))
}

// closures are what a controller surely and what it possibly controls.
type closures struct{ sure, possible *closure }

func (q *poll) bothClosures(ctx context.Context, controller []node, within *marks) (both closures, err error) {
	if both.sure, _, err = q.closure(ctx, controller, true, within, nil); err != nil {
		return both, err
	}
	both.possible, _, err = q.closure(ctx, controller, false, within, nil)
	return both, err
}

// free keeps the memory for the next question.
func (c closures) free(p *Projection) {
	for _, one := range []*closure{c.sure, c.possible} {
		if one != nil {
			p.closures.put(one)
		}
	}
}
