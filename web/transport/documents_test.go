package transport

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

func TestDocumentsAreBounded(t *testing.T) {
	d := newDocuments()
	favourite := strings.Repeat("f", maxDocument)
	d.Add(t.Context(), favourite, &ast.QueryDocument{})
	for i := range 1000 {
		text := fmt.Sprintf("%d", i) + strings.Repeat("x", maxDocument-10)
		d.Add(t.Context(), text, &ast.QueryDocument{})
		if _, known := d.Get(t.Context(), favourite); !known {
			t.Fatalf("what is asked for again and again is gone after %d others", i)
		}
	}
	size := 0
	for _, generation := range []map[string]*ast.QueryDocument{d.young, d.old} {
		for text := range generation {
			size += len(text)
		}
	}
	if size > 2*maxDocuments {
		t.Errorf("got %d bytes of text, want at most %d", size, 2*maxDocuments)
	}
	if _, known := d.Get(t.Context(), "0"+strings.Repeat("x", maxDocument-10)); known {
		t.Error("the first of a thousand is still kept")
	}
}

func TestDocumentsThatAreTooLongAreNotKept(t *testing.T) {
	d := newDocuments()
	long := strings.Repeat("x", maxDocument+1)
	d.Add(t.Context(), long, &ast.QueryDocument{})
	if _, known := d.Get(t.Context(), long); known {
		t.Error("it is kept")
	}
}
