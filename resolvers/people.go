package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/graph/explore"
)

// InterlockConnection is a page of interlocks.
type InterlockConnection struct {
	*Connection[Interlock]
	Cut bool
}

// InterlockEdge is an interlock in such a page.
type InterlockEdge = Edge[Interlock]

// Interlock is a person who sits in two companies.
type Interlock struct {
	found *explore.Interlock
	cast  cast
}

// Person is the person.
func (i Interlock) Person() Person { return the[Person](i.cast, i.found.Person) }

// Company is the one company.
func (i Interlock) Company() Company { return the[Company](i.cast, i.found.Companies[0]) }

// OtherCompany is the other.
func (i Interlock) OtherCompany() Company { return the[Company](i.cast, i.found.Companies[1]) }

// Positions are those in the one company.
func (i Interlock) Positions() []Position { return i.positions(0) }

// OtherPositions are those in the other.
func (i Interlock) OtherPositions() []Position { return i.positions(1) }

func (i Interlock) positions(in int) []Position {
	var ids []graph.ID
	for _, seat := range i.found.Seats[in] {
		ids = append(ids, seat.Position)
	}
	return named[Position](i.cast, ids...)
}

// Interlocks lists people who sit in two companies.
func (q Query) Interlocks(ctx context.Context, companies []graph.ID, roles []string, first *int, after *string, asOf *graph.Day, knownAt *graph.Instant) (*InterlockConnection, error) {
	size, key, err := paging("interlocks", first, after)
	if err != nil {
		return nil, err
	}
	at, err := q.at(ctx, asOf, knownAt)
	if err != nil {
		return nil, err
	}
	ids, err := q.Reader.stood(ctx, at, "companies", companies...)
	if err != nil {
		return nil, err
	}
	found, err := explore.ReadInterlocks(ctx, q.Reader, explore.InterlockQuery{Companies: ids, Slice: at.slice, Roles: roles, After: key, First: size})
	if err != nil {
		return nil, err
	}
	seen := stage(q.Reader, at, found.Records)
	show := func(i *explore.Interlock) Interlock { return Interlock{i, seen} }
	match := func(i *explore.Interlock) graph.Certainty { return i.Match }
	page := keyed("interlocks", found.Interlocks, (*explore.Interlock).Key, show, match, found.More, found.Total, after)
	return &InterlockConnection{page, found.Cut}, nil
}

// RivalSeatConnection is a page of people who sit in competing companies.
type RivalSeatConnection = Connection[RivalSeat]

// RivalSeatEdge is one of them in such a page.
type RivalSeatEdge = Edge[RivalSeat]

// RivalSeat is a person who sits in two companies that compete.
type RivalSeat struct {
	found *explore.RivalSeat
	cast  cast
}

// Interlock is the person, the companies and the positions.
func (s RivalSeat) Interlock() Interlock { return Interlock{&s.found.Interlock, s.cast} }

// Group is the top of the group of the one company.
func (s RivalSeat) Group() Party { return the[Party](s.cast, s.found.Groups[0]) }

// OtherGroup is that of the other.
func (s RivalSeat) OtherGroup() Party { return the[Party](s.cast, s.found.Groups[1]) }

// Competitions say that they compete.
func (s RivalSeat) Competitions() []Competition {
	return named[Competition](s.cast, s.found.Competitions...)
}

// RivalSeats lists people who sit in competing companies.
func (q Query) RivalSeats(ctx context.Context, company *graph.ID, throughGroups bool, options *OwnershipOptions, first *int, after *string, asOf *graph.Day, knownAt *graph.Instant) (*RivalSeatConnection, error) {
	size, key, err := paging("rivals", first, after)
	if err != nil {
		return nil, err
	}
	at, err := q.at(ctx, asOf, knownAt)
	if err != nil {
		return nil, err
	}
	asked := explore.RivalQuery{Slice: at.slice, After: key, First: size}
	if company != nil {
		ids, err := q.Reader.stood(ctx, at, "company", *company)
		if err != nil {
			return nil, err
		}
		asked.Of = ids[0]
	}
	if throughGroups {
		if asked.Group, asked.Slice.Known, err = q.groups(ctx, at.slice, options); err != nil {
			return nil, err
		}
	}
	found, err := explore.ReadRivalSeats(ctx, q.Reader, asked)
	if err != nil {
		return nil, err
	}
	seen := stage(q.Reader, at, found.Records)
	if err := q.summonGroups(ctx, found, seen, at); err != nil {
		return nil, err
	}
	show := func(s *explore.RivalSeat) RivalSeat { return RivalSeat{s, seen} }
	match := func(s *explore.RivalSeat) graph.Certainty { return s.Match }
	return keyed("rivals", found.Seats, (*explore.RivalSeat).Key, show, match, found.More, found.Total, after), nil
}

// summonGroups reads the tops of groups that did not come with the seats.
func (q Query) summonGroups(ctx context.Context, found *explore.RivalSeats, seen cast, at clocks) error {
	var missing []graph.ID
	for _, seat := range found.Seats {
		for _, group := range seat.Groups {
			if seen[group] == nil {
				missing = append(missing, group)
			}
		}
	}
	if len(missing) == 0 {
		return nil
	}
	tops, err := readNodes(ctx, q.Reader, missing, at)
	for id, top := range tops {
		seen[id] = top
	}
	return err
}
