package ownership

import (
	"context"
	"fmt"
	"sync"

	"capgraph/graph"
)

// Forest is the ultimate parent of every company at once. When control takes a
// majority and no company has more than 100 % of the votes, any two that
// control a company share a holder of it, so that one of them controls the
// other: control is a forest, and each company has one class of top controllers.
type Forest struct {
	p         *Projection
	together  map[node][]node
	top       []node          // the head of the group that each is in: itself when nobody controls it
	classes   map[node][]node // by head, ascending; those of several members
	unsettled *marks          // where more than one class may be at the top
}

// Parent is the class of entities that control a company and each other, and
// that nobody else controls; ascending, empty when nobody surely controls the
// company or nobody knows it. It is not settled where the votes exceed the
// whole upstream or the rule asks for no majority, so that several classes may
// be at the top: UltimateParent tells which.
func (f *Forest) Parent(company graph.ID) (class []graph.ID, settled bool) {
	n, ok := f.p.node(company)
	if !ok {
		return nil, true
	}
	if f.unsettled.has(n) {
		return nil, false
	}
	return f.p.idsOf(f.class(n)), true
}

// class is the top class of an entity, ascending; nil when
// nobody controls it or that is not settled.
func (f *Forest) class(n node) []node {
	head := f.top[n]
	switch class := f.classes[head]; {
	case f.unsettled.has(n), f.together[n] != nil && head == f.together[n][0]:
		return nil
	case class != nil:
		return class
	case head == n:
		return nil
	}
	return []node{head}
}

// forests keeps those that were asked for.
type forests struct {
	mu   sync.Mutex
	made map[string]*forestMade
}

// forestMade is a forest, or one that is being made until ready is closed.
type forestMade struct {
	ready  chan struct{}
	forest *Forest
	err    error
}

// maxForests is how many are kept; each takes a few bytes for each entity.
const maxForests = 4

// Forest finds the ultimate parents of all companies by certain control. It is
// kept, so that asking again under equal options costs nothing. Errors are those
// of ControlOf.
func (p *Projection) Forest(ctx context.Context, o Options) (*Forest, error) {
	q, err := p.poll(o)
	if err != nil {
		return nil, err
	}
	return q.forestOnce(ctx)
}

// forestOnce makes a forest, or waits for whoever makes the same.
func (q *poll) forestOnce(ctx context.Context) (*Forest, error) {
	key := fmt.Sprint(q.basis, q.rule, q.together)
	for {
		made, mine := q.p.forests.entry(key)
		if mine {
			made.forest, made.err = q.forest(ctx)
			q.p.forests.settle(key, made)
		}
		select {
		case <-made.ready:
		case <-ctx.Done():
			return nil, ended(ctx)
		}
		if made.err == nil || mine || ctx.Err() != nil {
			return made.forest, made.err
		}
	}
}

func (f *forests) entry(key string) (made *forestMade, mine bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if made = f.made[key]; made != nil {
		return made, false
	}
	if f.made == nil || len(f.made) >= maxForests {
		f.made = map[string]*forestMade{}
	}
	made = &forestMade{ready: make(chan struct{})}
	f.made[key] = made
	return made, true
}

// settle lets those that wait go on, and forgets what failed.
func (f *forests) settle(key string, made *forestMade) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if made.err != nil && f.made[key] == made {
		delete(f.made, key)
	}
	close(made.ready)
}

// contested says whether two sets of holders that share nobody may both
// outvote the rest of a company, whatever the stakes really are or, if sure is
// false, in one of the ways they may be. It errs on the side of yes.
func (q *poll) contested(n node, sure bool) bool {
	m := &q.meetings[n]
	base, total := int64(Whole), m.all.lo
	if q.outstanding {
		base -= m.own.lo
	}
	switch {
	case sure && m.whole:
		total = max(total, base)
	case !sure:
		total = max(total, min(m.all.hi, base))
	}
	open := q.inclusive || m.all.loOpen > 0
	passes := func(votes, times int64) bool {
		over := extreme{votes: votes, base: times * base}.compare(q.threshold)
		return over > 0 || over == 0 && open
	}
	if !passes(total, 2) {
		return false
	}
	var largest int64
	for h := range q.holders(n) {
		largest = max(largest, h.votes.lo)
	}
	return passes(max(total-largest, 0), 1)
}

// unsettle marks what is downstream of contested companies, and of those that
// act together and have holders of their own: who controls one of them need not
// control the others.
func (q *poll) unsettle() *marks {
	m := &marks{}
	m.reset(len(q.p.ids))
	for n := range q.p.ids {
		if q.contested(node(n), true) || q.together[node(n)] != nil && len(q.p.stakesIn(node(n))) > 0 {
			m.add(node(n))
		}
	}
	for i := 0; i < len(m.list); i++ {
		for _, b := range q.blocksOf(m.list[i]) {
			m.add(b.company)
		}
	}
	return m
}
