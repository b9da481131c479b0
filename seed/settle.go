package seed

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"capgraph/graph"
)

// Settlement is what an editor decides about a field of which sources
// disagree. Either Value or Claim says what holds.
type Settlement struct {
	Record  graph.ID
	Field   string
	Value   string     // as in fact files; of a reference the id
	Claim   graph.ID   // a live claim about the record, whose value it is
	On      *graph.Day // a day of the disagreement; needed only when sources disagree about several times
	Reason  string     // the title of the decision
	Decided graph.Day  // today
}

// SettleReport tells what a settlement did, or would do.
type SettleReport struct {
	Article   graph.ID      // the decision: an article of type DECISION, to be withdrawn like any other
	Outcome   graph.Outcome // of the decision: CREATED, CHANGED when it had been withdrawn, or UNCHANGED
	Committed bool          // false for a preview
	Replaced  []graph.ID    // earlier settlements of the same disagreement, which it withdraws
	Record    graph.ID
	Label     string
	Changes   []FieldChange
	Contested []string // fields of the record about which sources go on to disagree
}

// Settle decides what a field holds about which live claims disagree, as an
// article of type DECISION with one claim. The decision wins over every source for that
// field and time, the field is no longer contested, and what others say stays
// visible beside it. Withdrawing the decision brings back what was before. A value
// that others deny is settled likewise, by itself or by another, such as unknown.
// The share of a stake may be decided when nobody disagrees, since the stakes in a
// company may add up to too much; so may any field of a relation that is denied as a
// whole, which decides that there is one. Settling again replaces the earlier
// settlement; the same settlement again changes nothing.
//
// Errors: NotFound for an unknown record, and for a field about which nothing
// disagrees; Invalid for a field that the kind lacks, a value that cannot be
// read, a missing reason, or a claim that does not give one value; Ambiguous when
// sources disagree about several times and none is given; Conflict when the value would not
// settle it.
func Settle(ctx context.Context, store graph.Store, actor string, s Settlement, dryRun bool) (*SettleReport, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	var last settling
	receipt, err := store.Apply(ctx, graph.Write{Actor: actor, DryRun: dryRun, Plan: func(ctx context.Context, reader graph.Reader) ([]graph.Change, error) {
		last = settling{Settlement: s, actor: actor}
		return last.plan(ctx, reader)
	}})
	if err != nil {
		return nil, err
	}
	return last.reportOn(receipt, dryRun), nil
}

func (s Settlement) check() error {
	reason := strings.TrimSpace(s.Reason)
	spec := graph.KindOf(s.Record.Kind())
	switch {
	case !spec.IsResolved():
		return graph.Errorf(graph.Invalid, "%q is no id of an entity or relation", s.Record).At("record")
	case spec.Field(s.Field) == nil || spec.Field(s.Field).Derived:
		return graph.Errorf(graph.Invalid, "a %s has no field %q that sources state", spec.Kind, s.Field).At("field")
	case reason == "":
		return graph.Errorf(graph.Invalid, "say why, in one line").At("reason")
	case (s.Value == "") == (s.Claim == ""):
		return graph.Errorf(graph.Invalid, "give either a value or a claim that states it").At("value")
	}
	return checkReason(reason)
}

// settling is a settlement inside a transaction.
type settling struct {
	Settlement
	actor    string
	record   *graph.Record
	article  *graph.Record
	replaced []graph.ID
}

