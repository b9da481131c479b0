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

func TestServeDemoFromMemory(t *testing.T) {
	directory := t.TempDir()
	t.Setenv("XDG_DATA_HOME", directory)
	s := start(t, "--demo")
	answer := s.query(t, `{ company(by: {name: "OpenAI"}) { owners(first: 10) { nodes { label } } } }`)
	for _, want := range []string{"Microsoft owns 27 % of OpenAI", "OpenAI Foundation owns 26 % of OpenAI"} {
		if !strings.Contains(answer, want) {
			t.Errorf("got %s, want an answer with %q", answer, want)
		}
	}
	if files, err := os.ReadDir(directory); err != nil || len(files) > 0 {
		t.Errorf("got %v, %v in the data directory, want nothing", files, err)
	}
}

func TestSeedDemo(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "demo.db")
	seedDemo := func() string {
		var out bytes.Buffer
		if err := run(context.Background(), []string{"--store", store, "seed", "--demo"}, &out, io.Discard); err != nil {
			t.Fatalf("got %v\n%s", err, out.String())
		}
		return out.String()
	}
	if first := seedDemo(); !strings.Contains(first, "onemedia-meta-ia.yaml") || !strings.Contains(first, "notes-ownership.yaml") {
		t.Errorf("got a report of %d bytes, want both the founding article and the demonstration in it", len(first))
	}
	if again := seedDemo(); strings.Contains(again, " created:") || strings.Contains(again, " changed:") {
		t.Error("got something created or changed by a second load, want nothing")
	}
}

func TestSeedNothing(t *testing.T) {
	err := run(context.Background(), []string{"--store", "sqlite::memory:", "seed"}, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "--demo") {
		t.Errorf("got %v, want an error that says what to name", err)
	}
}
