package explore

import (
	"context"
	"slices"

	"capgraph/graph"
)

// RivalQuery asks for a page of the people who sit in two competing companies.
type RivalQuery struct {
	Of    graph.ID // only rivalries of the group of this company; "" means all
	Slice graph.Slice

	// Group maps a company to the group that it belongs to, itself if to none;
	// nil makes each company its own group.
	Group func(graph.ID) graph.ID

	After string // the Key of the last that has been read; "" begins
	First int    // seats in a page; 0 asks for none
}

// RivalSeat is a person who sits at the same time in two companies whose groups a
// source calls competitors.
type RivalSeat struct {
	Interlock
	Groups       [2]graph.ID // of the companies
	Competitions []graph.ID  // that say so, sorted; never empty
}

// RivalSeats is a page of seats in competing companies, in order of their keys.
type RivalSeats struct {
	Seats   []RivalSeat
	More    bool
	Total   int
	Records map[graph.ID]*graph.Record // the positions and competitions, with their parties
}

// ReadRivalSeats lists the people who hold positions on the day in two companies
// that compete with one another, or whose groups do, in that a source calls a
// company of the one and a company of the other competitors; companies of one group never
// do. That follows from the companies named, not from the market. A seat is sure when both positions and one of
// the competitions are. It passes once over all competitions and all positions, keeps those of
// groups that compete, and reads the records of the page: four calls of the store. A negative First is
// an Invalid error.
func ReadRivalSeats(ctx context.Context, reader graph.Reader, q RivalQuery) (*RivalSeats, error) {
	if q.First < 0 {
		return nil, graph.Errorf(graph.Invalid, "first cannot be negative").At("first")
	}
	slice, err := q.Slice.Pin(ctx, reader)
	if err != nil {
		return nil, err
	}
	q.Slice = slice
	if q.Group == nil {
		q.Group = func(company graph.ID) graph.ID { return company }
	}
	rivals, err := q.rivalries(ctx, reader)
	if err != nil {
		return nil, err
	}
	seats, err := q.seats(ctx, reader, rivals)
	if err != nil {
		return nil, err
	}
	interlocks := &Interlocks{}
	interlocks.page(interlocked(seats, func(a, b graph.ID) ([2]graph.ID, bool) {
		return inOrder(a, b), len(rivals[inOrder(q.Group(a), q.Group(b))]) > 0
	}), q.After, q.First)
	found := &RivalSeats{More: interlocks.More, Total: interlocks.Total, Seats: []RivalSeat{}}
	for _, interlock := range interlocks.Interlocks {
		found.Seats = append(found.Seats, q.rival(interlock, rivals))
	}
	return found, found.read(ctx, reader, slice)
}

// rivalries are the competitions between groups, by pairs of groups in order.
type rivalries map[[2]graph.ID][]graph.Outline

func (q RivalQuery) rivalries(ctx context.Context, reader graph.Reader) (rivalries, error) {
	between := rivalries{}
	_, err := reader.Outlines(ctx, "competition", q.Slice, q.Slice.Day, func(competition graph.Outline) error {
		var groups []graph.ID
		for _, company := range endsOf(&competition, "party", "company") {
			groups = append(groups, q.Group(company))
		}
		slices.Sort(groups)
		groups = slices.Compact(groups)
		for i, group := range groups {
			for _, rival := range groups[i+1:] {
				if q.Of == "" || group == q.Group(q.Of) || rival == q.Group(q.Of) {
					pair := [2]graph.ID{group, rival}
					between[pair] = append(between[pair], competition)
				}
			}
		}
		return nil
	})
	return between, err
}

// seats lists the seats of people in groups that compete.
func (q RivalQuery) seats(ctx context.Context, reader graph.Reader, rivals rivalries) ([]Seat, error) {
	competing := map[graph.ID]bool{}
	for pair := range rivals {
		competing[pair[0]], competing[pair[1]] = true, true
	}
	var seats []Seat
	if len(competing) == 0 {
		return nil, nil
	}
	_, err := reader.Outlines(ctx, "position", q.Slice, q.Slice.Day, func(position graph.Outline) error {
		for _, seat := range seatsOf(&position, nil, nil, q.Slice.Day) {
			if competing[q.Group(seat.Company)] {
				seats = append(seats, seat)
			}
		}
		return nil
	})
	return seats, err
}

// rival adds to an interlock why it is one of rivals.
func (q RivalQuery) rival(interlock Interlock, rivals rivalries) RivalSeat {
	seat := RivalSeat{Interlock: interlock, Groups: [2]graph.ID{q.Group(interlock.Companies[0]), q.Group(interlock.Companies[1])}}
	match := graph.No
	for _, competition := range rivals[inOrder(seat.Groups[0], seat.Groups[1])] {
		seat.Competitions = append(seat.Competitions, competition.ID)
		match = match.Or(competition.Valid.On(q.Slice.Day))
	}
	slices.Sort(seat.Competitions)
	seat.Match = seat.Match.And(match)
	return seat
}

// read fetches the records of the page and fills in the roles.
func (found *RivalSeats) read(ctx context.Context, reader graph.Reader, slice graph.Slice) (err error) {
	var ids []graph.ID
	for _, seat := range found.Seats {
		ids = append(ids, seat.Competitions...)
		for _, seats := range seat.Seats {
			for i := range seats {
				ids = append(ids, seats[i].Position)
			}
		}
	}
	if found.Records, err = reader.Records(ctx, ids, slice); err != nil {
		return err
	}
	for _, seat := range found.Seats {
		for _, seats := range seat.Seats {
			for i := range seats {
				if position := found.Records[seats[i].Position]; position != nil {
					seats[i].Role = textOf(position, "role")
				}
			}
		}
	}
	return nil
}
