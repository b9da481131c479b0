package seed

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"capgraph/graph"
)

// Decision is what an editor decides about which records are one, and why.
type Decision struct {
	What     graph.Token // graph.Merges, Splits or KeepsApart
	Records  []graph.ID  // what is merged, split, or kept apart from Into
	Into     graph.ID    // what they are merged or split into; of a split, perhaps new
	Articles []graph.ID  // of a split: those whose claims move
	Reason   string
}

// DecisionReport tells what a decision did, or would do.
type DecisionReport struct {
	Article   graph.ID // of type DECISION; withdrawing it undoes the decision
	Outcome   graph.Outcome
	Committed bool         // false for a preview
	Records   []FactReport // the records that change, by id; Index is -1
	Along     []graph.ID   // deals, plans and moves that turn out to be the same, and are merged with it
	Warnings  []string     // what speaks against it, in words
}

// Decide writes a decision as an article of type DECISION by the actor, with
// the reason as its title. Deciding the same again changes nothing, and
// withdrawing the article undoes it exactly. With dryRun it does the same and
// undoes it. Errors: Invalid for records of different kinds and a missing
// reason, NotFound for unknown records and articles, Conflict for a decision that
// contradicts another one.
func Decide(ctx context.Context, store graph.Store, actor string, decision Decision, dryRun bool) (*DecisionReport, error) {
	var made *decided
	receipt, err := store.Apply(ctx, graph.Write{Actor: actor, DryRun: dryRun, Plan: func(ctx context.Context, reader graph.Reader) ([]graph.Change, error) {
		var err error
		if made, err = decision.plan(ctx, reader, actor); err != nil {
			return nil, err
		}
		return []graph.Change{made.change}, nil
	}})
	if err != nil {
		return nil, err
	}
	report := &DecisionReport{
		Article: receipt.Articles[0].Article, Outcome: receipt.Articles[0].Outcome, Committed: !dryRun,
		Along: made.along, Warnings: made.warnings,
	}
	report.Records = recordReports(receipt.Articles[0])
	report.Warnings = append(report.Warnings, selfRelated(receipt.Articles[0], report.Records)...)
	return report, nil
}

// decided is a decision in the making.
type decided struct {
	change   graph.Change
	along    []graph.ID
	warnings []string
}

func (d Decision) plan(ctx context.Context, reader graph.Reader, actor string) (*decided, error) {
	d.Reason, d.Records = strings.Join(strings.Fields(d.Reason), " "), slices.Clone(d.Records)
	if err := d.check(); err != nil {
		return nil, err
	}
	article := d.article(actor)
	if known, err := reader.Records(ctx, []graph.ID{article.ID}, graph.Slice{Day: graph.LastDay}); err != nil || isDecided(known[article.ID]) {
		return &decided{change: graph.Change{Action: graph.ActionSeed, Article: article}}, err
	}
	known, err := d.settle(ctx, reader)
	if err != nil {
		return nil, err
	}
	made := &decided{change: graph.Change{Action: graph.ActionSeed, Article: article}}
	made.change.Claims = []*graph.Record{d.claim(article.ID)}
	if err := d.addAlike(ctx, reader, made); err != nil {
		return nil, err
	}
	made.warnings = d.warn(known)
	return made, nil
}

func isDecided(article *graph.Record) bool {
	return article != nil && graph.StatusOf(article) != graph.Withdrawn
}

// check refuses what cannot be decided whatever is known.
func (d Decision) check() error {
	kind := d.Into.Kind()
	switch spec := graph.KindOf(kind); {
	case d.Reason == "":
		return graph.Errorf(graph.Invalid, "a decision needs a reason").At("reason")
	case len(d.Reason) > maxProseLetters:
		return graph.Errorf(graph.Limit, "the reason has more than %d letters", maxProseLetters).At("reason")
	case !spec.IsResolved():
		return graph.Errorf(graph.Invalid, "%q is no id of an entity or a relation; ids look like company:meta", d.Into).At("into")
	case len(d.Records) == 0:
		return graph.Errorf(graph.Invalid, "it does not say of which records").At("records")
	case d.What == graph.Splits && len(d.Articles) == 0:
		return graph.Errorf(graph.Invalid, "a split needs the articles whose claims are about the other record").At("articles")
	}
	if _, _, isID := graph.ParseID(string(d.Into)); !isID {
		return graph.Errorf(graph.Invalid, "%q is no id; ids look like company:meta", d.Into).At("into")
	}
	for _, id := range d.Records {
		if id.Kind() != kind {
			return graph.Errorf(graph.Invalid, "%s is a %s, and %s is a %s", id, kindWords(id.Kind()), d.Into, kindWords(kind)).At("records")
		}
	}
	return nil
}

