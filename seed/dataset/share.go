package dataset

import (
	"regexp"
	"strings"

	"capgraph/graph"

	"github.com/shopspring/decimal"
)

// Bounds are the bounds of a share in per cent as a source gives them, each ""
// when it does not.
type Bounds struct {
	Exact, Minimum, Maximum       string
	MoreThanMinimum, BelowMaximum bool // the bound itself is excluded
}

// Share writes bounds as fact files do: "49 %", "75..<100 %", "> 25..50 %". The
// share is "" when there is none, or when the bounds are no share: then the
// reason is given. Shares are rounded to a part per billion.
func (b Bounds) Share() (share, why string) {
	exact, low, high := b.Exact, b.Minimum, b.Maximum
	for _, bound := range []*string{&exact, &low, &high} {
		if *bound == "" {
			continue
		}
		number, ok := Number(*bound)
		if !ok {
			return "", whyNoShare
		}
		*bound = number.Round(7).String()
	}
	share = b.text(exact, low, high)
	if share == "" {
		return "", ""
	}
	if _, err := graph.ParseShare(share); err != nil {
		return "", whyNoShare
	}
	return share, ""
}

func (b Bounds) text(exact, low, high string) string {
	above, below := "", ".."
	if b.MoreThanMinimum {
		above = "> "
	}
	if b.BelowMaximum {
		below = "..<"
	}
	switch {
	case exact != "":
		return exact + " %"
	case low != "" && low == high:
		return low + " %"
	case low != "" && high != "":
		return above + low + below + high + " %"
	case low != "" && b.MoreThanMinimum:
		return "> " + low + " %"
	case low != "":
		return ">= " + low + " %"
	case high != "" && b.BelowMaximum:
		return "< " + high + " %"
	case high != "":
		return "<= " + high + " %"
	}
	return ""
}

var (
	shareNumber = `(\d+(?:[.,]\d+)?)\s*%?`
	shareBand   = regexp.MustCompile(`^(?:between\s+)?(more than\s+|over\s+|>\s*)?` + shareNumber + `\s*(?:-|–|to|and|\.\.)\s*(under\s+|less than\s+|below\s+|<\s*)?` + shareNumber + `$`)
	shareAbove  = regexp.MustCompile(`^(?:more than|over|above|>)\s*` + shareNumber + `$`)
	shareBelow  = regexp.MustCompile(`^(?:less than|under|below|<)\s*` + shareNumber + `$`)
	shareLeast  = regexp.MustCompile(`^(?:at least|minimum|>=|≥)\s*` + shareNumber + `$|^` + shareNumber + `\s*(?:or more|and over|or over)$`)
	shareMost   = regexp.MustCompile(`^(?:at most|up to|maximum|<=|≤)\s*` + shareNumber + `$|^` + shareNumber + `\s*or less$`)
	shareExact  = regexp.MustCompile(`^` + shareNumber + `$`)
)

// Share reads a share as people write it in data files, in per cent whether
// there is a sign or not: "75", "49.5 %", "25-50", "75 to under 100 %",
// "more than 25 % to 50 %", "75 % or more". The share is "" when there is none
// or it is refused.
func Share(text string) (share, why string) {
	text = strings.ToLower(Clean(text))
	if IsNull(text) {
		return "", ""
	}
	if state, isState := graph.ParseState(text); isState {
		return graph.Token(state).Words(), ""
	}
	for _, form := range shareForms {
		if parts := form.pattern.FindStringSubmatch(text); parts != nil {
			return form.bounds(parts).Share()
		}
	}
	return "", whyNoShare
}

var shareForms = []struct {
	pattern *regexp.Regexp
	bounds  func(parts []string) Bounds
}{
	{shareExact, func(p []string) Bounds { return Bounds{Exact: point(p[1])} }},
	{shareBand, func(p []string) Bounds {
		return Bounds{Minimum: point(p[2]), Maximum: point(p[4]), MoreThanMinimum: p[1] != "", BelowMaximum: p[3] != ""}
	}},
	{shareAbove, func(p []string) Bounds { return Bounds{Minimum: point(p[1]), MoreThanMinimum: true} }},
	{shareBelow, func(p []string) Bounds { return Bounds{Maximum: point(p[1]), BelowMaximum: true} }},
	{shareLeast, func(p []string) Bounds { return Bounds{Minimum: point(p[1] + p[2])} }},
	{shareMost, func(p []string) Bounds { return Bounds{Maximum: point(p[1] + p[2])} }},
}

// point writes a decimal comma as a point.
func point(number string) string { return strings.ReplaceAll(number, ",", ".") }

// Percent turns a fraction into per cent: "0.49" gives "49".
func Percent(fraction string) string {
	number, ok := Number(fraction)
	if !ok {
		return fraction
	}
	return number.Mul(decimal.NewFromInt(100)).String()
}
