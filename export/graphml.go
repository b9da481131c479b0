package export

import (
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"capgraph/graph"
)

// GraphML writes a slice as GraphML 1.0, for programs that draw and measure
// networks: a node for each entity, and for each relation an edge from each party to
// each that the relation leads to (from buyer to target; see graph.Way), marked as mutual
// where it runs between equals. Their data are
// the columns of CSV, as texts and, for bounds and counts, doubles. It returns the
// numbers of nodes and edges; relations that join no two known parties are counted in
// lost.
func GraphML(ctx context.Context, reader graph.Reader, slice graph.Slice, out io.Writer, lost *Omissions) (nodes, edges int, err error) {
	if slice, err = slice.Pin(ctx, reader); err != nil {
		return 0, 0, err
	}
	w := &graphWriter{out: bufio.NewWriter(out), lost: lost, day: slice.Day, columns: map[graph.Kind][]column{}}
	w.begin()
	for _, spec := range graph.Specs() {
		visit := w.node
		switch {
		case spec.IsRelation():
			visit = w.edgesOf
		case spec.Nature != graph.Entity:
			continue
		}
		if err := EachWithClaims(ctx, reader, spec.Kind, slice, visit); err != nil {
			return w.nodes, w.edges, err
		}
	}
	w.out.WriteString("</graph>\n</graphml>\n")
	return w.nodes, w.edges, w.out.Flush()
}

type graphWriter struct {
	out          *bufio.Writer
	lost         *Omissions
	day          graph.Day
	columns      map[graph.Kind][]column
	nodes, edges int
}

const graphMLStart = xml.Header + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
`

// begin declares all data that nodes and edges may have.
func (w *graphWriter) begin() {
	w.out.WriteString(graphMLStart)
	for _, domain := range []string{"node", "edge"} {
		var names []string
		for _, spec := range graph.Specs() {
			if !spec.IsResolved() || spec.IsRelation() != (domain == "edge") {
				continue
			}
			w.columns[spec.Kind] = dataOf(spec)
			for _, column := range w.columns[spec.Kind] {
				if !slices.Contains(names, column.name) {
					names = append(names, column.name)
					fmt.Fprintf(w.out, "<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", keyOf(domain, column.name), domain, column.name, typeOf(column.name))
				}
			}
		}
	}
	fmt.Fprintf(w.out, "<key id=\"%s\" for=\"edge\" attr.name=\"mutual\" attr.type=\"boolean\"/>\n", keyMutual)
	w.out.WriteString("<graph id=\"capgraph\" edgedefault=\"directed\">\n")
}

// dataOf are the columns of a kind with its kind, and with a label for
// entities too.
func dataOf(spec *graph.Spec) []column {
	columns := columnsOf(spec)
	if spec.Label == "" {
		columns = slices.Insert(columns, 1, column{"label", func(r row) string { return graph.Label(r.Record) }})
	}
	return slices.Insert(columns, 1, column{"kind", func(r row) string { return string(r.Kind) }})
}

// keyMutual marks edges that run both ways. They are written as the others,
// because some programs, NetworkX among them, take no graph of both sorts.
const keyMutual = "edge_mutual"

func keyOf(domain, name string) string { return domain + "_" + name }

var numeric = regexp.MustCompile(`_(lower|upper)(_mw|_percent)?$|^(support|publishers)$`)

func typeOf(name string) string {
	if numeric.MatchString(name) {
		return "double"
	}
	return "string"
}

// token is how identifiers may look in XML, of the letters that all programs
// take.
var token = regexp.MustCompile(`^[A-Za-z0-9._:-]+$`)

func tokenOf(id graph.ID) string {
	if token.MatchString(string(id)) {
		return string(id)
	}
	return string(id.Kind()) + ":x" + Digest(string(id))
}

func (w *graphWriter) node(entity *graph.Record, claims []*graph.Record) error {
	w.nodes++
	fmt.Fprintf(w.out, "<node id=\"%s\">\n", tokenOf(entity.ID))
	w.data("node", row{entity, claims, w.day})
	_, err := w.out.WriteString("</node>\n")
	return err
}

// edgesOf writes an edge for each pair of parties that a relation joins, each
// pair once.
func (w *graphWriter) edgesOf(relation *graph.Record, claims []*graph.Record) error {
	seen := map[[2]graph.ID]bool{}
	for _, way := range graph.KindOf(relation.Kind).Ways {
		for i, from := range relation.Refs(way.From) {
			for j, to := range relation.Refs(way.To) {
				if way.From == way.To && i >= j || seen[[2]graph.ID{from, to}] {
					continue
				}
				seen[[2]graph.ID{from, to}] = true
				w.edges++
				fmt.Fprintf(w.out, "<edge id=\"%s.%d\" source=\"%s\" target=\"%s\">\n", tokenOf(relation.ID), len(seen), tokenOf(from), tokenOf(to))
				if way.From == way.To {
					fmt.Fprintf(w.out, "<data key=\"%s\">true</data>\n", keyMutual)
				}
				w.data("edge", row{relation, claims, w.day})
				w.out.WriteString("</edge>\n")
			}
		}
	}
	if len(seen) == 0 {
		w.lost.Add(relation, "", "it joins no two known parties, so it is no edge")
	}
	return nil
}

func (w *graphWriter) data(domain string, r row) {
	for _, column := range w.columns[r.Kind] {
		text := column.cell(r)
		if text == "" {
			continue
		}
		if _, err := strconv.ParseFloat(text, 64); err != nil && typeOf(column.name) == "double" {
			w.lost.Add(r.Record, column.name, "there are several, and a number is one; the texts are kept")
			continue
		}
		var escaped strings.Builder
		xml.EscapeText(&escaped, []byte(text)) // Builders take all.
		fmt.Fprintf(w.out, "<data key=\"%s\">%s</data>\n", keyOf(domain, column.name), &escaped)
	}
}
