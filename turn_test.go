package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// onStore runs a verb on a store and returns what it printed.
func onStore(t *testing.T, store string, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := run(context.Background(), append([]string{"--store", store, "--log-level", "error"}, args...), &out, io.Discard)
	return out.String(), err
}

// shareNote writes a fact file about a stake in Lab.
func shareNote(t *testing.T, name, share, more string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name+".yaml")
	text := "capgraph: 1\narticle: {id: " + name + ", url: https://example.com/" + name + ", title: " + name + ", published: 2025-01-01, type: press" + more + "}\n" +
		"entities: {company: {firm: Firm, lab: Lab}}\nfacts:\n- stake: {owner: firm, company: lab, share: " + share + "}\n  at: p1\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWithdrawRestoreLogUndo(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	says := func(want string, args ...string) {
		t.Helper()
		if got, err := onStore(t, store, args...); err != nil || got != want {
			t.Errorf("%v: got (%v)\n%s\nwant\n%s", args, err, got, want)
		}
	}
	for _, file := range []string{shareNote(t, "wire", "10 %", ""), shareNote(t, "blog", "10 %", "")} {
		if _, err := onStore(t, store, "seed", file); err != nil {
			t.Fatal(err)
		}
	}
	both := "  one support less (3):\n    company:firm  Firm\n    company:lab  Lab\n    stake:firm.lab  Firm owns 10 % of Lab\n"
	says("article:wire: withdrawn, if it were no preview\n"+both, "withdraw", "--dry-run", "https://example.com/wire")
	says("article:wire: withdrawn\n"+both, "withdraw", "https://example.com/wire")
	alone := strings.ReplaceAll(both, "one support less", "no longer current")
	says("article:blog: withdrawn, if it were no preview\n"+alone, "withdraw", "--dry-run", "blog")
	says("article:wire: restored\n"+strings.ReplaceAll(both, "less", "more"), "restore", "wire")
	says("article:wire: is not withdrawn\n", "restore", "https://example.com/wire")
	says("article:wire: the write is undone\n"+strings.ReplaceAll(both, "one support less", "support changed"), "undo", "wire")
	if _, err := onStore(t, store, "withdraw", "https://example.com/nothing"); err == nil || !strings.Contains(err.Error(), "no article") {
		t.Errorf("withdrawing what is not there: got %v, want an error", err)
	}
	got, err := onStore(t, store, "log", "--article", "wire", "--actor", "local")
	lines := regexp.MustCompile(`(?m)^\S+Z +`).ReplaceAllString(got, "")
	if want := "local         UNDO        0 changed  article:wire\nlocal         RESTORE     0 changed  article:wire\n" +
		"local         WITHDRAW    0 changed  article:wire\nlocal         SEED        3 changed  article:wire\n"; err != nil || lines != want {
		t.Errorf("log: got (%v)\n%s\nwant\n%s", err, lines, want)
	}
	if _, err := onStore(t, store, "undo", "--reason", "Undone by mistake", "wire"); err != nil {
		t.Error(err)
	}
	if got, err := onStore(t, store, "log", "--first", "1"); err != nil || !strings.HasSuffix(got, "article:wire  Undone by mistake\n") {
		t.Errorf("log: got (%v) %s, want the reason of the undoing", err, got)
	}
	if got, err := onStore(t, store, "log", "--json", "--first", "2"); err != nil || !strings.Contains(got, `"reason":"SOURCE_WITHDRAWN"`) {
		t.Errorf("log --json: got (%v) %s, want the reason of what was undone", err, got)
	}
}

func TestPreviewsTellWhatBecomesOfControl(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	const gained = "  control of Lab, votes taken as shares: Firm no -> yes; ultimate parent nobody -> Firm  [company:lab]\n"
	file, report := shareNote(t, "wire", "60 %", ""), filepath.Join(t.TempDir(), "report.jsonl")
	for _, args := range [][]string{{"seed", "--dry-run", "--report", report, file}, {"seed", "--control", file}} {
		if out, err := onStore(t, store, args...); err != nil || !strings.HasSuffix(out, gained) {
			t.Errorf("%v: got (%v)\n%s\nwant at its end\n%s", args, err, out, gained)
		}
	}
	if lines, err := os.ReadFile(report); err != nil || !strings.Contains(string(lines), `"control":[{"company":"company:lab","label":"Lab","owners":[{"owner":"company:firm","label":"Firm","before":"NO","after":"SURELY"}]`) {
		t.Errorf("got (%v) the report\n%s", err, lines)
	}
	const lost = "  control of Lab, votes taken as shares: Firm yes -> no; ultimate parent Firm -> nobody  [company:lab]\n"
	for _, args := range [][]string{{"withdraw", "--dry-run", "wire"}, {"undo", "wire"}} {
		if out, err := onStore(t, store, args...); err != nil || !strings.HasSuffix(out, lost) {
			t.Errorf("%v: got (%v)\n%s\nwant at its end\n%s", args, err, out, lost)
		}
	}
}

func TestReadingTheSameTextAgain(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	for _, file := range []string{shareNote(t, "wire", "10 %", ""), shareNote(t, "wire", "12 %", ", reading: 2"), shareNote(t, "wire", "10 %", ", reading: 1")} {
		if out, err := onStore(t, store, "seed", file); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	if got, err := onStore(t, store, "log", "--json", "--first", "1"); err != nil || !strings.Contains(got, `"reason":"EXTRACTION_ERROR"`) {
		t.Errorf("got (%v) %s, want the second reading to be the last write, for an error of ours", err, got)
	}
	if out, err := onStore(t, store, "seed", shareNote(t, "wire", "14 %", ", reading: 2")); err == nil || !strings.Contains(out, `"reading" above 2`) {
		t.Errorf("got (%v) %s, want to be told how to number the reading", err, out)
	}
	if out, err := onStore(t, store, "check", shareNote(t, "wire", "14 %", ", reading: two")); err == nil || !strings.Contains(out, "number of a reading") {
		t.Errorf("got (%v) %s, want a problem with the number", err, out)
	}
}
