package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestBackupOfARunningServer(t *testing.T) {
	folder := t.TempDir()
	store, backup := "sqlite:"+filepath.Join(folder, "graph.db"), filepath.Join(folder, "backup.db")
	if _, err := command(t, "--store", store, "seed", "seed/articles/onemedia-meta-ia.yaml"); err != nil {
		t.Fatal(err)
	}
	server := start(t, "--store", store)
	if out, err := command(t, "--store", store, "backup", backup); err != nil || !strings.Contains(out, "written") {
		t.Fatalf("got %q, %v", out, err)
	}
	if _, err := command(t, "--store", store, "restore-backup", backup, "--force"); err == nil || !strings.Contains(err.Error(), "stop it first") {
		t.Errorf("got %v, want the store of a running server kept", err)
	}
	server.query(t, `mutation { withdrawArticle(input: {article: "onemedia-meta-ia"}) { outcome } }`)
	if err := server.stop(); err != nil {
		t.Fatal(err)
	}
	if _, err := command(t, "--store", store, "restore-backup", backup); err == nil || !strings.Contains(err.Error(), "--force") {
		t.Errorf("got %v, want a store that is there kept without --force", err)
	}
	if _, err := command(t, "--store", store, "restore-backup", backup, "--force"); err != nil {
		t.Fatal(err)
	}
	got := start(t, "--store", store).query(t, `{ acquisitions { nodes { price { text } } } }`)
	if !strings.Contains(got, "more than 14 bn EUR") {
		t.Errorf("got %s, want what the backup held", got)
	}
}

func TestBackupOfNeo4jSaysWhatToDo(t *testing.T) {
	for _, verb := range []string{"backup", "restore-backup"} {
		if _, err := command(t, "--store", "neo4j://db.example:7687", verb, "file"); err == nil || !strings.Contains(err.Error(), "neo4j-admin database dump") {
			t.Errorf("%s: got %v, want advice", verb, err)
		}
	}
}
