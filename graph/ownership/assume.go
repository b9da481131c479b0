package ownership

import (
	"context"

	"capgraph/graph"
)

// assume adds what completed deals without a percentage let one assume.
func (l *loader) assume(ctx context.Context) error {
	stated := map[[2]graph.ID]bool{}
	for _, d := range l.dated {
		stated[[2]graph.ID{d.Owner, d.Company}] = true
	}
	return l.reader.Project(ctx, "acquisition", graph.Slice{Day: l.until, Known: l.slice.Known}, func(deal *graph.Record) error {
		stake, ok := l.assumed(deal)
		if !ok || stated[[2]graph.ID{stake.Owner, stake.Company}] {
			return nil
		}
		valid := graph.Validity{From: deal.Valid.From, SureFrom: deal.Valid.SureFrom, SureTo: graph.MaxDay, To: graph.MaxDay}
		if closed, ok := graph.One[graph.PartialDate](deal, "closedOn"); ok {
			valid.From, valid.SureFrom = closed.Earliest(), closed.Latest()
		}
		l.dated = append(l.dated, Dated{Stake: stake, Valid: valid})
		return nil
	})
}

// assumed is the stake that a deal made, when it is done and says nothing of
// its size.
func (l *loader) assumed(deal *graph.Record) (Stake, bool) {
	modality, _ := graph.One[graph.Token](deal, "modality")
	confidence, _ := graph.One[graph.Token](deal, "confidence")
	status, _ := graph.CurrentStep(deal, "status", l.until)
	acquirers, targets := deal.Refs("acquirer"), deal.Refs("target")
	_, sized := graph.One[graph.Share](deal, "share")
	if sized || status.Status != "COMPLETED" || len(acquirers) != 1 || len(targets) != 1 || !l.counts(modality, confidence) {
		return Stake{}, false
	}
	stake := Stake{ID: deal.ID, Owner: acquirers[0], Company: targets[0], Flags: Assumed}
	switch sort, _ := graph.One[graph.Token](deal, "type"); sort {
	case "ACQUISITION", "MERGER", "BUYOUT":
		stake.Share = Span{Lo: Whole / 2, Hi: Whole, LoOpen: true}
	case "MINORITY_STAKE":
		stake.Share = Span{Lo: 0, Hi: Whole / 2, LoOpen: true, HiOpen: true}
	default:
		return Stake{}, false
	}
	return stake, true
}
