package seed

import "capgraph/graph"

// What a load did to a fact, beside the outcomes of graph.
const (
	// Conflicting facts were loaded, and contradict what others say: both are
	// kept, and the record says which value was chosen.
	Conflicting graph.Outcome = "CONFLICTING"
	// Refused facts were not loaded, because their file has problems.
	Refused graph.Outcome = "REFUSED"
)

// Report tells what loading a file did, or would do.
type Report struct {
	File      string
	Article   graph.ID
	Outcome   graph.Outcome  // of the article: CREATED, CHANGED, UNCHANGED, SUPERSEDED, WAITING, REFUSED, or ENDED for what counted and is withdrawn now
	Withdrawn bool           // the file says that its article does not count; so its facts change nothing but what they supported
	Committed bool           // false for a preview and for a refused file
	Entities  []FactReport   // what the file names, in its order; Index is -1
	Facts     []FactReport   // one for each fact, in the order of the file
	Records   []RecordReport // all that changed, in order of id
	Undecided Problems       // what an editor has to decide before the article, which waits, is loaded

	Created, Changed, Unchanged, Conflicting, Refused, Waiting int // numbers of facts
}

// FactReport tells what became of one fact.
type FactReport struct {
	Index     int // from 0, as in the path
	Kind      graph.Kind
	Path      string // "facts[3].acquisition"
	Outcome   graph.Outcome
	Record    graph.ID // the record that the fact is about
	Label     string
	Also      []graph.ID // further records that the fact claims about: the stake that a deal made, the people it counts
	Matched   *Match     // nil when the file was refused
	Changes   []FieldChange
	Conflicts []string    // the fields about which sources disagree
	Alike     []Candidate // of a preview: the known records that an entity which would be new may be, likeliest first
}

// FieldChange is a field of a record before and after.
type FieldChange = graph.FieldChange

// refusal is the report on a file with problems: nothing of it was loaded.
func refusal(facts *Facts) *Report {
	r := &Report{File: facts.file, Article: facts.article.idOr(), Outcome: Refused, Refused: len(facts.facts)}
	for _, f := range facts.facts {
		r.Facts = append(r.Facts, FactReport{Index: f.index, Kind: f.spec.Kind, Path: f.path, Outcome: Refused})
	}
	return r
}

// reporter turns the receipt of a commit into a report.
type reporter struct {
	plan    *plan
	article graph.ArticleReceipt
	records map[graph.ID]graph.RecordReceipt
	latest  map[graph.ID]*graph.Record
	stated  map[graph.ID]map[string]bool // the fields that the file states of each record
}

func (p *plan) reportOn(receipt *graph.Receipt, dryRun bool) *Report {
	if p.waits {
		return p.waitingReport(receipt, dryRun)
	}
	r := reporter{plan: p, records: map[graph.ID]graph.RecordReceipt{}, latest: map[graph.ID]*graph.Record{}, stated: map[graph.ID]map[string]bool{}}
	r.article = receipt.Articles[0]
	for _, record := range r.article.Records {
		r.records[record.ID] = record
		if record.After != nil {
			r.latest[record.ID] = record.After
		}
	}
	for _, claim := range p.claims {
		about := claim.Refs("about")[0]
		if r.stated[about] == nil {
			r.stated[about] = map[string]bool{}
		}
		for field := range claim.Claimed {
			r.stated[about][field] = true
		}
	}
	report := &Report{File: p.facts.file, Article: r.article.Article, Outcome: r.article.Outcome, Withdrawn: p.facts.article.withdrawn, Committed: !dryRun}
	for _, e := range p.facts.entities {
		report.Entities = append(report.Entities, r.entity(e))
	}
	for i, f := range p.facts.facts {
		report.add(r.fact(i, f))
	}
	report.Records = r.changed()
	return report
}

func (r *Report) add(f FactReport) {
	r.Facts = append(r.Facts, f)
	switch f.Outcome {
	case graph.Created:
		r.Created++
	case graph.Changed:
		r.Changed++
	case Conflicting:
		r.Conflicting++
	case Refused:
		r.Refused++
	case graph.Waits:
		r.Waiting++
	default:
		r.Unchanged++
	}
}

func (r *reporter) entity(e *entity) FactReport {
	match := r.plan.entities[e]
	if match.How == "" {
		match = Match{How: ByNothing, Score: 1}
	}
	return r.about(FactReport{Index: -1, Path: e.path, Matched: &match}, r.plan.bound.entity[e], map[string]bool{fieldName: true, "identifier": true})
}

func (r *reporter) fact(i int, f *fact) FactReport {
	match := r.plan.records[i]
	report := FactReport{Index: f.index, Path: f.path, Matched: &match}
	fields := map[string]bool{}
	statements := factStatements(r.plan.bound, i, f)
	for _, s := range statements[:len(statements)-1] {
		report.Also = append(report.Also, s.about)
	}
	for field := range statements[len(statements)-1].values {
		fields[field] = true
	}
	return r.about(report, r.plan.bound.fact[i], fields)
}

// about fills in what the receipt says of a record, as far as it concerns the
// fields that the fact states.
func (r *reporter) about(report FactReport, id graph.ID, fields map[string]bool) FactReport {
	receipt := r.records[id]
	report.Kind, report.Record, report.Outcome = id.Kind(), id, receipt.Outcome
	report.Label = r.label(receipt, id)
	changes := r.changes(receipt)
	for _, change := range changes {
		if fields[change.Field] || !r.stated[id][change.Field] {
			report.Changes = append(report.Changes, change)
		}
	}
	if receipt.After != nil {
		for _, field := range receipt.After.Contested {
			if fields[field] {
				report.Conflicts = append(report.Conflicts, field)
			}
		}
	}
	idle := r.article.Outcome == graph.Unchanged || r.article.Outcome == graph.Superseded
	switch {
	case idle, receipt.Outcome == "":
		report.Outcome = graph.Unchanged
	case len(report.Conflicts) > 0:
		report.Outcome = Conflicting
	case receipt.Outcome == graph.Changed && len(changes) > 0 && len(report.Changes) == 0:
		report.Outcome = graph.Unchanged // another fact changed it
	}
	return report
}

func (r *reporter) label(receipt graph.RecordReceipt, id graph.ID) string {
	record := receipt.After
	if record == nil {
		record = receipt.Before
	}
	if record == nil {
		return string(id)
	}
	shown := *record
	shown.Far = r.latest
	return graph.Label(&shown)
}

// changes compares the last version of a record with the one before.
func (r *reporter) changes(receipt graph.RecordReceipt) []FieldChange {
	if receipt.After == nil || receipt.Outcome != graph.Changed && receipt.Outcome != graph.Created {
		return nil
	}
	return graph.FieldChanges(receipt.Before, receipt.After, r.latest)
}
