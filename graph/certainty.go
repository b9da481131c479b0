package graph

// Certainty is the outcome of comparing a value that may be known only by its
// bounds: whether the comparison holds for all, some or none of what the
// bounds allow.
type Certainty string

// The three outcomes.
const (
	Surely   Certainty = "SURELY"
	Possibly Certainty = "POSSIBLY"
	No       Certainty = "NO"
)

// Not returns the certainty of the opposite: Surely and No change places.
func (c Certainty) Not() Certainty {
	switch c {
	case Surely:
		return No
	case No:
		return Surely
	}
	return Possibly
}

// And returns the lesser of two certainties.
func (c Certainty) And(other Certainty) Certainty {
	switch {
	case c == No || other == No:
		return No
	case c == Surely && other == Surely:
		return Surely
	}
	return Possibly
}

// Or returns the greater of two certainties.
func (c Certainty) Or(other Certainty) Certainty { return c.Not().And(other.Not()).Not() }

// certainty builds an outcome from whether all and whether none of the allowed
// values satisfy a comparison.
func certainty(all, none bool) Certainty {
	switch {
	case none:
		return No
	case all:
		return Surely
	}
	return Possibly
}
