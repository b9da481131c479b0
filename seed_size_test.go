package main

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSeedRefusesWhatIsTooLarge: what is beyond a limit is refused, with the limit
// named, and hides nothing of what comes with it.
func TestSeedRefusesWhatIsTooLarge(t *testing.T) {
	folder := t.TempDir()
	const head = `{"capgraph":1,"article":{"id":"big","type":"note","title":"T","author":"me"},"entities":{"company":{"a":"Acme"}},"facts":[`
	packed(t, filepath.Join(folder, "line.jsonl.gz"), "x", 100_000_000, "\n"+articleOf("behind", "Acme", "anvils"))
	packed(t, filepath.Join(folder, "facts.jsonl.gz"), `{"remark":1},`, 1_000_000, "1]}\n", head)
	packed(t, filepath.Join(folder, "facts.yaml.gz"), "- remark: {about: a, text: b}\n", 1_000_000, "", "capgraph: 1\narticle: {id: many, type: note}\nentities: {company: {a: Acme}}\nfacts:\n")
	packed(t, filepath.Join(folder, "file.yaml.gz"), "# A long comment.\n", 3_000_000, "", "capgraph: 1\n")
	out, _, code := seeds(t, "--store", newStore(t), folder)
	if code != int(exitRefused) {
		t.Errorf("got exit %d, want %d", code, exitRefused)
	}
	for _, want := range []string{
		"line.jsonl.gz:1:1: the line has 100000001 bytes and may have 20000000", "line.jsonl.gz:2: article:behind created",
		"the file holds more than 1000000 values; an article has at most 10000 facts", "the file has 50000001 bytes and may have 50000000", "in all: 1 created, 4 refused",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("got\n%.2000s\nwant %q", out, want)
		}
	}
}

// packed writes a file of a beginning, a text many times and an end.
func packed(t *testing.T, name, text string, times int, end string, beginning ...string) {
	t.Helper()
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	zip := gzip.NewWriter(file)
	io.WriteString(zip, strings.Join(beginning, ""))
	thousand := strings.Repeat(text, 1000)
	for range times / 1000 {
		if _, err := io.WriteString(zip, thousand); err != nil {
			t.Fatal(err)
		}
	}
	io.WriteString(zip, end)
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
}
