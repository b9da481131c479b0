package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// articleOf is an article as a line of JSON: who makes what.
func articleOf(id, company, industry string) string {
	return fmt.Sprintf(`{"capgraph":1,"article":{"id":%q,"type":"note","title":"T","author":"me","retrieved":"2026-01-01"},"entities":{"company":{"a":%q}},"facts":[{"company":{"is":"a","industry":%q}}]}`+"\n", id, company, industry)
}

// archive is a folder with fact files in all forms, one of them bad.
func archive(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	fmt.Fprint(zip, articleOf("packed-1", "Delta", "tin")+articleOf("packed-2", "Epsilon", "lead"))
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"a.yaml":               "capgraph: 1\narticle: {id: a, type: note, title: A, author: me, retrieved: 2026-01-01}\nentities: {company: {a: Acme}}\nfacts:\n- company: {is: a, industry: anvils}\n",
		"deep/er/b.json":       articleOf("b", "Beta", "bolts"),
		"deep/er/readme.txt":   "not a fact file",
		"deep/packed.jsonl.gz": packed.String(),
		"lines.ndjson":         articleOf("c", "Gamma", "gears") + "{\"capgraph\": 2}\n" + articleOf("d", "Zeta", "zinc"),
	} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// seeds runs the command and returns what it printed and its exit code.
func seeds(t *testing.T, args ...string) (out, says string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	err := run(context.Background(), append([]string{"seed"}, args...), &stdout, &stderr)
	if exit := exitCode(0); errors.As(err, &exit) {
		code = int(exit)
	} else if err != nil {
		code = 1
	}
	if err != nil {
		fmt.Fprint(&stderr, err)
	}
	return stdout.String(), stderr.String(), code
}

func newStore(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "graph.db") }

func TestSeedLoadsFoldersAndGoesOnBehindABadArticle(t *testing.T) {
	store, folder := newStore(t), archive(t)
	out, _, code := seeds(t, "--store", store, folder)
	if code != 1 {
		t.Errorf("got exit %d, want 1 because one was refused", code)
	}
	for _, want := range []string{
		"a.yaml: article:a created: 1 created", "lines.ndjson:1: article:c created", "lines.ndjson:2: refused", "lines.ndjson:2:14: capgraph: \"2\" is not a version",
		"lines.ndjson:3: article:d created", "packed.jsonl.gz:2: article:packed-2 created",
		"in all: 6 created, 1 refused, 0 skipped as known; facts: 6 created, 0 changed, 0 unchanged, 0 conflicting, 0 refused",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("got\n%s\nwant %q", out, want)
		}
	}
	if strings.Contains(out, "readme") {
		t.Error("a file that holds no facts was loaded")
	}
	if out, _, _ = seeds(t, "--store", store, folder); !strings.Contains(out, "in all: 6 unchanged, 1 refused, 6 skipped as known; facts: 0 created") || strings.Contains(out, "article:a") {
		t.Errorf("got\n%s\nwant a rerun that skips what is known and does not list it", out)
	}
}

func TestSeedStopsAtTheFirstBadArticleWhenAsked(t *testing.T) {
	store := newStore(t)
	file := fileOf(t, "lines.jsonl", articleOf("a", "Acme", "anvils")+"{}\n"+articleOf("b", "Beta", "bolts"))
	out, _, code := seeds(t, "--store", store, "--stop-on-error", file)
	if code != 1 || !strings.Contains(out, "in all: 1 created, 1 refused") {
		t.Errorf("got exit %d and\n%s\nwant the articles before it loaded and none behind", code, out)
	}
	if out, _, _ := seeds(t, "--store", store, "--dry-run", file); !strings.Contains(out, "1 created, 1 unchanged, 1 refused") {
		t.Errorf("got\n%s\nwant the last one not loaded before", out)
	}
}

func TestSeedReadsStandardInput(t *testing.T) {
	for name, text := range map[string]string{
		"a fact file": "capgraph: 1\narticle: {id: a, type: note, title: A, author: me, retrieved: 2026-01-01}\nentities: {company: {a: Acme}}\nfacts:\n- company: {is: a, industry: anvils}\n",
		"lines":       articleOf("a", "Acme", "anvils") + articleOf("b", "Beta", "bolts"),
	} {
		t.Run(name, func(t *testing.T) {
			feedLines(t, text)
			if out, _, code := seeds(t, "--store", newStore(t), "-"); code != 0 || !strings.Contains(out, "article:a created: 1 created") {
				t.Errorf("got exit %d and\n%s", code, out)
			}
		})
	}
}

// feed makes a text the standard input of the test.
func feedLines(t *testing.T, text string) {
	t.Helper()
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	before := os.Stdin
	os.Stdin = in
	t.Cleanup(func() { os.Stdin = before; in.Close() })
	go func() {
		defer out.Close()
		io.WriteString(out, text)
	}()
}

