package ownership

import (
	"context"
	"slices"

	"capgraph/graph"
)

// Group lists the companies of which an entity is the ultimate parent: everything
// that it surely controls, ascending, without itself and those that act together
// with it. It is empty when somebody surely controls the parent that the parent
// does not control in turn, and for an unknown parent. Where companies have
// several ultimate parents, they are in the group of each. Errors are those of
// ControlOf.
func (p *Projection) Group(ctx context.Context, parent graph.ID, o Options) ([]graph.ID, error) {
	q, err := p.poll(o)
	if err != nil {
		return nil, err
	}
	n, ok := p.node(parent)
	if !ok {
		return nil, nil
	}
	if under, err := q.under(ctx, n, true, nil); err != nil || under {
		return nil, err
	}
	c, _, err := q.closure(ctx, q.actor(n), true, nil, nil)
	defer p.closures.put(c)
	if err != nil {
		return nil, err
	}
	ids := p.idsOf(c.list[len(q.actor(n)):])
	slices.Sort(ids)
	return ids, nil
}
