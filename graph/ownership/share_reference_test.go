package ownership

import (
	"fmt"
	"math/big"
	"math/rand"
	"slices"
	"testing"

	"capgraph/graph"
)

// tables says how much of each company each holder has: one way that the
// stakes may be. It is the slow reference of the tests, which shares no code
// with what it checks.
type tables map[graph.ID]map[graph.ID]*big.Rat

// meeting is the chance of ever meeting an owner on a walk up from a company,
// by Gaussian elimination: h = p + P h over all companies, with p the chance of
// stepping to the owner and P the others. Of several solutions it is the least.
func (w tables) meeting(owner, company graph.ID) *big.Rat {
	reaching := w.reaching(owner)
	var rows []graph.ID
	for id := range reaching {
		rows = append(rows, id)
	}
	slices.Sort(rows)
	at := map[graph.ID]int{}
	for i, id := range rows {
		at[id] = i
	}
	i, found := at[company]
	if !found {
		return new(big.Rat)
	}
	a := make([][]*big.Rat, len(rows))
	for i, id := range rows {
		a[i] = make([]*big.Rat, len(rows)+1)
		for j := range a[i] {
			a[i][j] = new(big.Rat)
		}
		a[i][i].SetInt64(1)
		for holder, part := range w[id] {
			if holder == owner {
				a[i][len(rows)].Add(a[i][len(rows)], part)
			} else if j, found := at[holder]; found {
				a[i][j].Sub(a[i][j], part)
			}
		}
	}
	return gauss(a)[i]
}

// reaching are the companies from which a walk may come to an owner.
func (w tables) reaching(owner graph.ID) map[graph.ID]bool {
	reaching := map[graph.ID]bool{}
	for grew := true; grew; {
		grew = false
		for company, holders := range w {
			for holder, part := range holders {
				if part.Sign() > 0 && (holder == owner || reaching[holder]) && !reaching[company] {
					reaching[company], grew = true, true
				}
			}
		}
	}
	return reaching
}

// gauss solves a system of equations whose last column is the right-hand side.
func gauss(a [][]*big.Rat) []*big.Rat {
	n := len(a)
	for k := range n {
		pivot := k
		for a[pivot][k].Sign() == 0 {
			pivot++
		}
		a[k], a[pivot] = a[pivot], a[k]
		for i := range n {
			if i == k || a[i][k].Sign() == 0 {
				continue
			}
			factor := new(big.Rat).Quo(a[i][k], a[k][k])
			for j := k; j <= n; j++ {
				a[i][j].Sub(a[i][j], new(big.Rat).Mul(factor, a[k][j]))
			}
		}
	}
	out := make([]*big.Rat, n)
	for i := range out {
		out[i] = new(big.Rat).Quo(a[i][n], a[i][i])
	}
	return out
}

// corners are the extreme ways in which a company may be divided among its
// stakes: each at one of its bounds, but at most one that takes what is left of the whole.
func corners(stakes []Stake, completed bool) [][]int64 {
	var all [][]int64
	seen := map[string]bool{}
	keep := func(way []int64) {
		if key := fmt.Sprint(way); !seen[key] {
			seen[key] = true
			all = append(all, slices.Clone(way))
		}
	}
	way := make([]int64, len(stakes))
	var try func(i, free int, total int64)
	try = func(i, free int, total int64) {
		if i < len(stakes) {
			way[i] = int64(stakes[i].Share.Lo)
			try(i+1, free, total+way[i])
			if stakes[i].Share.Hi > stakes[i].Share.Lo {
				way[i] = int64(stakes[i].Share.Hi)
				try(i+1, free, total+way[i])
				if free < 0 {
					way[i] = 0
					try(i+1, i, total)
				}
			}
			return
		}
		if free < 0 {
			if total == Whole || total < Whole && !completed {
				keep(way)
			}
			return
		}
		rest := Whole - total
		if int64(stakes[free].Share.Lo) <= rest && rest <= int64(stakes[free].Share.Hi) {
			old := way[free]
			way[free] = rest
			keep(way)
			way[free] = old
		}
	}
	try(0, -1, 0)
	return all
}

// each calls do with every combination of corners; it reports false, and calls
// it for none, when there are more than limit.
func each(stakes []Stake, completed []graph.ID, limit int, do func(tables)) bool {
	in := map[graph.ID][]Stake{}
	var companies []graph.ID
	for _, s := range stakes {
		if len(in[s.Company]) == 0 {
			companies = append(companies, s.Company)
		}
		in[s.Company] = append(in[s.Company], s)
	}
	choices := make([][][]int64, len(companies))
	total := 1
	for i, id := range companies {
		choices[i] = corners(in[id], slices.Contains(completed, id))
		if total *= len(choices[i]); total == 0 || total > limit {
			return false
		}
	}
	w := tables{}
	var choose func(i int)
	choose = func(i int) {
		if i == len(companies) {
			do(w)
			return
		}
		for _, corner := range choices[i] {
			holders := map[graph.ID]*big.Rat{}
			for k, s := range in[companies[i]] {
				if s.Owner != "" {
					if holders[s.Owner] == nil {
						holders[s.Owner] = new(big.Rat)
					}
					holders[s.Owner].Add(holders[s.Owner], big.NewRat(corner[k], Whole))
				}
			}
			w[companies[i]] = holders
			choose(i + 1)
		}
	}
	choose(0)
	return true
}

// jumble makes stakes at random that could all be so: names of one letter, with
// circles, parallel stakes, missing holders, and registers that are complete.
func jumble(random *rand.Rand, entities, stakes int, loose float64) ([]Stake, []graph.ID) {
	least, most := map[graph.ID]int64{}, map[graph.ID]int64{}
	var out []Stake
	for i := range stakes {
		s := Stake{ID: graph.ID(fmt.Sprintf("s%02d", i)), Share: jumbledSpan(random, loose)}
		s.Company = graph.ID('a' + rune(random.Intn(max(entities-2, 1))))
		s.Owner = graph.ID('a' + rune(random.Intn(entities)))
		if random.Intn(10) == 0 {
			s.Owner, s.Missing = "", graph.Undisclosed
		}
		if least[s.Company]+int64(s.Share.Lo) > Whole {
			s.Share = Span{Lo: int32(Whole - least[s.Company]), Hi: int32(Whole - least[s.Company])}
		}
		least[s.Company] += int64(s.Share.Lo)
		most[s.Company] += int64(s.Share.Hi)
		out = append(out, s)
	}
	var completed []graph.ID
	for i := range entities {
		if id := graph.ID('a' + rune(i)); most[id] >= Whole && random.Intn(3) == 0 {
			completed = append(completed, id)
		}
	}
	return out, completed
}

func jumbledSpan(random *rand.Rand, loose float64) Span {
	part := func() int32 { return int32(random.Intn(13)) * (Whole / 12) }
	if random.Intn(4) == 0 {
		part = func() int32 { return int32(random.Intn(4)) * (Whole / 3) }
	}
	lo, hi := part(), part()
	switch {
	case random.Float64() >= loose:
		return Exactly(min(lo, hi))
	case random.Intn(3) == 0:
		return Unknown
	}
	return Span{Lo: min(lo, hi), Hi: max(lo, hi)}
}

// same fails unless a bound is the fraction wanted.
func same(t *testing.T, what string, got *big.Rat, want *big.Rat) {
	t.Helper()
	if got == nil || got.Cmp(want) != 0 {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
