package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRatesConvertMoney starts a server with a table of exchange rates.
func TestRatesConvertMoney(t *testing.T) {
	table := filepath.Join(t.TempDir(), "rates.csv")
	if err := os.WriteFile(table, []byte("# name: Made up\ndate,from,to,rate\n2025-01-01,EUR,USD,1.25\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	server := start(t, "--store", "sqlite::memory:", "--rates", table)
	if answer := server.query(t, `{ totals(of: {acquisitions: {}}, currency: "USD") { total { text } conversion { table } } }`); !strings.Contains(answer, `"table":"Made up"`) {
		t.Errorf("got %s, want that it names the table", answer)
	}
}

func TestRatesThatCannotBeReadStopTheServer(t *testing.T) {
	table := filepath.Join(t.TempDir(), "rates.csv")
	if err := os.WriteFile(table, []byte("date,from,to,rate\n2025-01-01,EUR,USD,much\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{table: `rates.csv:2: "much" is no rate`, table + ".gone": "no such file"} {
		err := run(context.Background(), []string{"--store", "sqlite::memory:", "--rates", path, "--listen", "127.0.0.1:0"}, io.Discard, io.Discard)
		if err == nil || !strings.Contains(err.Error(), "--rates: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error of --rates with %q", err, want)
		}
	}
}
