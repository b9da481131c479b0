package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/neo4j/neo4jtest"
)

// command runs the program and returns what it printed.
func command(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := run(context.Background(), args, &out, io.Discard)
	return out.String(), err
}

func TestExportOfFactFilesLoadsIntoAnotherStore(t *testing.T) {
	folder := t.TempDir()
	first, second := "sqlite:"+filepath.Join(folder, "first.db"), "sqlite:"+filepath.Join(folder, "second.db")
	if _, err := command(t, "--store", first, "seed", "--demo"); err != nil {
		t.Fatal(err)
	}
	facts := filepath.Join(folder, "facts")
	if out, err := command(t, "--store", first, "export", "--to", "facts", facts); err != nil || out != "" {
		t.Fatalf("got %q, %v; want files and no output", out, err)
	}
	files, err := filepath.Glob(filepath.Join(facts, "*.yaml"))
	if err != nil || len(files) < 50 {
		t.Fatalf("got %d files, %v", len(files), err)
	}
	if _, err := command(t, append([]string{"--store", second, "seed"}, files...)...); err != nil {
		t.Fatal(err)
	}
	want, err := command(t, "--store", first, "export", "--to", "facts", "-")
	if err != nil || strings.Count(want, "\n") != len(files) {
		t.Fatalf("got %d lines, %v; want one for each article", strings.Count(want, "\n"), err)
	}
	if got, err := command(t, "--store", second, "export", "--to", "facts", "-"); err != nil || got != want {
		t.Errorf("got %v and another export than the first store's", err)
	}
	if _, err := command(t, "--store", second, "export", "--to", "facts", facts); err == nil || !strings.Contains(err.Error(), "holds fact files already") {
		t.Errorf("got %v, want a folder with fact files refused", err)
	}
}

func TestExportOfTableAppearsWhole(t *testing.T) {
	folder := t.TempDir()
	store := "sqlite:" + filepath.Join(folder, "graph.db")
	if _, err := command(t, "--store", store, "seed", "--demo"); err != nil {
		t.Fatal(err)
	}
	table := filepath.Join(folder, "stakes.csv")
	if _, err := command(t, "--store", store, "export", "--to", "csv", "stakes", "--as-of", "2025-07-01", "-o", table); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(table)
	if err != nil || !strings.Contains(string(text), "\nstake:meta.scale-ai,Meta owns 49 % of Scale AI,Meta,company:meta,") {
		t.Errorf("got %v and\n%s", err, text)
	}
	for _, refused := range [][]string{{"csv", "shares"}, {"csv", "stakes", "--as-of", "July"}, {"csv", "stakes", "--known-at", "2025"}, {"facts", "-", "--as-of", "2025-07-01"}} {
		if out, err := command(t, append([]string{"--store", store, "export", "--to"}, refused...)...); err == nil || out != "" {
			t.Errorf("%v: got %q, %v; want an error and no output", refused, out, err)
		}
	}
}

func TestExportInEveryFormat(t *testing.T) {
	folder := t.TempDir()
	store := "sqlite:" + filepath.Join(folder, "graph.db")
	if _, err := command(t, "--store", store, "seed", "seed/articles/onemedia-meta-ia.yaml"); err != nil {
		t.Fatal(err)
	}
	for format, want := range map[string]string{
		"bods": `"interestedParty":"company:meta"`, "ftm": `"schema":"Ownership"`, "jsonld": `"@type":"OwnershipInfo"`, "graphml": `source="company:meta" target="company:scale-ai"`,
	} {
		file := filepath.Join(folder, format)
		if _, err := command(t, "--store", store, "export", "--to", format, "-o", file); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: got %v and\n%s\nwant %s", format, err, text, want)
		}
		var log bytes.Buffer
		if err := run(context.Background(), []string{"--store", store, "export", "--to", format}, io.Discard, &log); err != nil || format != "graphml" && !strings.Contains(log.String(), "not exported: ") {
			t.Errorf("%s: got %v and the log\n%s\nwant what is left out named", format, err, &log)
		}
	}
	if _, err := command(t, "--store", store, "export", "--to", "bods", "file"); err == nil || !strings.Contains(err.Error(), "use -o") {
		t.Errorf("got %v, want a hint at -o", err)
	}
}

// TestExportMovesBetweenStores takes the shipped graph from SQLite to Neo4j, as
// fact files, and back as JSON Lines: every list and a further export are
// the same, byte for byte.
func TestExportMovesBetweenStores(t *testing.T) {
	database := neo4jtest.Open(t)
	database.Clear(t)
	folder := t.TempDir()
	first, last := []string{"--store", "sqlite:" + filepath.Join(folder, "first.db")}, []string{"--store", "sqlite:" + filepath.Join(folder, "last.db")}
	middle := []string{"--store", database.URI, "--neo4j-user", database.User, "--neo4j-password", database.Password}
	on := func(store []string, args ...string) string {
		t.Helper()
		out, err := command(t, append(slices.Clone(store), args...)...)
		if err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
		return out
	}
	facts, lines := filepath.Join(folder, "facts"), filepath.Join(folder, "facts.jsonl")
	on(first, "seed", "--demo")
	on(first, "export", "--to", "facts", facts)
	on(middle, "seed", facts)
	want := on(first, "export", "--to", "facts", "-")
	if err := os.WriteFile(lines, []byte(on(middle, "export", "--to", "facts", "-")), 0o600); err != nil {
		t.Fatal(err)
	}
	on(last, "seed", lines)
	for _, store := range [][]string{middle, last} {
		if on(store, "export", "--to", "facts", "-") != want {
			t.Errorf("%s: got other fact files than those that it was loaded from", store[1])
		}
		for _, spec := range graph.Specs() {
			args := []string{"export", "--to", "csv", spec.Plural, "--as-of", "2025-07-01"}
			if got, want := on(store, args...), on(first, args...); got != want {
				t.Errorf("%s, %s: got\n%s\nwant\n%s", store[1], spec.Plural, got, want)
			}
		}
	}
}
