package ownership

// components are the strongly connected parts of a projection: sets of
// entities each of which owns part of each other, through whatever chains.
// Stakes that are surely nothing connect nobody. An entity outside all circles
// is a part of its own.
//
// Parts are numbered so that owners come before what they own: of a stake, the
// part of the owner has the lower number, or both are in the same.
type components struct {
	of     []int32 // by node, the number of its part
	start  []int32 // nodes[start[k]:start[k+1]] are the members of part k
	nodes  []node  // by part, ascending in each
	closed []bool  // by part
}

// count is how many parts there are.
func (c *components) count() int { return len(c.closed) }

// members are the entities of a part, ascending.
func (c *components) members(part int32) []node { return c.nodes[c.start[part]:c.start[part+1]] }

// components finds the strongly connected parts, once for each projection.
func (p *Projection) components() *components {
	p.connected.Do(func() { p.parts = p.connectedParts() })
	return p.parts
}

func (p *Projection) connectedParts() *components {
	l := p.links()
	c := &components{}
	var count int
	c.of, count = tarjan(l.start, l.holder)
	c.start, c.nodes = grouped(c.of, count)
	c.closed = make([]bool, count)
	for k := range c.closed {
		c.closed[k] = p.closed(c, int32(k))
	}
	return c
}

// closed says whether the members of a part surely hold all of each other, so
// that nobody outside holds anything: for each of them, the least shares that
// the others have are the whole. The totals are whole numbers, so that this is exact.
func (p *Projection) closed(c *components, part int32) bool {
	l := p.links()
	for _, n := range c.members(part) {
		var inside int64
		for at := l.start[n]; at < l.start[n+1]; at++ {
			if c.of[l.holder[at]] == part {
				inside += int64(l.lo[at])
			}
		}
		if inside != Whole || p.status[n]&overAllocated != 0 {
			return false
		}
	}
	return true
}

// grouped lists the nodes of each part, ascending, and where each part begins.
func grouped(of []int32, count int) (start []int32, nodes []node) {
	start = offsets(count, len(of), func(i int) int32 { return of[i] })
	nodes = make([]node, len(of))
	next := append([]int32(nil), start[:count]...)
	for n, part := range of {
		nodes[next[part]] = node(n)
		next[part]++
	}
	return start, nodes
}

// tarjan numbers the strongly connected parts of a graph in which the arcs of
// node v lead to to[start[v]:start[v+1]]; those below zero lead nowhere. A part
// has a higher number than all parts that can be reached from it. R. Tarjan,
// "Depth-first search and linear graph algorithms", SIAM J. Comput. 1, 1972,
// without recursion: a chain of owners may be longer than a stack.
func tarjan(start, to []int32) (part []int32, count int) {
	nodes := len(start) - 1
	s := search{
		start: start, to: to, next: append([]int32(nil), start[:nodes]...),
		index: make([]int32, nodes), low: make([]int32, nodes), part: make([]int32, nodes),
	}
	for v := range s.part {
		s.part[v] = -1
	}
	for root := range int32(nodes) {
		if s.index[root] == 0 {
			s.from(root)
		}
	}
	return s.part, s.count
}

// search is the state of tarjan, by node.
type search struct {
	start, to []int32
	next      []int32 // the arc to follow next
	index     []int32 // order of the visit, from 1; 0 before it
	low       []int32 // the earliest visited node without a part that is known to be reachable
	part      []int32 // -1 before it is known
	open      []int32 // visited nodes without a part
	path      []int32 // from the root to the present node
	visited   int32
	count     int
}

func (s *search) from(root int32) {
	s.visit(root)
	for len(s.path) > 0 {
		v := s.path[len(s.path)-1]
		if w := s.unvisited(v); w >= 0 {
			s.visit(w)
			continue
		}
		s.path = s.path[:len(s.path)-1]
		if s.low[v] == s.index[v] {
			s.close(v)
		} else {
			u := s.path[len(s.path)-1]
			s.low[u] = min(s.low[u], s.low[v])
		}
	}
}

func (s *search) visit(v int32) {
	s.visited++
	s.index[v], s.low[v] = s.visited, s.visited
	s.open, s.path = append(s.open, v), append(s.path, v)
}

// unvisited is the next node behind v to visit, -1 when none is left.
func (s *search) unvisited(v int32) int32 {
	for ; s.next[v] < s.start[v+1]; s.next[v]++ {
		w := s.to[s.next[v]]
		switch {
		case w < 0:
		case s.index[w] == 0:
			return w
		case s.part[w] < 0:
			s.low[v] = min(s.low[v], s.index[w])
		}
	}
	return -1
}

// close makes a part of all that was left open since root was visited.
func (s *search) close(root int32) {
	for {
		v := s.open[len(s.open)-1]
		s.open = s.open[:len(s.open)-1]
		s.part[v] = int32(s.count)
		if v == root {
			s.count++
			return
		}
	}
}
