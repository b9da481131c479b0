package seed

import (
	"encoding/json"
	"io/fs"
	"os"
	"strings"
	"testing"

	"capgraph/graph"
)

// TestFounding compares all claims of the founding article with a golden file,
// so that a change of what the article is taken to say shows in review.
func TestFounding(t *testing.T) {
	facts := mustDecode(t, foundingFile)
	var out strings.Builder
	for _, claim := range facts.claims(facts.provisional()) {
		var body any
		if err := json.Unmarshal(graph.EncodeBody(claim), &body); err != nil {
			t.Fatal(err)
		}
		pretty, err := json.MarshalIndent(map[string]any{"id": claim.ID, "body": body}, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		out.Write(append(pretty, '\n'))
	}
	const golden = "testdata/founding.json"
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("the claims of %s differ from %s; run with -update and read the difference", foundingFile, golden)
	}
}

func TestShippedFilesAreRight(t *testing.T) {
	names, err := fs.Glob(Articles(), "*.yaml")
	if err != nil || len(names) != 2 {
		t.Fatalf("got %v, %v; want two shipped files", names, err)
	}
	for _, name := range names {
		mustDecode(t, name)
	}
}

// TestFoundingLocators checks that no fact speaks of a paragraph that the
// article does not have: it has seven.
func TestFoundingLocators(t *testing.T) {
	for _, f := range mustDecode(t, foundingFile).facts {
		for _, place := range f.places {
			if !strings.Contains("title caption p1 p2 p3 p4 p5 p6 p7", place) {
				t.Errorf("%s: got place %q, want title, caption or p1 to p7", f.path, place)
			}
		}
	}
}

func TestObservedIsBoundedByRetrieval(t *testing.T) {
	day, ok := mustDecode(t, foundingFile).article.observed()
	if got, want := day.EDTF, "2024-09-25/2026-11-23"; !ok || got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func mustDecode(t testing.TB, name string) *Facts {
	t.Helper()
	data, err := fs.ReadFile(Articles(), name)
	if err != nil {
		t.Fatal(err)
	}
	return mustDecodeText(t, name, string(data))
}

func mustDecodeText(t testing.TB, name, text string) *Facts {
	t.Helper()
	facts, problems := Decode(name, []byte(text))
	if problems != nil {
		t.Fatalf("got problems:\n%s", problems.Error())
	}
	return facts
}
