package seed

import (
	"context"
	"io/fs"
	"maps"
	"slices"
	"testing"

	"capgraph/graph"
)

// demonstrationFiles are the shipped files and those of the demonstration, as
// names and texts.
func demonstrationFiles(t testing.TB) (names []string, texts map[string]string) {
	t.Helper()
	texts = map[string]string{}
	for _, files := range []fs.FS{Articles(), Demonstration()} {
		found, err := fs.Glob(files, "*.yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range found {
			data, err := fs.ReadFile(files, name)
			if err != nil {
				t.Fatal(err)
			}
			names, texts[name] = append(names, name), string(data)
		}
	}
	return names, texts
}

func TestDemonstrationIsLarge(t *testing.T) {
	files, facts := 0, 0
	_, texts := demonstrationFiles(t)
	for name, text := range texts {
		files++
		facts += mustDecodeText(t, name, text).Len()
	}
	if files < 14 || facts < 200 {
		t.Errorf("got %d files with %d facts, want at least 14 with 200", files, facts)
	}
}

// TestDemonstrationCites checks that every article but a note names the address
// at which it was read, and that every note says what it is.
func TestDemonstrationCites(t *testing.T) {
	files, err := fs.Glob(Demonstration(), "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, texts := demonstrationFiles(t)
	for _, name := range files {
		held := &graph.Record{Held: mustDecodeText(t, name, texts[name]).article.held}
		sort, _ := graph.One[graph.Token](held, "type")
		_, hasAddress := graph.One[graph.Prose](held, "url")
		_, hasAuthor := graph.One[graph.Prose](held, "author")
		if isNote := sort == "NOTE"; isNote == hasAddress || isNote && !hasAuthor || sort == "" {
			t.Errorf("%s: got type %q, address %t, author %t; want an address, or a note with its author", name, sort, hasAddress, hasAuthor)
		}
	}
}

// TestDemonstrationLoadsInAnyOrder loads all files in order and backwards: none
// is refused, and both stores come to hold the same records.
func TestDemonstrationLoadsInAnyOrder(t *testing.T) {
	names, texts := demonstrationFiles(t)
	store := world(t)
	want := loadAll(t, store, names, texts)
	backwards := slices.Clone(names)
	slices.Reverse(backwards)
	got := loadAll(t, world(t), backwards, texts)
	for id, body := range want {
		if got[id] != body {
			t.Errorf("%s differs after loading backwards:\ngot  %s\nwant %s", id, got[id], body)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %d records, want %d", len(got), len(want))
	}
	t.Run("again", func(t *testing.T) {
		before, err := store.Head(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		loadAll(t, store, names, texts)
		if after, err := store.Head(context.Background()); err != nil || after != before {
			t.Errorf("got head %d, %v after loading again; want %d", after, err, before)
		}
	})
}

// loadAll loads the files and returns what the store then holds of each entity
// and relation that they speak of.
func loadAll(t *testing.T, store graph.Store, order []string, texts map[string]string) map[graph.ID]string {
	t.Helper()
	ctx := context.Background()
	touched := map[graph.ID]bool{}
	for _, name := range order {
		report, problems, err := Load(ctx, store, "test", mustDecodeText(t, name, texts[name]), false)
		if err != nil || problems != nil {
			t.Fatalf("%s: got problems %v, error %v", name, problems, err)
		}
		for _, fact := range report.Facts {
			touched[fact.Record] = true
			for _, id := range fact.Also {
				touched[id] = true
			}
		}
	}
	records, err := store.Records(ctx, slices.Collect(maps.Keys(touched)), graph.Slice{Day: graph.LastDay})
	if err != nil {
		t.Fatal(err)
	}
	held := map[graph.ID]string{}
	for id, record := range records {
		held[id] = string(graph.EncodeBody(record))
	}
	return held
}
