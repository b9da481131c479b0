//go:build ignore

// Generate writes what follows from the vocabulary of package graph: the
// schema of each kind (schema/KIND.graphqls), the views of its records
// (resolvers/views.go), and the bindings of gqlgen (gqlgen.yml). Run it by
// `go generate ./...`; CI runs it too and compares.
package main

import (
	"bytes"
	"embed"
	"go/format"
	"log"
	"os"
	"path/filepath"
	"strings"
	"text/template"
	"unicode"

	"capgraph/graph"
)

//go:embed templates/*
var files embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"reverses": reverses, "quote": quote, "filterType": filterType, "upper": constantCase, "lower": lowerFirst,
	"farType": farType, "output": output, "goType": goType, "isRef": func(f graph.Field) bool { return f.Type == graph.RefType },
	"isStep": func(f graph.Field) bool { return f.Type == graph.StepType }, "exported": exported, "bounded": bounded,
	"spec": graph.KindOf, "interfaces": interfaces, "entity": func(s *graph.Spec) bool { return s.Nature == graph.Entity },
	"relation": (*graph.Spec).IsRelation, "source": func(s *graph.Spec) bool { return s.Nature == graph.Source }, "fileName": fileName,
	"shown": shown, "enums": enums, "steps": steps, "reservedFilters": func() []string { return sharedFilters },
	"domainTypes": func() []string { return domainTypes }, "accessor": accessor, "reverseFilter": reverseFilter, "isList": func(f graph.Field) bool { return f.Many != "" },
}).ParseFS(files, "templates/*"))

func main() {
	log.SetFlags(0)
	for _, spec := range graph.Specs() {
		write(fileName(spec)+".graphqls", render("kind.graphqls", spec))
	}
	writeGo(filepath.Join("..", "resolvers", "views.go"), render("views.go", graph.Specs()))
	writeGo("complexity.go", render("complexity.go", graph.Specs()))
	write(filepath.Join("..", "gqlgen.yml"), render("gqlgen.yml", graph.Specs()))
}

func render(name string, data any) []byte {
	var out bytes.Buffer
	if err := templates.ExecuteTemplate(&out, name+".tmpl", data); err != nil {
		log.Fatal(err)
	}
	return append(bytes.TrimSpace(out.Bytes()), '\n')
}

func writeGo(path string, source []byte) {
	formatted, err := format.Source(source)
	if err != nil {
		log.Fatal(path, ": ", err)
	}
	write(path, formatted)
}

func write(path string, data []byte) {
	if err := os.WriteFile(path, data, 0o644); err != nil {
		log.Fatal(err)
	}
}

// fileName is the noun of a kind in the form of file names.
func fileName(spec *graph.Spec) string { return strings.ReplaceAll(string(spec.Kind), "-", "_") }

func interfaces(spec *graph.Spec) string {
	switch {
	case spec.Party:
		return "Node & Entity & Party"
	case spec.Nature == graph.Entity:
		return "Node & Entity"
	case spec.IsRelation():
		return "Node & Relation"
	}
	return "Node"
}

// shown are the fields of a kind that its type shows as they are: the name of an
// entity and how surely a relation is said stand in the template.
func shown(spec *graph.Spec) []graph.Field {
	var fields []graph.Field
	for _, field := range spec.Fields {
		if field.Name != "name" && (!field.Derived || field.Enum == nil) {
			fields = append(fields, field)
		}
	}
	return fields
}

func reverses(spec *graph.Spec) []*graph.Reverse {
	var lists []*graph.Reverse
	for _, name := range graph.ReverseNames(spec.Kind) {
		lists = append(lists, graph.Reverses(spec.Kind)[name])
	}
	return lists
}

// enums are the enums that a kind is the first to use.
func enums(spec *graph.Spec) []*graph.Enum {
	seen := map[string]bool{}
	for _, earlier := range graph.Specs() {
		var first []*graph.Enum
		for _, field := range earlier.Fields {
			if field.Enum != nil && !seen[field.Enum.Name] {
				seen[field.Enum.Name] = true
				first = append(first, field.Enum)
			}
		}
		if earlier == spec {
			return first
		}
	}
	return nil
}