func (s *settling) plan(ctx context.Context, reader graph.Reader) ([]graph.Change, error) {
	records, err := knownAs(ctx, reader, []graph.ID{s.Record})
	if err != nil {
		return nil, err
	}
	if s.record = records[s.Record]; s.record == nil {
		return nil, graph.Errorf(graph.NotFound, "there is no %s", s.Record).At("record")
	}
	s.Record = s.record.ID // It may have been merged into another since.
	all, err := graph.ClaimsAbout(ctx, reader, []graph.ID{s.Record}, graph.Slice{Day: graph.LastDay})
	if err != nil {
		return nil, err
	}
	dispute, err := s.dispute(all[s.Record])
	if err != nil {
		return nil, err
	}
	value, err := s.value(dispute, all[s.Record])
	if err != nil {
		return nil, err
	}
	s.article = s.decision(dispute, value)
	claims := s.replace(dispute, all[s.Record])
	ruling, err := graph.Ruling(s.article.ID, s.record, dispute, value, claims)
	if err != nil {
		return nil, err
	}
	changes := []graph.Change{{Action: graph.ActionSeed, Article: s.article, Claims: []*graph.Record{ruling}}}
	for _, id := range s.replaced {
		changes = append(changes, graph.Change{Action: graph.ActionWithdraw, Article: &graph.Record{ID: id, Kind: kindArticle}})
	}
	return changes, nil
}

// dispute finds what is to be settled: the only one that is open or, when none
// is, that was settled; of several the one on the day given.
func (s *settling) dispute(claims []*graph.Record) (graph.Dispute, error) {
	standings, denials := s.asked(graph.Standings(s.Record, claims)), graph.Denials(s.Record, claims)
	disputes := slices.DeleteFunc(slices.Clone(standings), func(d graph.Dispute) bool { return len(d.Lost()) == 0 })
	open, settled := s.denied(denials, claims)
	switch {
	case slices.ContainsFunc(disputes, graph.Dispute.Open):
		disputes = slices.DeleteFunc(disputes, func(d graph.Dispute) bool { return !d.Open() })
	case len(open) > 0:
		disputes = open[:1]
	case len(disputes) == 0 && len(settled) > 0:
		disputes = settled[:1]
	case len(disputes) == 0 && s.isPartOfMore(denials):
		disputes = standings
	}
	switch len(disputes) {
	case 0:
		return graph.Dispute{}, graph.Errorf(graph.NotFound, "sources do not disagree about the %s of %s", fieldWords(s.Field), named(s.record, s.Record)).At("field")
	case 1:
		return disputes[0], nil
	}
	var days []string
	for _, d := range disputes {
		days = append(days, d.Valid.From.String())
	}
	return graph.Dispute{}, graph.Errorf(graph.Ambiguous, "the %s is in question at several times; say which by a day of it, as one of %s", fieldWords(s.Field), strings.Join(days, ", ")).At("on")
}

// asked are those about the field, on the day if one is given.
func (s *settling) asked(disputes []graph.Dispute) []graph.Dispute {
	return slices.DeleteFunc(disputes, func(d graph.Dispute) bool {
		return d.Field != s.Field || s.On != nil && d.Valid.On(*s.On) == graph.No
	})
}

// isPartOfMore says whether to decide the field may settle what sources disagree
// about beyond it: the stakes in a company that add up to too much, or whether there
// is such a relation at all.
func (s *settling) isPartOfMore(denials []graph.Denial) bool {
	return s.Record.Kind() == "stake" && s.Field == "share" ||
		slices.ContainsFunc(denials, func(d graph.Denial) bool { return d.Field == "" })
}

// denied is what claims deny of the field, as disputes: those that are open,
// and those that were settled.
func (s *settling) denied(denials []graph.Denial, claims []*graph.Record) (open, settled []graph.Dispute) {
	for _, d := range denials {
		dispute, ok := d.AsDispute(s.Record, claims)
		switch {
		case d.Field != s.Field || !ok || s.On != nil && dispute.Valid.On(*s.On) == graph.No:
		case d.Settled:
			settled = append(settled, dispute)
		default:
			open = append(open, dispute)
		}
	}
	return open, settled
}

