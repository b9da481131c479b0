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
	fmt.Fprintf(&out, "%s: %s %s", r.File, r.Article, words(r.Outcome))
	if !r.Committed && r.Outcome != Refused {
		out.WriteString(" (preview, nothing is written)")
	}
	fmt.Fprintf(&out, ": %d created, %d changed, %d unchanged, %d conflicting, %d refused\n", r.Created, r.Changed, r.Unchanged, r.Conflicting, r.Refused)
	for _, part := range [][]FactReport{r.Entities, r.Facts} {
		for _, f := range part {
			if f.Outcome != graph.Unchanged && f.Outcome != Refused {
				f.print(&out)
			}
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func words(outcome graph.Outcome) string { return strings.ToLower(string(outcome)) }

func (f FactReport) print(out *strings.Builder) {
	fmt.Fprintf(out, "  %-11s %s: %s  [%s%s]\n", words(f.Outcome), f.Path, f.Label, f.Record, f.matched())
	if f.Outcome != graph.Created {
		for _, change := range f.Changes {
			fmt.Fprintf(out, "              %s: %s -> %s (%s)\n", fieldWords(change.Field), firstOf(change.Before, "nothing"), firstOf(change.After, "nothing"), change.Why)
		}
	}
	for _, id := range f.Also {
		fmt.Fprintf(out, "              and %s\n", id)
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
		text += ", rather than " + string(f.Matched.RunnerUp)
	}
	return text
}
