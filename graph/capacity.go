package graph

import (
	"maps"
	"slices"
	"strings"
)

// Capacity is the electric power of a datacenter in megawatts, exact or
// bounded. What exactly it measures matters: capacities on two bases, at two
// stages, as of different days, or of which one is a total and one an increment
// are not comparable.
type Capacity struct {
	State   ValueState     `json:"state"`
	Range                  // in MW
	Basis   CapacityBasis  `json:"basis,omitempty"`
	Stage   CapacityStage  `json:"stage,omitempty"`
	Change  CapacityChange `json:"change,omitempty"`
	AsOf    *PartialDate   `json:"asOf,omitempty"`
	Wording string         `json:"wording,omitempty"` // as the article has it
}

// CapacityBasis says which power is meant.
type CapacityBasis string

// The bases of a capacity.
const (
	CapacityITLoad         CapacityBasis = "IT_LOAD"
	CapacityFacility       CapacityBasis = "FACILITY"
	CapacityGridConnection CapacityBasis = "GRID_CONNECTION"
	CapacityUnspecified    CapacityBasis = "UNSPECIFIED"
)

// CapacityStage says how real a capacity is.
type CapacityStage string

// The stages of a capacity.
const (
	CapacityPlanned     CapacityStage = "PLANNED"
	CapacityBuilding    CapacityStage = "BUILDING"
	CapacityOperational CapacityStage = "OPERATIONAL"
)

// CapacityChange tells the whole capacity from an addition to it.
type CapacityChange string

// The changes of a capacity.
const (
	CapacityTotal     CapacityChange = "TOTAL"
	CapacityIncrement CapacityChange = "INCREMENT"
)

var megawatt = scale{words: []string{"MW"}, power: 0}

// powerUnits are scales of the megawatt.
var powerUnits = []scale{
	{words: []string{"GW"}, power: 3},
	megawatt,
	{words: []string{"kW"}, power: -3},
}

var capacityMeasure = measure{
	noun:    "a capacity",
	example: `a capacity such as "5 GW planned", "+150 MW building" or "> 2 GW operational IT load"`,
	scales:  powerUnits,
	hints: map[string]string{
		"under": "write building for under construction", "construction": "write building",
		"live": "write operational", "online": "write operational", "announced": "write planned",
		"it": "write IT load", "grid": "write grid connection",
		"total": "leave it out: a capacity is a total unless it starts with +",
	},
	about: tenPercent,
}

// The words behind the unit, as they are printed.
var (
	stageWords = map[CapacityStage]string{
		CapacityPlanned: "planned", CapacityBuilding: "building", CapacityOperational: "operational",
	}
	capacityBasisWords = map[CapacityBasis]string{
		CapacityITLoad: "IT load", CapacityFacility: "facility", CapacityGridConnection: "grid connection",
	}
)

const asOfWords = " as of "

// ParseCapacity reads a capacity: "+" for an increment, a number, comparison,
// range or number word as in ParseMoney, the unit (kW, MW or GW), the stage
// (planned, building or operational), and optionally what is measured (IT
// load, facility or grid connection) and "as of" a date as in ParseDate.
// "unknown", "undisclosed" and "none" are states. A missing unit or stage, and
// a unit of energy such as GWh, are Invalid errors.
func ParseCapacity(text string) (Capacity, error) {
	if state, found := ParseState(text); found {
		return Capacity{State: state}, nil
	}
	power, asOf, dated := strings.Cut(text, asOfWords)
	s, err := newScanner(capacityMeasure, power)
	if err != nil {
		return Capacity{}, err
	}
	c, err := s.capacity()
	if err != nil || !dated {
		return c, err
	}
	date, err := ParseDate(asOf)
	if err != nil {
		return Capacity{}, err
	}
	c.AsOf = &date
	return c, nil
}

