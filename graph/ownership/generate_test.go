package ownership

import (
	"fmt"
	"math"
	"math/rand"
	"slices"
	"sync"
	"testing"

	"capgraph/graph"
)

// large is the projection that the figures of the package are measured on:
// 400,000 entities, 1,000,000 stakes with exact shares and equal stated votes,
// a few holders of very many, and one cyclic part of more than 100,000
// companies. Nothing adds up to more than the whole.
func large(tb testing.TB) *Projection {
	tb.Helper()
	return largeExact()
}

// largeRanged is as large, with bounds or nothing known of a fifth of the shares.
func largeRanged(tb testing.TB) *Projection {
	tb.Helper()
	return largeWithRanges()
}

var (
	largeExact      = sync.OnceValue(func() *Projection { return bigWorld(0).build() })
	largeWithRanges = sync.OnceValue(func() *Projection { return bigWorld(0.2).build() })
)

func bigWorld(ranged float64) recipe {
	return recipe{Seed: 1, People: 140_000, Companies: 280_000, Stakes: 1_075_000, Ranged: ranged}
}

// recipe makes random stakes; equal recipes make equal ones.
type recipe struct {
	Seed              int64
	People, Companies int
	Stakes            int     // at most as many are made; those drawn twice are left out
	Ranged            float64 // part of the stakes whose share has bounds or is unknown
	Over              float64 // part of the companies whose shares add up to more than the whole
}

func (r recipe) build() *Projection { return Build(graph.Slice{}, 0, r.stakes(), nil) }

// stakes gives each company a power law of holders: mostly one or two, at times
// hundreds. A quarter of the holders are people and a quarter the few large
// companies.
func (r recipe) stakes() []Stake {
	random := rand.New(rand.NewSource(r.Seed))
	people, companies := named("person:p%06d", r.People), named("company:c%06d", r.Companies)
	out := make([]Stake, 0, r.Stakes+r.Stakes/8)
	left := r.Stakes
	for n, company := range companies {
		holders := min(left, holdersOf(random, float64(left)/float64(len(companies)-n)))
		left -= holders
		chosen := map[graph.ID]bool{company: true}
		parts := r.parts(random, holders)
		for i := range holders {
			owner := r.owner(random, people, companies, n)
			if chosen[owner] {
				continue
			}
			chosen[owner] = true
			out = append(out, r.stake(random, owner, company, len(out), parts[i]))
		}
	}
	return out
}

func named(format string, count int) []graph.ID {
	ids := make([]graph.ID, count)
	for i := range ids {
		ids[i] = graph.ID(fmt.Sprintf(format, i))
	}
	return ids
}

// holdersOf draws a number of holders from a power law about the mean wanted.
func holdersOf(random *rand.Rand, mean float64) int {
	u := 1 - random.Float64()
	return int(min(mean*0.45*math.Pow(u, -0.55), 400) + random.Float64())
}

// owner draws a holder of a company. The first two thirds of the companies hold
// each other at random; the others are held by those and by their neighbours,
// so that there are small circles beside the large one.
func (r recipe) owner(random *rand.Rand, people, companies []graph.ID, company int) graph.ID {
	core := companies[:(2*len(companies)+2)/3]
	switch u := random.Float64(); {
	case u < 0.25 && len(people) > 0:
		return people[random.Intn(len(people))]
	case u < 0.5:
		return core[int(float64(len(core))*math.Pow(random.Float64(), 4))]
	case company < len(core):
		return core[random.Intn(len(core))]
	}
	near := company - 2 + random.Intn(5)
	return companies[min(max(near, len(core)), len(companies)-1)]
}

// parts splits 60 to 100 % among the holders, half of the time with one that
// has the majority.
func (r recipe) parts(random *rand.Rand, holders int) []int32 {
	weights := make([]float64, holders)
	var sum float64
	for i := range weights {
		weights[i] = random.ExpFloat64() + 1e-6
		sum += weights[i]
	}
	if holders > 0 && random.Intn(2) == 0 {
		sum += weights[0] * 4 * float64(holders)
		weights[0] *= 1 + 4*float64(holders)
	}
	total := 0.6 + 0.4*random.Float64()
	if random.Float64() < r.Over {
		total += 0.5
	}
	parts := make([]int32, holders)
	for i, w := range weights {
		parts[i] = int32(min(w/sum*total, 1) * Whole)
	}
	return parts
}

func (r recipe) stake(random *rand.Rand, owner, company graph.ID, number int, part int32) Stake {
	span := Exactly(part)
	if r.Ranged > 0 && random.Float64() < r.Ranged {
		span = loosened(random, part)
	}
	return Stake{ID: graph.ID(fmt.Sprintf("stake:s%07d", number)), Owner: owner, Company: company,
		Share: span, Votes: span, Flags: VotesStated}
}

// loosened is a span that holds the part: nothing known, or some points either way.
func loosened(random *rand.Rand, part int32) Span {
	if random.Intn(4) == 0 {
		return Unknown
	}
	room := int32(random.Intn(Whole / 10))
	return Span{Lo: max(part-room, 0), Hi: min(part, Whole-room) + room}
}

func TestLargeWorldIsAsDescribed(t *testing.T) {
	p := large(t)
	holders := make([]int, 0, len(p.ids))
	for n := range p.ids {
		holders = append(holders, len(p.stakesOf(node(n))))
	}
	slices.Sort(holders)
	parts := map[int32]int{}
	largest := 0
	for _, part := range p.roll(statedVotes).partsOf(p) {
		parts[part]++
		largest = max(largest, parts[part])
	}
	t.Logf("%d entities, %d stakes, %d issues, largest holder %d, largest circle %d", len(p.ids), len(p.edges), len(p.issues), holders[len(holders)-1], largest)
	if len(p.ids) < 380_000 || len(p.edges) < 950_000 || len(p.issues) > 0 || largest < 100_000 {
		t.Errorf("got %d entities, %d stakes, %d issues and a circle of %d", len(p.ids), len(p.edges), len(p.issues), largest)
	}
}

// runs is how many random graphs a property is tried on: a tenth under the race
// detector, which looks for something else.
func runs(all int64) int64 {
	if underRace {
		return all / 10
	}
	return all
}
