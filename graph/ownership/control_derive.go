package ownership

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// Derive works out the certainty, votes and reasons of pairs of an owner and a
// company, in their order; whatever else is in them is ignored. It is quick for
// pairs that share the owner. Errors are those of ControlOf.
func (p *Projection) Derive(ctx context.Context, pairs []Control, o Options) ([]Control, error) {
	q, err := p.poll(o)
	if err != nil {
		return nil, err
	}
	d := deriver{poll: q, pairs: map[graph.ID]int{}, above: p.newMarks(), of: nobody}
	defer d.free()
	for _, pair := range pairs {
		d.pairs[pair.Owner]++
	}
	out := make([]Control, len(pairs))
	for _, at := range byOwnerAndCompany(pairs) {
		out[at], err = d.control(ctx, pairs[at].Owner, pairs[at].Company)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// byOwnerAndCompany is an order of pairs in which equal owners follow each other.
func byOwnerAndCompany(pairs []Control) []int {
	order := make([]int, len(pairs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(pairs[a].Owner, pairs[b].Owner), cmp.Compare(pairs[a].Company, pairs[b].Company))
	})
	return order
}

// deriver explains pairs one after the other and keeps what the next may share.
type deriver struct {
	*poll
	pairs map[graph.ID]int // how many there are, by owner
	above *marks           // a company and all upstream of it
	of    node             // that company, nobody at first
	owner node             // of both
	both  closures
}

func (d *deriver) free() {
	d.both.free(d.p)
	d.p.marks.put(d.above)
}

// upstream marks what is above a company, unless it is marked already.
func (d *deriver) upstream(ctx context.Context, company node) error {
	if d.of == company {
		return nil
	}
	d.of = company
	return d.poll.upstream(ctx, company, false, d.above)
}

func (d *deriver) control(ctx context.Context, ofOwner, ofCompany graph.ID) (Control, error) {
	c := Control{Owner: ofOwner, Company: ofCompany, Certainty: graph.No}
	owner, known := d.p.node(c.Owner)
	company, held := d.p.node(c.Company)
	if !known || !held {
		return c, nil
	}
	c.Together = d.actors(owner)
	if err := d.follow(ctx, owner, company); err != nil {
		return c, err
	}
	m := &d.meetings[company]
	low, high := d.both.sure.tally(company), d.both.possible.tally(company)
	c.Votes = d.span(m, low, high)
	switch {
	case d.surely(m, low):
		c.Certainty = graph.Surely
		d.derive(&c, d.both.sure, company, true)
	case d.possibly(m, high):
		c.Certainty = graph.Possibly
		d.derive(&c, d.both.possible, company, false)
	default:
		if err := d.upstream(ctx, company); err != nil {
			return c, err
		}
		c.NearestMiss = d.nearestMiss(d.both.possible, company)
	}
	return c, nil
}

// follow finds what an owner controls. When one pair asks for the owner, it looks
// no further than upstream of the company, and what is possibly controlled is followed
// only until the owner has all votes in the company that it could have.
func (d *deriver) follow(ctx context.Context, owner, company node) (err error) {
	if d.pairs[d.p.ids[owner]] > 1 {
		return d.followAll(ctx, owner)
	}
	if err := d.upstream(ctx, company); err != nil {
		return err
	}
	d.both.free(d.p)
	d.both = closures{}
	if d.both.sure, _, err = d.closure(ctx, d.actor(owner), true, d.above, nil); err != nil {
		return err
	}
	full := d.mostOfAll(company)
	stop := func(c *closure, n node) bool {
		return n == company && d.most(&d.meetings[n], c.tally(n)) == full
	}
	d.both.possible, _, err = d.closure(ctx, d.actor(owner), false, d.above, stop)
	return err
}

// followAll finds all that an owner controls, once for the pairs that share it.
func (d *deriver) followAll(ctx context.Context, owner node) (err error) {
	if d.both.possible != nil && d.owner == owner {
		return nil
	}
	d.both.free(d.p)
	d.owner = owner
	d.both, err = d.bothClosures(ctx, d.actor(owner), nil)
	return err
}

// mostOfAll is the most votes that all holders of a company have together.
func (q *poll) mostOfAll(company node) extreme {
	var all tally
	for h := range q.holders(company) {
		all = all.plus(h.votes)
	}
	return q.most(&q.meetings[company], all)
}

// derive explains how a closure came to control a company.
func (q *poll) derive(c *Control, of *closure, company node, sure bool) {
	steps := map[node]Step{}
	open := []node{company}
	for len(open) > 0 {
		n := open[len(open)-1]
		open = open[:len(open)-1]
		step, holders := q.step(c, of, n, sure)
		steps[n] = step
		for _, h := range holders {
			if _, explained := steps[h]; !explained && !of.isController(q, h) {
				steps[h] = Step{}
				open = append(open, h)
			}
		}
	}
	order := make([]node, 0, len(steps))
	for n := range steps {
		order = append(order, n)
	}
	slices.SortFunc(order, func(a, b node) int {
		return cmp.Or(cmp.Compare(of.rank(a, company), of.rank(b, company)), cmp.Compare(a, b))
	})
	for _, n := range order {
		c.Derivation = append(c.Derivation, steps[n])
	}
}

// isController tells those that the closure began with.
func (c *closure) isController(q *poll, n node) bool {
	return int(c.place[n]) < len(q.actor(c.list[0]))
}

// rank orders members as control of them followed; the company asked about,
// which may be the controller itself, is the last.
func (c *closure) rank(n, company node) int32 {
	if n == company {
		return int32(len(c.list))
	}
	return c.place[n]
}

// step picks the holders that outvote the rest of a company out of those that
// were members before it.
func (q *poll) step(c *Control, of *closure, n node, sure bool) (Step, []node) {
	var able []holder
	for h := range q.holders(n) {
		if of.has(h.node) && (of.place[h.node] < of.place[n] || of.isController(q, n)) {
			able = append(able, h)
		}
	}
	slices.SortStableFunc(able, func(a, b holder) int {
		return cmp.Or(cmp.Compare(later(of, q, a.node), later(of, q, b.node)), cmp.Compare(b.votes.lo+b.votes.hi, a.votes.lo+a.votes.hi))
	})
	chosen := q.enough(n, able, sure)
	step := Step{Company: q.p.ids[n], Certainty: graph.Possibly, Threshold: q.threshold}
	var total tally
	var nodes []node
	for _, h := range chosen {
		total = total.plus(h.votes)
		nodes = append(nodes, h.node)
		step.Holders = append(step.Holders, q.holding(n, h))
		c.note(q, h)
	}
	step.Total = q.span(&q.meetings[n], total, total)
	if q.surely(&q.meetings[n], total) {
		step.Certainty = graph.Surely
	}
	c.NotUnique = c.NotUnique || q.contested(n, sure)
	return step, nodes
}

// later puts the controllers themselves before what they control.
func later(of *closure, q *poll, n node) int {
	if of.isController(q, n) {
		return 0
	}
	return 1
}

// enough takes holders in their order until they outvote the rest, then leaves
// out those that it would not have taken; what remains is ordered by id.
func (q *poll) enough(n node, able []holder, sure bool) []holder {
	var total tally
	taken := 0
	for taken < len(able) && !q.outvotes(n, total, sure) {
		total = total.plus(able[taken].votes)
		taken++
	}
	var chosen []holder
	for i := taken - 1; i >= 0; i-- {
		if without := total.minus(able[i].votes); q.outvotes(n, without, sure) {
			total = without
		} else {
			chosen = append(chosen, able[i])
		}
	}
	slices.SortFunc(chosen, func(a, b holder) int { return cmp.Compare(a.node, b.node) })
	return chosen
}

// note keeps what an answer should say of the stakes it rests on.
func (c *Control) note(q *poll, h holder) {
	for _, e := range q.stakes(h) {
		c.Flags |= e.flags
		c.Assumed = c.Assumed || q.basis == assumedVotes && !e.flags.Has(VotesStated)
	}
}

func (q *poll) holding(n node, h holder) Holding {
	var shares tally
	for _, e := range q.stakes(h) {
		shares.add(e.share)
	}
	return Holding{
		Owner: q.p.ids[h.node], Stakes: stakeIDs(q.stakes(h)), Votes: q.span(&q.meetings[n], h.votes, h.votes),
		Share: Span{
			Lo: int32(min(shares.lo, Whole)), LoOpen: shares.loOpen > 0,
			Hi: int32(min(shares.hi, Whole)), HiOpen: shares.hiOpen > 0 && shares.hi <= Whole,
		},
	}
}

// nearestMiss finds the company on the way in which the votes come nearest.
func (d *deriver) nearestMiss(possible *closure, company node) *Miss {
	best, most := company, d.highest(possible, company)
	for _, n := range possible.counted.list {
		if n == company || possible.has(n) || !d.above.has(n) {
			continue
		}
		if votes := d.highest(possible, n); votes > most || votes == most && best != company && n < best {
			best, most = n, votes
		}
	}
	t := possible.tally(best)
	return &Miss{
		Company: d.p.ids[best], Votes: d.span(&d.meetings[best], t, t), Threshold: d.threshold,
		Short: max(d.threshold-most, 0),
	}
}

// highest is the most votes that a closure may have in a company.
func (q *poll) highest(c *closure, n node) int64 {
	t := c.tally(n)
	return int64(q.span(&q.meetings[n], t, t).Hi)
}
