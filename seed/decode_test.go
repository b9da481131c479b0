package seed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"capgraph/graph"

	"go.yaml.in/yaml/v3"
)

func TestLargeFileIsRefusedQuickly(t *testing.T) {
	start := time.Now()
	for _, data := range [][]byte{
		bytes.Repeat([]byte("x"), MaxBytes+1),
		bytes.Repeat([]byte("a,"), MaxBytes/2),
		append([]byte("["), bytes.Repeat([]byte("a,"), MaxBytes/2-1)...),
	} {
		problems := Check("large.yaml", data)
		if len(problems) != 1 || problems[0].Code != graph.Limit {
			t.Errorf("got %v, want one problem with code LIMIT", problems)
		}
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %s, want less than 20 s", took)
	}
}

func TestTooManyFacts(t *testing.T) {
	text := "capgraph: 1\narticle: {id: a, title: A}\nfacts:\n" + strings.Repeat("- x\n", MaxFacts+1)
	problems := Check("many.yaml", []byte(text))
	if len(problems) != 1 || problems[0].Code != graph.Limit || problems[0].Path != "facts" {
		t.Errorf("got %v, want one problem with code LIMIT", problems)
	}
}

func TestNotUTF8(t *testing.T) {
	problems := Check("latin1.yaml", []byte("capgraph: 1\narticle: {title: \"d\xe9j\xe0\"}\n"))
	if want := "latin1.yaml:2:20: the file is not UTF-8 here (byte 0xe9); save it as UTF-8"; len(problems) != 1 || problems[0].String() != want {
		t.Errorf("got %v, want %s", problems, want)
	}
}

func TestByteOrderMarkIsTolerated(t *testing.T) {
	_, data := Founding()
	if problems := Check("bom.yaml", append([]byte("\ufeff"), data...)); problems != nil {
		t.Errorf("got %v, want none", problems)
	}
}

func TestEmptyFile(t *testing.T) {
	for _, text := range []string{"", " \n", "# only a comment\n", "---\n"} {
		if problems := Check("empty.yaml", []byte(text)); len(problems) != 1 {
			t.Errorf("%q: got %v, want one problem", text, problems)
		}
	}
}

func TestHopelessFileIsAnsweredBriefly(t *testing.T) {
	text := "capgraph: 1\narticle: {id: a, title: A}\nfacts:\n" + strings.Repeat("- {a: b}\n", 5000)
	if got := len(Check("hopeless.yaml", []byte(text))); got != maxProblems+1 {
		t.Errorf("got %d problems, want %d", got, maxProblems+1)
	}
}

// TestWorstFilesTakeBoundedTime gives files that are wrong in as many places
// as fit.
func TestWorstFilesTakeBoundedTime(t *testing.T) {
	const head = "capgraph: 1\narticle: {id: a, title: A}\n"
	var handles strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&handles, "    handle-%d: Name %d\n", i, i)
	}
	for name, text := range map[string]string{
		"unknown parties": head + "entities:\n  company:\n" + handles.String() + "facts:\n" + strings.Repeat("- stake: {owner: handel-77, company: hendle-99}\n  at: p1\n", 2000),
		"bare values":     head + "facts: [" + strings.Repeat("a: > b, ", 20_000) + "]",
		"open braces":     strings.Repeat("{a: ", 9000),
		"nested lists":    strings.Repeat("- ", 9000),
		"unclosed quote":  head + strings.Repeat("x: 'y\n", 10_000),
		"aliases":         head + "a: &a b\nc: [" + strings.Repeat("*a, ", 30_000) + "]",
	} {
		start := time.Now()
		if problems := Check(name, []byte(text)); len(problems) == 0 || len(problems) > maxProblems+1 {
			t.Errorf("%s: got %d problems, want 1 to %d", name, len(problems), maxProblems+1)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: took %s, want less than 10 s", name, took)
		} else {
			t.Logf("%s: %s", name, took)
		}
	}
}

// TestJSONAndStructureAreTheSame reads the founding article in all three ways.
func TestJSONAndStructureAreTheSame(t *testing.T) {
	name, data := Founding()
	want := mustDecode(t, name).digest
	content, ok := texts(t, data).(map[string]any)
	if !ok {
		t.Fatal("the founding file is no mapping")
	}
	for _, indent := range []string{"", "\t"} {
		encoded, err := json.MarshalIndent(content, "", indent)
		if err != nil {
			t.Fatal(err)
		}
		encoded = bytes.ReplaceAll(encoded, []byte("/"), []byte(`\/`))
		facts, problems := Decode(name, encoded)
		if problems != nil || facts.digest != want {
			t.Errorf("got other facts from JSON: %v", problems)
		}
	}
	content["entities"].(map[string]any)["person"].(map[string]any)["nobody"] = nil
	facts, problems := Structured(name, content)
	if problems != nil || facts.digest != want {
		t.Errorf("got other facts from structure: %v", problems)
	}
}

