package transport

import (
	"context"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
)

// Bounds of the cache of documents. A parsed document may take a hundred times
// the memory of its text, so the bytes of text are what is counted.
const (
	maxDocument  = 16 << 10
	maxDocuments = 512 << 10 // in each of the two generations
)

// documents remembers documents that were measured, parsed and validated. It
// keeps two generations: what is asked for moves to the young one, and when that
// is full the old one is dropped. It implements graphql.Cache and is safe for
// concurrent use.
type documents struct {
	mu         sync.Mutex
	young, old map[string]*ast.QueryDocument
	size       int // bytes of text in young
}

func newDocuments() *documents {
	return &documents{young: map[string]*ast.QueryDocument{}}
}

// Get returns the document with this text.
func (d *documents) Get(_ context.Context, text string) (*ast.QueryDocument, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if doc, known := d.young[text]; known {
		return doc, true
	}
	doc, known := d.old[text]
	if known {
		d.keep(text, doc)
	}
	return doc, known
}

// Add remembers a document unless its text is too long.
func (d *documents) Add(_ context.Context, text string, doc *ast.QueryDocument) {
	if len(text) > maxDocument {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.keep(text, doc)
}

func (d *documents) keep(text string, doc *ast.QueryDocument) {
	if d.size+len(text) > maxDocuments {
		d.young, d.old, d.size = map[string]*ast.QueryDocument{}, d.young, 0
	}
	if _, known := d.young[text]; !known {
		d.size += len(text)
	}
	d.young[text] = doc
}
