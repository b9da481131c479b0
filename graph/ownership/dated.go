package ownership

import "capgraph/graph"

// Dated is a stake as one version has it, and the days of that version.
type Dated struct {
	Stake
	Valid graph.Validity
}

// On is the stake on a day, false when it is not in force. A stake of which no
// source says since when counts at every date, and is flagged. Where bounds
// leave open whether it was held on the day, its least share is zero.
func (d Dated) On(day graph.Day) (Stake, bool) {
	s := d.Stake
	switch d.Valid.On(day) {
	case graph.No:
		return Stake{}, false
	case graph.Surely:
		return s, true
	}
	if d.Valid.From == graph.MinDay && day < d.Valid.SureFrom {
		s.Flags |= Undated
		return s, true
	}
	s.Flags |= UncertainDates
	s.Share, s.Votes = fromZero(s.Share), fromZero(s.Votes)
	return s, true
}

func fromZero(s Span) Span {
	s.Lo, s.LoOpen = 0, false
	return s
}
