package ownership

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
)

// dated is stakes of a sketch, each with its first and last day: "ann v60 A 10..20".
// One bound of two days, as in "10/12..", means that it began between them; no
// first day means that no source says since when.
func dated(t *testing.T, lines ...string) []Dated {
	t.Helper()
	var out []Dated
	for i, line := range lines {
		at := strings.LastIndex(line, " ")
		d := Dated{Stake: sketched(t, line[:at])[0]}
		d.ID = graph.ID(fmt.Sprintf("stake:%02d", i))
		from, to, _ := strings.Cut(line[at+1:], "..")
		d.Valid.From, d.Valid.SureFrom = between(t, from, graph.MinDay)
		d.Valid.SureTo, d.Valid.To = between(t, to, graph.MaxDay)
		if from == "" {
			d.Valid.SureFrom = 5
		}
		out = append(out, d)
	}
	return out
}

func between(t *testing.T, text string, open graph.Day) (first, last graph.Day) {
	t.Helper()
	if text == "" {
		return open, open
	}
	one, two, both := strings.Cut(text, "/")
	if !both {
		two = one
	}
	if _, err := fmt.Sscan(one, &first); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscan(two, &last); err != nil {
		t.Fatal(err)
	}
	return first, last
}

func changesOf(t *testing.T, h *History, company string, from, to graph.Day, thresholds ...int64) []string {
	t.Helper()
	changes, err := h.Changes(context.Background(), partyNamed(company), from, to, Options{Votes: Shares}, thresholds)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range changes {
		line := fmt.Sprintf("%d %s", int(c.Day), c.Kind)
		if c.Owner != "" {
			line += " " + c.Owner.Slug()
		}
		for _, id := range c.Stakes {
			line += " " + id.Slug()
		}
		out = append(out, line)
	}
	return out
}

func TestChangesOfControl(t *testing.T) {
	h := NewHistory(dated(t, "ann 60 A 10..30", "bob 60 A 30..", "A 60 B 20..", "bob 5 B 15..", "cyd 60 Z 12.."))
	got := changesOf(t, h, "B", 0, 100)
	want := []string{
		"20 CONTROL_GAINED A 02", "20 CONTROL_GAINED ann 02", "20 PARENT_CHANGED 02",
		"30 CONTROL_LOST ann 00 01", "30 CONTROL_GAINED bob 00 01", "30 PARENT_CHANGED 00 01",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := changesOf(t, h, "B", 20, 20); len(got) != 3 {
		t.Errorf("the first day is compared with the day before, got %q", got)
	}
	if got := changesOf(t, h, "B", 21, 29); got != nil {
		t.Errorf("nothing changed, got %q", got)
	}
	if got := changesOf(t, h, "Y", 0, 100); got != nil {
		t.Errorf("an unknown company has no changes, got %q", got)
	}
}

func TestChangesOnUncertainDays(t *testing.T) {
	h := NewHistory(dated(t, "ann 60 A 10/15..30/40", "bob 60 B ..20"))
	got := changesOf(t, h, "A", 0, 100)
	want := []string{"10 CONTROL_POSSIBLE ann 00", "15 CONTROL_GAINED ann 00", "15 PARENT_CHANGED 00",
		"30 CONTROL_LOST ann 00", "30 PARENT_CHANGED 00", "40 CONTROL_RULED_OUT ann 00"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	// No source says since when bob holds B: it counts at every date until it ends.
	if got, want := changesOf(t, h, "B", 0, 100), []string{"20 CONTROL_LOST bob 01", "20 PARENT_CHANGED 01"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestVersionsThatMayBothHoldAreJoined: the share went from 30 to 60 % between two
// days.
func TestVersionsThatMayBothHoldAreJoined(t *testing.T) {
	versions := dated(t, "ann 30 A 0..10/20", "ann 60 A 10/20..")
	versions[1].ID = versions[0].ID
	got := changesOf(t, NewHistory(versions), "A", 5, 30)
	want := []string{"10 CONTROL_POSSIBLE ann 00", "20 CONTROL_GAINED ann 00", "20 PARENT_CHANGED 00"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWrongQuestionsAboutChanges(t *testing.T) {
	h := NewHistory(dated(t, "ann 60 A 10.."))
	ctx := context.Background()
	if _, err := h.Changes(ctx, "company:A", 5, 4, Options{}, nil); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v, want an Invalid error", err)
	}
	if _, err := h.Changes(ctx, "company:A", 0, 40, Options{}, []int64{0}); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v, want an Invalid error", err)
	}
	var many []string
	for day := range MaxChangeDays + 1 {
		many = append(many, fmt.Sprintf("ann 1 A %d..%d", 10+day, 11+day))
	}
	if _, err := NewHistory(dated(t, many...)).Changes(ctx, "company:A", 0, 5000, Options{}, nil); graph.CodeOf(err) != graph.Limit {
		t.Errorf("got %v, want a Limit error", err)
	}
}

func TestThresholdsCrossed(t *testing.T) {
	h := NewHistory(dated(t, "ann 50 A 0..40", "A 50 B 10..20", "A 30 B 20/25..", "ann 5 B 30.."))
	got := changesOf(t, h, "B", 5, 50, Whole/4, Whole/5)
	want := []string{
		"10 THRESHOLD_CROSSED_UP ann 01", "10 THRESHOLD_CROSSED_UP ann 01", // 25 %
		"20 THRESHOLD_CROSSED_DOWN ann 01 02", "20 THRESHOLD_CROSSED_DOWN ann 01 02", // 0 to 15 %
		"30 THRESHOLD_CROSSED_UP ann 03", // 20 %
		"40 THRESHOLD_CROSSED_DOWN ann 00",
	}
	var ofAnn []string
	for _, line := range got {
		if strings.Contains(line, " ann ") && strings.Contains(line, "CROSSED") {
			ofAnn = append(ofAnn, line)
		}
	}
	if !slices.Equal(ofAnn, want) {
		t.Errorf("got %q, want %q", ofAnn, want)
	}
}
