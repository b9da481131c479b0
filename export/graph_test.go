package export_test

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	"capgraph/export"
	"capgraph/graph"
)

// graphML is what programs read of a file.
type graphML struct {
	XMLName xml.Name `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
	Keys    []struct {
		ID   string `xml:"id,attr"`
		For  string `xml:"for,attr"`
		Name string `xml:"attr.name,attr"`
		Type string `xml:"attr.type,attr"`
	} `xml:"key"`
	Graph struct {
		Nodes []element `xml:"node"`
		Edges []element `xml:"edge"`
	} `xml:"graph"`
}

type element struct {
	ID     string `xml:"id,attr"`
	Source string `xml:"source,attr"`
	Target string `xml:"target,attr"`
	Data   []struct {
		Key  string `xml:"key,attr"`
		Text string `xml:",chardata"`
	} `xml:"data"`
}

func (e element) data(key string) string {
	for _, data := range e.Data {
		if data.Key == key {
			return data.Text
		}
	}
	return ""
}

func drawn(t *testing.T, store graph.Reader, slice graph.Slice) (graphML, string) {
	t.Helper()
	var out strings.Builder
	lost := &export.Omissions{}
	nodes, edges, err := export.GraphML(context.Background(), store, slice, &out, lost)
	if err != nil {
		t.Fatal(err)
	}
	var file graphML
	if err := xml.Unmarshal([]byte(out.String()), &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Graph.Nodes) != nodes || len(file.Graph.Edges) != edges {
		t.Errorf("got %d nodes and %d edges, want %d and %d", len(file.Graph.Nodes), len(file.Graph.Edges), nodes, edges)
	}
	var said []string
	for _, omission := range lost.List() {
		said = append(said, omission.String())
	}
	return file, strings.Join(said, "\n")
}

func TestGraphMLDrawsRelations(t *testing.T) {
	file, lost := drawn(t, world(t, file), graph.Slice{Day: today})
	var lines []string
	for _, edge := range file.Graph.Edges {
		lines = append(lines, edge.Source+" > "+edge.Target+" "+edge.data("edge_share")+edge.data("edge_price")+edge.data("edge_role"))
	}
	for _, want := range []string{
		"person:jane-doe > company:acme 75 to under 100 %", "company:acme > company:beta more than 14 bn EUR", "company:fund > company:beta more than 14 bn EUR", "person:jane-doe > company:acme chair",
	} {
		if !strings.Contains(strings.Join(lines, "\n"), want) {
			t.Errorf("got\n%s\nwant %q", strings.Join(lines, "\n"), want)
		}
	}
	if want := "1 stake: it joins no two known parties"; !strings.Contains(lost, want) {
		t.Errorf("got %q, want it to say %q", lost, want)
	}
}

// TestGraphMLIsWhole checks that all that the shipped graph refers to is
// declared: nodes of edges, and keys of data.
func TestGraphMLIsWhole(t *testing.T) {
	store := demonstration(t)
	for _, day := range []string{"2026-11-23", "2010-01-01"} {
		file, _ := drawn(t, store, graph.Slice{Day: mustDay(day)})
		declared, nodes, edges := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for _, key := range file.Keys {
			if declared[key.ID] || !slices.Contains([]string{"string", "double", "boolean"}, key.Type) {
				t.Errorf("got the key %v twice, or of another type", key)
			}
			declared[key.ID] = true
		}
		for _, node := range file.Graph.Nodes {
			nodes[node.ID] = true
		}
		for _, edge := range file.Graph.Edges {
			if !nodes[edge.Source] || !nodes[edge.Target] || edges[edge.ID] {
				t.Errorf("as of %s: got the edge %s from %s to %s, want its ends declared, and its id once", day, edge.ID, edge.Source, edge.Target)
			}
			edges[edge.ID] = true
		}
		for _, e := range append(file.Graph.Nodes, file.Graph.Edges...) {
			for _, data := range e.Data {
				if !declared[data.Key] {
					t.Errorf("%s: got data under %s, which is not declared", e.ID, data.Key)
				}
			}
		}
	}
}

func TestJSONLDSaysWhoOwnsAndWorks(t *testing.T) {
	store := demonstration(t)
	load(t, store, "file.yaml", []byte(file))
	var out strings.Builder
	lost := &export.Omissions{}
	count, err := export.JSONLD(context.Background(), store, graph.Slice{Day: today}, &out, lost)
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Context map[string]any   `json:"@context"`
		AtGraph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(out.String()), &document); err != nil || len(document.AtGraph) != count || document.Context["@vocab"] != "https://schema.org/" {
		t.Fatalf("got %d nodes, %v; want %d", len(document.AtGraph), err, count)
	}
	described := map[any]bool{}
	for _, node := range document.AtGraph {
		if node["@type"] != nil {
			if described[node["@id"]] {
				t.Errorf("got %s twice", node["@id"])
			}
			described[node["@id"]] = true
		}
	}
	for _, node := range document.AtGraph {
		if !described[node["@id"]] {
			t.Errorf("got a relation of %s, which nothing describes", node["@id"])
		}
	}
	for _, want := range []string{
		`{"@id":"urn:capgraph:company:google","parentOrganization":{"@id":"urn:capgraph:company:alphabet"}}`,
		`"@type":"OwnershipInfo","description":"Jane Doe owns 75 to under 100 % of Acme","ownedFrom":"2020-03"`,
		`"@type":"OrganizationRole","roleName":"chair","startDate":"2021"`,
		`"leiCode":"5493001KJTIIGC8Y1R12","location":{"@type":"Place","address":{"@type":"PostalAddress","addressCountry":"GB","addressLocality":"London"}}`,
		`"subjectOf":[{"@id":"urn:capgraph:article:note","@type":"Article","headline":"=cmd|' /C calc'!A0","publisher":{"@type":"Organization","name":"A Paper"},"url":"https://example.com/a"}]`,
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("want it to say %s", want)
		}
	}
	if list := lost.List(); len(list) == 0 || !strings.Contains(list[0].String(), "acquisition: schema.org has no such thing") {
		t.Errorf("got %v, want what is left out counted", list)
	}
}

// TestGraphMLHasOneSortOfEdge keeps the file readable for programs that take
// either directed or undirected edges, and says which run both ways.
func TestGraphMLHasOneSortOfEdge(t *testing.T) {
	var out strings.Builder
	rivals := "capgraph: 1\narticle: {id: rivals, title: Rivals, type: note, author: me, published: 2025-01-01}\nentities: {company: {a: Acme, b: Beta}}\n" +
		"facts:\n- competition: {parties: [a, b]}\n  at: p1\n- stake: {owner: a, company: b, share: 5 %}\n  at: p2\n"
	if _, _, err := export.GraphML(t.Context(), world(t, rivals), graph.Slice{Day: today}, &out, &export.Omissions{}); err != nil {
		t.Fatal(err)
	}
	if text := out.String(); strings.Contains(text, " directed=") || strings.Count(text, `<data key="edge_mutual">true</data>`) != 1 {
		t.Errorf("got\n%s\nwant all edges directed, and that of the competition marked as mutual", text)
	}
}