// value reads the value, or takes it from the claim. A text that a claim or
// the chosen value is printed as means that value.
func (s *settling) value(dispute graph.Dispute, claims []*graph.Record) (graph.Value, error) {
	if s.Claim != "" {
		return s.claimed(claims)
	}
	for _, answer := range append([]graph.Answer{dispute.Winner()}, dispute.Lost()...) {
		if strings.EqualFold(answer.Value.Text(), strings.TrimSpace(s.Value)) {
			return answer.Value, nil
		}
	}
	field := graph.KindOf(s.Record.Kind()).Field(s.Field)
	value, err := parseValue(field, s.Value)
	if err != nil {
		return nil, graph.Errorf(graph.Invalid, "%s", err.Error()).At("value")
	}
	return value, nil
}

func (s *settling) claimed(claims []*graph.Record) (graph.Value, error) {
	for _, c := range claims {
		if c.ID == s.Claim {
			if held := c.Claimed[s.Field]; len(held) == 1 {
				return held[0].Value, nil
			}
			return nil, graph.Errorf(graph.Invalid, "%s gives no single value for the %s", s.Claim, fieldWords(s.Field)).At("claim")
		}
	}
	return nil, graph.Errorf(graph.NotFound, "no live claim about %s is %s", s.Record, s.Claim).At("claim")
}

// settlementPrefix begins the ids of settlements, so that one that follows
// another replaces it.
const settlementPrefix = "settled"

// decision is the article. Its id follows from what is decided, why and by
// whom, not from when, so that the same again is the same.
func (s *settling) decision(dispute graph.Dispute, value graph.Value) *graph.Record {
	reason := strings.TrimSpace(s.Reason)
	sum := sha256.Sum256([]byte(strings.Join([]string{string(s.Record), s.prefix(dispute), value.Text(), reason, s.actor}, "\x00")))
	digest := hex.EncodeToString(sum[:8])
	day := graph.DateOn(s.Decided)
	return &graph.Record{ID: graph.ID(s.prefix(dispute) + digest[:8]), Kind: kindArticle, Held: map[string][]graph.Held{
		"title":     {{Value: graph.Prose(reason)}},
		"author":    {{Value: graph.Prose(s.actor)}},
		"type":      {{Value: graph.Decision}},
		"published": {{Value: day}},
		"digest":    {{Value: graph.Prose(digest)}},
	}}
}

// prefix is what the ids of all settlements of one dispute begin with.
func (s *settling) prefix(dispute graph.Dispute) string {
	parts := []string{settlementPrefix, string(s.Record.Kind()), s.Record.Slug(), s.Field}
	if dispute.Day > graph.MinDay && dispute.Day < graph.MaxDay && graph.KindOf(s.Record.Kind()).Field(s.Field).Merge == graph.Varying {
		parts = append(parts, dispute.Day.String())
	}
	return string(graph.NewID(kindArticle, parts...)) + "."
}

// replace leaves out the claims of earlier settlements of the same dispute,
// and remembers their articles.
func (s *settling) replace(dispute graph.Dispute, claims []*graph.Record) []*graph.Record {
	return slices.DeleteFunc(slices.Clone(claims), func(c *graph.Record) bool {
		article := c.Refs("article")[0]
		old := strings.HasPrefix(string(article), s.prefix(dispute))
		if old && article != s.article.ID && !slices.Contains(s.replaced, article) {
			s.replaced = append(s.replaced, article)
		}
		return old
	})
}

func (s *settling) reportOn(receipt *graph.Receipt, dryRun bool) *SettleReport {
	done := receipt.Articles[0]
	report := &SettleReport{Article: done.Article, Outcome: done.Outcome, Committed: !dryRun, Replaced: s.replaced, Record: s.Record, Label: graph.Label(s.record)}
	for _, record := range done.Records {
		if record.After != nil {
			report.Contested = record.After.Contested
		}
		shown := reporter{latest: s.record.Far}
		for _, change := range shown.changes(record) {
			change.Why = "decided: " + strings.TrimSpace(s.Reason)
			report.Changes = append(report.Changes, change)
		}
	}
	return report
}
