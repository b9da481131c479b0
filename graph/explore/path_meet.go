package explore

import (
	"cmp"
	"context"

	"capgraph/graph"
)

// meeting is a search from both ends of a path. After a levels from the one
// and b from the other all paths of at most a+b hops are in the web: of the entity that a
// path meets after i hops, the relations have been read from the one side when i < a, and
// from the other when at most b-1 hops are left.
type meeting struct {
	*PathQuery
	spending
	reader graph.Reader
	web    web
	ahead  side
	behind side
	met    bool   // whether any path is in the web
	found  []Path // of at most done hops
	done   int
	gaveUp bool // whether there were too many ways to compare
}

// side is what was met from one end, apart from the other end.
type side struct {
	back   bool // whether it walks from the last entity of paths to the first
	seen   map[graph.ID]bool
	rim    []graph.ID // met last, and not looked around yet
	levels int
}

func (s *side) links(walk *Walk, at graph.ID, around []graph.Outline) []Link {
	if s.back {
		return walk.linksInto(at, around)
	}
	return walk.linksFrom(at, around)
}

// next is where a link leads from this side.
func (s *side) next(l Link) graph.ID {
	if s.back {
		return l.From
	}
	return l.To
}

func newMeeting(q *PathQuery, reader graph.Reader) *meeting {
	start := func(id graph.ID, back bool) side {
		return side{back: back, seen: map[graph.ID]bool{id: true}, rim: []graph.ID{id}}
	}
	return &meeting{
		PathQuery: q, reader: reader, spending: spending{Budget: q.Budget},
		web: newWeb(), ahead: start(q.From, false), behind: start(q.To, true),
	}
}

// run goes on until enough paths are known, or all.
func (m *meeting) run(ctx context.Context) error {
	for m.levels() < m.PathQuery.Hops {
		from, other := &m.ahead, &m.behind
		if cmp.Or(cmp.Compare(len(other.rim), len(from.rim)), cmp.Compare(other.levels, from.levels)) < 0 {
			from, other = other, from
		}
		if len(from.rim) == 0 {
			m.settle(m.PathQuery.Hops) // Nothing is beyond what was read from there.
			return nil
		}
		if err := m.level(ctx, from, other); err != nil || m.stopped() {
			return err
		}
		if m.settle(m.levels()); len(m.found) >= m.First || m.stopped() {
			return nil
		}
	}
	return nil
}

func (m *meeting) levels() int { return m.ahead.levels + m.behind.levels }

// level looks around what was met last from one end.
func (m *meeting) level(ctx context.Context, from, other *side) error {
	fans, err := m.expand(ctx, m.reader, &m.Walk, from.rim, from.levels)
	if err != nil || fans == nil {
		return err
	}
	var met []graph.ID
	for _, at := range from.rim {
		for _, link := range from.links(&m.Walk, at, fans[at].Relations) {
			next := from.next(link)
			isEnd := next == m.From || next == m.To
			if !isEnd && m.Walk.avoids(next) {
				continue
			}
			m.web.add(link)
			m.met = m.met || other.seen[next]
			if !isEnd && !from.seen[next] {
				from.seen[next] = true
				met = append(met, next)
			}
		}
	}
	from.levels++
	from.rim = m.take(met, from.levels)
	return nil
}

// settle finds the best paths of at most so many hops.
func (m *meeting) settle(hops int) {
	if !m.met {
		m.done = max(m.done, hops)
	}
	for m.done < hops && len(m.found) < m.First {
		m.done++
		more, whole := m.web.paths(m.From, m.To, m.done, m.First-len(m.found))
		m.found = append(m.found, more...)
		if !whole {
			m.cut(Cut{Reason: CutWork, Hops: m.done})
			m.gaveUp, m.done = true, m.done-1
			return
		}
	}
}

// best is what was found, with what was read before the search was cut.
func (m *meeting) best() (paths []Path, searched int) {
	searched = m.done
	if m.stopped() && !m.gaveUp {
		m.settle(m.PathQuery.Hops)
	}
	return m.found, searched
}
