package dataset

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"capgraph/graph"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const accented = "name,city\nSociété Générale,Besançon\n"

func encoded(t *testing.T, name string) []byte {
	t.Helper()
	encoders := map[string]func(string) (string, error){
		"utf-8 with a mark": func(s string) (string, error) { return "\uFEFF" + s, nil },
		"utf-16le":          unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String,
		"utf-16be":          unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String,
		"utf-16le unmarked": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String,
		"windows-1252":      charmap.Windows1252.NewEncoder().String,
		"utf-8":             func(s string) (string, error) { return s, nil },
		"macintosh":         charmap.Macintosh.NewEncoder().String,
	}
	text, err := encoders[name](accented)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(text)
}

func TestEncodingsAreFoundOut(t *testing.T) {
	for _, name := range []string{"utf-8", "utf-8 with a mark", "utf-16le", "utf-16be", "utf-16le unmarked", "windows-1252"} {
		for _, slow := range []bool{false, true} {
			in := io.Reader(bytes.NewReader(encoded(t, name)))
			if slow {
				in = iotest.OneByteReader(in)
			}
			input, err := Text(in, "")
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(input)
			if err != nil || string(got) != accented {
				t.Errorf("%s: got %q, %v", name, got, err)
			}
			if mended := input.Mended(); (mended == 5) != (name == "windows-1252") {
				t.Errorf("%s: got %d bytes mended", name, mended)
			}
		}
	}
	input, err := Text(bytes.NewReader(encoded(t, "macintosh")), "macintosh")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(input); err != nil || string(got) != accented {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := Text(strings.NewReader(""), "klingon"); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v, want the encoding refused", err)
	}
}

func TestLineEnds(t *testing.T) {
	for _, text := range []string{"a\r\nb\r\n", "a\nb\n", "a\rb\r"} {
		for _, slow := range []bool{false, true} {
			in := io.Reader(strings.NewReader(text))
			if slow {
				in = iotest.OneByteReader(in)
			}
			if got, err := io.ReadAll(UnixLines(in, true)); err != nil || string(got) != "a\nb\n" {
				t.Errorf("%q: got %q, %v", text, got, err)
			}
		}
	}
	if got, _ := io.ReadAll(UnixLines(strings.NewReader("a\rb\r\n"), false)); string(got) != "a\rb\n" {
		t.Errorf("got %q", got)
	}
}

// values reads all values, and the omissions that were counted.
func values(in io.Reader) (texts []string, omitted []Omission, err error) {
	set := &Set{}
	err = set.Values(in, func(_ int, value json.RawMessage) error {
		texts = append(texts, string(value))
		return nil
	})
	return texts, set.Omissions(), err
}

func TestJSONComesInThreeForms(t *testing.T) {
	for _, text := range []string{
		`[{"a":1},{"a":2}]`, "{\"a\":1}\n{\"a\":2}\n", "{\"a\":1}\r{\"a\":2}", "{\n\"a\":1}\n{\n\"a\":2}", " \n[\n{\"a\":1}\n,\n{\"a\":2}\n]\n", "{\"a\":1}{\"a\":2}",
	} {
		got, _, err := values(strings.NewReader(text))
		for i := range got {
			got[i] = strings.ReplaceAll(got[i], "\n", "")
		}
		if err != nil || strings.Join(got, " ") != `{"a":1} {"a":2}` {
			t.Errorf("%q: got %q, %v", text, got, err)
		}
	}
	if got, _, err := values(strings.NewReader(" \n ")); err != nil || got != nil {
		t.Errorf("got %q, %v from an empty file", got, err)
	}
}

func TestBadJSONIsNamedByItsLine(t *testing.T) {
	got, omitted, err := values(strings.NewReader("{\"a\":1}\nnonsense\n{\"a\":2}\n"))
	if err != nil || len(got) != 2 || len(omitted) != 1 || omitted[0].At != "line 2" {
		t.Errorf("got %q, %v, %v", got, omitted, err)
	}
	for text, line := range map[string]string{"[{\"a\":1},\n{\"a\":2},\n": "line 3", "[\n{\"a\":1},\n{\"a\" 2}]": "line 3", "{\n\"a\":\n": "line 3"} {
		_, _, err := values(strings.NewReader(text))
		if graph.CodeOf(err) != graph.Invalid || !strings.HasPrefix(err.Error(), line) {
			t.Errorf("%q: got %v, want an error at %s", text, err, line)
		}
	}
}

func TestLongLinesAreRefusedWithTheLimit(t *testing.T) {
	long := func(before, after string) io.Reader {
		return io.MultiReader(strings.NewReader(before), io.LimitReader(endless{}, 100_000_000), strings.NewReader(after))
	}
	for _, in := range []io.Reader{long("{\"a\":1}\n{\"a\":\"", "\"}\n"), long("[\n{\"a\":\"", "\"}]"), long("{\"a\":\"", "\"}")} {
		_, _, err := values(in)
		if graph.CodeOf(err) != graph.Limit || !strings.Contains(err.Error(), "10000000 bytes") || !strings.HasPrefix(err.Error(), "line ") {
			t.Errorf("got %v, want the limit", err)
		}
	}
}

type endless struct{}

func (endless) Read(into []byte) (int, error) {
	for i := range into {
		into[i] = 'x'
	}
	return len(into), nil
}

func TestShelfKeepsOrderAndLimits(t *testing.T) {
	shelf, err := NewShelf()
	if err != nil {
		t.Fatal(err)
	}
	defer shelf.Close()
	for i, key := range []string{"b", "a", "b", "c"} {
		if err := shelf.Put(Item{Key: key, Rank: "2020", Number: i, Body: []byte{byte('0' + i)}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := shelf.Put(Item{Key: "b", Rank: "2019", Number: 9, Body: []byte("9")}); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for key, err := range shelf.Keys() {
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, key)
	}
	if strings.Join(keys, "") != "bac" {
		t.Errorf("got keys %v", keys)
	}
	items, tooMany, err := shelf.Get("b")
	if err != nil || tooMany || len(items) != 3 || string(items[0].Body)+string(items[1].Body)+string(items[2].Body) != "902" {
		t.Errorf("got %v, %t, %v", items, tooMany, err)
	}
	for range MaxGroup {
		if err := shelf.Put(Item{Key: "c", Number: 7, Body: []byte("x")}); err != nil {
			t.Fatal(err)
		}
	}
	if items, tooMany, err = shelf.Get("c"); err != nil || !tooMany || len(items) != 1 || items[0].Rank != "2020" {
		t.Errorf("got %v, %t, %v; want the last item only", items, tooMany, err)
	}
}
