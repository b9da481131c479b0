package graph

import "slices"

// Outcome is what a write did to an article or a record.
type Outcome string

// The outcomes.
const (
	Created    Outcome = "CREATED"
	Changed    Outcome = "CHANGED"
	Unchanged  Outcome = "UNCHANGED"
	Superseded Outcome = "SUPERSEDED" // a later revision of the article is known already
	Ended      Outcome = "ENDED"      // nothing current is left of it
	Waits      Outcome = "WAITING"    // of an article: its facts are kept until an editor decides about its mentions
)

// Receipt tells what a write did, or would do, in the order of its changes; of
// a write of many plans, there is one article for each.
type Receipt struct {
	At       Instant
	Articles []ArticleReceipt
}

// ArticleReceipt tells what became of one article and of the records that its
// claims, old and new, are about; records are in order of their ids. That of a
// plan among others that was refused says only why, and that of one without changes nothing.
type ArticleReceipt struct {
	Refused error
	Article ID
	Outcome Outcome
	Records []RecordReceipt
}

// RecordReceipt tells what became of one record. Before and After are its last
// versions in valid time, nil where there is none.
type RecordReceipt struct {
	ID            ID
	Outcome       Outcome
	Before, After *Record
	Disputed      []string // the fields that are contested in a version now, and were in none before, sorted
}

func (r *round) receipts(touched []ID) []RecordReceipt {
	receipts := make([]RecordReceipt, 0, len(touched))
	for _, id := range touched {
		receipt := RecordReceipt{ID: id, Outcome: Changed, Before: last(r.before[id]), After: last(r.after[id]), Disputed: newlyContested(r.before[id], r.after[id])}
		switch {
		case receipt.Before == nil && receipt.After == nil:
			receipt.Outcome = Unchanged
		case receipt.Before == nil:
			receipt.Outcome = Created
		case receipt.After == nil:
			receipt.Outcome = Ended
		case sameVersions(r.before[id], r.after[id]):
			receipt.Outcome = Unchanged
		}
		receipts = append(receipts, receipt)
	}
	return receipts
}

func newlyContested(before, after []*Record) []string {
	var fields []string
	for _, version := range after {
		for _, field := range version.Contested {
			known := slices.ContainsFunc(before, func(old *Record) bool { return slices.Contains(old.Contested, field) })
			if !known && !slices.Contains(fields, field) {
				fields = append(fields, field)
			}
		}
	}
	slices.Sort(fields)
	return fields
}

func sameVersions(a, b []*Record) bool {
	return slices.EqualFunc(a, b, func(x, y *Record) bool { return x.Valid == y.Valid && SameContent(x, y) })
}

func last(versions []*Record) *Record {
	if len(versions) == 0 {
		return nil
	}
	return versions[len(versions)-1]
}

func countChanged(receipts []RecordReceipt) int {
	n := 0
	for _, receipt := range receipts {
		if receipt.Outcome != Unchanged {
			n++
		}
	}
	return n
}
