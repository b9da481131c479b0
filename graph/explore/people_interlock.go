package explore

import (
	"cmp"
	"slices"

	"capgraph/graph"
)

// interlocked makes interlocks of the seats of each person in two companies
// that pairs joins.
func interlocked(seats []Seat, pairs func(a, b graph.ID) ([2]graph.ID, bool)) []Interlock {
	slices.SortFunc(seats, func(a, b Seat) int {
		return cmp.Or(cmp.Compare(a.person, b.person), cmp.Compare(a.Company, b.Company), cmp.Compare(a.Position, b.Position))
	})
	var interlocks []Interlock
	for _, person := range runs(seats, func(s Seat) graph.ID { return s.person }) {
		companies := runs(person, func(s Seat) graph.ID { return s.Company })
		for i, in := range companies {
			for _, also := range companies[i+1:] {
				if pair, joined := pairs(in[0].Company, also[0].Company); joined {
					interlocks = append(interlocks, newInterlock(pair, in, also))
				}
			}
		}
	}
	return interlocks
}

func newInterlock(pair [2]graph.ID, in, also []Seat) Interlock {
	if in[0].Company != pair[0] {
		in, also = also, in
	}
	return Interlock{Person: in[0].person, Companies: pair, Seats: [2][]Seat{in, also}, Match: surest(in).And(surest(also))}
}

// surest is how surely any of the seats holds.
func surest(seats []Seat) graph.Certainty {
	match := graph.No
	for _, seat := range seats {
		match = match.Or(seat.Match)
	}
	return match
}

// runs splits a sorted list where the key changes.
func runs[T any](list []T, key func(T) graph.ID) [][]T {
	var split [][]T
	for from := 0; from < len(list); {
		to := from + 1
		for to < len(list) && key(list[to]) == key(list[from]) {
			to++
		}
		split = append(split, list[from:to:to])
		from = to
	}
	return split
}

// page cuts a page from all interlocks and drops the records of the others.
func (found *Interlocks) page(all []Interlock, after string, first int) {
	slices.SortFunc(all, func(a, b Interlock) int { return cmp.Compare(a.Key(), b.Key()) })
	found.Total = len(all)
	rest := slices.DeleteFunc(all, func(i Interlock) bool { return after != "" && i.Key() <= after })
	found.More = len(rest) > first
	found.Interlocks = rest[:min(first, len(rest))]
	shown := map[graph.ID]*graph.Record{}
	for _, interlock := range found.Interlocks {
		for _, seats := range interlock.Seats {
			for _, seat := range seats {
				shown[seat.Position] = found.Records[seat.Position]
			}
		}
	}
	found.Records = shown
}
