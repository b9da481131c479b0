package ownership

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// Narrowing is the stake whose size it would help most to know, and what the
// share would then lie between, if the stake turned out to be as small or as
// large as it may be. Most is: the wider of the two is narrower than for any other
// stake, or as narrow and the other one narrower; then the first by id.
type Narrowing struct {
	Stake    graph.ID
	Smallest Bounds
	Largest  Bounds
}

// narrowingWork bounds the search for that stake, in arcs of regions that are
// solved. Where it does not reach for all stakes, those are tried by which most
// capital can pass that is not sure to.
const narrowingWork = 4_000_000

// narrowing tries what knowing each stake would do to the share of the target
// in the first row. It is nil when no stake that was tried narrows it.
func (r *region) narrowing(ctx context.Context, now Bounds) (*Narrowing, error) {
	candidates := r.unsure()
	if most := narrowingWork / (40 * (len(r.to) + 100)); len(candidates) > most {
		r.byCapital(candidates)
		candidates = candidates[:max(most, 1)]
	}
	slices.SortFunc(candidates, func(a, b stakeAt) int { return cmp.Compare(r.p.edges[a.stake].id, r.p.edges[b.stake].id) })
	var best *Narrowing
	for _, c := range candidates {
		n, err := r.known(ctx, c)
		if err != nil {
			return nil, err
		}
		if n.wider() < width(now)-1e-12 && (best == nil || cmp.Or(cmp.Compare(n.wider(), best.wider()), cmp.Compare(n.both(), best.both())) < 0) {
			best = n
		}
	}
	return best, nil
}

func width(b Bounds) float64 { return b.Max - b.Min }

func (n *Narrowing) wider() float64 { return max(width(n.Smallest), width(n.Largest)) }
func (n *Narrowing) both() float64  { return width(n.Smallest) + width(n.Largest) }

// stakeAt is a stake in the company of a row, by its place in the projection.
type stakeAt struct{ row, stake int32 }

// unsure are the stakes that have bounds in companies that can be divided in several ways.
func (r *region) unsure() []stakeAt {
	var all []stakeAt
	for v, n := range r.nodes {
		for at := r.p.owners[n]; r.rows[v].open && at < r.p.owners[n+1]; at++ {
			if !r.p.edges[at].share.Exact() {
				all = append(all, stakeAt{int32(v), at})
			}
		}
	}
	return all
}

// byCapital sorts stakes by the capital that they may pass beyond what they
// surely do, as it comes down from the first row when each holder has as much as it may.
func (r *region) byCapital(candidates []stakeAt) {
	const steps = 30
	total, now := make([]float64, len(r.nodes)+2), make([]float64, len(r.nodes)+2)
	now[0] = 1
	for range steps {
		next := make([]float64, len(r.nodes)+2)
		for v := range r.nodes {
			if now[v] == 0 {
				continue
			}
			total[v] += now[v]
			for a := r.start[v]; a < r.start[v+1]; a++ {
				next[r.to[a]] += now[v] * float64(r.hi[a]) / Whole
			}
		}
		now = next
	}
	weight := func(c stakeAt) float64 {
		share := r.p.edges[c.stake].share
		return min(total[c.row], 1) * float64(share.Hi-share.Lo)
	}
	slices.SortStableFunc(candidates, func(a, b stakeAt) int { return cmp.Compare(weight(b), weight(a)) })
}

// known solves the region for both ends of a stake.
func (r *region) known(ctx context.Context, c stakeAt) (*Narrowing, error) {
	e := r.p.edges[c.stake]
	n := &Narrowing{Stake: e.id}
	ends := []struct {
		share  int32
		bounds *Bounds
	}{{e.share.Lo, &n.Smallest}, {e.share.Hi, &n.Largest}}
	err := atOnce(len(ends), func(i int) error {
		a, err := r.fixed(c, ends[i].share).solution(ctx)
		if err == nil {
			*ends[i].bounds = a.integrated(0)
		}
		return err
	})
	return n, err
}

// fixed is the region in which a stake is known. The others are what they were,
// as far as it leaves them room.
func (r *region) fixed(c stakeAt, share int32) *region {
	f := *r
	f.lo, f.hi, f.rows = slices.Clone(r.lo), slices.Clone(r.hi), slices.Clone(r.rows)
	first, last := r.start[c.row], r.start[c.row+1]
	sums := make([]tally, last-first)
	at := first
	for i := r.p.owners[r.nodes[c.row]]; i < r.p.owners[r.nodes[c.row]+1]; i++ {
		e := r.p.edges[i]
		if i == c.stake {
			e.share = Exactly(share)
		}
		for at < last-1 && r.holder(at) < e.owner {
			at++
		}
		if at < last-1 && r.holder(at) == e.owner {
			sums[at-first].add(e.share)
		} else {
			sums[last-1-first].add(e.share)
		}
	}
	for i, sum := range sums {
		f.lo[first+int32(i)], f.hi[first+int32(i)] = int32(min(sum.lo, Whole)), int32(min(sum.hi, Whole))
	}
	f.settle(c.row)
	return &f
}

// holder is who holds the stakes behind an arc that does not lead to the sink.
func (r *region) holder(arc int32) node { return r.p.links().holder[r.link[arc]] }
