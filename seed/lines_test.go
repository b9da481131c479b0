package seed

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"capgraph/graph"
)

// line is an article on one line.
func line(id string) string {
	return `{"capgraph":1,"article":{"id":"` + id + `","type":"note","title":"T","author":"me","retrieved":"2026-01-01"},"entities":{"company":{"a":"Acme"}},"facts":[{"company":{"is":"a","industry":"anvils"}}]}`
}

// read prints what a stream holds: the line of each article, and its facts or
// the place and code of its first problem.
func read(t *testing.T, in io.Reader) string {
	t.Helper()
	var got []string
	for item, err := range Lines("s.jsonl", in) {
		switch {
		case err != nil:
			got = append(got, fmt.Sprintf("%d: %v", item.Line, err))
		case item.Facts != nil:
			got = append(got, fmt.Sprintf("%d: %d facts", item.Line, item.Facts.Len()))
		default:
			p := item.Problems[0]
			got = append(got, fmt.Sprintf("%d: %s:%d:%d %s", item.Line, p.File, p.Line, p.Column, p.Code))
		}
	}
	return strings.Join(got, "; ")
}

func TestLines(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"empty lines count for nothing but are counted", "\n \r\n" + line("a") + "\r\n\n" + line("b"), "3: 1 facts; 5: 1 facts"},
		{"a byte order mark", "\ufeff" + line("a") + "\n", "1: 1 facts"},
		{"a bad line does not hide the next", line("a") + "\n{\"capgraph\": 1\n" + line("b"), "1: 1 facts; 2: s.jsonl:2:14 INVALID; 3: 1 facts"},
		{"YAML is no JSON", "capgraph: 1\n", "1: s.jsonl:1:1 INVALID"},
		{"a list of articles", "[" + line("a") + "]", "1: s.jsonl:1:1 INVALID"},
		{"two on a line", line("a") + line("b"), fmt.Sprintf("1: s.jsonl:1:%d INVALID", len(line("a"))+1)},
		{"problems are of their line", "\n" + strings.Replace(line("a"), "2026-01-01", "2026-13-01", 1), "2: s.jsonl:2:87 INVALID"},
		{"what is no text", "{\"\xff\"}\n" + line("b"), "1: s.jsonl:1:3 INVALID; 2: 1 facts"},
		{"a line that is cut off", line("a")[:50], "1: s.jsonl:1:50 INVALID"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := read(t, strings.NewReader(c.text)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// endless is a text that is repeated, and then another.
func endless(text string, bytes int, end string) io.Reader {
	return io.MultiReader(io.LimitReader(&repeated{text: text}, int64(bytes/len(text)*len(text))), strings.NewReader(end))
}

type repeated struct {
	text string
	at   int
}

func (r *repeated) Read(into []byte) (int, error) {
	n := copy(into, r.text[r.at:])
	r.at = (r.at + n) % len(r.text)
	return n, nil
}

func TestWhatIsTooLargeIsRefusedInBoundedMemory(t *testing.T) {
	const head = `{"capgraph":1,"article":{"id":"big","type":"note","title":"T","author":"me"},"entities":{"company":{"a":"Acme"}},"facts":[`
	for _, c := range []struct {
		name string
		in   io.Reader
		want string
	}{
		{"a line of 100 MB", endless("x", 100_000_000, "\n"+line("a")), fmt.Sprintf("%d", MaxLine)},
		{"a million facts that are refused for their bytes", io.MultiReader(strings.NewReader(head), endless(`{"company":{"is":"a","industry":"anvils"}},`, 43_000_000, "\n"+line("a"))), fmt.Sprintf("%d", MaxLine)},
		{"a million facts in few bytes", io.MultiReader(strings.NewReader(head), endless(`{"remark":1},`, 13_000_000, "1]}\n"+line("a"))), fmt.Sprintf("%d facts", MaxFacts)},
		{"twenty thousand facts", io.MultiReader(strings.NewReader(head), endless(`{"remark":"a"},`, 300_000, "1]}\n"+line("a"))), fmt.Sprintf("%d", MaxFacts)},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			var items []Item
			for item, err := range Lines("s.jsonl", c.in) {
				if err != nil {
					t.Fatal(err)
				}
				items = append(items, item)
			}
			runtime.ReadMemStats(&after)
			if len(items) != 2 || items[1].Facts == nil {
				t.Fatalf("got %d articles, want one that is refused and one that is good", len(items))
			}
			if p := items[0].Problems; len(p) == 0 || p[0].Code != graph.Limit || p[0].Line != 1 || !strings.Contains(p[0].Message, c.want) {
				t.Errorf("got %v, want code %s and %s named", p, graph.Limit, c.want)
			}
			if taken := after.TotalAlloc - before.TotalAlloc; taken > 120_000_000 {
				t.Errorf("it took %d MB in all", taken/1_000_000)
			}
		})
	}
}

func TestAnErrorOfTheReaderEndsTheStream(t *testing.T) {
	in := io.MultiReader(strings.NewReader(line("a")+"\n{"), failing{})
	if got := read(t, in); got != "1: 1 facts; 1: the wire broke" {
		t.Errorf("got %s", got)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, fmt.Errorf("the wire broke") }

func FuzzLines(f *testing.F) {
	for _, text := range []string{"", "\n\n", line("a") + "\n" + line("b"), "{}\n[]\nnull", "\ufeff{", line("a")[:40] + "\r\n{\"a\":\"\xff\"}", "{\"facts\":[" + strings.Repeat("[", 30)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for item, err := range Lines("s.jsonl", strings.NewReader(text)) {
			if err != nil {
				t.Fatalf("got the error %v from a text", err)
			}
			if (item.Facts == nil) != (len(item.Problems) > 0) {
				t.Fatalf("line %d has facts and problems, or neither", item.Line)
			}
			if item.Line <= last || item.Line > strings.Count(text, "\n")+1 {
				t.Fatalf("got line %d behind %d", item.Line, last)
			}
			last = item.Line
			for _, p := range item.Problems {
				if p.Line != item.Line || p.Message == "" {
					t.Fatalf("got the problem %+v on line %d", p, item.Line)
				}
			}
		}
	})
}

func TestStandardInputIsToldFromAFactFile(t *testing.T) {
	pretty := strings.Replace(line("a"), `{"capgraph"`, "{\n\"capgraph\"", 1)
	for text, want := range map[string]bool{
		line("a") + "\n" + line("b"): true, "\n" + line("a"): true, pretty: false, "capgraph: 1\n": false, "": false,
		`{"capgraph":1,"article":` + strings.Repeat("x", 40_000): true,
	} {
		if got := LooksLikeLines([]byte(text)); got != want {
			t.Errorf("got %v for %.40q", got, text)
		}
	}
}
