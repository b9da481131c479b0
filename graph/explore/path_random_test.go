package explore_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/graphtest"
	"capgraph/graph/neo4j"
	"capgraph/graph/neo4j/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// maze makes random relations of all kinds between a few entities, some of
// which are withdrawn again.
func maze(random *rand.Rand) []graph.Change {
	var changes []graph.Change
	for i := range 8 {
		parts := []graphtest.Part{graphtest.On(choose(random, "2020", "2023-05", "2025-01-10"))}
		for _, id := range mazeEntities {
			parts = append(parts, graphtest.Entity(id.Kind(), id.Slug()))
		}
		for range 2 + random.IntN(4) {
			parts = append(parts, mazeFact(random))
		}
		changes = append(changes, graphtest.Article(fmt.Sprintf("maze %d", i), parts...))
		if random.IntN(4) == 0 {
			changes = append(changes, graphtest.Withdraw(fmt.Sprintf("maze %d", random.IntN(i+1))))
		}
	}
	return changes
}

var mazeEntities = []graph.ID{
	"company:a", "company:b", "company:c", "company:d", "company:e", "company:f", "person:p", "person:q", "product:x", "datacenter:s",
}

func mazeFact(random *rand.Rand) *graphtest.Claim {
	company := func() string { return string(mazeEntities[random.IntN(6)]) }
	party := func() string { return string(mazeEntities[random.IntN(8)]) }
	about := func(kind graph.Kind, pairs ...string) *graphtest.Claim {
		return graphtest.About(graph.NewID(kind, pairs[1], pairs[3], fmt.Sprint(random.IntN(3))), pairs...)
	}
	var fact *graphtest.Claim
	switch random.IntN(9) {
	case 0, 1, 2:
		fact = about("stake", "owner", party(), "company", company(), "share", choose(random, "5 %", "40..60 %", "unknown", "majority"))
	case 3:
		fact = about("acquisition", "acquirer", party(), "target", company(), "acquirer", party(), "lead", party(), "seller", party(), "status", "announced 2022")
	case 4:
		fact = about("investment", "investor", party(), "recipient", company(), "investor", party(), "type", "round", "status", "completed 2021")
	case 5:
		fact = about("competition", "party", company(), "party", company(), "party", choose(random, company(), "product:x"), "market", "m")
	case 6:
		fact = about("position", "person", choose(random, "person:p", "person:q"), "company", company(), "role", "chair")
	case 7:
		fact = about("move", "who", choose(random, "person:p", "person:q"), "to", company(), "from", company())
	default:
		if random.IntN(2) == 0 {
			fact = about("product-role", "company", company(), "product", "product:x", "role", "maker")
		} else {
			fact = about("site-role", "company", company(), "datacenter", "datacenter:s", "role", "operator")
		}
	}
	fact.Says(choose(random, "states", "states", "reports", "plans")).Confidence(choose(random, "confirmed", "likely", "reported", "speculative"))
	if random.IntN(3) == 0 {
		fact.From(choose(random, "2019", "2021-06", "2024"))
	}
	if random.IntN(4) == 0 {
		fact.Until(choose(random, "2022", "2024-03-01"))
	}
	return fact
}

func randomWalk(random *rand.Rand, instants []graph.Instant) explore.Walk {
	walk := explore.Walk{Slice: graph.Slice{Day: day(choose(random, "2019-06-01", "2021-07-01", "2023-12-31", "2025-06-01"))}}
	if random.IntN(2) == 0 {
		walk.Slice.Known = choose(random, instants...) - graph.Instant(random.IntN(2))
	}
	if random.IntN(3) == 0 {
		until := walk.Slice.Day + graph.Day(random.IntN(1500))
		walk.Until = &until
	}
	for range random.IntN(4) * random.IntN(2) {
		walk.Kinds = append(walk.Kinds, choose[graph.Kind](random, "stake", "acquisition", "investment", "competition", "position", "move"))
	}
	walk.Direction = choose(random, "", explore.Any, explore.Any, explore.Along, explore.Against)
	walk.Confidence = choose[graph.Token](random, "", "", "", "LIKELY", "REPORTED")
	if random.IntN(4) == 0 {
		walk.Modalities = []graph.Token{"STATES", choose[graph.Token](random, "PLANS", "REPORTS")}
	}
	if random.IntN(4) == 0 {
		walk.AvoidKinds = []graph.Kind{choose[graph.Kind](random, "person", "product", "datacenter")}
	}
	if random.IntN(4) == 0 {
		walk.Avoid = []graph.ID{choose(random, mazeEntities...)}
	}
	return walk
}

