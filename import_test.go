package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// statements are our own, in the shape of BODS 0.4.
const statements = `[
{"statementId":"s-acme","recordId":"acme","recordType":"entity","recordStatus":"new","statementDate":"2020-01-01","recordDetails":{"isComponent":false,"entityType":{"type":"registeredEntity"},"name":"Acme","identifiers":[{"id":"07444723","scheme":"GB-COH"}],"uri":"https://example.com"}},
{"statementId":"s-jane","recordId":"jane","recordType":"person","recordStatus":"new","statementDate":"2020-01-01","recordDetails":{"isComponent":false,"personType":"knownPerson","names":[{"fullName":"Jane Doe"}]}},
{"statementId":"s-r1","recordId":"r1","recordType":"relationship","recordStatus":"new","statementDate":"2020-01-01","recordDetails":{"isComponent":false,"subject":"acme","interestedParty":"jane","interests":[{"type":"shareholding","directOrIndirect":"direct","share":{"minimum":75,"exclusiveMaximum":100}}]}}
]`

// imports runs the command and returns what it printed.
func imports(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := run(context.Background(), append([]string{"import"}, args...), &out, io.Discard)
	return out.String(), err
}

func fileOf(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestImportAnswersOverGraphQL(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	file := fileOf(t, "register.json", statements)
	args := []string{"--store", store, "--from", "bods", "--keys", "GB-PSC", "--retrieved", "2025-01-01", file}
	for _, want := range []string{"article:bods-register-0001 created: 3 created", "article:bods-register-0001 unchanged: 0 created, 0 changed, 3 unchanged"} {
		out, err := imports(t, args...)
		if err != nil || !strings.Contains(out, want) || !strings.Contains(out, "entity statement, uri: there is no field for it (first: record s-acme") {
			t.Fatalf("got %v and\n%s\nwant %q", err, out, want)
		}
	}
	got := start(t, "--store", store).query(t, `{ company(by: {name: "Acme"}) { owners { nodes { share { text } owner { name } claims { nodes { locators article { title publisher } } } } } } }`)
	for _, want := range []string{`"text":"75 to under 100 %"`, `"name":"Jane Doe"`, `"locators":["record s-r1"]`, `"title":"bods of register.json, part 1"`} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestImportPreviewsAndWritesFactFiles(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	file := fileOf(t, "register.json", statements)
	common := []string{"--store", store, "--from", "bods", "--retrieved", "2025-01-01", file}
	if out, err := imports(t, append(common, "--dry-run")...); err != nil || !strings.Contains(out, "nothing is written") {
		t.Fatalf("got %v and\n%s", err, out)
	}
	folder := filepath.Join(t.TempDir(), "facts")
	if out, err := imports(t, append(common, "--facts-to", folder)...); err != nil || !strings.Contains(out, "bods-register-0001.yaml: 3 facts") {
		t.Fatalf("got %v and\n%s", err, out)
	}
	var out bytes.Buffer
	if err := run(context.Background(), []string{"--store", store, "seed", filepath.Join(folder, "bods-register-0001.yaml")}, &out, io.Discard); err != nil || !strings.Contains(out.String(), "created: 3 created") {
		t.Fatalf("got %v and\n%s; want that neither preview nor fact files wrote to the store", err, &out)
	}
	if out, err := imports(t, common...); err != nil || !strings.Contains(out, "unchanged") {
		t.Fatalf("got %v and\n%s; want the import to be what the fact files are", err, out)
	}
}

func TestImportOfAShorterFileNamesTheRest(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	rows := func(n int) string {
		var text strings.Builder
		text.WriteString("acquirer_name,company_name,acquired_at\n")
		for i := range n {
			fmt.Fprintf(&text, "Buyer,Target %d,2014\n", i)
		}
		return fileOf(t, "deals.csv", text.String())
	}
	args := []string{"--store", store, "--from", "acquisitions", "--article-id", "deals", "--size", "2"}
	if out, err := imports(t, append(args, "--retrieved", "2025-01-01", rows(5))...); err != nil || !strings.Contains(out, "in 3 articles") {
		t.Fatalf("got %v and\n%s", err, out)
	}
	if out, err := imports(t, append(args, "--retrieved", "2025-02-01", rows(3))...); err != nil || !strings.Contains(out, "article:deals-0003 is of an earlier import") {
		t.Fatalf("got %v and\n%s", err, out)
	}
	if out, err := imports(t, append(args, "--retrieved", "2025-02-01", "--withdraw-rest", rows(3))...); err != nil || !strings.Contains(out, "article:deals-0003 withdrawn: 2 records no longer current") {
		t.Fatalf("got %v and\n%s", err, out)
	}
}

// TestImportReportsToPrograms imports a table of which one row cannot be loaded
// beside what is known, twice.
func TestImportReportsToPrograms(t *testing.T) {
	store, report := newStore(t), filepath.Join(t.TempDir(), "report.jsonl")
	seeded := writeFacts(t, "capgraph: 1\narticle: {id: note, type: note, title: A note, author: me, published: 2025-01-01}\n"+
		"entities: {company: {a: {name: Buyer, id: company:buyer-one}, b: {name: Buyer, id: company:buyer-two}}}\nfacts:\n- company: {is: a, industry: anvils}\n  at: p1\n- company: {is: b, industry: nails}\n  at: p1\n")
	if err := run(context.Background(), []string{"--store", store, "seed", seeded}, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	file := fileOf(t, "deals.csv", "acquirer_name,company_name,acquired_at\nBuyer,Target 1,2014\nOther,Target 2,2014\nThird,Target 3,2015\n")
	for _, want := range [][]string{
		{`"file":"acquisitions-deals-0001.yaml"`, `"outcome":"CREATED"`, `"created":2,`, `"refused":1`, `"path":"row 2"`, `"code":"AMBIGUOUS"`},
		{`"outcome":"UNCHANGED"`, `"unchanged":2,`, `"refused":1`},
	} {
		out, err := imports(t, "--store", store, "--from", "acquisitions", "--retrieved", "2025-01-01", "--report", report, file)
		if code := exitCode(0); !errors.As(err, &code) || code != exitRefused {
			t.Fatalf("got %v and\n%s\nwant exit %d", err, out, exitRefused)
		}
		text, err := os.ReadFile(report)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(text)), "\n")
		for _, part := range want {
			if !strings.Contains(lines[0], part) {
				t.Errorf("got %s, want %s", lines[0], part)
			}
		}
		if len(lines) != 2 || !strings.Contains(lines[1], `"summary":{`) || !strings.Contains(lines[1], `"refused":1`) || !strings.Contains(lines[1], `"complete":true`) {
			t.Errorf("got %s, want one article and a summary", text)
		}
	}
	broken := fileOf(t, "broken.json", "[{\"a\":1},\n{\"a\"")
	_, err := imports(t, "--store", store, "--from", "bods", "--report", report, broken)
	text, _ := os.ReadFile(report)
	if err == nil || !strings.Contains(string(text), `"complete":false`) || !strings.Contains(string(text), "line 2") {
		t.Errorf("got %v and %s, want the report to say what ended the import", err, text)
	}
}

func TestImportSaysWhatIsWrong(t *testing.T) {
	store := []string{"--store", "sqlite::memory:"}
	table := fileOf(t, "deals.csv", "acquirer_name,when\nA,2014\n")
	broken := fileOf(t, "broken.json", "[{\"a\":1},\n{\"a\"")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--from", "acquisitions", table}, `deals.csv:1:1: entities.target.name: there is no column "company_name"`},
		{[]string{"--from", "bods", broken}, "broken.json: line 2: the file ends in the middle of a value"},
		{[]string{"--from", "xml", table}, "--from xml is no format: write bods, ftm, acquisitions"},
		{[]string{"--from", "bods", "-"}, "give --article-id"},
		{[]string{"--from", "bods"}, "name a file"},
		{[]string{"--from", "acquisitions", "--retrieved", "yesterday", fileOf(t, "a.csv", "acquirer_name,company_name\nA,B\n")}, "article.retrieved"},
		{[]string{"--from", "ftm", "--names", table, table}, "--names is for tables"},
		{[]string{"--from", fileOf(t, "m.yaml", "mapping: 1\n"), table}, "the list of facts is missing"},
	} {
		out, err := imports(t, append(store, c.args...)...)
		if err == nil || !strings.Contains(out+err.Error(), c.want) {
			t.Errorf("%v: got %v and %q, want %q", c.args, err, out, c.want)
		}
	}
	if _, err := imports(t, append(store, "--from", "acquisitions", filepath.Join(t.TempDir(), "none.csv"))...); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if out, err := imports(t, "--from", "rounds", "--show-mapping"); err != nil || !strings.Contains(out, "mapping: 1") {
		t.Errorf("got %v and %q", err, out)
	}
}
