package ownership

import (
	"github.com/shopspring/decimal"

	"capgraph/graph"
)

// AsShare is the span in per cent.
func (s Span) AsShare() graph.Share {
	lower, upper := percent(int64(s.Lo)), percent(int64(s.Hi))
	return graph.Share{State: graph.Known, Range: graph.Range{
		Lower: &lower, LowerInclusive: !s.LoOpen,
		Upper: &upper, UpperInclusive: !s.HiOpen,
	}}
}

// AsShare is parts per billion in per cent.
func AsShare(ppb int64) graph.Share {
	exact := percent(ppb)
	return graph.Share{State: graph.Known, Range: graph.Range{Lower: &exact, LowerInclusive: true, Upper: &exact, UpperInclusive: true}}
}

func percent(ppb int64) decimal.Decimal {
	return decimal.RequireFromString(decimal.New(ppb, -7).String())
}