func (s *scanner) capacity() (Capacity, error) {
	c := Capacity{State: Known, Change: CapacityTotal}
	if s.accept("+") {
		c.Change = CapacityIncrement
	}
	q, err := s.quantity()
	if err != nil {
		return Capacity{}, err
	}
	if !q.scaled {
		return Capacity{}, s.missingUnit()
	}
	c.Range = q.Range
	for len(s.tokens) > 0 {
		stage, isStage := acceptWord(s, stageWords)
		basis, isBasis := acceptWord(s, capacityBasisWords)
		switch {
		case !isStage && !isBasis:
			return Capacity{}, s.unexpected()
		case isStage && c.Stage != "":
			return Capacity{}, s.fail("the stage is given twice; write one of planned, building and operational")
		case isBasis && c.Basis != "":
			return Capacity{}, s.fail("the basis is given twice; write one of IT load, facility and grid connection")
		}
		c.Stage, c.Basis = either(c.Stage, stage), either(c.Basis, basis)
	}
	if c.Stage == "" {
		return Capacity{}, s.fail("it does not say how far it is; add planned, building or operational")
	}
	c.Basis = either(c.Basis, CapacityUnspecified)
	return c, nil
}

// acceptWord reads one of the words of a table.
func acceptWord[T ~string](s *scanner, words map[T]string) (T, bool) {
	for _, key := range slices.Sorted(maps.Keys(words)) {
		if s.accept(words[key]) {
			return key, true
		}
	}
	return "", false
}

func (s *scanner) missingUnit() error {
	unit := strings.ToLower(s.peek(0))
	switch unit {
	case "kwh", "mwh", "gwh", "twh":
		return s.fail("%s is energy, not power; write the power in kW, MW or GW", s.peek(0))
	case "tw", "w":
		return s.fail("the unit is kW, MW or GW; convert it")
	}
	return s.fail("the unit is missing; write kW, MW or GW, as in %q", "5 GW planned")
}

// Text prints the capacity for people: "5 GW planned IT load". ParseCapacity
// reads it back.
func (c Capacity) Text() string {
	if !c.State.isKnown() {
		return c.State.text()
	}
	unit, found := c.unitIn(powerUnits)
	if !found {
		unit = megawatt // of zero
	}
	text := c.words(unit.power) + " " + unit.words[0]
	if c.Change == CapacityIncrement {
		text = "+" + text
	}
	for _, word := range []string{stageWords[c.Stage], capacityBasisWords[c.Basis]} {
		if word != "" {
			text += " " + word
		}
	}
	if c.AsOf != nil {
		text += asOfWords + c.AsOf.Text()
	}
	return text
}

// String prints what Text prints.
func (c Capacity) String() string { return c.Text() }

// Missing returns which of the ways of having no value it is, Known for a
// capacity that is told.
func (c Capacity) Missing() ValueState { return c.State }

// Span returns the keys of the bounds in megawatts.
func (c Capacity) Span() (lo, hi string) {
	if !c.State.isKnown() {
		return "", ""
	}
	return c.span(c.unit())
}

// unit tells apart the stages, and totals from increments, in sort keys: a
// planned gigawatt is not compared with a running one.
func (c Capacity) unit() string {
	change := "t"
	if c.Change == CapacityIncrement {
		change = "i"
	}
	switch c.Stage {
	case CapacityPlanned:
		return change + "pl:"
	case CapacityBuilding:
		return change + "bu:"
	}
	return change + "op:"
}

// Meet intersects the bounds of two capacities that measure the same; others
// are Incomparable. The date of the result is what the dates of both allow.
func (c Capacity) Meet(value Value) (Value, Agreement) {
	other, isCapacity := value.(Capacity)
	if !isCapacity || differ(c.Basis, other.Basis) || differ(c.Stage, other.Stage) || differ(c.Change, other.Change) {
		return nil, Incomparable
	}
	asOf, sameTime := c.meetDates(other)
	if !sameTime {
		return nil, Incomparable
	}
	state, agreement := c.State.meet(other.State)
	if agreement != Agrees {
		return nil, agreement
	}
	both, possible := c.meet(other.Range)
	if !possible {
		return nil, Conflicts
	}
	return Capacity{
		State: state, Range: both, Basis: either(c.Basis, other.Basis), Stage: either(c.Stage, other.Stage),
		Change: either(c.Change, other.Change), AsOf: asOf, Wording: c.Wording,
	}, Agrees
}

// meetDates returns the date of what two capacities say together, and false
// when they are stated for different days: each may then be right.
func (c Capacity) meetDates(other Capacity) (*PartialDate, bool) {
	if c.AsOf == nil || other.AsOf == nil {
		if c.AsOf == nil {
			return other.AsOf, true
		}
		return c.AsOf, true
	}
	met, agreement := c.AsOf.Meet(*other.AsOf)
	if agreement != Agrees {
		return nil, false
	}
	asOf := met.(PartialDate)
	return &asOf, true
}
