package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mayImport says which of our packages each of them may import, beside itself.
// Packages that are not listed may be imported by main alone.
var mayImport = map[string][]string{
	"capgraph/graph":                 {},
	"capgraph/graph/sqlite":          {"capgraph/graph"},
	"capgraph/graph/neo4j":           {"capgraph/graph"},
	"capgraph/graph/neo4j/neo4jtest": {},
	"capgraph/graph/graphtest":       {"capgraph/graph"},
	"capgraph/graph/ownership":       {"capgraph/graph"},
	"capgraph/graph/explore":         {"capgraph/graph"},
	"capgraph/export":                {"capgraph/graph"},
	"capgraph/graph/feed":            {"capgraph/graph"},
	"capgraph/seed":                  {"capgraph/graph"},
	"capgraph/seed/seedtest":         {"capgraph/graph", "capgraph/seed"},
	"capgraph/seed/dataset":          {"capgraph/graph", "capgraph/seed"},
	"capgraph/seed/bods":             {"capgraph/export", "capgraph/graph", "capgraph/seed/dataset"},
	"capgraph/seed/ftm":              {"capgraph/export", "capgraph/graph", "capgraph/seed/dataset"},
	"capgraph/seed/table":            {"capgraph/graph", "capgraph/seed", "capgraph/seed/dataset"},
	"capgraph/seed/draft":            {"capgraph/graph", "capgraph/seed"},
	"capgraph/resolvers":             {"capgraph/graph", "capgraph/graph/explore", "capgraph/graph/feed", "capgraph/graph/ownership", "capgraph/seed"},
	"capgraph/schema/scalar":         {"capgraph/graph"},
	"capgraph/schema/generated":      {"capgraph/graph", "capgraph/graph/explore", "capgraph/graph/ownership", "capgraph/resolvers", "capgraph/schema/scalar"},
	"capgraph/schema":                {"capgraph/graph", "capgraph/graph/explore", "capgraph/graph/ownership", "capgraph/resolvers", "capgraph/schema/generated"},
	"capgraph/web/graphiql":          {},
	"capgraph/web/transport":         {"capgraph/graph"},
}

func TestImportsPointInward(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		fields := strings.Fields(line)
		importer, imports := fields[0], fields[1:]
		if importer == "capgraph" {
			continue
		}
		allowed, listed := mayImport[importer]
		if !listed {
			t.Errorf("%s is not in mayImport: say what it may import", importer)
		}
		for _, imported := range imports {
			if strings.HasPrefix(imported, "capgraph") && !slices.Contains(allowed, imported) {
				t.Errorf("%s imports %s", importer, imported)
			}
		}
	}
}

func TestDomainStandsAlone(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{range .Imports}}{{.}} {{end}}`, "./graph").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, imported := range strings.Fields(string(out)) {
		outside := strings.Contains(strings.Split(imported, "/")[0], ".")
		if outside && imported != "github.com/shopspring/decimal" && !strings.HasPrefix(imported, "golang.org/x/text/") {
			t.Errorf("package graph imports %s; it may import the standard library, decimal and x/text", imported)
		}
	}
}

// TestEveryExportIsDocumented holds hand-written and generated code to the
// same rule, except for what gqlgen writes.
func TestEveryExportIsDocumented(t *testing.T) {
	eachFile(t, func(path string, file *ast.File) {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				if decl.Name.IsExported() && decl.Doc == nil && !isMethodOfUnexported(decl) {
					t.Errorf("%s: %s has no comment", path, decl.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					if typ, ok := spec.(*ast.TypeSpec); ok && typ.Name.IsExported() && decl.Doc == nil && typ.Doc == nil {
						t.Errorf("%s: %s has no comment", path, typ.Name.Name)
					}
				}
			}
		}
	})
}

func TestFilesStayReadable(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || skipped(path, entry) {
			return skipDir(entry, err)
		}
		if !strings.HasSuffix(path, ".go") || path == filepath.Join("resolvers", "views.go") {
			return nil
		}
		source, err := os.ReadFile(path)
		if lines := bytes.Count(source, []byte("\n")); lines > 500 {
			t.Errorf("%s has %d lines; two things may live in one room", path, lines)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func eachFile(t *testing.T, visit func(path string, file *ast.File)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || skipped(path, entry) {
			return skipDir(entry, err)
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err == nil {
			visit(path, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func skipped(path string, entry fs.DirEntry) bool {
	return entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == ".git" || path == filepath.Join("schema", "generated"))
}

func skipDir(entry fs.DirEntry, err error) error {
	if err == nil && entry.IsDir() {
		return fs.SkipDir
	}
	return err
}

func isMethodOfUnexported(decl *ast.FuncDecl) bool {
	if decl.Recv == nil {
		return false
	}
	receiver := decl.Recv.List[0].Type
	if star, ok := receiver.(*ast.StarExpr); ok {
		receiver = star.X
	}
	if generic, ok := receiver.(*ast.IndexExpr); ok {
		receiver = generic.X
	}
	name, ok := receiver.(*ast.Ident)
	return ok && !name.IsExported()
}
