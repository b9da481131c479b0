package dataset

import (
	"fmt"
	"strings"

	"capgraph/graph"
	"capgraph/seed"

	"go.yaml.in/yaml/v3"
)

// Article is one part of a data set: an article of some thousand facts at most,
// which speaks for itself and can be loaded in any order with the others.
type Article struct {
	ID string // without "article:"

	// Read is how much of what waits on the shelf was read up to the end of the
	// article, from 0 to 1; 0 for sources that are not put on one.
	Read float64

	header map[string]any
	facts  []*placed
}

// placed is a fact with its parties as the article declares them.
type placed struct {
	Fact
	parties map[string][]*entity
}

// Len is the number of facts.
func (a *Article) Len() int { return len(a.facts) }

// File is the name for the article's fact file.
func (a *Article) File() string { return a.ID + ".yaml" }

// Content is the article as a fact file, in maps and lists.
func (a *Article) Content() map[string]any {
	facts := make([]any, len(a.facts))
	declared := map[string]any{}
	for i, f := range a.facts {
		facts[i] = f.content()
		for _, parties := range f.parties {
			for _, e := range parties {
				kind := strings.ReplaceAll(string(e.kind), "-", " ")
				if declared[kind] == nil {
					declared[kind] = map[string]any{}
				}
				declared[kind].(map[string]any)[e.handle] = e.content()
			}
		}
	}
	return map[string]any{"capgraph": "1", "article": a.header, "entities": declared, "facts": facts}
}

// YAML is the article as a fact file for people to read. Loading it gives what
// loading the article gives.
func (a *Article) YAML() ([]byte, error) { return yaml.Marshal(a.Content()) }

// Decode checks the article as any fact file is checked.
func (a *Article) Decode() (*seed.Facts, seed.Problems) {
	return seed.Structured(a.File(), a.Content())
}

func (f *placed) content() map[string]any {
	inner := map[string]any{}
	for key, values := range f.Values {
		inner[key] = oneOrList(values)
	}
	for key, parties := range f.parties {
		var handles []string
		for _, e := range parties {
			handles = append(handles, e.handle)
		}
		for _, p := range f.Parties[key] {
			if p.Missing != "" {
				handles = append(handles, graph.Token(p.Missing).Words())
			}
		}
		if len(handles) > 0 {
			inner[key] = oneOrList(handles)
		}
	}
	content := map[string]any{f.Kind: inner, "at": oneOrList(f.At)}
	for key, text := range map[string]string{
		"id": string(f.ID), "says": f.Says, "confidence": f.Confidence, "attributed to": Cut(f.AttributedTo, MaxProse), "note": Cut(f.Note, MaxNote),
	} {
		if text != "" {
			content[key] = text
		}
	}
	if len(f.Inferred) > 0 {
		content["inferred"] = f.Inferred
	}
	return content
}

func oneOrList(texts []string) any {
	if len(texts) == 1 {
		return texts[0]
	}
	return texts
}

// Refusal is a fact that was not loaded, and why.
type Refusal struct {
	Article string
	At      []string // its places in the source
	Code    graph.Code
	Message string
}

// String prints the refusal on a line.
func (r Refusal) String() string {
	return fmt.Sprintf("%s: %s: %s", r.Article, strings.Join(r.At, ", "), r.Message)
}

// drop removes the facts that problems speak of, and says which. It returns an
// error when the problems are of the article as a whole.
func (a *Article) drop(problems seed.Problems) ([]Refusal, error) {
	why := map[*placed]seed.Problem{}
	for _, p := range problems {
		for _, f := range a.concerned(p.Path) {
			if _, found := why[f]; !found {
				why[f] = p
			}
		}
	}
	if len(why) == 0 {
		return nil, problems
	}
	var refused []Refusal
	var kept []*placed
	for _, f := range a.facts {
		if p, found := why[f]; found {
			refused = append(refused, Refusal{Article: a.ID, At: f.At, Code: p.Code, Message: p.Message})
		} else {
			kept = append(kept, f)
		}
	}
	a.facts = kept
	return refused, nil
}

// concerned are the facts that the path of a problem points to: one fact, or
// all that speak of an entity.
func (a *Article) concerned(path string) []*placed {
	var index int
	if n, _ := fmt.Sscanf(path, "facts[%d]", &index); n == 1 && index >= 0 && index < len(a.facts) {
		return a.facts[index : index+1]
	}
	rest, isEntity := strings.CutPrefix(path, "entities.")
	if !isEntity {
		return nil
	}
	var concerned []*placed
	for _, f := range a.facts {
		if f.speaksOf(rest) {
			concerned = append(concerned, f)
		}
	}
	return concerned
}

func (f *placed) speaksOf(path string) bool {
	for _, parties := range f.parties {
		for _, e := range parties {
			own := strings.ReplaceAll(string(e.kind), "-", " ") + "." + e.handle
			if path == own || strings.HasPrefix(path, own+".") {
				return true
			}
		}
	}
	return false
}
