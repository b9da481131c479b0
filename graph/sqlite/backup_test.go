package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/sqlite"
)

func write(t testing.TB, store graph.Store, n int) {
	t.Helper()
	_, err := store.Apply(context.Background(), graph.Write{Actor: "test", Plan: func(context.Context, graph.Reader) ([]graph.Change, error) {
		return []graph.Change{numbered(n)}, nil
	}})
	if err != nil {
		t.Error(err)
	}
}

// commits is the log of a store in the order of writing.
func commits(t testing.TB, store graph.Store) []graph.LogEntry {
	t.Helper()
	log, err := store.Writes(context.Background(), graph.LogQuery{Limit: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(log)
	return log
}

// TestBackupDuringWrites takes backups while eight writers write: each is
// sound, and holds the first commits and no part of another.
func TestBackupDuringWrites(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "store.db")
	store := open(t, path, time.Now)
	for n := range 20 {
		write(t, store, n)
	}
	var writers sync.WaitGroup
	var next atomic.Int64
	next.Store(20)
	stop := make(chan struct{})
	for range 8 {
		writers.Add(1)
		go func() {
			defer writers.Done()
			for {
				select {
				case <-stop:
					return
				default:
					write(t, store, int(next.Add(1)))
				}
			}
		}()
	}
	var backups []string
	for _, name := range []string{"one", "two", "three", "four"} {
		backup := filepath.Join(folder, name)
		if err := sqlite.Backup(t.Context(), path, backup); err != nil {
			t.Fatal(err)
		}
		backups = append(backups, backup)
	}
	close(stop)
	writers.Wait()
	all, before := commits(t, store), 20
	for _, backup := range backups {
		sound(t, backup)
		copied := open(t, backup, time.Now)
		found := commits(t, copied)
		if len(found) < before || len(found) > len(all) || !slices.Equal(found, all[:len(found)]) {
			t.Errorf("%s: got %d commits that are not the first of %d", backup, len(found), len(all))
		}
		before = len(found)
		head, err := copied.Head(t.Context())
		if err != nil || head != found[len(found)-1].At {
			t.Errorf("%s: got head %d, %v; want that of its last commit", backup, head, err)
		}
		write(t, copied, 1_000_000)
		copied.Close()
	}
	if before == len(all) {
		t.Log("all was written before the last backup")
	}
}

func TestBackupReplacesNothing(t *testing.T) {
	folder := t.TempDir()
	path, backup := filepath.Join(folder, "store.db"), filepath.Join(folder, "backup")
	open(t, path, time.Now).Close()
	for _, c := range []struct {
		from, to string
		code     graph.Code
	}{
		{path, backup, ""}, {path, backup, graph.Conflict}, {path, path, graph.Conflict},
		{filepath.Join(folder, "nothing"), filepath.Join(folder, "other"), graph.Unavailable},
		{path, filepath.Join(folder, "no folder", "other"), graph.Unavailable},
	} {
		if err := sqlite.Backup(t.Context(), c.from, c.to); c.code == "" && err != nil || c.code != "" && graph.CodeOf(err) != c.code {
			t.Errorf("%s to %s: got %v, want %q", c.from, c.to, err, c.code)
		}
	}
	text := filepath.Join(folder, "text")
	os.WriteFile(text, []byte(strings.Repeat("no database\n", 100)), 0o600)
	if err := sqlite.Backup(t.Context(), text, filepath.Join(folder, "other")); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v, want a text refused", err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if err := sqlite.Backup(ended, path, filepath.Join(folder, "other")); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("got %v, want a cancelled backup to fail", err)
	}
	if left, _ := filepath.Glob(filepath.Join(folder, ".capgraph-*")); len(left) > 0 {
		t.Errorf("got %v left behind", left)
	}
	if _, err := os.Stat(filepath.Join(folder, "other")); err == nil {
		t.Error("got a file from a backup that failed")
	}
}

