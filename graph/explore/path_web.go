package explore

import (
	"cmp"
	"slices"

	"capgraph/graph"
)

// web is what a search for paths has read: entities, by number, and how one
// leads to another.
type web struct {
	number map[graph.ID]int
	ids    []graph.ID
	joints map[[2]int]*joint
	out    [][]*joint // by entity, in order of the ids that they lead to
	in     [][]*joint
	sorted bool
}

// joint is all that leads from one entity to another.
type joint struct {
	from, to int
	links    []Link
	worth    int // of the strongest link; the lower, the stronger
}

func newWeb() web { return web{number: map[graph.ID]int{}, joints: map[[2]int]*joint{}} }

func (w *web) node(id graph.ID) int {
	n, known := w.number[id]
	if !known {
		n = len(w.ids)
		w.number[id], w.ids = n, append(w.ids, id)
		w.out, w.in = append(w.out, nil), append(w.in, nil)
	}
	return n
}

// add adds a link, which may have been found from both of its ends.
func (w *web) add(link Link) {
	from, to := w.node(link.From), w.node(link.To)
	j := w.joints[[2]int{from, to}]
	if j == nil {
		j = &joint{from: from, to: to}
		w.joints[[2]int{from, to}] = j
		w.out[from], w.in[to] = append(w.out[from], j), append(w.in[to], j)
	}
	j.links = append(j.links, link)
	w.sorted = false
}

// sort puts all in order.
func (w *web) sort() {
	if w.sorted {
		return
	}
	w.sorted = true
	for _, j := range w.joints {
		slices.SortFunc(j.links, compareLinks)
		j.links = slices.CompactFunc(j.links, func(a, b Link) bool { return a.Relation.ID == b.Relation.ID })
		best := evidenceOf(&j.links[0].Relation)
		j.worth = place("confidence", best.Confidence)<<8 | place("modality", best.Modality)
	}
	for _, list := range w.out {
		slices.SortFunc(list, func(a, b *joint) int { return cmp.Compare(w.ids[a.to], w.ids[b.to]) })
	}
}

// paths finds the best paths of exactly so many hops, at most first of them,
// in their order. It reports false when it gave up because too many ways led nowhere.
func (w *web) paths(from, to graph.ID, hops, first int) (paths []Path, whole bool) {
	l := newLadder(w, w.node(from), w.node(to), hops)
	if l == nil {
		return nil, true
	}
	w.sort()
	for _, worst := range l.worths() {
		l.climb(worst, first-len(paths), func(joints []*joint) { paths = append(paths, w.path(joints)) })
		if l.steps <= 0 || len(paths) == first {
			break
		}
	}
	return paths, l.steps > 0
}

// path makes a path of the joints of its hops.
func (w *web) path(joints []*joint) Path {
	var path Path
	for _, j := range joints {
		hop := Hop{From: w.ids[j.from], To: w.ids[j.to], Links: j.links[:min(len(j.links), MaxLinks)], Total: len(j.links)}
		evidence := evidenceOf(&j.links[0].Relation)
		if len(path.Hops) == 0 || path.Weakest.Compare(evidence) < 0 {
			path.Weakest = evidence
		}
		path.Hops = append(path.Hops, hop)
	}
	return path
}