// steps are those of the enums that a kind is the first to use whose tokens
// are steps of a history.
func steps(spec *graph.Spec) []*graph.Enum {
	var of []*graph.Enum
	for _, enum := range enums(spec) {
		for _, field := range spec.Fields {
			if field.Enum == enum && field.Type == graph.StepType {
				of = append(of, enum)
			}
		}
	}
	return of
}

// sharedFilters are the filters that values.graphqls declares. Filters are
// bound to maps: graph.Filter reads them by the vocabulary.
var sharedFilters = []string{
	"IDFilter", "FlagFilter", "StringFilter", "BooleanFilter", "CountryCodeFilter", "IdentifierFilter", "PlaceFilter",
	"DateFilter", "MoneyFilter", "ShareFilter", "HeadCountFilter", "CapacityFilter", "EntityFilter", "EntityListFilter",
}

// domainTypes are the types of package graph that the schema shows under
// their own name.
var domainTypes = []string{
	"Money", "Share", "HeadCount", "Capacity", "PartialDate", "Name", "Identifier", "Place", "LogEntry",
	"ValueState", "Certainty", "DatePrecision", "PlacePrecision",
}

// output is the GraphQL type of a field's values.
func output(field graph.Field) string {
	switch {
	case field.Type == graph.RefType:
		return farType(field)
	case field.Type == graph.StepType:
		return field.Enum.Name + "Step"
	case field.Enum != nil:
		return field.Enum.Name
	}
	return field.Type.Output
}

// farType is the GraphQL type of what a reference points to.
func farType(field graph.Field) string {
	if len(field.Kinds) == 1 {
		return graph.KindOf(field.Kinds[0]).Type
	}
	parties := true
	for _, kind := range field.Kinds {
		parties = parties && graph.KindOf(kind).Party
	}
	switch {
	case parties:
		return "Party"
	case field.Name == "about":
		return "Node"
	}
	return "Entity"
}

func filterType(field graph.Field) string {
	switch {
	case field.Type == graph.RefType:
		far := "Entity"
		if len(field.Kinds) == 1 {
			far = graph.KindOf(field.Kinds[0]).Type
		}
		if field.Holds() {
			return far + "ListFilter"
		}
		return far + "Filter"
	case field.Enum != nil:
		return field.Enum.Name + "Filter"
	}
	return field.Type.Filter
}

func reverseFilter(reverse *graph.Reverse) string {
	return graph.KindOf(reverse.Kind).Type + "ListFilter"
}

// bounded are the fields that can also be ordered by their upper bound.
func bounded(field graph.Field) bool {
	switch field.Type {
	case graph.MoneyType, graph.ShareType, graph.HeadCountType, graph.DateType:
		return true
	}
	return false
}

// goType is the Go type of one value as views give it.
func goType(field graph.Field) string {
	switch field.Type {
	case graph.ProseType, graph.URLType, graph.TokenType, graph.CountryType:
		return "string"
	case graph.FlagType:
		return "bool"
	case graph.RefType:
		return farType(field)
	}
	return "graph." + field.Type.Go
}

// accessor is the function that reads a field of a view.
func accessor(field graph.Field) string {
	many := map[bool]string{false: "one", true: "all"}[field.Many != ""]
	switch field.Type {
	case graph.ProseType, graph.URLType:
		return many + "Text[graph.Prose]"
	case graph.TokenType, graph.CountryType:
		return many + "Text[graph.Token]"
	case graph.FlagType:
		return "oneFlag"
	}
	return many + "[graph." + field.Type.Go + "]"
}

func exported(name string) string { return strings.ToUpper(name[:1]) + name[1:] }
func lowerFirst(name string) string {
	return strings.ToLower(name[:1]) + name[1:]
}

// constantCase writes announcedOn as ANNOUNCED_ON.
func constantCase(name string) string {
	var out strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			out.WriteByte('_')
		}
		out.WriteRune(unicode.ToUpper(r))
	}
	return out.String()
}

// quote writes a description.
func quote(doc string) string { return `"""` + strings.ReplaceAll(doc, `"""`, `\"""`) + `"""` }