// plain is everything that a walk may pass, read as a whole: what a search
// that thinks of nothing goes by.
type plain struct {
	walk  explore.Walk
	links map[graph.ID][]explore.Link // by the entity that they lead from
}

// readPlain takes one link for each relation and pair of entities: of several
// versions the strongest, of several ways the first.
func readPlain(t *testing.T, reader graph.Reader, walk explore.Walk) *plain {
	t.Helper()
	p := &plain{walk: walk, links: map[graph.ID][]explore.Link{}}
	last := walk.Slice.Day
	if walk.Until != nil {
		last = *walk.Until
	}
	versions := map[graph.ID]graph.Outline{}
	for _, spec := range graph.Specs() {
		if len(walk.Kinds) > 0 && !slices.Contains(walk.Kinds, spec.Kind) {
			continue
		}
		_, err := reader.Outlines(t.Context(), spec.Kind, walk.Slice, last, func(o graph.Outline) error {
			known, found := versions[o.ID]
			if p.passes(o) && (!found || cmp.Or(rank(o)-rank(known), cmp.Compare(o.Valid.From, known.Valid.From)) < 0) {
				versions[o.ID] = o
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(versions)) {
		p.add(versions[id])
	}
	return p
}

// rank is how weak a relation is: by confidence, then by modality.
func rank(o graph.Outline) int {
	return 10*slices.Index([]graph.Token{"CONFIRMED", "LIKELY", "REPORTED", "SPECULATIVE"}, o.Confidence) +
		slices.Index([]graph.Token{"STATES", "REPORTS", "EXPECTS", "PLANS", "RUMOURS"}, o.Modality)
}

func (p *plain) passes(o graph.Outline) bool {
	order := []graph.Token{"CONFIRMED", "LIKELY", "REPORTED", "SPECULATIVE"}
	return (p.walk.Confidence == "" || slices.Index(order, o.Confidence) <= slices.Index(order, p.walk.Confidence)) &&
		(len(p.walk.Modalities) == 0 || slices.Contains(p.walk.Modalities, o.Modality))
}

func (p *plain) add(o graph.Outline) {
	seen := map[[2]graph.ID]bool{}
	for _, end := range o.Ends {
		for _, edge := range o.Edges(end.ID) {
			allowed := edge.Direction == graph.Both || p.walk.Direction == "" || p.walk.Direction == explore.Any ||
				edge.Direction == graph.Outgoing && p.walk.Direction == explore.Along || edge.Direction == graph.Incoming && p.walk.Direction == explore.Against
			if ends := [2]graph.ID{edge.From, edge.To}; allowed && end.ID != "" && !seen[ends] {
				seen[ends] = true
				p.links[edge.From] = append(p.links[edge.From], explore.Link{Edge: edge, Relation: o})
			}
		}
	}
}

func (p *plain) avoids(id graph.ID) bool {
	return slices.Contains(p.walk.AvoidKinds, id.Kind()) || slices.Contains(p.walk.Avoid, id)
}

// paths lists all paths by trying everything.
func (p *plain) paths(from, to graph.ID, hops, first int) []string {
	type ranked struct {
		ids   []graph.ID
		worst int
	}
	var all []ranked
	var walk func(ids []graph.ID, worst int)
	walk = func(ids []graph.ID, worst int) {
		at := ids[len(ids)-1]
		if at == to {
			all = append(all, ranked{slices.Clone(ids), worst})
			return
		}
		if len(ids) > hops {
			return
		}
		best := map[graph.ID]int{}
		for _, link := range p.links[at] {
			if known, found := best[link.To]; !found || rank(link.Relation) < known {
				best[link.To] = rank(link.Relation)
			}
		}
		for next, weak := range best {
			if !slices.Contains(ids, next) && (next == to || !p.avoids(next)) {
				walk(append(ids, next), max(worst, weak))
			}
		}
	}
	walk([]graph.ID{from}, 0)
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(len(a.ids), len(b.ids)), cmp.Compare(a.worst, b.worst), slices.Compare(a.ids, b.ids))
	})
	var lines []string
	for _, path := range all[:min(len(all), first)] {
		line := ""
		for i, id := range path.ids[1:] {
			line += p.hop(path.ids[i], id)
		}
		lines = append(lines, line)
	}
	return lines
}

// hop prints what joins two entities, strongest first.
func (p *plain) hop(from, to graph.ID) string {
	var links []explore.Link
	for _, link := range p.links[from] {
		if link.To == to {
			links = append(links, link)
		}
	}
	slices.SortFunc(links, func(a, b explore.Link) int {
		return cmp.Or(rank(a.Relation)-rank(b.Relation), cmp.Compare(a.Relation.ID, b.Relation.ID))
	})
	return hopLine(from, to, links)
}

