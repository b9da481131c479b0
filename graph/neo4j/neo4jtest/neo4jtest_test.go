package neo4jtest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

func TestOpenAnswers(t *testing.T) {
	server := Open(t)
	for _, scheme := range []string{"bolt://", "neo4j://"} {
		uri := scheme + strings.TrimPrefix(server.URI, "bolt://")
		if got := query(t, uri, server, "RETURN 1"); len(got) != 1 || got[0] != int64(1) {
			t.Errorf("RETURN 1 at %s: got %v, want [1]", uri, got)
		}
	}
}

func TestOpenSharesOneServer(t *testing.T) {
	if first, second := Open(t), Open(t); first != second {
		t.Errorf("got two servers, %v and %v, want one", first, second)
	}
}

func TestWrongPasswordIsRefusedHoweverOften(t *testing.T) {
	server := Open(t)
	wrong := *server
	wrong.Password += "x"
	for range 5 {
		_, err := try(t, server.URI, &wrong, "RETURN 1")
		if fault := (*neo4j.Neo4jError)(nil); !errors.As(err, &fault) || fault.Code != "Neo.ClientError.Security.Unauthorized" {
			t.Fatalf("got %v, want Neo.ClientError.Security.Unauthorized", err)
		}
	}
	query(t, server.URI, server, "RETURN 1")
}

func TestClearLeavesNothing(t *testing.T) {
	server := Open(t)
	server.Clear(t)
	for _, statement := range []string{
		"CREATE CONSTRAINT `a ``quoted`` name` FOR (n:Thing) REQUIRE n.id IS UNIQUE",
		"CREATE INDEX FOR (n:Thing) ON (n.name)",
		"CREATE FULLTEXT INDEX words FOR (n:Thing) ON EACH [n.name]",
		"UNWIND range(1, 30000) AS i CREATE (:Thing {id: i, name: 'thing ' + i})",
		"MATCH (hub:Thing {id: 1}), (n:Thing) CREATE (hub)-[:HAS]->(n)",
	} {
		query(t, server.URI, server, statement)
	}
	server.Clear(t)
	for _, statement := range []string{
		"MATCH (n) RETURN n LIMIT 1",
		"SHOW CONSTRAINTS YIELD name RETURN name",
		"SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name",
	} {
		if got := query(t, server.URI, server, statement); len(got) != 0 {
			t.Errorf("after Clear, %s: got %v, want nothing", statement, got)
		}
	}
	server.Clear(t) // an empty database is no error
}

func TestStoppedAndKilledServersComeBackWithTheirData(t *testing.T) {
	server := New(t)
	query(t, server.URI, server, "CREATE (:Kept {after: 'stop'})")
	server.Stop(t)
	server.Stop(t)
	if _, err := net.Dial("tcp", strings.TrimPrefix(server.URI, "bolt://")); err == nil {
		t.Error("a stopped server accepts connections")
	}
	server.Start(t)
	server.Start(t)
	query(t, server.URI, server, "CREATE (:Kept {after: 'kill'})")
	server.Kill(t)
	server.Kill(t)
	server.Start(t)
	got := query(t, server.URI, server, "MATCH (n:Kept) RETURN n.after ORDER BY n.after")
	if want := "[kill stop]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestServerEndsWithItsParent runs this test a second time in a process of
// its own, kills that, and looks for what it leaves.
func TestServerEndsWithItsParent(t *testing.T) {
	if os.Getenv("NEO4JTEST_PARENT") != "" {
		server := New(t)
		fmt.Println("server", strings.TrimPrefix(server.URI, "bolt://"), server.process.directory)
		time.Sleep(time.Hour)
	}
	if _, err := install(); err != nil {
		require(t, nil, err)
	}
	parent := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	parent.Env = append(os.Environ(), "NEO4JTEST_PARENT=1")
	stdout, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	var address, directory, said string
	for lines := bufio.NewScanner(stdout); address == "" && lines.Scan(); said += lines.Text() + "\n" {
		fmt.Sscanf(lines.Text(), "server %s %s", &address, &directory)
	}
	parent.Process.Kill()
	io.Copy(io.Discard, stdout)
	parent.Wait()
	if address == "" {
		t.Fatalf("the helper started no server:\n%s", said)
	}

	deadline := time.Now().Add(20 * time.Second)
	for running, left := true, true; running || left; time.Sleep(50 * time.Millisecond) {
		connection, err := net.Dial("tcp", address)
		if running = err == nil; running {
			connection.Close()
		}
		_, err = os.Stat(directory)
		left = err == nil
		if (running || left) && time.Now().After(deadline) {
			t.Fatalf("20 s after its parent: server running %v, directory left %v", running, left)
		}
	}
}

func TestStartShowsTheLogWhenItFails(t *testing.T) {
	program, err := install()
	require(t, nil, err)
	p, err := newProcess(program, "unused")
	if err != nil {
		t.Fatal(err)
	}
	defer p.discard()
	p.port = 1 << 20
	if err := p.start(); err == nil || !strings.Contains(err.Error(), "listen_address") {
		t.Errorf("got %v, want an error that quotes Neo4j about the setting", err)
	}
}

// query runs one statement by itself and returns the first value of each row.
func query(t *testing.T, uri string, server *Server, statement string) []any {
	t.Helper()
	values, err := try(t, uri, server, statement)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return values
}

func try(t *testing.T, uri string, server *Server, statement string) ([]any, error) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	driver, err := neo4j.NewDriverWithContext(uri, neo4j.BasicAuth(server.User, server.Password, ""))
	if err != nil {
		return nil, err
	}
	defer driver.Close(ctx)
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer session.Close(ctx)
	return column(ctx, session, statement)
}
