package ownership

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// Ultimate is who is at the top of those that control a company.
type Ultimate struct {
	Company graph.ID

	// Class is the entities that surely control the company and each other, and that
	// nobody else surely controls; ascending, empty when nobody surely controls the
	// company. Others are further such classes, where there are several.
	Class  []graph.ID
	Others [][]graph.ID
	Unique bool // there is one class and no other

	// Certainty is Surely when the class is at the top whatever the stakes really
	// are, Possibly when others may be there, above it or instead, No when
	// nobody even possibly controls the company.
	Certainty graph.Certainty
	Reason    UltimateReason // why there is no class, or not one alone; else empty

	// Possible are those that cannot be ruled out at the top, the class among
	// them: they possibly control the company, and no other surely controls
	// them. Ascending, at most MaxPossible; More says that there are others.
	Possible []graph.ID
	More     bool
}

// MaxPossible is how many possible ultimate parents an answer lists.
const MaxPossible = 100

// UltimateReason is why a company has not one ultimate parent.
type UltimateReason string

// The reasons.
const (
	NoHolder       UltimateReason = "NO_HOLDER"       // nobody is known to hold a stake in it
	NoMajority     UltimateReason = "NO_MAJORITY"     // no holder surely outvotes the rest
	SelfControlled UltimateReason = "SELF_CONTROLLED" // companies that it controls outvote the rest in it, and nobody else controls it
	ManyByRule     UltimateReason = "MANY_BY_RULE"    // the threshold lets several control it that do not control each other
	ManyByExcess   UltimateReason = "MANY_BY_EXCESS"  // the votes on the way are more than the whole
	ManyByConcert  UltimateReason = "MANY_BY_CONCERT" // some that act together are controlled by others, each for itself
)

// UltimateParent finds the top of those that control a company. An unknown
// company has none. Errors are those of ControlOf.
func (p *Projection) UltimateParent(ctx context.Context, company graph.ID, o Options) (Ultimate, error) {
	u := Ultimate{Company: company, Certainty: graph.No, Reason: NoHolder}
	q, err := p.poll(o)
	if err != nil {
		return u, err
	}
	n, ok := p.node(company)
	if !ok || !slices.ContainsFunc(p.stakesIn(n), func(e edge) bool { return e.owner != nobody && e.owner != n }) {
		return u, nil
	}
	sure, heads, err := q.top(ctx, n)
	if err != nil {
		return u, err
	}
	if err := q.fill(ctx, &u, n, heads); err != nil {
		return u, err
	}
	return u, q.possibleTops(ctx, &u, n, sure, heads)
}

// top finds one member of each top class, and the sure controllers among which
// it had to look for them.
func (q *poll) top(ctx context.Context, n node) (sure, heads []node, err error) {
	f, err := q.forestOnce(ctx)
	if err != nil {
		return nil, nil, err
	}
	if class := f.class(n); class != nil {
		return nil, class[:1], nil
	}
	if !f.unsettled.has(n) {
		return nil, nil, nil
	}
	if sure, err = q.controllers(ctx, n, true, nil); err != nil {
		return nil, nil, err
	}
	heads, err = q.heads(ctx, n, sure)
	return sure, heads, err
}

// heads picks one member of each top class out of the controllers of a company:
// the fewest that control all others.
func (q *poll) heads(ctx context.Context, company node, controllers []node) ([]node, error) {
	parts := q.ways()
	byPart := slices.Clone(controllers)
	slices.SortFunc(byPart, func(a, b node) int { return cmp.Or(cmp.Compare(parts[a], parts[b]), cmp.Compare(a, b)) })
	above, below := q.p.newMarks(), q.p.newMarks()
	defer q.p.marks.put(above)
	defer q.p.marks.put(below)
	if err := q.upstream(ctx, company, true, above); err != nil {
		return nil, err
	}
	var heads []node
	for _, n := range byPart {
		if below.has(n) && q.together[n] == nil {
			continue
		}
		c, _, err := q.closure(ctx, q.actor(n), true, above, nil)
		if err != nil {
			return nil, err
		}
		heads = slices.DeleteFunc(heads, func(h node) bool { return c.has(h) && q.together[h] == nil })
		heads = append(heads, n)
		for _, m := range c.list {
			below.add(m)
		}
		q.p.closures.put(c)
	}
	slices.Sort(heads)
	return heads, nil
}

// fill names the classes of the heads, and why there is not one.
func (q *poll) fill(ctx context.Context, u *Ultimate, company node, heads []node) error {
	for i, head := range heads {
		class, err := q.class(ctx, head)
		if err != nil {
			return err
		}
		if i == 0 {
			u.Class = class
		} else {
			u.Others = append(u.Others, class)
		}
	}
	u.Unique, u.Reason = len(heads) == 1, ""
	switch {
	case len(heads) > 1:
		return q.whyMany(ctx, u, company)
	case len(heads) == 0:
		return q.whyNone(ctx, u, company)
	}
	return nil
}

// class is a head and those that control it in turn, as nobody above it does.
func (q *poll) class(ctx context.Context, head node) ([]graph.ID, error) {
	f, err := q.forestOnce(ctx)
	if err != nil {
		return nil, err
	}
	switch {
	case q.together[head] != nil:
		return q.p.idsOf(q.together[head]), nil
	case f.class(head) != nil:
		return q.p.idsOf(f.class(head)), nil
	case !f.unsettled.has(head):
		return []graph.ID{q.p.ids[head]}, nil
	}
	sharing, err := q.controllers(ctx, head, true, nil)
	if err != nil {
		return nil, err
	}
	sharing = append(slices.DeleteFunc(sharing, func(n node) bool { return q.together[n] != nil }), head)
	slices.Sort(sharing)
	return q.p.idsOf(sharing), nil
}

func (q *poll) whyNone(ctx context.Context, u *Ultimate, company node) error {
	u.Reason = NoMajority
	c, _, err := q.closure(ctx, q.actor(company), true, nil, nil)
	defer q.p.closures.put(c)
	if err == nil && q.outvotes(company, c.tally(company), true) {
		u.Reason = SelfControlled
	}
	return err
}

func (q *poll) whyMany(ctx context.Context, u *Ultimate, company node) error {
	above := q.p.newMarks()
	defer q.p.marks.put(above)
	if err := q.upstream(ctx, company, true, above); err != nil {
		return err
	}
	u.Reason = ManyByRule
	if q.threshold < Whole/2 || q.threshold == Whole/2 && q.inclusive {
		return nil
	}
	u.Reason = ManyByConcert
	for _, n := range above.list {
		if q.contested(n, true) {
			u.Reason = ManyByExcess
		}
	}
	return nil
}