func hopLine(from, to graph.ID, links []explore.Link) string {
	line := fmt.Sprintf("%s>%s:", from, to)
	for _, link := range links {
		line += fmt.Sprintf(" %s %s %s>%s %d", link.Relation.ID, link.Direction, link.Way.From, link.Way.To, link.Relation.Valid.From)
	}
	return line + "; "
}

func hopLines(hops []explore.Hop) (line string) {
	for _, hop := range hops {
		line += hopLine(hop.From, hop.To, hop.Links)
	}
	return line
}

// reached lists what can be reached, level by level.
func (p *plain) reached(from graph.ID, kinds []graph.Kind, hops int) (lines []string) {
	met, rim := map[graph.ID]bool{from: true}, []graph.ID{from}
	for n := 1; n <= hops; n++ {
		next := map[graph.ID]bool{}
		for _, at := range rim {
			for _, link := range p.links[at] {
				if !met[link.To] && !p.avoids(link.To) {
					next[link.To] = true
				}
			}
		}
		rim = slices.Sorted(maps.Keys(next))
		for _, id := range rim {
			met[id] = true
			if len(kinds) == 0 || slices.Contains(kinds, id.Kind()) {
				lines = append(lines, fmt.Sprintf("%s %d", id, n))
			}
		}
	}
	return lines
}

// around lists the nodes and the relations of a neighbourhood in which
// nothing is folded.
func (p *plain) around(of []graph.ID, depth int) (nodes, relations []string) {
	met, rim, passed := map[graph.ID]int{}, of, map[graph.ID]bool{}
	for _, id := range of {
		met[id] = 0
	}
	for n := 1; n <= depth; n++ {
		var next []graph.ID
		for _, at := range rim {
			for _, link := range p.links[at] {
				_, shown := met[link.To]
				if !shown && p.avoids(link.To) {
					continue
				}
				passed[link.Relation.ID] = true
				if !shown {
					next = append(next, link.To)
				}
			}
		}
		for _, id := range next {
			if _, shown := met[id]; !shown {
				met[id] = n
			}
		}
		rim = next
	}
	for id, n := range met {
		nodes = append(nodes, fmt.Sprintf("%s %d", id, n))
	}
	slices.Sort(nodes)
	for _, id := range slices.Sorted(maps.Keys(passed)) {
		relations = append(relations, string(id))
	}
	return nodes, relations
}

// asked is what both stores, and the plain search, are asked in turn.
type asked struct {
	path   explore.PathQuery
	reach  explore.ReachQuery
	around explore.NeighbourhoodQuery
}

func randomAsked(random *rand.Rand, instants []graph.Instant) asked {
	walk, budget := randomWalk(random, instants), explore.Budget{Nodes: 500, Edges: 5000}
	from := choose(random, mazeEntities...)
	to := from
	for to == from {
		to = choose(random, mazeEntities...)
	}
	q := asked{
		path:   explore.PathQuery{From: from, To: to, Walk: walk, Hops: 1 + random.IntN(6), First: 1 + random.IntN(12), Budget: budget},
		reach:  explore.ReachQuery{From: from, Walk: walk, Hops: 1 + random.IntN(5), First: 1 + random.IntN(8), Budget: budget},
		around: explore.NeighbourhoodQuery{Of: []graph.ID{from}, Walk: walk, Depth: 1 + random.IntN(3), Fold: choose(random, 1, 2, 100, 100), Budget: budget},
	}
	if random.IntN(2) == 0 {
		q.reach.Kinds = []graph.Kind{"company"}
	}
	if random.IntN(3) == 0 {
		q.around.Of = append(q.around.Of, to)
	}
	return q
}

func TestSearchesFindWhatAPlainSearchFinds(t *testing.T) {
	compare := func(seed uint64, questions int) func(*testing.T, graph.Store) {
		return func(t *testing.T, store graph.Store) {
			random := rand.New(rand.NewPCG(seed, 12))
			reference, instants := graphtest.Mirror(t, store, maze(rand.New(rand.NewPCG(seed, 11)))...)
			for range questions {
				compareSearches(t, store, reference, randomAsked(random, instants))
			}
		}
	}
	for seed := range uint64(8) {
		onSQLite(t, compare(seed, 60))
	}
	for seed := range uint64(2) {
		onNeo4j(t, compare(seed, 25))
	}
}

