package ownership

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"capgraph/graph"
)

// Projection is the stakes in force on one day according to what was known at
// one instant. It never changes and may be used by several goroutines.
//
// Entities are numbered by the order of their ids, so that equal stakes give
// equal projections, whatever their order.
type Projection struct {
	Slice graph.Slice
	Head  graph.Instant // the last commit that is part of it

	ids     []graph.ID // by node, ascending
	edges   []edge     // by company, then owner (missing owners first), then id of the stake
	owners  []int32    // edges[owners[n]:owners[n+1]] are the stakes in n
	byOwner []int32    // places in edges, by owner, then company, then id
	holds   []int32    // byOwner[holds[n]:holds[n+1]] are the stakes that n holds
	status  []status   // by node
	issues  []Issue    // as found by Build, in no order

	connected sync.Once // guards parts
	parts     *components

	listed   sync.Once // guards list
	list     []Issue   // all issues, in order
	rolls    rolls     // the votes, by where they come from
	forests  forests   // ultimate parents, by the rule asked for
	closures spare[closure]
	marks    spare[marks]
	numbers  sync.Pool // of *numbered
	linked   linked    // the shares, for walks
	flaws    flaws     // where there are issues
}

// node is the number of an entity.
type node = int32

// nobody is the owner of a stake whose holder is missing.
const nobody node = -1

// edge is a stake between numbered entities.
type edge struct {
	owner, company node
	share, votes   Span
	flags          Flags
	missing        graph.ValueState
	id             graph.ID
}

// status is what is wrong with the stakes in a company, or special about them.
type status uint8

const (
	overAllocated status = 1 << iota // the least shares add up to more than the whole
	overVoted                        // the least votes do
	complete                         // the stakes are all there are
)

// Build makes a projection of stakes. A stake that appears twice counts once, with
// the hull of what is said of it; one whose bounds cannot be is refused and named
// among the issues. Complete lists the companies whose stakes are known to be all
// there are; one whose greatest shares do not make a whole is taken for
// incomplete, and is an issue.
//
// Each span is narrowed by what the other holders surely have; where the least
// shares already exceed the whole, spans stay as they are and the company is an
// issue.
func Build(slice graph.Slice, head graph.Instant, stakes []Stake, completed []graph.ID) *Projection {
	p := &Projection{Slice: slice, Head: head}
	p.connect(stakes, p.number(stakes))
	for _, id := range completed {
		if n, ok := p.node(id); ok {
			p.status[n] |= complete
		}
	}
	for n := range p.ids {
		p.check(node(n))
	}
	return p
}

// number gives the entities their numbers.
func (p *Projection) number(stakes []Stake) map[graph.ID]node {
	numbers := make(map[graph.ID]node, len(stakes)/2)
	for _, s := range stakes {
		numbers[s.Company] = 0
		if s.Owner != "" {
			numbers[s.Owner] = 0
		}
	}
	p.ids = slices.AppendSeq(make([]graph.ID, 0, len(numbers)), maps.Keys(numbers))
	slices.Sort(p.ids)
	for n, id := range p.ids {
		numbers[id] = node(n)
	}
	p.status = make([]status, len(p.ids))
	return numbers
}

// node finds the number of an entity; false when it neither holds nor is held.
func (p *Projection) node(id graph.ID) (node, bool) {
	at, found := slices.BinarySearch(p.ids, id)
	return node(at), found
}

// connect puts the stakes in order.
func (p *Projection) connect(stakes []Stake, numbers map[graph.ID]node) {
	edges := make([]edge, 0, len(stakes))
	for _, s := range stakes {
		if !valid(s.Share) || s.Flags.Has(VotesStated) && !valid(s.Votes) {
			p.issues = append(p.issues, Issue{Code: BadShare, Company: s.Company, Stakes: []graph.ID{s.ID}})
			continue
		}
		e := edge{owner: nobody, company: numbers[s.Company], share: s.Share, votes: s.Votes, flags: s.Flags, missing: s.Missing, id: s.ID}
		if s.Owner != "" {
			e.owner = numbers[s.Owner]
		}
		edges = append(edges, e)
	}
	p.edges = inOrder(edges, len(p.ids))
	p.owners = offsets(len(p.ids), len(p.edges), func(i int) node { return p.edges[i].company })
	by := make([]int32, len(p.edges))
	for i := range p.edges {
		if by[i] = p.edges[i].owner; by[i] == nobody {
			by[i] = int32(len(p.ids))
		}
	}
	start, places := grouped(by, len(p.ids)+1)
	p.holds = start[:len(p.ids)+1]
	p.byOwner = places[:p.holds[len(p.ids)]]
}

// inOrder sorts stakes by company, owner and id, and leaves each once: one that
// appears twice with different spans has the hull of both.
func inOrder(edges []edge, nodes int) []edge {
	company := make([]int32, len(edges))
	for i := range edges {
		company[i] = edges[i].company
	}
	start, places := grouped(company, nodes)
	sorted := make([]edge, len(edges))
	for i, at := range places {
		sorted[i] = edges[at]
	}
	for n := range nodes {
		slices.SortFunc(sorted[start[n]:start[n+1]], func(a, b edge) int {
			if a.owner != b.owner {
				return cmp.Compare(a.owner, b.owner)
			}
			return cmp.Compare(a.id, b.id)
		})
	}
	kept := sorted[:0]
	for _, e := range sorted {
		if last := len(kept) - 1; last >= 0 && kept[last].same(e) {
			kept[last].widen(e)
		} else {
			kept = append(kept, e)
		}
	}
	return slices.Clip(kept)
}