// texts reads YAML with every scalar as text, as the decoder does.
func texts(t *testing.T, data []byte) any {
	t.Helper()
	root, err := firstDocument(data)
	if err != nil {
		t.Fatal(err)
	}
	var read func(node *yaml.Node) any
	read = func(node *yaml.Node) any {
		switch node.Kind {
		case yaml.MappingNode:
			mapping := map[string]any{}
			for i := 0; i < len(node.Content); i += 2 {
				mapping[node.Content[i].Value] = read(node.Content[i+1])
			}
			return mapping
		case yaml.SequenceNode:
			list := []any{}
			for _, item := range node.Content {
				list = append(list, read(item))
			}
			return list
		}
		return node.Value
	}
	return read(root)
}

func TestStructuredProblemsHavePathsAndNoLines(t *testing.T) {
	_, problems := Structured("input", map[string]any{
		"capgraph": 1,
		"article":  map[string]any{"id": "a", "title": "A", "url": nil},
		"entities": map[string]any{"company": map[string]any{"meta": "Meta"}},
		"facts":    []any{map[string]any{"company": map[string]any{"is": "meta", "country": "USA"}, "at": "p1"}},
	})
	if want := `input: facts[0].company.country: "USA" is not a country code; write US`; len(problems) != 1 || problems[0].String() != want {
		t.Errorf("got %v, want %s", problems, want)
	}
}

func TestKeysInJSONOfTheAPI(t *testing.T) {
	facts, problems := Structured("input", map[string]any{
		"capgraph": 1, "article": map[string]any{"id": "a", "title": "A"},
		"entities": map[string]any{"company": map[string]any{"meta": "Meta"}, "peopleGroup": map[string]any{"team": "the team"}, "datacenter": map[string]any{"h": "Hyperion"}},
		"facts": []any{
			map[string]any{"siteRole": map[string]any{"company": "meta", "datacenter": "h", "role": "OWNER"}, "at": []any{"p1"}, "attributedTo": "a friend"},
			map[string]any{"peopleGroup": map[string]any{"is": "team", "headCount": "3 people"}, "at": "p1"},
		},
	})
	if problems != nil || facts.Len() != 2 {
		t.Errorf("got %v, want two facts", problems)
	}
}

func FuzzDecode(f *testing.F) {
	_, founding := Founding()
	f.Add(founding)
	f.Add([]byte(`{"capgraph": 1, "article": {"id": "a", "title": "A \ud800 \/"}, "facts": [null, [], {"stake": {"owner": 1}}]}`))
	f.Add([]byte("capgraph: 1\narticle: {id: &a a, title: *a}\nentities: {company: {a: {name: A, aliases: [B, {name: C}]}}}\nfacts:\n- move: {people: x, count: 2 people, from is: all, to: a}\n  at: p1\n  inferred: {count: c, people: d, basis: e}\n  wording: {count: z}\n"))
	f.Add([]byte("capgraph: 1\narticle: {url: 'http://a', title: A}\nentities: {datacenter: {a: A}, people group: {g: G}}\nfacts:\n- datacenter: {is: a, status: [announced (2025)], date: 2025, capacity: > 5 GW}\n- remark: {about: lei:5493001KJTIIGC8Y1R12, text: t}\n- acquisition: {people: g, target: a, status: completed, date: 2025}\n  inferred: {date: x, status: y}\n"))
	f.Add([]byte("capgraph: 1\narticle: {id: a, title: A, type: note}\nentities: {company: {a: A}}\nfacts:\n- stake: {people: staff, company: a}\n- stake: {owner: 'lei:5493001KJTIIGC8Y1R12', company: a}\nbound:\n  entities: {a: company:b, 'lei:5493001KJTIIGC8Y1R12': {id: company:c, name: {name: C, kind: legal}}}\n  people: {staff: people-group:x}\n  claims: {id: claim:a, body: '{\"held\":{\"about\":[{\"v\":{\"id\":\"company:a\"}}],\"article\":[{\"v\":{\"id\":\"article:a\"}}]}}'}\n  digest: x\n  of: y\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		facts, problems := Decode("fuzz", data)
		if (facts == nil) != (len(problems) > 0) {
			t.Fatalf("got facts %v and problems %v, want one of them", facts, problems)
		}
		for _, problem := range problems {
			if problem.Message == "" || problem.Code == "" || problem.Code == graph.Internal {
				t.Errorf("got the problem %+v, want a message and a code", problem)
			}
		}
	})
}
