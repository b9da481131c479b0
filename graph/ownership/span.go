package ownership

import "capgraph/graph"

// Whole is a whole company in the unit of Span, parts per billion.
const Whole = graph.PartsPerWhole

// Span is a share that lies between two bounds, in parts per billion. An open
// bound is not itself possible.
type Span struct {
	Lo, Hi         int32
	LoOpen, HiOpen bool
}

// Unknown is a share of which nothing is known but that there is one.
var Unknown = Span{Lo: 0, Hi: Whole, LoOpen: true}

// Exactly is a share that is known.
func Exactly(ppb int32) Span { return Span{Lo: ppb, Hi: ppb} }

// Exact says whether only one value is possible.
func (s Span) Exact() bool { return s.Lo == s.Hi }

// hull is the least span that holds both.
func (s Span) hull(other Span) Span {
	out := s
	switch {
	case other.Lo < s.Lo:
		out.Lo, out.LoOpen = other.Lo, other.LoOpen
	case other.Lo == s.Lo:
		out.LoOpen = s.LoOpen && other.LoOpen
	}
	switch {
	case other.Hi > s.Hi:
		out.Hi, out.HiOpen = other.Hi, other.HiOpen
	case other.Hi == s.Hi:
		out.HiOpen = s.HiOpen && other.HiOpen
	}
	return out
}
