package ownership

import (
	"fmt"
	"math/big"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
)

// sketch builds a projection from lines like "ann 60 acme", "acme 20..30 bolt",
// "ann >50 acme", "ann ? acme" and "- 10 acme" for a missing owner. Names of one
// word below four letters or with a capital are companies; ann, bob, cyd, dan and
// eve are people. Shares are in per cent. "v" before the number states as many
// votes.
func sketch(tb testing.TB, lines ...string) *Projection {
	tb.Helper()
	return Build(graph.Slice{}, 0, sketched(tb, lines...), nil)
}

func sketched(tb testing.TB, lines ...string) []Stake {
	tb.Helper()
	var stakes []Stake
	for i, line := range lines {
		words := strings.Fields(line)
		if len(words) != 3 {
			tb.Fatalf("%q is not owner, share, company", line)
		}
		s := Stake{ID: graph.ID(fmt.Sprintf("stake:%02d", i)), Owner: partyNamed(words[0]), Company: partyNamed(words[2])}
		if words[0] == "-" {
			s.Owner, s.Missing = "", graph.Undisclosed
		}
		text, votes := strings.CutPrefix(words[1], "v")
		s.Share = sketchedShare(tb, text)
		if votes {
			s.Votes, s.Flags = s.Share, VotesStated
		}
		stakes = append(stakes, s)
	}
	return stakes
}

func partyNamed(name string) graph.ID {
	if slices.Contains([]string{"ann", "bob", "cyd", "dan", "eve"}, name) {
		return graph.ID("person:" + name)
	}
	return graph.ID("company:" + name)
}

func sketchedShare(tb testing.TB, text string) Span {
	tb.Helper()
	part := func(text string) int32 {
		r, ok := new(big.Rat).SetString(text)
		if !ok {
			tb.Fatalf("%q is not a share", text)
		}
		return int32(r.Mul(r, big.NewRat(Whole/100, 1)).Num().Int64())
	}
	if text == "?" {
		return Unknown
	}
	if text[0] == '>' {
		return Span{Lo: part(text[1:]), Hi: Whole, LoOpen: true}
	}
	if lo, hi, ok := strings.Cut(text, ".."); ok {
		return Span{Lo: part(lo), Hi: part(hi)}
	}
	return Exactly(part(text))
}

// reference answers slowly, in fractions, from the stakes as given and by trying
// every extreme way in which they may be.
type reference struct {
	stakes   []Stake
	complete map[graph.ID]bool
	o        Options
	ids      []graph.ID
	ways     map[graph.ID][][]*big.Rat // by company, the votes of its stakes in each extreme way
	in       map[graph.ID][]Stake
}

// nearly is how far inside an open bound votes are taken to be.
var nearly = big.NewRat(1, Whole*1000)

func refer(stakes []Stake, completed []graph.ID, o Options) *reference {
	r := &reference{stakes: stakes, complete: map[graph.ID]bool{}, o: o, ways: map[graph.ID][][]*big.Rat{}, in: map[graph.ID][]Stake{}}
	for _, id := range completed {
		r.complete[id] = true
	}
	for _, s := range stakes {
		r.in[s.Company] = append(r.in[s.Company], s)
		r.ids = append(r.ids, s.Owner, s.Company)
	}
	slices.Sort(r.ids)
	r.ids = slices.DeleteFunc(slices.Compact(r.ids), func(id graph.ID) bool { return id == "" })
	for company, in := range r.in {
		r.ways[company] = r.extremes(company, in)
	}
	return r
}

// bounds of the votes of each stake by the definitions, in parts of the whole.
func (r *reference) bounds(company graph.ID, in []Stake) (lo, hi []*big.Rat, exact bool) {
	var least int64
	for _, s := range in {
		least += int64(s.Share.Lo)
	}
	exact = least == Whole || r.complete[company]
	for _, s := range in {
		span := Span{Hi: Whole}
		switch {
		case s.Flags.Has(VotesStated):
			span = s.Votes
		case r.o.Votes == Shares:
			span = s.Share
		case least == Whole && s.Share.Lo == 0:
			span = Span{}
		}
		l, h := big.NewRat(int64(span.Lo), Whole), big.NewRat(int64(span.Hi), Whole)
		if span.LoOpen {
			l.Add(l, nearly)
		}
		if span.HiOpen {
			h.Sub(h, nearly)
		}
		lo, hi = append(lo, l), append(hi, h)
	}
	return lo, hi, exact
}

// extremes are the corners of all ways in which the votes add up to no more than
// the whole, or to just that: each at a bound, but for one that may take the rest.
func (r *reference) extremes(company graph.ID, in []Stake) [][]*big.Rat {
	lo, hi, exact := r.bounds(company, in)
	one := big.NewRat(1, 1)
	var out [][]*big.Rat
	for free := -1; free < len(in); free++ {
		for choice := range 1 << len(in) {
			way, total := make([]*big.Rat, len(in)), new(big.Rat)
			for i := range in {
				if i != free {
					way[i] = lo[i]
					if choice>>i&1 == 1 {
						way[i] = hi[i]
					}
					total.Add(total, way[i])
				}
			}
			if free >= 0 {
				way[free] = new(big.Rat).Sub(one, total)
				if way[free].Cmp(lo[free]) < 0 || way[free].Cmp(hi[free]) > 0 || choice>>free&1 == 1 {
					continue
				}
				total = one
			}
			if over := total.Cmp(one); over <= 0 && (over == 0 || !exact) {
				out = append(out, way)
			}
		}
	}
	return out
}