func TestRestore(t *testing.T) {
	folder := t.TempDir()
	path, backup := filepath.Join(folder, "store.db"), filepath.Join(folder, "backup")
	store := open(t, path, time.Now)
	write(t, store, 1)
	if err := sqlite.Backup(t.Context(), path, backup); err != nil {
		t.Fatal(err)
	}
	write(t, store, 2)
	t.Run("over a store in use", func(t *testing.T) {
		if err := sqlite.Restore(t.Context(), backup, path, true); graph.CodeOf(err) != graph.Unavailable || !strings.Contains(err.Error(), "stop it first") {
			t.Errorf("got %v, want a store that is open kept", err)
		}
		if len(commits(t, store)) != 2 {
			t.Error("got another store, want the present one untouched")
		}
		write(t, store, 3)
	})
	store.Close()
	t.Run("without force", func(t *testing.T) {
		if err := sqlite.Restore(t.Context(), backup, path, false); graph.CodeOf(err) != graph.Conflict {
			t.Errorf("got %v, want a store that is there kept", err)
		}
	})
	t.Run("of a damaged backup", func(t *testing.T) {
		data, _ := os.ReadFile(backup)
		for i := range 3000 {
			data[len(data)/2+i] ^= 0x5a
		}
		damaged := filepath.Join(folder, "damaged")
		os.WriteFile(damaged, data, 0o600)
		if err := sqlite.Restore(t.Context(), damaged, path, true); err == nil {
			t.Error("got no error for a damaged backup")
		}
		restored := open(t, path, time.Now)
		defer restored.Close()
		if n := len(commits(t, restored)); n != 3 {
			t.Errorf("got %d commits, want the store as it was", n)
		}
	})
	t.Run("over a damaged store", func(t *testing.T) {
		data, _ := os.ReadFile(path)
		for i := 200; i < 5000; i++ {
			data[i] = 0xff
		}
		os.WriteFile(path, data, 0o600)
		os.WriteFile(path+"-wal", data[:100], 0o600)
		if err := sqlite.Restore(t.Context(), backup, path, true); err != nil {
			t.Fatal(err)
		}
		sound(t, path)
		restored := open(t, path, time.Now)
		defer restored.Close()
		if n := len(commits(t, restored)); n != 1 {
			t.Errorf("got %d commits, want that of the backup", n)
		}
	})
	t.Run("over a foreign file", func(t *testing.T) {
		text := filepath.Join(folder, "text")
		os.WriteFile(text, []byte(strings.Repeat("no database\n", 100)), 0o600)
		if err := sqlite.Restore(t.Context(), backup, text, true); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("got %v, want a file that is no store kept", err)
		}
	})
}

// TestBackupBesideAnotherProcess takes a backup while another process writes,
// from which nothing can be restored over it.
func TestBackupBesideAnotherProcess(t *testing.T) {
	folder := t.TempDir()
	path, backup := filepath.Join(folder, "store.db"), filepath.Join(folder, "backup")
	store := open(t, path, time.Now)
	write(t, store, 0)
	store.Close()
	done := make(chan int)
	go func() { done <- killed(t, path, 1, 100, time.Second) }()
	for { // until the other process has written
		if err := sqlite.Backup(t.Context(), path, backup); err != nil {
			t.Fatal(err)
		}
		copied := open(t, backup, time.Now)
		found := len(commits(t, copied))
		copied.Close()
		if found > 20 {
			break
		}
		os.Remove(backup)
	}
	if err := sqlite.Restore(t.Context(), backup, path, true); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("got %v, want the store of another process kept", err)
	}
	acknowledged := <-done
	intact(t, open(t, path, time.Now), acknowledged)
	sound(t, backup)
	copied := open(t, backup, time.Now)
	found := len(commits(t, copied))
	intact(t, copied, found)
	if found > acknowledged+1 {
		t.Errorf("got %d commits in the backup and %d acknowledged", found, acknowledged)
	}
}
