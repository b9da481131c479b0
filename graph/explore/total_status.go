package explore

import (
	"context"
	"slices"

	"capgraph/graph"
)

// statuses finds the step that each record of a batch has reached by the day,
// empty where no source says. A step that sources only plan or expect is not
// taken when its day has passed.
func statuses(ctx context.Context, reader graph.Reader, batch []sifted, slice graph.Slice) (map[graph.ID]string, error) {
	claims, err := datedClaims(ctx, reader, batch, slice)
	if err != nil {
		return nil, err
	}
	reached := make(map[graph.ID]string, len(batch))
	for _, r := range batch {
		reached[r.ID] = stepTaken(r.Record, claims[r.ID], slice.Day)
	}
	return reached, nil
}

// datedClaims reads, in one call, the claims about those records of a batch that
// have a step, or a day from which they run, that sources may have foretold.
func datedClaims(ctx context.Context, reader graph.Reader, batch []sifted, slice graph.Slice) (map[graph.ID][]*graph.Record, error) {
	var foretold []graph.ID
	for _, r := range batch {
		if len(r.Held["operational"]) > 0 || slices.ContainsFunc(graph.All[graph.Step](r.Record, "status"), isBeyondNews) {
			foretold = append(foretold, r.ID)
		}
	}
	if len(foretold) == 0 {
		return nil, nil
	}
	return graph.ClaimsAbout(ctx, reader, foretold, slice)
}

// isBeyondNews is false for the steps that are taken by being spoken of.
func isBeyondNews(s graph.Step) bool { return !slices.Contains(announcing, s.Status) }

// stepTaken is the last step that sources say a record has taken by the day.
func stepTaken(r *graph.Record, claims []*graph.Record, day graph.Day) string {
	taken := graph.Record{Kind: r.Kind, Held: map[string][]graph.Held{}}
	for _, d := range datesOf(r, claims, day) {
		if d.field.Name == "status" && (!isBeyondNews(d.value.(graph.Step)) || d.isTaken(r, day)) {
			taken.Held["status"] = append(taken.Held["status"], graph.Held{Value: d.value})
		}
	}
	step, _ := graph.CurrentStep(&taken, "status", day)
	return step.Status
}

// countStatuses sorts counts by the order of the enums, deals before sites.
func countStatuses(counts map[string]int) []StatusCount {
	var sorted []StatusCount
	for _, kind := range []graph.Kind{"acquisition", "datacenter"} {
		for _, value := range graph.KindOf(kind).Field("status").Enum.Values {
			status := string(value.Token)
			if n := counts[status]; n > 0 && !slices.Contains(sorted, StatusCount{status, n}) {
				sorted = append(sorted, StatusCount{status, n})
			}
		}
	}
	if n := counts[""]; n > 0 {
		sorted = append(sorted, StatusCount{Records: n})
	}
	return sorted
}