// settle follows the ids to what they stand for, and sees to it that all are
// known. The record that a split makes may be new.
func (d *Decision) settle(ctx context.Context, reader graph.Reader) (map[graph.ID]*graph.Record, error) {
	ids := append(append([]graph.ID{d.Into}, d.Records...), d.Articles...)
	known, err := knownAs(ctx, reader, ids)
	if err != nil {
		return nil, err
	}
	if into := known[d.Into]; into != nil {
		d.Into, known[into.ID] = into.ID, into
	} else if d.What != graph.Splits {
		return nil, graph.Errorf(graph.NotFound, "nothing is known of %s", d.Into).At("into")
	}
	for i, id := range d.Records {
		if known[id] == nil {
			return nil, graph.Errorf(graph.NotFound, "nothing is known of %s", id).At("records")
		}
		if d.Records[i] = known[id].ID; d.Records[i] == d.Into {
			return nil, graph.Errorf(graph.Conflict, "%s and %s are one already", id, d.Into).At("records")
		}
	}
	for _, id := range d.Articles {
		if id.Kind() != kindArticle || known[id] == nil {
			return nil, graph.Errorf(graph.NotFound, "there is no article %s", id).At("articles")
		}
	}
	return known, nil
}

// knownAs reads what ids stand for now, under the ids as given.
func knownAs(ctx context.Context, reader graph.Reader, ids []graph.ID) (map[graph.ID]*graph.Record, error) {
	slice := graph.Slice{Day: graph.LastDay}
	known, err := reader.Records(ctx, ids, slice)
	if err != nil {
		return nil, err
	}
	missing := slices.DeleteFunc(slices.Clone(ids), func(id graph.ID) bool { return known[id] != nil })
	if len(missing) == 0 {
		return known, nil
	}
	to, err := graph.Follow(ctx, reader, missing, slice)
	if err != nil || len(to) == 0 {
		return known, err
	}
	var roots []graph.ID
	for _, id := range to {
		roots = append(roots, id)
	}
	found, err := reader.Records(ctx, roots, slice)
	for id, root := range to {
		if found[root] != nil {
			known[id] = found[root]
		}
	}
	return known, err
}

// claim is what the article of the decision states.
func (d Decision) claim(article graph.ID) *graph.Record {
	records := d.Records
	if d.What == graph.KeepsApart {
		records = append(slices.Clone(records), d.Into)
	}
	return graph.NewDecision(article, d.What, d.Into, records, d.Articles)
}

// article is the decision as an article. Its id follows from what is decided,
// why, and by whom, so that the same is decided once.
func (d Decision) article(actor string) *graph.Record {
	claim := d.claim("article:decision")
	sum := sha256.Sum256([]byte(strings.Join([]string{string(claim.ID), d.Reason, actor}, "\n")))
	digest := hex.EncodeToString(sum[:])
	parts := []string{strings.ToLower(string(d.What)), d.Records[0].Slug(), d.Into.Slug(), digest[:8]}
	return &graph.Record{ID: graph.NewID(kindArticle, parts...), Kind: kindArticle, Valid: graph.Always, Held: map[string][]graph.Held{
		"type":   {{Value: graph.Decision}},
		"title":  {{Value: graph.Prose(d.Reason)}},
		"author": {{Value: graph.Prose(actor)}},
		"digest": {{Value: graph.Prose(digest)}},
	}}
}

// warn says what speaks against a merge.
func (d Decision) warn(known map[graph.ID]*graph.Record) []string {
	if d.What != graph.Merges {
		return nil
	}
	var warnings []string
	into := known[d.Into]
	for _, record := range known {
		if record == into || record.Kind != d.Into.Kind() {
			continue
		}
		for _, field := range []string{"identifier", "country"} {
			for _, mine := range record.Held[field] {
				for _, theirs := range into.Held[field] {
					if _, outcome := mine.Value.Meet(theirs.Value); outcome == graph.Conflicts {
						warnings = append(warnings, fmt.Sprintf("the %s of %s is %s, that of %s is %s", field, named(record, record.ID), mine.Value.Text(), named(into, into.ID), theirs.Value.Text()))
					}
				}
			}
		}
	}
	slices.Sort(warnings)
	return slices.Compact(warnings)
}

// selfRelated names the relations that lead from a record to itself: two
// records that a relation joins are seldom one.
func selfRelated(article graph.ArticleReceipt, reports []FactReport) []string {
	var warnings []string
	for _, record := range article.Records {
		if record.After == nil || record.Outcome == graph.Unchanged {
			continue
		}
		for _, way := range graph.KindOf(record.ID.Kind()).Ways {
			for _, id := range record.After.Refs(way.From) {
				if way.From != way.To && slices.Contains(record.After.Refs(way.To), id) {
					i := slices.IndexFunc(reports, func(f FactReport) bool { return f.Record == record.ID })
					warnings = append(warnings, fmt.Sprintf("%s would be related to itself: %s (%s)", id, reports[i].Label, record.ID))
				}
			}
		}
	}
	return slices.Compact(warnings)
}

// recordReports says which records a write changed, and how.
func recordReports(article graph.ArticleReceipt) []FactReport {
	r := reporter{records: map[graph.ID]graph.RecordReceipt{}, latest: map[graph.ID]*graph.Record{}}
	for _, record := range article.Records {
		if r.latest[record.ID] = record.After; record.After == nil {
			r.latest[record.ID] = record.Before
		}
	}
	var reports []FactReport
	for _, record := range article.Records {
		if record.Outcome == graph.Unchanged {
			continue
		}
		report := FactReport{Index: -1, Kind: record.ID.Kind(), Outcome: record.Outcome, Record: record.ID, Label: r.label(record, record.ID)}
		report.Changes = r.changes(record)
		if record.After != nil {
			report.Conflicts = record.After.Contested
		}
		reports = append(reports, report)
	}
	return reports
}
