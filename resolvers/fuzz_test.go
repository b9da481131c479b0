package resolvers_test

import (
	"bytes"
	"fmt"
	"testing"
)

// FuzzCursor passes on cursors that nobody gave: they are refused with a code,
// and never an internal error.
func FuzzCursor(f *testing.F) {
	api := serve(f, founding(f))
	for _, seed := range []string{"", "nonsense", "eyJsIjoid3VlUHhZSksiLCJpIjoiYSJ9", "c2VhcmNoIDE", "\x00", "{}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cursor string) {
		for _, query := range []string{`{ companies(after: %q) { nodes { id } } }`, `{ search(query: "meta", after: %q) { nodes { id } } }`} {
			answer := ask(t, api, fmt.Sprintf(query, cursor))
			if bytes.Contains(answer, []byte("INTERNAL")) {
				t.Errorf("cursor %q: got %s", cursor, answer)
			}
		}
	})
}

// FuzzID looks up ids that nobody gave: they are not found, or not GraphQL.
func FuzzID(f *testing.F) {
	api := serve(f, founding(f))
	for _, seed := range []string{"company:meta", "company:meta@", "company:meta@2025-01-01@", "@@@", "claim:", ":", "company:\u202e"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, id string) {
		answer := ask(t, api, fmt.Sprintf(`{ node(id: %q) { id __typename } }`, id))
		if bytes.Contains(answer, []byte("INTERNAL")) {
			t.Errorf("id %q: got %s", id, answer)
		}
	})
}