func (e edge) same(other edge) bool {
	return e.id == other.id && e.owner == other.owner && e.company == other.company
}

// widen takes what is said of a stake a second time into its spans.
func (e *edge) widen(other edge) {
	stated := e.flags & other.flags & VotesStated
	if e.share = e.share.hull(other.share); stated != 0 {
		e.votes = e.votes.hull(other.votes)
	}
	e.flags = (e.flags|other.flags)&^VotesStated | stated
}

// offsets says where the items of each node begin in a list that is sorted by node.
func offsets(nodes, items int, of func(int) node) []int32 {
	at := make([]int32, nodes+1)
	for i := range items {
		at[of(i)+1]++
	}
	for n := range nodes {
		at[n+1] += at[n]
	}
	return at
}

func valid(s Span) bool {
	return 0 <= s.Lo && s.Lo <= s.Hi && s.Hi <= Whole && !(s.Lo == s.Hi && (s.LoOpen || s.HiOpen))
}

// stakesIn are the stakes in a company, by owner; of missing owners first.
func (p *Projection) stakesIn(n node) []edge { return p.edges[p.owners[n]:p.owners[n+1]] }

// stakesOf are the places in p.edges of the stakes that an entity holds, by company.
func (p *Projection) stakesOf(n node) []int32 { return p.byOwner[p.holds[n]:p.holds[n+1]] }

// check narrows the spans of the stakes in a company, or finds that they
// cannot all be.
func (p *Projection) check(n node) {
	stakes := p.stakesIn(n)
	if len(stakes) == 0 {
		return
	}
	share := func(e *edge) *Span { return &e.share }
	if p.status[n]&complete != 0 && sumOf(stakes, share).hi < Whole {
		p.status[n] &^= complete
		p.issues = append(p.issues, Issue{Code: Under100, Company: p.ids[n], Stakes: stakeIDs(stakes)})
	}
	if !narrow(stakes, p.status[n]&complete != 0, share) {
		p.status[n] |= overAllocated
		p.issues = append(p.issues, Issue{Code: Over100, Company: p.ids[n], Stakes: stakeIDs(stakes)})
	}
	stated := func(e *edge) *Span {
		if !e.flags.Has(VotesStated) {
			return nil
		}
		return &e.votes
	}
	if !narrow(stakes, false, stated) {
		p.status[n] |= overVoted
		p.issues = append(p.issues, Issue{Code: OverVoted, Company: p.ids[n], Stakes: stakeIDs(stakes)})
	}
}

// sumOf adds up one span of each stake, where it has it.
func sumOf(stakes []edge, of func(*edge) *Span) tally {
	var total tally
	for i := range stakes {
		if s := of(&stakes[i]); s != nil {
			total.add(*s)
		}
	}
	return total
}

// narrow leaves each span what the least of the others leaves it and, of a
// complete list, at least what the greatest of the others leave over. It
// reports false, and changes nothing, when the least exceed the whole. A share
// of which nothing is known is taken to be none where nothing is left for it.
func narrow(stakes []edge, complete bool, of func(*edge) *Span) bool {
	total := sumOf(stakes, of)
	above := false // whether one is more than a bound above zero
	for i := range stakes {
		s := of(&stakes[i])
		above = above || s != nil && s.LoOpen && s.Lo > 0
	}
	if total.lo > Whole || total.lo == Whole && above {
		return false
	}
	for i := range stakes {
		if s := of(&stakes[i]); s != nil {
			s.narrow(total, complete)
		}
	}
	return true
}

// narrow bounds one of the spans of a total by the others.
func (s *Span) narrow(total tally, complete bool) {
	var one tally
	one.add(*s)
	others := total.minus(one)
	if room := Whole - others.lo; room < one.hi || room == one.hi && others.loOpen > 0 {
		s.Hi, s.HiOpen = int32(room), others.loOpen > 0
	}
	if rest := Whole - others.hi; complete && (rest > one.lo || rest == one.lo && others.hiOpen > 0) {
		s.Lo, s.LoOpen = int32(rest), others.hiOpen > 0
	}
	if s.Lo == s.Hi {
		s.LoOpen, s.HiOpen = false, false
	}
}

func stakeIDs(stakes []edge) []graph.ID {
	ids := make([]graph.ID, len(stakes))
	for i, e := range stakes {
		ids[i] = e.id
	}
	return ids
}

// Stakes lists the stakes, by company, owner and id.
func (p *Projection) Stakes() []Stake {
	stakes := make([]Stake, len(p.edges))
	for i, e := range p.edges {
		stakes[i] = Stake{ID: e.id, Missing: e.missing, Company: p.ids[e.company], Share: e.share, Votes: e.votes, Flags: e.flags}
		if e.owner != nobody {
			stakes[i].Owner = p.ids[e.owner]
		}
	}
	return stakes
}

// IsHeld says whether somebody known holds anything of an entity.
func (p *Projection) IsHeld(id graph.ID) bool {
	n, ok := p.node(id)
	return ok && slices.ContainsFunc(p.stakesIn(n), func(e edge) bool { return e.owner != nobody && e.share.Hi > 0 })
}
