package ownership

// aim makes regions with a target out of the upstream of one company.
type aim struct {
	*region
	before []int32 // into[before[v]:before[v+1]] are the arcs to row v
	into   []inward
	at     []int32 // by row, its number in the region that is being made; below zero when it has none
	rows   []int32 // those that have
	cost   int     // how many rows and arcs were looked at for the last region
}

func (r *region) aim() *aim {
	m := &aim{region: r, at: make([]int32, len(r.nodes)+2)}
	m.before, m.into = r.reversed()
	for v := range m.at {
		m.at[v] = unmet
	}
	return m
}

const (
	unmet  = -1 // not seen
	behind = -2 // the target can be reached from there
)

// to is the region of the walks from the first row to another, or back to the
// first; nil when there are none.
func (m *aim) to(target int32) *region {
	m.cost = 0
	reaching := m.reaching(target)
	defer func() {
		for _, v := range reaching {
			m.at[v] = unmet
		}
	}()
	if m.at[0] == unmet {
		return nil
	}
	m.rows = append(m.rows[:0], 0)
	m.at[0] = 0
	for k := 0; k < len(m.rows); k++ {
		v := m.rows[k]
		for a := m.start[v]; a < m.start[v+1]; a++ {
			if to := m.region.to[a]; to != target && m.at[to] == behind && m.hi[a] > 0 {
				m.at[to] = int32(len(m.rows))
				m.rows = append(m.rows, to)
			}
		}
	}
	return m.build(target)
}

// reaching marks the rows from which a walk may come to the target.
func (m *aim) reaching(target int32) []int32 {
	var list []int32
	add := func(w int32) {
		m.cost += int(m.before[w+1]-m.before[w]) + 1
		for _, in := range m.into[m.before[w]:m.before[w+1]] {
			if m.at[in.row] == unmet && m.hi[in.arc] > 0 {
				m.at[in.row] = behind
				list = append(list, in.row)
			}
		}
	}
	add(target)
	for k := 0; k < len(list); k++ {
		if list[k] != target {
			add(list[k])
		}
	}
	return list
}

func (m *aim) build(target int32) *region {
	r := &region{p: m.p, nodes: make([]node, len(m.rows)), start: make([]int32, 1, len(m.rows)+3), rows: make([]row, len(m.rows)), dense: m.dense}
	for i, v := range m.rows {
		r.nodes[i] = m.nodes[v]
		var sink tally
		for a := m.start[v]; a < m.start[v+1]; a++ {
			switch to := m.region.to[a]; {
			case to == target:
				r.addArc(r.target(), m.lo[a], m.hi[a], m.link[a])
			case m.at[to] >= 0:
				r.addArc(m.at[to], m.lo[a], m.hi[a], m.link[a])
			default:
				sink.lo, sink.hi = sink.lo+int64(m.lo[a]), sink.hi+int64(m.hi[a])
			}
		}
		r.addArc(r.sink(), int32(min(sink.lo, Whole)), int32(min(sink.hi, Whole)), -1)
		r.start = append(r.start, int32(len(r.to)))
		r.settle(int32(i))
	}
	end := int32(len(r.to))
	r.start = append(r.start, end, end)
	return r
}