func compareSearches(t *testing.T, store, reference graph.Reader, q asked) {
	t.Helper()
	p := readPlain(t, reference, q.path.Walk)
	answer := findPaths(t, store, q.path)
	var got []string
	for _, path := range answer.Paths {
		got = append(got, hopLines(path.Hops))
	}
	if want := p.paths(q.path.From, q.path.To, q.path.Hops, q.path.First); !slices.Equal(got, want) || answer.Truncated() {
		t.Errorf("paths of %+v: got, with cuts %v,\n%s\nwant\n%s", q.path, answer.Cuts, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	compareReached(t, store, p, q.reach)
	comparePictures(t, store, reference, p, q.around)
}

func compareReached(t *testing.T, store graph.Reader, p *plain, q explore.ReachQuery) {
	t.Helper()
	answer, err := explore.Reachable(t.Context(), store, q)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, reached := range answer.Reached {
		got = append(got, fmt.Sprintf("%s %d", reached.ID, len(reached.Hops)))
		for i, hop := range reached.Hops {
			if want := p.hop(hop.From, hop.To); hopLine(hop.From, hop.To, hop.Links) != want || i > 0 && hop.From != reached.Hops[i-1].To {
				t.Errorf("to %s of %+v: got the hop %s, want %s", reached.ID, q, hopLine(hop.From, hop.To, hop.Links), want)
			}
		}
	}
	want := p.reached(q.From, q.Kinds, q.Hops)
	if first := want[:min(len(want), q.First)]; !slices.Equal(got, first) || answer.More != (len(want) > q.First) {
		t.Errorf("reachable %+v: got %v (more %v), want %v of %d", q, got, answer.More, first, len(want))
	}
}

func comparePictures(t *testing.T, store, reference graph.Reader, p *plain, q explore.NeighbourhoodQuery) {
	t.Helper()
	got, want := pictureOf(t, store, q), pictureOf(t, reference, q)
	if text := pictureText(got); text != pictureText(want) {
		t.Errorf("around %+v: got\n%s\nwant\n%s", q, text, pictureText(want))
	}
	if q.Fold < 100 {
		return
	}
	var nodes, relations []string
	for _, node := range got.Nodes {
		nodes = append(nodes, fmt.Sprintf("%s %d", node.ID, node.Depth))
	}
	for _, edge := range got.Edges {
		relations = append(relations, string(edge.Relation))
	}
	slices.Sort(nodes)
	wantNodes, wantRelations := p.around(q.Of, q.Depth)
	if relations = slices.Compact(relations); !slices.Equal(nodes, wantNodes) || !slices.Equal(relations, wantRelations) {
		t.Errorf("around %+v: got %v with %v, want %v with %v", q, nodes, relations, wantNodes, wantRelations)
	}
}

func pictureOf(t *testing.T, reader graph.Reader, q explore.NeighbourhoodQuery) explore.Picture {
	t.Helper()
	picture, err := explore.Neighbourhood(t.Context(), reader, q)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// pictureText prints all of a picture.
func pictureText(p explore.Picture) string {
	var lines []string
	for _, n := range p.Nodes {
		lines = append(lines, fmt.Sprintf("%d %s %q", n.Depth, n.ID, n.Label))
	}
	for _, e := range p.Edges {
		lines = append(lines, fmt.Sprintf("%s %q %v %.3f %s %s", e.Key, e.Label, e.Directed, e.Weight, e.Evidence.Confidence, e.Evidence.Modality))
	}
	for _, f := range p.Folds {
		lines = append(lines, fmt.Sprintf("fold %s %s %d of %d %s", f.Entity, f.Kind, f.Left, f.Total, f.Token))
	}
	return strings.Join(lines, "\n") + fmt.Sprint(p.Cuts)
}

// onSQLite runs a test on an empty embedded store.
func onSQLite(t *testing.T, test func(t *testing.T, store graph.Store)) {
	t.Run("sqlite", func(t *testing.T) {
		store, _ := storeOf(t)
		test(t, store)
	})
}

// onNeo4j runs a test on an empty real Neo4j.
func onNeo4j(t *testing.T, test func(t *testing.T, store graph.Store)) {
	t.Run("neo4j", func(t *testing.T) {
		server := neo4jtest.Open(t)
		server.Clear(t)
		store, err := neo4j.Open(context.Background(), neo4j.Config{
			Address: server.URI, User: server.User, Password: server.Password, Clock: graphtest.Clock(),
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { store.Close() })
		test(t, store)
	})
}

func choose[T any](random *rand.Rand, from ...T) T { return from[random.IntN(len(from))] }
