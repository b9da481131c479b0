package graphtest

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"capgraph/graph"
)

// saved is what a commit on top of the register and onemedia adds: the ids of
// versions that it opened and of those that it closed.
func saved(t *testing.T, changes ...graph.Change) (opened, closed map[graph.ID]int) {
	t.Helper()
	f := &reference{}
	for i, change := range append([]graph.Change{register(), onemedia()}, changes...) {
		if _, err := f.commit(graph.Instant(i+1), change); err != nil {
			t.Fatal(err)
		}
	}
	opened, closed = map[graph.ID]int{}, map[graph.ID]int{}
	for _, v := range f.versions {
		if v.Kind != "claim" && v.Kind != "article" && v.Known.From > 2 {
			opened[v.ID]++
		}
		if v.Kind != "claim" && v.Kind != "article" && v.Known.To > 2 {
			closed[v.ID]++
		}
	}
	return opened, closed
}

func TestCommitWritesOnlyWhatChanges(t *testing.T) {
	for _, c := range []struct {
		name    string
		changes []graph.Change
		want    string
	}{
		{"a claim that agrees", []graph.Change{Article("agreeing", On("2025-07-14"), Company("Meta"), Company("Scale AI"), Stake("Meta", "Scale AI", "share", "49 %", "since", "2025-06"))}, "map[] map[]"},
		{"a claim that agrees and says less, later", []graph.Change{Article("vague", On("2025-08-14"), Company("Meta"), Company("Scale AI"), Stake("Meta", "Scale AI", "share", "> 20 %"))}, "map[] map[]"},
		{"a mention by the usual name and by another", []graph.Change{Article("mention", On("2025-08-14"), Company("Meta"), About("company:meta", "name", "Facebook"))}, "map[] map[]"},
		{"a mention that is withdrawn", []graph.Change{Article("mention", On("2025-08-14"), Company("Meta")), Withdraw("mention")}, "map[] map[]"},
		{"a new value from a day on closes the last version alone", []graph.Change{Article("news", On("2025-08-14"), Company("Meta"), Company("Scale AI"), Stake("Meta", "Scale AI", "share", "51 %"))},
			"map[stake:meta.scale-ai:2] map[stake:meta.scale-ai:1]"},
		{"a new name", []graph.Change{Article("name", Company("Meta", "name", "Metaverse Inc"))}, "map[company:meta:3] map[company:meta:3]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			opened, closed := saved(t, c.changes...)
			equal(t, "opened and closed", fmt.Sprint(opened, closed), c.want)
		})
	}
}

func TestCommitReplacesAClaimWhoseNoteChanged(t *testing.T) {
	f, about := &reference{}, func(revised, note string) graph.Change {
		return Article("noted", Revised(revised), Company("Meta", "country", "US").Note(note))
	}
	first, second := about("2025-01-01", "first"), about("2025-02-01", "second")
	for i, change := range []graph.Change{first, second} {
		if _, err := f.commit(graph.Instant(i+1), change); err != nil {
			t.Fatal(err)
		}
	}
	equal(t, "id", string(second.Claims[0].ID), string(first.Claims[0].ID))
	equal(t, "note", field(record(t, f, first.Claims[0].ID, today), "note"), "second")
	equal(t, "note before", field(record(t, f, first.Claims[0].ID, graph.Slice{Day: today.Day, Known: 1}), "note"), "first")
}

// The properties hold of graph.Commit itself, without an adapter, in many more
// runs than the suite makes on each.
func TestCommitInAnyOrder(t *testing.T) {
	for seed := range uint64(40) {
		anyOrder(t, seed, onReference(t), onReference(t))
	}
}

func TestCommitAfterWithdrawals(t *testing.T) {
	for seed := range uint64(40) {
		withdrawn(t, seed, onReference(t), onReference(t))
	}
}

func TestCommitOfManyPlans(t *testing.T) {
	for seed := range uint64(60) {
		inBulk(t, seed, referenceWriter(), referenceWriter())
	}
}

func TestCommitOfWritesOfEverySort(t *testing.T) {
	for seed := range uint64(60) {
		mixed(t, seed, 25, referenceWriter())
	}
}

func TestCommitOfWhatCounts(t *testing.T) {
	for seed := range uint64(60) {
		whatCounts(t, seed, 30, referenceWriter(), referenceWriter())
	}
}

func referenceWriter() writer {
	f := &reference{}
	return writer{f, func(ctx context.Context, write graph.Write) (*graph.Receipt, error) {
		if write.DryRun {
			return graph.Commit(ctx, f.beside(), write)
		}
		f.now++
		return graph.Commit(ctx, f, write)
	}}
}

// beside is a copy that can be written to, and thrown away.
func (f *reference) beside() *reference {
	copied := &reference{log: slices.Clone(f.log), now: f.now + 1}
	for _, version := range f.versions {
		own := *version
		copied.versions = append(copied.versions, &own)
	}
	return copied
}
