package explore

import (
	"context"
	"slices"
	"strings"

	"capgraph/graph"
)

// Seat is a position that a person holds in a company on the day.
type Seat struct {
	Position graph.ID
	Company  graph.ID
	Role     string
	Match    graph.Certainty // whether it surely or possibly holds
	person   graph.ID
}

// Interlock is a person who sits in two companies at the same time.
type Interlock struct {
	Person    graph.ID
	Companies [2]graph.ID
	Seats     [2][]Seat       // in each of the companies, in order of the positions' ids; never empty
	Match     graph.Certainty // surely when the person surely has a seat in both
}

// Key is the place of the interlock in its list, to read on from: by the
// companies, then by the person.
func (i *Interlock) Key() string {
	return string(i.Companies[0]) + " " + string(i.Companies[1]) + " " + string(i.Person)
}

// InterlockQuery asks for a page of interlocks.
type InterlockQuery struct {
	// Companies is one company, which is then the first of each interlock, or
	// several, between which interlocks are sought.
	Companies []graph.ID
	Slice     graph.Slice
	Roles     []string // only positions with these words in their role, as "board"; none means all
	After     string   // the Key of the last that has been read; "" begins
	First     int      // interlocks in a page; 0 asks for none
}

// Interlocks is a page of interlocks in order of their keys.
type Interlocks struct {
	Interlocks []Interlock
	More       bool
	Total      int
	Cut        bool                       // whether a company or person has more than MaxAround positions, of which the rest was left out
	Records    map[graph.ID]*graph.Record // the positions, with the people and companies
}

// ReadInterlocks lists the people who hold positions in two companies on the
// day. Groups of people have none: nobody says that their members are the same. It makes at
// most four calls of the store. Errors have code Invalid: a negative First, and no company.
func ReadInterlocks(ctx context.Context, reader graph.Reader, q InterlockQuery) (*Interlocks, error) {
	if q.First < 0 {
		return nil, graph.Errorf(graph.Invalid, "first cannot be negative").At("first")
	}
	if len(q.Companies) == 0 {
		return nil, graph.Errorf(graph.Invalid, "name a company, or several").At("companies")
	}
	slice, err := q.Slice.Pin(ctx, reader)
	if err != nil {
		return nil, err
	}
	found := &Interlocks{}
	seats, err := found.read(ctx, reader, q, slice)
	if err != nil {
		return nil, err
	}
	found.page(interlocked(seats, q.pairs), q.After, q.First)
	return found, nil
}

// pairs says which of two companies of one person come first, and whether the
// two make an interlock.
func (q InterlockQuery) pairs(a, b graph.ID) ([2]graph.ID, bool) {
	switch {
	case len(q.Companies) > 1:
		return inOrder(a, b), slices.Contains(q.Companies, a) && slices.Contains(q.Companies, b)
	case a == q.Companies[0]:
		return [2]graph.ID{a, b}, true
	}
	return [2]graph.ID{b, a}, b == q.Companies[0]
}

func inOrder(a, b graph.ID) [2]graph.ID {
	if b < a {
		a, b = b, a
	}
	return [2]graph.ID{a, b}
}

// read finds the seats in the companies, and all others of those who sit there.
func (found *Interlocks) read(ctx context.Context, reader graph.Reader, q InterlockQuery, slice graph.Slice) ([]Seat, error) {
	positions, err := found.expand(ctx, reader, q.Companies, slice)
	if err != nil {
		return nil, err
	}
	if len(q.Companies) == 1 {
		var people []graph.ID
		for _, position := range positions {
			people = append(people, endsOf(&position, "person", "person")...)
		}
		if positions, err = found.expand(ctx, reader, people, slice); err != nil {
			return nil, err
		}
	}
	return found.seats(ctx, reader, positions, q.Roles, slice)
}

// expand lists the positions around entities, each once.
func (found *Interlocks) expand(ctx context.Context, reader graph.Reader, of []graph.ID, slice graph.Slice) ([]graph.Outline, error) {
	slices.Sort(of)
	of = slices.Compact(of)
	if len(of) == 0 {
		return nil, nil
	}
	fans, err := reader.Expand(ctx, graph.Expansion{Of: of, Kinds: []graph.Kind{"position"}, Slice: slice, Limit: MaxAround})
	if err != nil {
		return nil, err
	}
	var positions []graph.Outline
	seen := map[graph.ID]bool{}
	for _, id := range of {
		found.Cut = found.Cut || fans[id].More["position"]
		for _, position := range fans[id].Relations {
			if !seen[position.ID] {
				seen[position.ID] = true
				positions = append(positions, position)
			}
		}
	}
	return positions, nil
}

// seats reads the bodies of positions, and keeps those of people in the roles.
func (found *Interlocks) seats(ctx context.Context, reader graph.Reader, positions []graph.Outline, roles []string, slice graph.Slice) ([]Seat, error) {
	ids := make([]graph.ID, len(positions))
	for i := range positions {
		ids[i] = positions[i].ID
	}
	records, err := reader.Records(ctx, ids, slice)
	if err != nil {
		return nil, err
	}
	found.Records = records
	var all []Seat
	for i := range positions {
		all = append(all, seatsOf(&positions[i], records[positions[i].ID], roles, slice.Day)...)
	}
	return all, nil
}

func seatsOf(position *graph.Outline, body *graph.Record, roles []string, day graph.Day) []Seat {
	var seats []Seat
	role := ""
	if body != nil {
		role = textOf(body, "role")
	}
	for _, person := range endsOf(position, "person", "person") {
		for _, company := range endsOf(position, "company", "company") {
			if hasRole(role, roles) {
				seats = append(seats, Seat{Position: position.ID, Company: company, Role: role, Match: position.Valid.On(day), person: person})
			}
		}
	}
	return seats
}

// endsOf are the parties of a kind that a field of a relation names.
func endsOf(o *graph.Outline, field string, kind graph.Kind) []graph.ID {
	var ids []graph.ID
	for _, end := range o.Ends {
		if end.Field == field && end.ID != "" && end.ID.Kind() == kind {
			ids = append(ids, end.ID)
		}
	}
	return ids
}

// hasRole looks for whole words, without regard to letter case and accents.
func hasRole(role string, wanted []string) bool {
	folded := " " + graph.Fold(role) + " "
	return len(wanted) == 0 || slices.ContainsFunc(wanted, func(word string) bool { return strings.Contains(folded, " "+graph.Fold(word)+" ") })
}
