package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"testing"

	"capgraph/graph/neo4j/neo4jtest"
)

func TestMain(m *testing.M) {
	if args := os.Getenv(seedArgs); args != "" { // A helper, which is killed or runs beside others.
		if err := run(context.Background(), strings.Split(args, "\n"), os.Stdout, os.Stderr); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(neo4jtest.Main(m))
}

// TestSameCommandsOnNeo4j serves a Neo4j database, which is left alone until
// somebody seeds it, seeds it beside the running server, and asks.
func TestSameCommandsOnNeo4j(t *testing.T) {
	database := neo4jtest.Open(t)
	database.Clear(t)
	store := []string{"--store", database.URI, "--neo4j-user", database.User, "--neo4j-password", database.Password}
	s := start(t, store...)
	if got := s.query(t, `{ articles { totalCount } }`); !strings.Contains(got, `"totalCount":0`) {
		t.Fatalf("got %s, want an empty database: nothing is written unasked", got)
	}
	shipped := []string{"seed/articles/capgraph-names.yaml", "seed/articles/onemedia-meta-ia.yaml"}
	for _, c := range []struct{ flag, says string }{{"--dry-run", "preview"}, {"", "article:onemedia-meta-ia created"}, {"", "article:onemedia-meta-ia unchanged"}} {
		args := append([]string{"seed"}, store...)
		if c.flag != "" {
			args = append(args, c.flag)
		}
		var out bytes.Buffer
		if err := run(context.Background(), append(args, shipped...), &out, io.Discard); err != nil || !strings.Contains(out.String(), c.says) {
			t.Fatalf("seed %s: got %v and\n%s\nwant %q", c.flag, err, &out, c.says)
		}
	}
	if got, want := s.query(t, `{ company(by: {name: "facebook"}) { holdings { nodes { label } } } }`), "Meta owns 49 % of Scale AI"; !strings.Contains(got, want) {
		t.Errorf("got %s, want an answer with %q", got, want)
	}
	if strings.Contains(s.log.String(), database.Password) {
		t.Error("the password is in the log")
	}
}
