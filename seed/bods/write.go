package bods

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"

	"capgraph/export"
	"capgraph/graph"
)

// object is a JSON object; its keys are written in order.
type object = map[string]any

// Write writes what BODS 0.4 can say of a slice, as one JSON array: a statement
// for each company and person, for each stake that is said to be held, and for
// each position on a board or in the management. It returns the number of
// statements; what BODS cannot say is counted in lost.
//
// The recordId is the id of the record. The statementId follows from the id, what
// the statement says and the day of the slice, so that the same slice gives the
// same bytes. A statement's date is the last day on which its sources may have seen
// it, and not after the slice. Dates that are not to the day are rounded to the
// first day, as the standard has it, and counted.
func Write(ctx context.Context, reader graph.Reader, slice graph.Slice, out io.Writer, lost *export.Omissions) (int, error) {
	slice, err := slice.Pin(ctx, reader)
	if err != nil {
		return 0, err
	}
	w := &writer{out: bufio.NewWriter(out), day: slice.Day, lost: lost}
	for _, part := range []struct {
		kind  graph.Kind
		write func(*graph.Record, []*graph.Record) error
	}{{"company", w.entity}, {"person", w.person}, {"stake", w.stake}, {"position", w.position}} {
		if err := export.EachWithClaims(ctx, reader, part.kind, slice, part.write); err != nil {
			return w.count, err
		}
	}
	if err := export.OtherKinds(ctx, reader, slice, "BODS has no such statement", lost, "company", "person", "stake", "position"); err != nil {
		return w.count, err
	}
	w.separate("]\n", "[]\n")
	return w.count, w.out.Flush()
}

type writer struct {
	out   *bufio.Writer
	day   graph.Day
	count int
	lost  *export.Omissions
}

func (w *writer) separate(between, before string) {
	if w.count > 0 {
		w.out.WriteString(between)
	} else {
		w.out.WriteString(before)
	}
}

// state writes one statement.
func (w *writer) state(record *graph.Record, kind string, subject graph.ID, details object, claims []*graph.Record) error {
	details["isComponent"] = false
	statement := object{
		"statementDate": export.Seen(claims, w.day).String(), "declarationSubject": string(subject),
		"recordId": string(record.ID), "recordType": kind, "recordStatus": "new", "recordDetails": details,
		"publicationDetails": object{"publicationDate": w.day.String(), "bodsVersion": "0.4", "publisher": object{"name": "capgraph"}},
	}
	if source := sourceOf(claims); source != nil {
		statement["source"] = source
	}
	content, err := json.Marshal(statement)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(content)
	statement["statementId"] = hex.EncodeToString(sum[:20])
	if content, err = json.Marshal(statement); err != nil {
		return err
	}
	w.separate(",\n", "[\n")
	w.count++
	_, err = w.out.Write(content)
	return err
}

// sourceTypes are the sorts of source of BODS by those of articles.
var sourceTypes = map[graph.Token]string{
	"FILING": "officialRegister", "OFFICIAL": "officialRegister", "COMPANY": "selfDeclaration", "PRESS": "thirdParty", "NOTE": "primaryResearch", graph.Decision: "primaryResearch",
}

// sourceOf names the articles behind claims, nil for none.
func sourceOf(claims []*graph.Record) object {
	articles := export.Sources(claims)
	if len(articles) == 0 {
		return nil
	}
	var types []string
	var by []object
	titles, seen := "", map[string]bool{}
	source := object{}
	for _, article := range articles {
		sort, _ := graph.One[graph.Token](article, "type")
		if text := sourceTypes[sort]; text != "" && !seen["type "+text] {
			seen["type "+text] = true
			types = append(types, text)
		}
		if publisher, ok := graph.One[graph.Prose](article, "publisher"); ok && !seen[string(publisher)] {
			seen[string(publisher)] = true
			by = append(by, object{"name": string(publisher)})
		}
		if url, ok := graph.One[graph.Prose](article, "url"); ok && source["url"] == nil {
			source["url"] = string(url)
		}
		if titles != "" {
			titles += "; "
		}
		titles += graph.Label(article)
	}
	source["description"] = titles
	if confidence, _ := graph.One[graph.Token](graph.Rank(graph.Ranked, claims)[0], "confidence"); confidence == "CONFIRMED" {
		types = append(types, "verified")
	}
	if len(types) > 0 {
		source["type"] = types
	}
	if len(by) > 0 {
		source["assertedBy"] = by
	}
	return source
}

// date is a day, rounded to the first where it is not known to the day; "" for
// none and for one without a beginning.
func (w *writer) date(record *graph.Record, field string) string {
	date, ok := graph.One[graph.PartialDate](record, field)
	switch {
	case !ok:
		return ""
	case date.Earliest() == graph.MinDay:
		w.lost.Add(record, field, "it has no beginning, and BODS takes days")
		return ""
	case date.Precision() != graph.PrecisionDay:
		w.lost.Add(record, field, "it is not known to the day, and rounded to the first")
	}
	return date.Earliest().String()
}
