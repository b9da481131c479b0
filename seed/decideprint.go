package seed

import (
	"fmt"
	"io"
	"strings"

	"capgraph/graph"
)

// Print writes the report for people: what became of the decision and how to
// undo it, then each record that changes, and how.
func (r *DecisionReport) Print(w io.Writer) error {
	var out strings.Builder
	fmt.Fprintf(&out, "%s %s", r.Article, words(r.Outcome))
	switch {
	case !r.Committed:
		out.WriteString(" (preview, nothing is written)")
	case r.Outcome != graph.Unchanged:
		out.WriteString("; withdraw this article to undo it")
	}
	fmt.Fprintf(&out, ": %d records change\n", len(r.Records))
	for _, warning := range r.Warnings {
		fmt.Fprintf(&out, "  note that %s\n", warning)
	}
	for _, id := range r.Along {
		fmt.Fprintf(&out, "  merged along: %s\n", id)
	}
	for _, f := range r.Records {
		fmt.Fprintf(&out, "  %-11s %s  [%s]\n", words(f.Outcome), f.Label, f.Record)
		if f.Outcome == graph.Created {
			continue
		}
		for _, change := range f.Changes {
			fmt.Fprintf(&out, "              %s: %s -> %s (%s)\n", fieldWords(change.Field), firstOf(change.Before, "nothing"), firstOf(change.After, "nothing"), change.Why)
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}