// each calls a function for every combination of extreme ways.
func (r *reference) each(do func(way map[graph.ID][]*big.Rat)) {
	companies := make([]graph.ID, 0, len(r.in))
	for company := range r.in {
		companies = append(companies, company)
	}
	slices.Sort(companies)
	way := map[graph.ID][]*big.Rat{}
	var next func(i int)
	next = func(i int) {
		if i == len(companies) {
			do(way)
			return
		}
		for _, w := range r.ways[companies[i]] {
			way[companies[i]] = w
			next(i + 1)
		}
	}
	next(0)
}

// combinations is how many calls each makes.
func (r *reference) combinations() int {
	n := 1
	for _, ways := range r.ways {
		n = min(n*len(ways), 1<<30)
	}
	return n
}

// part of the votes of a company that a set of holders has in one way.
func (r *reference) part(company graph.ID, way []*big.Rat, set map[graph.ID]bool) *big.Rat {
	sum, base := new(big.Rat), big.NewRat(1, 1)
	for i, s := range r.in[company] {
		switch {
		case s.Owner == company:
			if r.o.Base == Outstanding {
				base.Sub(base, way[i])
			}
		case set[s.Owner]:
			sum.Add(sum, way[i])
		}
	}
	if base.Sign() == 0 {
		return base
	}
	return sum.Quo(sum, base)
}

func (r *reference) passes(part *big.Rat) bool {
	over := part.Cmp(big.NewRat(r.o.threshold(), Whole))
	return over > 0 || over == 0 && r.o.Inclusive
}

// controlled is the least fixpoint: companies are added until none can be.
func (r *reference) controlled(start []graph.ID, way map[graph.ID][]*big.Rat) (set map[graph.ID]bool, votes map[graph.ID]*big.Rat) {
	set, votes = map[graph.ID]bool{}, map[graph.ID]*big.Rat{}
	for _, id := range start {
		set[id] = true
	}
	for changed := true; changed; {
		changed = false
		for _, id := range r.ids {
			votes[id] = new(big.Rat)
			if len(r.in[id]) > 0 {
				votes[id] = r.part(id, way[id], set)
			}
			if r.passes(votes[id]) && !set[id] {
				set[id], changed = true, true
			}
		}
	}
	return set, votes
}

// answer is what the reference says of one pair.
type answer struct {
	all, some bool // control in all ways, in some
	lo, hi    *big.Rat
}

// actor is an owner with those that act together with it.
func (r *reference) actor(id graph.ID) []graph.ID {
	for _, list := range r.o.Together {
		if slices.Contains(list, id) {
			return list
		}
	}
	return []graph.ID{id}
}

func (r *reference) answers() map[[2]graph.ID]*answer {
	out := map[[2]graph.ID]*answer{}
	r.each(func(way map[graph.ID][]*big.Rat) {
		for _, owner := range r.ids {
			_, votes := r.controlled(r.actor(owner), way)
			for _, company := range r.ids {
				v := votes[company]
				a := out[[2]graph.ID{owner, company}]
				if a == nil {
					a = &answer{all: true, lo: v, hi: v}
					out[[2]graph.ID{owner, company}] = a
				}
				if v.Cmp(a.lo) < 0 {
					a.lo = v
				}
				if v.Cmp(a.hi) > 0 {
					a.hi = v
				}
				controls := r.passes(v)
				a.all, a.some = a.all && controls, a.some || controls
			}
		}
	})
	return out
}

func (a *answer) certainty() graph.Certainty {
	switch {
	case a.all:
		return graph.Surely
	case a.some:
		return graph.Possibly
	}
	return graph.No
}

// tangle makes a few entities with stakes at random, bounds and unknown shares
// among them, that could all be so.
func tangle(random *rand.Rand, entities, stakes int, steps []int32, loose float64) ([]Stake, []graph.ID) {
	ids := make([]graph.ID, entities)
	for i := range ids {
		ids[i] = partyNamed([]string{"ann", "bob", "A", "B", "C", "D", "E", "F", "G", "H"}[i])
	}
	least, most := map[graph.ID]int32{}, map[graph.ID]int64{}
	var out []Stake
	for i := range stakes {
		company := ids[2+random.Intn(entities-2)]
		s := Stake{ID: graph.ID(fmt.Sprintf("stake:%02d", i)), Owner: ids[random.Intn(entities)], Company: company}
		if random.Intn(12) == 0 {
			s.Owner = ""
		}
		s.Share = randomSpan(random, steps, loose)
		if s.Owner == s.Company {
			s.Share = Span{Lo: min(s.Share.Lo, Whole/5), Hi: min(s.Share.Hi, Whole/5)}
		}
		if random.Intn(3) == 0 || s.Owner == s.Company {
			s.Votes, s.Flags = s.Share, VotesStated
		}
		total := least[company] + s.Share.Lo
		if total > Whole || total == Whole && (s.Share.LoOpen || hasOpen(out, company)) {
			continue
		}
		least[company], most[company] = total, most[company]+int64(s.Share.Hi)
		out = append(out, s)
	}
	var completed []graph.ID
	for _, id := range ids[2:] {
		if most[id] > Whole && random.Intn(4) == 0 {
			completed = append(completed, id)
		}
	}
	return out, completed
}

func hasOpen(stakes []Stake, company graph.ID) bool {
	return slices.ContainsFunc(stakes, func(s Stake) bool { return s.Company == company && s.Share.LoOpen })
}

func randomSpan(random *rand.Rand, steps []int32, loose float64) Span {
	lo := steps[random.Intn(len(steps))]
	if random.Float64() >= loose {
		return Exactly(lo)
	}
	if random.Intn(4) == 0 {
		return Unknown
	}
	hi := min(lo+steps[random.Intn(len(steps))], Whole)
	return Span{Lo: lo, Hi: hi, LoOpen: lo < hi && random.Intn(4) == 0, HiOpen: lo < hi && random.Intn(4) == 0}
}
