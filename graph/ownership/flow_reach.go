package ownership

// numbered gives the entities that a question meets their numbers, in the order
// in which it meets them. A number is valid when the list has the entity in its place, so
// that nothing needs to be cleared (P. Briggs, L. Torczon, "An efficient
// representation for sparse sets", 1993).
type numbered struct {
	place []int32
	list  []node
}

// numbered takes an empty one from those that earlier questions have left.
func (p *Projection) numbered() *numbered {
	m, ok := p.numbers.Get().(*numbered)
	if !ok {
		m = &numbered{place: make([]int32, len(p.ids))}
	}
	m.list = m.list[:0]
	return m
}

// of is the number of an entity, -1 when it has none.
func (m *numbered) of(n node) int32 {
	if at := m.place[n]; int(at) < len(m.list) && m.list[at] == n {
		return at
	}
	return -1
}

func (m *numbered) add(n node) {
	if m.of(n) < 0 {
		m.place[n] = int32(len(m.list))
		m.list = append(m.list, n)
	}
}

// reach is a search in one direction: up to holders or down to what is held.
// Entities are numbered in the order in which they are met.
type reach struct {
	p      *Projection
	found  *numbered
	within *numbered // finds only what is in it; nil for everything
	stop   node      // is not found by going up, unless the search begins with it
	done   int       // how many of the found were followed
	cost   int       // how many stakes were looked at
}

func (p *Projection) search(stop node, within *numbered) *reach {
	return &reach{p: p, found: p.numbered(), stop: stop, within: within}
}

func (s *reach) free() { s.p.numbers.Put(s.found) }

// more says whether there is something to follow.
func (s *reach) more() bool { return s.done < len(s.found.list) }

func (s *reach) add(n node) {
	if s.within == nil || s.within.of(n) >= 0 {
		s.found.add(n)
	}
}

// up follows one more of the found to its holders.
func (s *reach) up() {
	holders := s.p.links().holders(s.found.list[s.done])
	s.done++
	s.cost += len(holders) + 1
	for _, n := range holders {
		if n != s.stop {
			s.add(n)
		}
	}
}

// down follows one more of the found to what it holds.
func (s *reach) down() {
	s.done++
	s.holdings(s.found.list[s.done-1])
}

// holdings finds what an owner holds.
func (s *reach) holdings(n node) {
	held := s.p.links().holdings(n)
	s.cost += len(held) + 1
	for _, company := range held {
		s.add(company)
	}
}

// upstream is the region of all holders of a company, without a target. The
// company is its first row.
func (p *Projection) upstream(company node) *region {
	s := p.search(noTarget, nil)
	defer s.free()
	for s.add(company); s.more(); {
		s.up()
	}
	return newRegion(p, s.found, noTarget)
}

// downstream is the region of all that an owner holds, with the owner as target.
func (p *Projection) downstream(owner node) *region {
	s := p.search(noTarget, nil)
	defer s.free()
	for s.holdings(owner); s.more(); {
		s.down()
	}
	return newRegion(p, s.found, owner)
}

// between is the region of the walks from a company to an owner, with the
// company as its first row; nil when there are none. Two searches go from both
// ends, and the smaller one bounds the other.
func (p *Projection) between(owner, company node) *region {
	up, down := p.search(owner, nil), p.search(noTarget, nil)
	defer up.free()
	defer down.free()
	up.add(company)
	down.holdings(owner)
	for up.more() && down.more() {
		if up.cost <= down.cost {
			up.up()
		} else {
			down.down()
		}
	}
	if !down.more() {
		s := p.search(owner, down.found)
		defer s.free()
		for s.add(company); s.more(); {
			s.up()
		}
		return s.region(owner, company)
	}
	s := p.search(noTarget, up.found)
	defer s.free()
	for s.holdings(owner); s.more(); {
		s.down()
	}
	return s.region(owner, company)
}

// region makes rows of what was found, the first of them the company.
func (s *reach) region(target, company node) *region {
	at := s.found.of(company)
	if at < 0 {
		return nil
	}
	first := s.found.list[0]
	s.found.list[0], s.found.list[at] = company, first
	s.found.place[company], s.found.place[first] = 0, at
	return newRegion(s.p, s.found, target)
}
