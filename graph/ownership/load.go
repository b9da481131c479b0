package ownership

import (
	"context"

	"github.com/shopspring/decimal"

	"capgraph/graph"
)

// Selection says which stakes an analysis rests on.
type Selection struct {
	// MinConfidence leaves out stakes that are said less surely; empty leaves
	// out none.
	MinConfidence graph.Token

	// AssumeDeals adds stakes for completed deals that give no percentage and have one
	// acquirer: more than half for an acquisition, merger or buyout, less than
	// half for a minority stake. Such stakes bear the id of the deal and the
	// flag Assumed; a stake that a source states takes their place.
	AssumeDeals bool
}

// Load reads the stakes in force in a slice. It is one consistent state: the
// projection's Head says which. Stakes that are only planned, expected or
// rumoured are not held, and those held through others are part of a chain
// already; both are left out.
func Load(ctx context.Context, reader graph.Reader, slice graph.Slice, selection Selection) (*Projection, error) {
	l := loader{reader: reader, slice: slice, until: slice.Day, selection: selection}
	head, err := l.load(ctx)
	if err != nil {
		return nil, err
	}
	completed, err := l.completed(ctx)
	if err != nil {
		return nil, err
	}
	stakes := make([]Stake, 0, len(l.dated))
	for _, dated := range l.dated {
		if stake, ok := dated.On(slice.Day); ok {
			stakes = append(stakes, stake)
		}
	}
	return Build(slice, head, stakes, completed), nil
}

// LoadSpan reads the stakes in force on any day from slice.Day until a day,
// with the days on which they are.
func LoadSpan(ctx context.Context, reader graph.Reader, slice graph.Slice, until graph.Day, selection Selection) ([]Dated, graph.Instant, error) {
	l := loader{reader: reader, slice: slice, until: until, selection: selection}
	head, err := l.load(ctx)
	return l.dated, head, err
}

type loader struct {
	reader    graph.Reader
	slice     graph.Slice
	until     graph.Day
	selection Selection
	dated     []Dated
	contested []int // places in dated whose sources disagree
}

func (l *loader) load(ctx context.Context) (graph.Instant, error) {
	head, err := l.reader.Outlines(ctx, "stake", l.slice, l.until, l.add)
	if err != nil {
		return 0, err
	}
	if l.slice.Known = head; l.selection.AssumeDeals {
		if err := l.assume(ctx); err != nil {
			return 0, err
		}
	}
	return head, l.widen(ctx)
}

// add keeps a stake that is held.
func (l *loader) add(o graph.Outline) error {
	if !l.counts(o.Modality, o.Confidence) || o.Value("directness") == "INDIRECT" {
		return nil
	}
	stake, contested, err := stakeOf(&o)
	if err != nil {
		return err
	}
	if stake.Missing == graph.None {
		return nil // A source says that nobody holds a stake.
	}
	if contested {
		l.contested = append(l.contested, len(l.dated))
	}
	l.dated = append(l.dated, Dated{Stake: stake, Valid: o.Valid})
	return nil
}

// counts says whether what is said so is taken for what is.
func (l *loader) counts(modality, confidence graph.Token) bool {
	if modality != "STATES" && modality != "REPORTS" {
		return false
	}
	return l.selection.MinConfidence == "" || graph.AtLeastAsSure(confidence, l.selection.MinConfidence)
}

// stakeOf reads a stake from its outline, and says whether sources disagree
// about its size.
func stakeOf(o *graph.Outline) (stake Stake, contested bool, err error) {
	stake = Stake{ID: o.ID}
	for _, end := range o.Ends {
		switch end.Field {
		case "owner":
			stake.Owner, stake.Missing = end.ID, end.State
		case "company":
			stake.Company = end.ID
		}
	}
	if stake.Share, err = spanOf(o.Value("share")); err != nil {
		return stake, false, err
	}
	switch {
	case o.Value("share") == "" && !mayBeCapital(o):
		stake.Share = Exactly(0)
	case stake.Share == Unknown:
		stake.Flags |= ShareUnknown
	}
	if votes, err := spanOf(o.Value("votes")); err != nil {
		return stake, false, err
	} else if votes != Unknown {
		stake.Votes = votes
		stake.Flags |= VotesStated
	}
	for _, field := range o.Contested {
		contested = contested || field == "share" || field == "votes"
	}
	return stake, contested, nil
}

// mayBeCapital says whether a stake without a share may be one of the capital:
// no source names its interests, or they include one that may be.
func mayBeCapital(o *graph.Outline) bool {
	named := false
	for _, value := range o.Values {
		if value.Field != "interest" {
			continue
		}
		named = true
		switch value.Text {
		case "SHAREHOLDING", "UNKNOWN_INTEREST", "UNPUBLISHED_INTEREST":
			return true
		}
	}
	return !named
}

// spanOf reads a share as outlines print it; no text is an unknown share.
func spanOf(text string) (Span, error) {
	if text == "" {
		return Unknown, nil
	}
	share, err := graph.ParseShare(text)
	if err != nil {
		return Span{}, graph.Errorf(graph.Internal, "a stored share cannot be read").Because(err)
	}
	return SpanOf(share), nil
}

// SpanOf turns a share into parts per billion. One that is unknown or
// undisclosed is Unknown, and none is zero.
func SpanOf(share graph.Share) Span {
	switch {
	case share.State == graph.None:
		return Exactly(0)
	case share.Missing() != graph.Known:
		return Unknown
	}
	s := Span{Hi: Whole}
	if share.Lower != nil {
		s.Lo, s.LoOpen = ppb(*share.Lower), !share.LowerInclusive
	}
	if share.Upper != nil {
		s.Hi, s.HiOpen = ppb(*share.Upper), !share.UpperInclusive
	}
	return s
}

func ppb(percent decimal.Decimal) int32 { return int32(percent.Shift(7).IntPart()) }
