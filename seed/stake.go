package seed

import (
	"capgraph/graph"
)

// stakeStatement is the one thing that follows from a fact about another
// record: a completed deal over a share, by one acquirer, made a stake. What
// several acquirers hold each is not known. Plans, rumours and denials make
// none, nor does a deal over no share.
func stakeStatement(b *binding, f *fact, deal statement) (statement, bool) {
	share, hasShare := one[graph.Share](f, "share")
	step, completed := f.step("COMPLETED")
	said := f.says == "STATES" || f.says == "REPORTS"
	if f.spec.Kind != kindAcquisition || !said || !completed || !hasShare || share.State == graph.None || len(f.parties["acquirer"]) != 1 {
		return statement{}, false
	}
	owner, company := deal.values["acquirer"], deal.values["target"]
	values := map[string][]graph.Held{
		"owner": owner, "company": company, "share": f.values["share"],
		"cause": {{Value: graph.Step{Status: "PURCHASE", On: step.On}, Inferred: step.On != nil && step.On.Inferred}},
	}
	if since := f.values["closedOn"]; len(since) > 0 {
		values["since"] = since
	}
	if interest := f.values["interest"]; len(interest) > 0 {
		values["interest"] = interest
	}
	id := graph.NewID(kindStake, owner[0].Value.Text(), company[0].Value.Text())
	mentions := []string{"company: " + f.parties["target"][0].mention(), "owner: " + f.parties["acquirer"][0].mention()}
	return statement{about: id, kind: kindStake, mentions: mentions, values: values, fact: f.heldSince(values["since"])}, true
}

// heldSince is how the deal is said, with the period of the stake that it made.
func (f *fact) heldSince(since []graph.Held) *fact {
	held := *f
	held.from, held.until = nil, nil
	if len(since) > 0 {
		date := since[0].Value.(graph.PartialDate)
		held.from = &date
	}
	return &held
}

// step is the fact's step to a status.
func (f *fact) step(status graph.Token) (graph.Step, bool) {
	for _, held := range f.values["status"] {
		if step, ok := held.Value.(graph.Step); ok && step.Status == string(status) {
			return step, true
		}
	}
	return graph.Step{}, false
}

func one[T graph.Value](f *fact, field string) (T, bool) {
	return graph.One[T](&graph.Record{Held: f.values}, field)
}
