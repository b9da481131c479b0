package ownership

import (
	"context"
	"slices"
	"sync"

	"capgraph/graph"
)

// poll is how votes are counted for one question.
type poll struct {
	p *Projection
	*roll
	rule
	together map[node][]node // those that act as one, ascending, by each of them
}

// poll prepares a question. A threshold below zero or above the whole, and a
// base or basis that does not exist, are Invalid errors.
func (p *Projection) poll(o Options) (*poll, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	basis := statedVotes
	if o.Votes == Shares {
		basis = assumedVotes
	}
	return &poll{p: p, roll: p.roll(basis), rule: o.rule(), together: p.together(o.Together)}, nil
}

// ways are the strongly connected parts of the votes, by node.
func (q *poll) ways() []int32 { return q.partsOf(q.p) }

// check refuses options that mean nothing.
func (o Options) check() error {
	switch {
	case o.Threshold < 0 || o.Threshold > Whole:
		return graph.Errorf(graph.Invalid, "a threshold is from 0 to 100 %%").At("options.controlThreshold")
	case o.Base != "" && o.Base != Issued && o.Base != Outstanding:
		return graph.Errorf(graph.Invalid, "%q is no voting base", string(o.Base)).At("options.votingBase")
	case o.Votes != "" && o.Votes != Stated && o.Votes != Shares:
		return graph.Errorf(graph.Invalid, "%q is no source of votes", string(o.Votes)).At("options.votes")
	}
	return nil
}

// together joins lists that share a member. Entities that neither hold nor are
// held are left out, and so are lists of fewer than two.
func (p *Projection) together(lists [][]graph.ID) map[node][]node {
	joined := map[node][]node{}
	for _, list := range lists {
		var all []node
		for _, id := range list {
			if n, ok := p.node(id); ok {
				all = append(append(all, n), joined[n]...)
			}
		}
		slices.Sort(all)
		all = slices.Compact(all)
		if len(all) < 2 {
			continue
		}
		for _, n := range all {
			joined[n] = all
		}
	}
	return joined
}

// actor is an owner with all that act together with it, ascending.
func (q *poll) actor(n node) []node {
	if all := q.together[n]; all != nil {
		return all
	}
	return []node{n}
}

// outvotes says whether the holders of a tally control a company: surely or,
// if sure is false, possibly.
func (q *poll) outvotes(company node, t tally, sure bool) bool {
	if sure {
		return q.surely(&q.meetings[company], t)
	}
	return q.possibly(&q.meetings[company], t)
}

// marks is a set of nodes that is emptied at the cost of what is in it.
type marks struct {
	bits []uint64
	list []node // in the order of adding
}

func (m *marks) reset(nodes int) {
	if words := (nodes + 63) / 64; len(m.bits) != words {
		m.bits, m.list = make([]uint64, words), nil
	}
	for _, n := range m.list {
		m.bits[n/64] = 0
	}
	m.list = m.list[:0]
}

func (m *marks) has(n node) bool { return m.bits[n/64]>>(n%64)&1 == 1 }

// add reports whether the node is new.
func (m *marks) add(n node) bool {
	if m.has(n) {
		return false
	}
	m.bits[n/64] |= 1 << (n % 64)
	m.list = append(m.list, n)
	return true
}

// ranked is marks that know the place of each in the list.
type ranked struct {
	marks
	place []int32 // valid for nodes in the list
}

func (r *ranked) reset(nodes int) {
	if r.marks.reset(nodes); len(r.place) != nodes {
		r.place = make([]int32, nodes)
	}
}

func (r *ranked) add(n node) bool {
	if !r.marks.add(n) {
		return false
	}
	r.place[n] = int32(len(r.list) - 1)
	return true
}

// closure is everything that one controller controls: the least set of
// companies outvoted by the controller and the set.
type closure struct {
	ranked          // the controller, then the companies in the order in which control of them follows
	counted ranked  // companies in which the members have votes
	tallies []tally // of the votes of the members, as counted lists the companies
}

// newClosure and newMarks take from what earlier questions have left.
func (p *Projection) newClosure() *closure {
	c := p.closures.take()
	c.reset(len(p.ids))
	c.counted.reset(len(p.ids))
	c.tallies = c.tallies[:0]
	return c
}

func (p *Projection) newMarks() *marks {
	m := p.marks.take()
	m.reset(len(p.ids))
	return m
}

// maxSpare is how much memory of each sort is kept for later questions.
const maxSpare = 8

// spare is memory that questions have left for later ones.
type spare[T any] struct {
	mu   sync.Mutex
	left []*T
}

func (s *spare[T]) take() *T {
	s.mu.Lock()
	defer s.mu.Unlock()
	last := len(s.left) - 1
	if last < 0 {
		return new(T)
	}
	t := s.left[last]
	s.left = s.left[:last]
	return t
}

// put leaves memory for later.
func (s *spare[T]) put(t *T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.left) < maxSpare {
		s.left = append(s.left, t)
	}
}

// tally is the votes of the members in a company.
func (c *closure) tally(n node) tally {
	if c.counted.has(n) {
		return c.tallies[c.counted.place[n]]
	}
	return tally{}
}

// pace is how many holders are counted between looks at the context.
const pace = 1 << 12

// closure finds what a controller controls: surely or, if sure is false, possibly.
// Companies outside within are left out, if it is given. It ends early, and says
// so, as soon as stop is true of a member in which votes were added. The caller
// puts the closure back when it has read it.
func (q *poll) closure(ctx context.Context, controller []node, sure bool, within *marks, stop func(*closure, node) bool) (*closure, bool, error) {
	c := q.p.newClosure()
	for _, n := range controller {
		c.add(n)
	}
	for i := 0; i < len(c.list); i++ {
		if i%pace == 0 && ctx.Err() != nil {
			return c, false, ended(ctx)
		}
		for _, b := range q.blocksOf(c.list[i]) {
			if within != nil && !within.has(b.company) {
				continue
			}
			if q.count(c, b, sure); stop != nil && c.has(b.company) && stop(c, b.company) {
				return c, true, nil
			}
		}
	}
	return c, false, nil
}

// count adds a member's votes and takes in the company if they suffice.
func (q *poll) count(c *closure, b block, sure bool) {
	if c.counted.add(b.company) {
		c.tallies = append(c.tallies, tally{})
	}
	t := &c.tallies[c.counted.place[b.company]]
	t.add(b.votes)
	if !c.has(b.company) && q.outvotes(b.company, *t, sure) {
		c.add(b.company)
	}
}

// ended is the error of a question whose context has ended.
func ended(ctx context.Context) error {
	return graph.Errorf(graph.Unavailable, "the request ended before it was answered").Because(ctx.Err())
}
