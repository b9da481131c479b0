package graph

import "testing"

func TestParseToken(t *testing.T) {
	for text, want := range map[string]Token{
		"minority stake": "MINORITY_STAKE", "Joint-Venture": "JOINT_VENTURE", " completed ": "COMPLETED", "FR": "FR",
	} {
		if got, err := ParseToken(text); err != nil || got != want {
			t.Errorf("ParseToken(%q) = %q, %v, want %q", text, got, err, want)
		}
	}
	checkRefusals(t, ParseToken, map[string]string{"": "write English words", "terminé": "write English words", "50 %": "write English words", "3": "write English words"})
}

func TestParseProse(t *testing.T) {
	if got, err := ParseProse("  A plan. "); err != nil || got != "A plan." {
		t.Errorf("got %q, %v, want the text without spaces around it", got, err)
	}
	checkRefusals(t, ParseProse, map[string]string{" ": "leave the field out"})
}

func TestStepText(t *testing.T) {
	date := mustParse(t, ParseDate, "2025-06")
	for want, step := range map[string]Step{
		"regulatory review (2025-06)": {Status: "REGULATORY_REVIEW", On: &date},
		"completed":                   {Status: "COMPLETED"},
	} {
		if got := step.Text(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestMeetOfSteps(t *testing.T) {
	june, year, later := mustParse(t, ParseDate, "2025-06"), mustParse(t, ParseDate, "2025"), mustParse(t, ParseDate, "2026")
	completed := Step{Status: "COMPLETED", On: &june}
	for _, c := range []struct {
		other Step
		want  Agreement
	}{
		{Step{Status: "COMPLETED"}, Agrees},
		{Step{Status: "COMPLETED", On: &year}, Agrees},
		{Step{Status: "COMPLETED", On: &later}, Conflicts},
		{Step{Status: "ANNOUNCED", On: &june}, Incomparable},
	} {
		met, got := completed.Meet(c.other)
		if got != c.want || got == Agrees && met.Text() != "completed (2025-06)" {
			t.Errorf("%s meets %s as %v, %v, want %v", completed, c.other, met, got, c.want)
		}
	}
}
