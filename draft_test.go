package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const articleText = "A deal in logistics\n\nMarwick Group has acquired Tolland Freight for more than $85 million, it announced on Monday.\n"

// draftOf runs the command on a file that holds the text.
func draftOf(t *testing.T, text string, args ...string) (string, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "article.txt")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err := run(context.Background(), append(append([]string{"draft"}, args...), file), &out, io.Discard)
	return out.String(), err
}

func TestDraftThenCheckThenSeed(t *testing.T) {
	drafted, err := draftOf(t, articleText, "--publisher", "Test Daily", "--published", "2025-05-15", "--url", "https://example.com/a")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"title: A deal in logistics", "publisher: Test Daily", "language: en", "price: '> 85 m USD'", "date: 2025-05-12", "confidence: speculative", "To review."} {
		if !strings.Contains(drafted, want) {
			t.Errorf("got\n%s\nwant %q in it", drafted, want)
		}
	}
	file := filepath.Join(t.TempDir(), "draft.yaml")
	if err := os.WriteFile(file, []byte(drafted), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"check", file}, {"--store", "sqlite::memory:", "seed", file}} {
		var out bytes.Buffer
		if err := run(context.Background(), args, &out, io.Discard); err != nil {
			t.Errorf("%v: got %v\n%s", args, err, out.String())
		}
	}
}

func TestDraftTouchesNoStore(t *testing.T) {
	directory := t.TempDir()
	t.Setenv("XDG_DATA_HOME", directory)
	if _, err := draftOf(t, articleText); err != nil {
		t.Fatal(err)
	}
	if files, err := os.ReadDir(directory); err != nil || len(files) > 0 {
		t.Errorf("got %v, %v in the data directory, want nothing", files, err)
	}
}

func TestDraftMatchesNamesOfTheStore(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	if err := run(context.Background(), []string{"--store", store, "seed", filepath.Join("seed", "articles", "onemedia-meta-ia.yaml")}, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	drafted, err := draftOf(t, "Deals\n\nMarwick Group owns 12% of Scale AI.\n", "--store", store, "--match")
	if err != nil || !strings.Contains(drafted, "company:scale-ai") {
		t.Errorf("got %v\n%s\nwant the id of Scale AI", err, drafted)
	}
}

func TestDraftSaysWhatIsWrong(t *testing.T) {
	for want, args := range map[string][]string{
		"there are rules for fr and en": {"--language", "de"},
		"is not a date":                 {"--published", "yesterday"},
		"needs the name of a model":     {"--endpoint", "http://127.0.0.1:1/v1"},
	} {
		if _, err := draftOf(t, articleText, args...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: got %v, want %q", args, err, want)
		}
	}
}
