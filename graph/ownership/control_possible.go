package ownership

import (
	"context"
	"slices"

	"capgraph/graph"
)

// possibleTops lists who may be at the top, and says how sure the class is.
func (q *poll) possibleTops(ctx context.Context, u *Ultimate, company node, sure, heads []node) error {
	if len(heads) == 1 && q.together[heads[0]] == nil {
		company, sure = heads[0], nil // Only who may control the head can be above it.
	}
	above, led := q.p.newMarks(), q.p.newMarks()
	defer q.p.marks.put(above)
	defer q.p.marks.put(led)
	if err := q.upstream(ctx, company, false, above); err != nil {
		return err
	}
	if err := q.lead(ctx, heads, above, led); err != nil {
		return err
	}
	candidates, err := q.candidatesForTop(ctx, company, sure, heads, above)
	if err != nil {
		return err
	}
	tops := slices.Concat(append([][]graph.ID{u.Class}, u.Others...)...)
	open := len(tops) == 0
	for _, n := range candidates {
		if slices.Contains(tops, q.p.ids[n]) {
			continue
		}
		below, err := q.under(ctx, n, false, above)
		if err != nil {
			return err
		}
		if below {
			continue
		}
		open = open || !led.has(n)
		if u.More = len(tops) >= MaxPossible; u.More {
			break
		}
		tops = append(tops, q.p.ids[n])
	}
	u.Certainty = certaintyOfTop(len(tops), open)
	slices.Sort(tops)
	u.Possible = tops
	return nil
}

// certaintyOfTop judges by how many may be at the top, and whether one of them
// is neither surely there nor surely led from there.
func certaintyOfTop(tops int, open bool) graph.Certainty {
	switch {
	case tops == 0:
		return graph.No
	case open:
		return graph.Possibly
	}
	return graph.Surely
}

// lead marks what the heads surely control of what is above.
func (q *poll) lead(ctx context.Context, heads []node, above, led *marks) error {
	for _, head := range heads {
		c, _, err := q.closure(ctx, q.actor(head), true, above, nil)
		if err == nil {
			for _, n := range c.list {
				led.add(n)
			}
		}
		q.p.closures.put(c)
		if err != nil {
			return err
		}
	}
	return nil
}

// candidatesForTop are those that may be at the top beside or instead of the
// heads. The company itself may be, in a class with one of its possible
// controllers. Nobody is above those that act together and that nobody holds.
func (q *poll) candidatesForTop(ctx context.Context, company node, sure, heads []node, above *marks) ([]node, error) {
	held := func(n node) bool { return len(q.p.stakesIn(n)) > 0 }
	if len(heads) == 1 && company != heads[0] && !slices.ContainsFunc(q.together[heads[0]], held) {
		return nil, nil
	}
	candidates, err := q.seek(ctx, company, false, sure, above)
	if err != nil || len(candidates) == 0 || len(heads) == 1 && company == heads[0] {
		return candidates, err
	}
	among := func(_ *closure, n node) bool {
		_, found := slices.BinarySearch(candidates, n)
		return found
	}
	c, hit, err := q.closure(ctx, []node{company}, false, above, among)
	q.p.closures.put(c)
	if hit {
		candidates = append(candidates, company)
	}
	return candidates, err
}

// under says whether somebody surely controls an entity that it does not control
// in turn: surely or, if sure is false, possibly, as far as it is seen within.
func (q *poll) under(ctx context.Context, n node, sure bool, within *marks) (bool, error) {
	if q.together[n] != nil {
		return false, nil
	}
	f, err := q.forestOnce(ctx)
	if err != nil {
		return false, err
	}
	if f.unsettled.has(n) {
		return q.underAny(ctx, n, sure, within)
	}
	head, parts := f.top[n], q.ways()
	switch {
	case head == n || slices.Contains(f.classes[head], n):
		return false, nil
	case sure || parts[head] != parts[n]:
		return true, nil
	}
	c, hit, err := q.closure(ctx, []node{n}, false, within, func(_ *closure, m node) bool { return m == head })
	q.p.closures.put(c)
	return !hit, err
}

// underAny looks at all who surely control an entity.
func (q *poll) underAny(ctx context.Context, n node, sure bool, within *marks) (bool, error) {
	parts := q.ways()
	for h := range q.holders(n) {
		if parts[h.node] != parts[n] && q.outvotes(n, h.votes, true) {
			return true, nil
		}
	}
	controllers, err := q.controllers(ctx, n, true, nil)
	if err != nil || len(controllers) == 0 {
		return false, err
	}
	c, _, err := q.closure(ctx, []node{n}, sure, within, nil)
	defer q.p.closures.put(c)
	return slices.ContainsFunc(controllers, func(m node) bool { return !c.has(m) }), err
}