func TestSeedReportsToPrograms(t *testing.T) {
	folder, name := archive(t), filepath.Join(t.TempDir(), "report.jsonl")
	if _, says, code := seeds(t, "--store", newStore(t), "--report", name, folder, "nowhere.yaml"); code != 1 {
		t.Fatalf("got exit %d (%s)", code, says)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(lines) != 9 {
		t.Fatalf("got\n%s\nwant eight articles and a summary", text)
	}
	for i, want := range map[int]string{
		0: `{"file":"` + folder + `/a.yaml","article":"article:a","outcome":"CREATED","facts":{"created":1,"changed":0,"unchanged":0,"conflicting":0,"refused":0}}`,
		5: `{"file":"` + folder + `/lines.ndjson","line":2,"outcome":"REFUSED"`,
		7: `{"file":"nowhere.yaml","outcome":"REFUSED","facts":{"created":0,"changed":0,"unchanged":0,"conflicting":0,"refused":0},"problems":[{"file":"nowhere.yaml","code":"NOT_FOUND","message":"it cannot be read: no such file or directory"}]}`,
		8: `{"summary":{"articles":{"CREATED":6,"REFUSED":2},"skipped":0,"facts":{"created":6,"changed":0,"unchanged":0,"conflicting":0,"refused":0},"dryRun":false,"complete":true,`,
	} {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d: got\n%s\nwant\n%s", i, lines[i], want)
		}
	}
	var bad struct {
		Problems []struct {
			Line, Column        int
			Path, Code, Message string
		}
	}
	if err := json.Unmarshal([]byte(lines[5]), &bad); err != nil || bad.Problems[0].Line != 2 || bad.Problems[0].Column != 14 || bad.Problems[0].Path != "capgraph" || bad.Problems[0].Code != "INVALID" {
		t.Errorf("got %s (%v), want the place and the code of the problem", lines[5], err)
	}
}

func TestSeedExitCodes(t *testing.T) {
	good := fileOf(t, "good.jsonl", articleOf("a", "Acme", "anvils"))
	for _, c := range []struct {
		name string
		args []string
		want int
	}{
		{"loaded", []string{"--store", "sqlite::memory:", good}, 0},
		{"an empty folder", []string{"--store", "sqlite::memory:", t.TempDir()}, 1},
		{"nothing to load", nil, 2},
		{"an unknown flag", []string{"--fast", good}, 2},
		{"a report that cannot be written", []string{"--report", filepath.Join(t.TempDir(), "no", "report"), good}, 2},
		{"a store that cannot be reached", []string{"--store", "neo4j://127.0.0.1:1", "--neo4j-no-auth", good}, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			if out, says, code := seeds(t, c.args...); code != c.want {
				t.Errorf("got exit %d, want %d; it said\n%s%s", code, c.want, out, says)
			}
		})
	}
}

func TestSeedThatIsInterruptedGoesOn(t *testing.T) {
	var text strings.Builder
	for i := range 3000 {
		text.WriteString(articleOf(fmt.Sprintf("note-%d", i), fmt.Sprintf("Company %d", i), "anvils"))
	}
	store, file, name := newStore(t), fileOf(t, "lines.jsonl", text.String()), filepath.Join(t.TempDir(), "report.jsonl")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	err := run(ctx, []string{"--store", store, "seed", "--report", name, file}, watching("article:note-700 ", cancel), io.Discard)
	if code := exitCode(0); !errors.As(err, &code) || code != exitPartWay || !strings.Contains(err.Error(), "the same command goes on") {
		t.Fatalf("got %v, want exit %d and what to do", err, exitPartWay)
	}
	if report, err := os.ReadFile(name); err != nil || !strings.Contains(string(report), `"complete":false`) {
		t.Errorf("got a report (%v) that does not say that it is not complete", err)
	}
	out, _, code := seeds(t, "--store", store, file)
	var created, known int
	fmt.Sscanf(out[strings.LastIndex(out, "in all:"):], "in all: %d created, %d unchanged", &created, &known)
	if code != 0 || created == 0 || known < 700 || created+known != 3000 {
		t.Errorf("got exit %d, %d created and %d known, want what was loaded before known and the rest created", code, created, known)
	}
	if out, _, _ := seeds(t, "--store", store, file); !strings.Contains(out, "in all: 3000 unchanged, 3000 skipped as known") {
		t.Errorf("got %s", out)
	}
}

// watching calls found when a text is written.
func watching(text string, found func()) io.Writer {
	return writerFunc(func(p []byte) (int, error) {
		if strings.Contains(string(p), text) {
			found()
		}
		return len(p), nil
	})
}

type writerFunc func([]byte) (int, error)

func (w writerFunc) Write(p []byte) (int, error) { return w(p) }

func TestImportReadsStandardInput(t *testing.T) {
	feedLines(t, "acquirer_name,company_name,acquired_at\nBuyer,Target,2014\n")
	out, err := imports(t, "--store", newStore(t), "--from", "acquisitions", "--article-id", "deals", "-")
	if err != nil || !strings.Contains(out, "-: 1 facts created") {
		t.Errorf("got %v and\n%s", err, out)
	}
}
