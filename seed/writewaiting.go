package seed

import (
	"context"
	"slices"

	"capgraph/graph"

	"go.yaml.in/yaml/v3"
)

// The part of a file that exports write, instead of all others, for an article
// that waits: its file as it was sent, and what has been decided.
const (
	keyWaiting = "waiting"
	keyFile    = "file"
	keyDecided = "decided"
)

// withoutWaiting leaves out articles of which nothing counts yet.
func withoutWaiting(articles []*graph.Record) []*graph.Record {
	return slices.DeleteFunc(slices.Clone(articles), func(article *graph.Record) bool {
		return graph.StatusOf(article) == graph.Waiting
	})
}

// exportWaiting writes what waits in a slice, in order of the articles' ids.
func exportWaiting(ctx context.Context, reader graph.Reader, slice graph.Slice, yield func(*Written) error) error {
	query := graph.Query{Kind: graph.KindWaiting, Slice: slice, Limit: filesAtATime}
	return graph.EachPage(ctx, reader, query, func(_ graph.ID, records []*graph.Record) error {
		for _, waiting := range records {
			if err := yield(writeWaiting(waiting)); err != nil {
				return err
			}
		}
		return nil
	})
}

func writeWaiting(waiting *graph.Record) *Written {
	file, _ := graph.One[graph.File](waiting, "file")
	article := graph.WaitingArticle(waiting.ID)
	content := mapping{{keyArticle, string(article)}, {keyFile, string(file)}}
	var decided []any
	for _, text := range graph.All[graph.Prose](waiting, "decided") {
		decided = append(decided, string(text))
	}
	content.put(keyDecided, decided)
	return &Written{Article: article, Waiting: true, content: mapping{{keyVersion, "1"}, {keyWaiting, content}}}
}

// waitingPart is the part of a file that holds one that waits, nil for other
// files.
func waitingPart(root *yaml.Node) *yaml.Node {
	if root == nil || root.Kind != yaml.MappingNode || len(root.Content) != 4 {
		return nil
	}
	for i := 0; i < len(root.Content); i += 2 {
		if root.Content[i].Value == keyWaiting && root.Content[i+1].Kind == yaml.MappingNode {
			return root.Content[i+1]
		}
	}
	return nil
}

// readWaiting reads a file that waits, as an export writes it. It goes on to
// wait where it is loaded, whatever is known there.
func (d *decoder) readWaiting(root, part *yaml.Node) (*Facts, Problems) {
	var article, file string
	var choices []choice
	for _, e := range d.entries(root, "") {
		if e.key == keyVersion {
			d.readVersion(root, e)
		}
	}
	for _, e := range d.entries(part, keyWaiting) {
		switch e.key {
		case keyArticle:
			article, _ = d.scalar(e.value, e.path)
		case keyFile:
			file = e.value.Value
		case keyDecided:
			for _, item := range d.items(e.value, e.path) {
				c, ok := parseChoice(item.value.Value)
				if choices = append(choices, c); !ok {
					d.report(item.value, item.path, graph.Invalid, "this is no decision as exports write it")
				}
			}
		default:
			d.report(e.keyNode, e.path, graph.Invalid, "%s is nothing that exports write here", shown(e.key))
		}
	}
	kind, _, isID := graph.ParseID(article)
	if !isID || kind != kindArticle {
		d.report(part, keyWaiting, graph.Invalid, "it does not say by its id which article waits")
	}
	if len(file) > MaxWaiting {
		d.report(part, join(keyWaiting, keyFile), graph.Limit, "the file has %d bytes, and one that waits may have %d", len(file), MaxWaiting)
	}
	if len(d.problems) > 0 {
		return nil, d.problems
	}
	inner, text := newDecoder(d.file), []byte(file)
	if root := inner.parse(text); root != nil { // It is one article, and holds no other that waits.
		inner.read(root)
	}
	facts, problems := inner.decoded(text)
	if facts != nil {
		facts.waits, facts.mayWait, facts.mustWait, facts.choices = graph.ID(article), true, true, choices
	}
	return facts, problems
}

// keepWaiting plans nothing but that the file goes on to wait. What was decided here
// since it was exported stays.
func (p *plan) keepWaiting(ctx context.Context) error {
	p.bound.article, p.waits = p.facts.waits, true
	id := graph.WaitingID(p.facts.waits)
	known, err := p.reader.Records(ctx, []graph.ID{id}, graph.Slice{Day: graph.LastDay})
	if err != nil {
		return err
	}
	decided := map[string]bool{}
	if known[id] != nil {
		p.choices = choicesOf(known[id])
	}
	for _, c := range p.choices {
		decided[c.Mention] = true
	}
	for _, c := range p.facts.choices {
		if !decided[c.Mention] {
			p.choices = append(p.choices, c)
		}
	}
	return nil
}
