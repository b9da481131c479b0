package seed

import (
	"fmt"
	"io"
	"strings"

	"capgraph/graph"
)

// Print writes the report for people: a summary, then a line for each fact and
// for each change and conflict. Facts that changed nothing are only counted.
func (r *Report) Print(w io.Writer) error {
	var out strings.Builder
	if r.File != string(r.Article) { // What waited has no file.
		out.WriteString(r.File + ": ")
	}
	fmt.Fprintf(&out, "%s %s", r.Article, words(r.Outcome))
	if r.Withdrawn && r.Outcome != Refused {
		out.WriteString(", withdrawn: it does not count, and can be restored")
	}
	if !r.Committed && r.Outcome != Refused {
		out.WriteString(" (preview, nothing is written)")
	}
	fmt.Fprintf(&out, ": %d created, %d changed, %d unchanged, %d conflicting, %d refused", r.Created, r.Changed, r.Unchanged, r.Conflicting, r.Refused)
	if r.Waiting > 0 {
		fmt.Fprintf(&out, ", %d waiting for a decision", r.Waiting)
	}
	out.WriteString("\n")
	for _, problem := range r.Undecided {
		fmt.Fprintf(&out, "  to decide   %s\n", problem)
	}
	for _, part := range [][]FactReport{r.Entities, r.Facts} {
		for _, f := range part {
			if f.Outcome != graph.Unchanged && f.Outcome != graph.Waits && f.Outcome != Refused {
				f.print(&out)
			}
		}
	}
	r.printOthers(&out)
	_, err := io.WriteString(w, out.String())
	return err
}

// printOthers adds what no line for an entity or fact tells: the records that
// changed beside them, and what sources disagree about from now on.
func (r *Report) printOthers(out *strings.Builder) {
	told := map[graph.ID]bool{}
	for _, part := range [][]FactReport{r.Entities, r.Facts} {
		for _, f := range part {
			told[f.Record] = told[f.Record] || f.Outcome != graph.Unchanged
		}
	}
	for _, record := range r.Records {
		if !told[record.Record] {
			fmt.Fprintf(out, "  %-11s through other facts: %s  [%s]\n", words(record.Outcome), record.Label, record.Record)
			printChanges(out, record.Outcome, record.Changes)
		}
		for _, field := range record.Conflicts {
			fmt.Fprintf(out, "  new conflict about the %s of %s  [%s]\n", fieldWords(field), record.Label, record.Record)
		}
	}
}

func printChanges(out *strings.Builder, outcome graph.Outcome, changes []FieldChange) {
	if outcome == graph.Created {
		return
	}
	for _, change := range changes {
		fmt.Fprintf(out, "              %s: %s -> %s (%s)\n", fieldWords(change.Field), firstOf(change.Before, "nothing"), firstOf(change.After, "nothing"), change.Why)
	}
}

func words(outcome graph.Outcome) string { return strings.ToLower(string(outcome)) }

func (f FactReport) print(out *strings.Builder) {
	fmt.Fprintf(out, "  %-11s %s: %s  [%s%s]\n", words(f.Outcome), f.Path, f.Label, f.Record, f.matched())
	printChanges(out, f.Outcome, f.Changes)
	for _, id := range f.Also {
		fmt.Fprintf(out, "              and %s\n", id)
	}
	for _, c := range f.Alike {
		fmt.Fprintf(out, "              did you mean %s (%s)? %.2f, %s\n", c.Record.ID, graph.UsualName(c.Record), c.Score, InWords(c.Reasons))
	}
	if len(f.Conflicts) > 0 {
		fmt.Fprintf(out, "              sources disagree about: %s\n", strings.Join(f.Conflicts, ", "))
	}
}

// matched says how the record was found, where that is worth a look.
func (f FactReport) matched() string {
	if f.Matched == nil {
		return ""
	}
	text := ""
	switch f.Matched.How {
	case ByAlias, ByLikeness, ByIdentifier:
		text = ", by " + strings.ToLower(string(f.Matched.How))
	}
	if f.Matched.RunnerUp != "" {
		text += ", rather than " + fmt.Sprintf("%s (%s)", f.Matched.RunnerUp, f.Matched.RunnerUpLabel)
	}
	return text
}
