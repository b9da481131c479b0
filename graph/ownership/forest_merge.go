package ownership

import (
	"context"
	"slices"
)

// merger makes groups of who controls whom. Every entity begins as a group of
// its own. A group that outvotes the rest of a company takes it in, with the
// whole group that it heads. The head controls all of its group at every
// moment, and at the end nobody else controls the head, but for members of its group.
//
// Votes of merged groups are added up in tables, the smaller into the larger, so
// that each vote is moved at most log E times.
type merger struct {
	*poll
	forest *Forest
	root   []node // a chain of merged groups leads to the one they became part of
	head   []node // of a group, by root
	tables []*table
	open   []merge
}

// merge is an outvoted company, to be taken in by a group.
type merge struct{ group, company node }

func (q *poll) forest(ctx context.Context) (*Forest, error) {
	size := len(q.p.ids)
	f := &Forest{
		p: q.p, together: q.together, top: make([]node, size),
		classes: map[node][]node{}, unsettled: q.unsettle(),
	}
	m := merger{poll: q, forest: f, root: make([]node, size), head: make([]node, size), tables: make([]*table, size)}
	for n := range m.root {
		m.root[n], m.head[n] = node(n), node(n)
	}
	m.start()
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	for n := range f.top {
		f.top[n] = m.head[m.find(node(n))]
	}
	return f, m.classes(ctx)
}

// start finds what is outvoted by one holder, and makes groups of those that
// act together.
func (m *merger) start() {
	for n := range m.root {
		blocks := m.blocksOf(node(n))
		var t tally
		for i, b := range blocks {
			t.add(b.votes)
			if i+1 == len(blocks) || blocks[i+1].company != b.company {
				m.offer(node(n), b.company, t)
				t = tally{}
			}
		}
	}
	for n := range m.root {
		if all := m.together[node(n)]; all != nil && all[0] != node(n) && !m.forest.unsettled.has(node(n)) && !m.forest.unsettled.has(all[0]) {
			m.join(m.find(all[0]), m.find(node(n)))
		}
	}
}

// offer notes that a group outvotes the rest of a company, if it does.
func (m *merger) offer(group, company node, t tally) {
	if m.outvotes(company, t, true) && !m.forest.unsettled.has(company) {
		m.open = append(m.open, merge{group, company})
	}
}

func (m *merger) run(ctx context.Context) error {
	for count := 0; len(m.open) > 0; count++ {
		if count%pace == 0 && ctx.Err() != nil {
			return ended(ctx)
		}
		next := m.open[len(m.open)-1]
		m.open = m.open[:len(m.open)-1]
		winner, loser := m.find(next.group), m.find(next.company)
		if winner != loser {
			m.join(winner, loser)
		}
	}
	return nil
}

// find is the root of the group of a node; paths are halved on the way.
func (m *merger) find(n node) node {
	for m.root[n] != n {
		m.root[n] = m.root[m.root[n]]
		n = m.root[n]
	}
	return n
}

// join takes a group into another and finds what they outvote together.
func (m *merger) join(winner, loser node) {
	head := m.head[winner]
	into, from := m.table(winner), m.table(loser)
	if into.size() < from.size() {
		into, from = from, into
		winner, loser = loser, winner
	}
	m.root[loser], m.head[winner] = winner, head
	m.tables[winner], m.tables[loser] = into, nil
	if from.size() == 0 {
		return
	}
	for i, company := range from.companies {
		if company == nobody {
			continue
		}
		inside := m.find(company) == winner
		if inside && company != head {
			continue // It stays in the group whatever is added.
		}
		if sum := into.add(company, from.votes[i]); !inside {
			m.offer(winner, company, sum)
		}
	}
}

// table is the votes of a group by company; nil while it has none.
func (m *merger) table(root node) *table {
	if m.tables[root] != nil {
		return m.tables[root]
	}
	blocks := m.blocksOf(root)
	if len(blocks) == 0 {
		return nil
	}
	t := newTable(len(blocks))
	for _, b := range blocks {
		var one tally
		one.add(b.votes)
		t.add(b.company, one)
	}
	return t
}

// classes finds the members that share the top of their group: those that
// control a head that its own group outvotes.
func (m *merger) classes(ctx context.Context) error {
	for n, all := range m.together {
		if n == all[0] && m.forest.top[n] == n {
			m.forest.classes[n] = all
		}
	}
	above := m.p.newMarks()
	defer m.p.marks.put(above)
	for n := range m.root {
		root := node(n)
		head := m.head[root]
		if m.root[root] != root || m.tables[root] == nil || !m.outvotes(head, m.tables[root].of(head), true) {
			continue
		}
		inside := func(n node) bool { return m.forest.top[n] == head }
		if err := m.climb(ctx, head, true, above, inside); err != nil {
			return err
		}
		sharing, err := m.seek(ctx, head, true, nil, above)
		if err != nil {
			return err
		}
		if len(sharing) > 0 {
			sharing = append(sharing, head)
			slices.Sort(sharing)
			m.forest.classes[head] = sharing
		}
	}
	return nil
}
