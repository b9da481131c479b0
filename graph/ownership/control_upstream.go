package ownership

import (
	"cmp"
	"context"
	"iter"
	"slices"
)

// holder is one owner of a company with the votes of all its stakes in it.
type holder struct {
	node     node
	votes    tally
	from, to int32 // the places of the stakes in p.edges
}

// holders are the owners of a company, ascending, without missing ones and the
// company itself.
func (q *poll) holders(n node) iter.Seq[holder] {
	return func(yield func(holder) bool) {
		end := q.p.owners[n+1]
		for at := q.p.owners[n]; at < end; {
			h := holder{node: q.ballots[at].owner, from: at}
			for ; at < end && q.ballots[at].owner == h.node; at++ {
				h.votes.add(q.ballots[at].votes)
			}
			h.to = at
			if h.node != nobody && h.node != n && !yield(h) {
				return
			}
		}
	}
}

// stakes are those of a holder.
func (q *poll) stakes(h holder) []edge { return q.p.edges[h.from:h.to] }

// matters says whether votes can make a difference to control.
func (q *poll) matters(n node, t tally, sure bool) bool {
	if sure && !q.meetings[n].whole {
		return t.lo > 0 || t.loOpen > 0
	}
	return t.hi > 0
}

// upstream marks a company and all whose votes may matter to it, through
// whatever chains.
func (q *poll) upstream(ctx context.Context, company node, sure bool, above *marks) error {
	return q.climb(ctx, company, sure, above, func(node) bool { return true })
}

// climb marks what is upstream through entities of one sort.
func (q *poll) climb(ctx context.Context, company node, sure bool, above *marks, through func(node) bool) error {
	above.reset(len(q.p.ids))
	above.add(company)
	for i := 0; i < len(above.list); i++ {
		if i%pace == 0 && ctx.Err() != nil {
			return ended(ctx)
		}
		for h := range q.holders(above.list[i]) {
			if q.matters(above.list[i], h.votes, sure) && through(h.node) {
				above.add(h.node)
			}
		}
	}
	return nil
}

// controllers finds who controls a company, surely or possibly, ascending,
// without the company itself; those that act together by the first of them.
// Known are some that are sure to be among them.
//
// Who alone outvotes the rest of a company that is below a controller is one.
// Of the others only those can be that alone outvote the rest of some company
// upstream; each is followed down until it meets a controller. What it controls
// without meeting one controls none either, so owners are tried before what they own.
//
// Where the ultimate parents are settled, only members of the group that the
// company is in can surely control it.
func (q *poll) controllers(ctx context.Context, company node, sure bool, known []node) ([]node, error) {
	through := func(node) bool { return true }
	if sure {
		f, err := q.forestOnce(ctx)
		if err != nil {
			return nil, err
		}
		if !f.unsettled.has(company) {
			head := f.top[company]
			through = func(n node) bool { return f.top[n] == head }
		}
	}
	above := q.p.newMarks()
	defer q.p.marks.put(above)
	if err := q.climb(ctx, company, sure, above, through); err != nil {
		return nil, err
	}
	return q.seek(ctx, company, sure, known, above)
}

// seek finds the controllers of a company among those above it.
func (q *poll) seek(ctx context.Context, company node, sure bool, known []node, above *marks) ([]node, error) {
	s := seeker{poll: q, sure: sure, above: above, found: q.p.newMarks(), failed: q.p.newMarks()}
	defer s.free()
	s.found.add(company)
	for _, n := range known {
		if q.together[n] == nil {
			s.found.add(n)
		}
	}
	s.majorities(0)
	for _, n := range s.candidates() {
		if s.found.has(n) || s.failed.has(n) {
			continue
		}
		if err := s.try(ctx, n); err != nil {
			return nil, err
		}
	}
	return s.actors(ctx, company)
}

// seeker is the search for the controllers of one company.
type seeker struct {
	*poll
	sure   bool
	above  *marks // the company and all upstream of it
	found  *marks // the company and those that control it, each by itself
	failed *marks // those that do not
}

func (s *seeker) free() {
	s.p.marks.put(s.found)
	s.p.marks.put(s.failed)
}

// majorities adds those that alone outvote the rest of what was found,
// beginning with a place in the list.
func (s *seeker) majorities(from int) {
	for ; from < len(s.found.list); from++ {
		n := s.found.list[from]
		for h := range s.holders(n) {
			if s.outvotes(n, h.votes, s.sure) {
				s.found.add(h.node)
			}
		}
	}
}

// candidates are those that might control the company jointly with others
// only, owners before what they own.
func (s *seeker) candidates() []node {
	var out []node
	for _, n := range s.above.list {
		if !s.found.has(n) && s.startsAlone(n) {
			out = append(out, n)
		}
	}
	if len(out) < 2 {
		return out
	}
	parts := s.ways()
	slices.SortFunc(out, func(a, b node) int { return cmp.Or(cmp.Compare(parts[a], parts[b]), cmp.Compare(a, b)) })
	return out
}

// startsAlone says whether an owner by itself outvotes the rest of a company upstream.
func (s *seeker) startsAlone(n node) bool {
	var t tally
	last := nobody
	for _, b := range s.blocksOf(n) {
		if b.company != last {
			last, t = b.company, tally{}
		}
		t.add(b.votes)
		if s.above.has(last) && s.outvotes(last, t, s.sure) {
			return true
		}
	}
	return false
}

// met says whether a closure has come to one who controls the company.
func (s *seeker) met(_ *closure, n node) bool { return s.found.has(n) }

// try follows one candidate down.
func (s *seeker) try(ctx context.Context, n node) error {
	c, hit, err := s.closure(ctx, []node{n}, s.sure, s.above, s.met)
	defer s.p.closures.put(c)
	switch {
	case err != nil:
		return err
	case hit:
		s.found.add(n)
		s.majorities(len(s.found.list) - 1)
	default:
		for _, m := range c.list {
			s.failed.add(m)
		}
	}
	return nil
}

// actors are those found, with those that act together taken as one.
func (s *seeker) actors(ctx context.Context, company node) ([]node, error) {
	var out []node
	for _, n := range s.found.list {
		if n != company && s.together[n] == nil {
			out = append(out, n)
		}
	}
	for n, all := range s.together {
		if n != all[0] || slices.Contains(all, company) {
			continue
		}
		c, hit, err := s.closure(ctx, all, s.sure, s.above, s.met)
		s.p.closures.put(c)
		if err != nil {
			return nil, err
		}
		if hit || slices.ContainsFunc(all, s.found.has) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out, nil
}
