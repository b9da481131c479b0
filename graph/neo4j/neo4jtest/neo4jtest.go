package neo4jtest

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Server is a running Neo4j. Its fields do not change, not even when it is
// stopped and started again.
type Server struct {
	URI      string // bolt://127.0.0.1:PORT, unless the environment names another
	User     string
	Password string

	process *process // nil for a server that somebody else runs
	unlock  func()   // kept so that the lock on somebody else's server is, too
}

// errMissing marks what a person has to install or allow before tests can run.
var errMissing = errors.New("missing")

// shared is the server of this test process, made by the first Open.
var shared struct {
	once   sync.Once
	server *Server
	err    error
}

// Main runs the tests and then ends the shared server, if one was started. It
// returns the exit code, for os.Exit. Without Main the server ends as well, a
// moment after the process.
func Main(m interface{ Run() int }) int {
	defer func() {
		if shared.server != nil && shared.server.process != nil {
			shared.server.process.discard()
		}
	}()
	return m.Run()
}

// Open returns the server that all tests of this process share, with whatever
// the test before left in it: see Clear. It skips or fails the test when there
// is none, as the package comment says. Tests that share it cannot run in
// parallel with each other.
func Open(t testing.TB) *Server {
	t.Helper()
	shared.once.Do(func() {
		if uri := os.Getenv("CAPGRAPH_TEST_NEO4J"); uri != "" {
			shared.server, shared.err = external(uri)
		} else {
			shared.server, shared.err = start()
		}
	})
	return require(t, shared.server, shared.err)
}

// New starts an empty server for this test alone and ends it with the test.
func New(t testing.TB) *Server {
	t.Helper()
	server, err := start()
	require(t, server, err)
	t.Cleanup(server.process.discard)
	return server
}

// Stop closes the database and ends the server. Its data stays for Start.
// Stopping a stopped server does nothing.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	if err := s.own(t).stop(); err != nil {
		t.Fatalf("stop Neo4j: %v", err)
	}
}

// Kill ends the server at once, as a power cut would. What was committed is
// there after Start. Killing a stopped server does nothing.
func (s *Server) Kill(t testing.TB) {
	t.Helper()
	s.own(t).kill()
}

// Start starts a stopped or killed server again, at the same address and with
// the same data. Starting a running server does nothing.
func (s *Server) Start(t testing.TB) {
	t.Helper()
	if err := s.own(t).start(); err != nil {
		t.Fatalf("start Neo4j again: %v", err)
	}
}

// own returns the process behind s. Only a server from New may go down: the
// shared one belongs to the other tests too.
func (s *Server) own(t testing.TB) *process {
	t.Helper()
	if s == shared.server {
		t.Fatal("the shared Neo4j is not stopped: use neo4jtest.New")
	}
	return s.process
}

// Clear removes all nodes, relationships, constraints and indexes from the
// default database, and returns when they are gone. The two look-up indexes
// that Neo4j itself makes stay. It takes under a second where a test left
// little, and several seconds for 100,000 nodes with their relationships.
func (s *Server) Clear(t testing.TB) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	if err := s.clear(ctx); err != nil {
		t.Fatalf("clear Neo4j: %v", err)
	}
}

func (s *Server) clear(ctx context.Context) (err error) {
	driver, err := neo4j.NewDriverWithContext(s.URI, neo4j.BasicAuth(s.User, s.Password, ""))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, driver.Close(ctx)) }()
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer func() { err = errors.Join(err, session.Close(ctx)) }()

	// The schema goes first, so that deleting data updates no index. An index
	// that a constraint owns goes with the constraint.
	drops := []struct{ find, drop string }{
		{"SHOW CONSTRAINTS YIELD name RETURN name", "DROP CONSTRAINT %s IF EXISTS"},
		{"SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name", "DROP INDEX %s IF EXISTS"},
	}
	for _, schema := range drops {
		names, err := column(ctx, session, schema.find)
		if err != nil {
			return err
		}
		if err := dropAll(ctx, session, schema.drop, names); err != nil {
			return err
		}
		for len(names) > 0 { // until the last one is gone from the catalogue
			if names, err = column(ctx, session, schema.find); err != nil {
				return err
			}
		}
	}

	// Relationships go before nodes: a hub would make one transaction of all of its own.
	for _, data := range []string{
		"MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS",
		"MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS",
	} {
		if _, err := column(ctx, session, data); err != nil {
			return err
		}
	}
	return nil
}

// dropAll drops what is named in one transaction: one by one, each would cost a commit.
func dropAll(ctx context.Context, session neo4j.SessionWithContext, drop string, names []any) error {
	if len(names) == 0 {
		return nil
	}
	tx, err := session.BeginTransaction(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		quoted := "`" + strings.ReplaceAll(fmt.Sprint(name), "`", "``") + "`"
		if _, err := tx.Run(ctx, fmt.Sprintf(drop, quoted), nil); err != nil {
			return errors.Join(err, tx.Close(ctx))
		}
	}
	return tx.Commit(ctx)
}

// column runs one statement by itself and returns the first value of each row.
func column(ctx context.Context, session neo4j.SessionWithContext, statement string) ([]any, error) {
	result, err := session.Run(ctx, statement, nil)
	if err != nil {
		return nil, err
	}
	var values []any
	for result.Next(ctx) {
		values = append(values, result.Record().Values[0])
	}
	return values, result.Err()
}

// external returns the server that someone runs at uri, and keeps other test
// processes of this machine away from it for as long as this one lives.
func external(uri string) (*Server, error) {
	root, err := cacheRoot()
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("external-%x.lock", sha256.Sum256([]byte(uri)))
	unlock, err := lock(filepath.Join(root, name))
	if err != nil {
		return nil, err
	}
	return &Server{
		URI:      uri,
		User:     cmp.Or(os.Getenv("CAPGRAPH_TEST_NEO4J_USER"), "neo4j"),
		Password: os.Getenv("CAPGRAPH_TEST_NEO4J_PASSWORD"),
		unlock:   unlock,
	}, nil
}

// start starts a new server in a new temporary directory.
func start() (*Server, error) {
	program, err := install()
	if err != nil {
		return nil, err
	}
	const password = "only-for-tests"
	process, err := newProcess(program, password)
	if err != nil {
		return nil, err
	}
	if err := process.start(); err != nil {
		process.discard()
		return nil, err
	}
	return &Server{
		URI:      fmt.Sprintf("bolt://127.0.0.1:%d", process.port),
		User:     "neo4j",
		Password: password,
		process:  process,
	}, nil
}

// require returns server, or ends the test as the package comment says.
func require(t testing.TB, server *Server, err error) *Server {
	t.Helper()
	switch {
	case err == nil:
	case errors.Is(err, errMissing) && os.Getenv("CAPGRAPH_TEST_REQUIRE") != "1":
		t.Skipf("NOT RUN: real Neo4j: %v", err)
	default:
		t.Fatalf("real Neo4j: %v", err)
	}
	return server
}
