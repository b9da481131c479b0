package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// started is a running server, as a user starts it.
type started struct {
	url  string
	stop func() error
	log  *syncBuffer
}

// start runs the program on a free port with a data directory of its own.
func start(t *testing.T, args ...string) started {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	ctx, cancel := context.WithCancel(context.Background())
	log, done := &syncBuffer{}, make(chan error, 1)
	go func() { done <- run(ctx, append([]string{"--listen", address}, args...), io.Discard, log) }()
	s := started{url: "http://" + address, log: log, stop: sync.OnceValue(func() error { cancel(); return <-done })}
	t.Cleanup(func() { s.stop() })
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if response, err := http.Get(s.url + "/readyz"); err == nil {
			response.Body.Close()
			return s
		}
		select {
		case err := <-done:
			t.Fatalf("the server stopped: %v\n%s", err, log)
		default:
		}
	}
	t.Fatalf("the server does not answer\n%s", log)
	return s
}

func (s started) query(t *testing.T, query string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(s.url+"/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(answer)
}

func (s started) get(t *testing.T, path, accept string) (int, string) {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, s.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", accept)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func TestFirstStart(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	s := start(t)
	answer := s.query(t, `{ company(by: {name: "facebook"}) { name holdings { nodes { label } } } }`)
	if want := `Meta owns 49 % of Scale AI`; !strings.Contains(answer, want) {
		t.Errorf("got %s, want an answer with %q", answer, want)
	}
	for path, want := range map[string]string{"/healthz": "ok", "/readyz": "ready", "/metrics": "capgraph_http_requests_total", "/graphql": "<html"} {
		status, body := s.get(t, path, "text/html,*/*")
		if status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("GET %s: got %d %.80q, want 200 with %q", path, status, body, want)
		}
	}
	if err := s.stop(); err != nil {
		t.Errorf("stopping: got %v, want no error", err)
	}
	if !strings.Contains(s.log.String(), `"message":"listening"`) {
		t.Errorf("got the log %s, want a JSON line that says listening", s.log)
	}
}

func TestExamplesFitTheShippedGraph(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	s := start(t)
	for _, example := range examples() {
		answer := s.query(t, example.Query)
		if strings.Contains(answer, `"errors"`) || strings.Contains(answer, `"nodes":[]`) || strings.Contains(answer, `"edges":[]`) {
			t.Errorf("%s: got %s, want an answer with something in it", example.Name, answer)
		}
	}
}

func TestASecondStartKeepsWhatIsThere(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	const count = `{ articles { totalCount } }`
	first := start(t)
	want := first.query(t, count)
	first.stop()
	second := start(t)
	if got := second.query(t, count); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if strings.Contains(second.log.String(), "seeded") {
		t.Errorf("the second start seeded again:\n%s", second.log)
	}
}

func TestSeedingBesideARunningServer(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	s := start(t, "--store", store)
	if got := s.query(t, `{ companies { totalCount } }`); !strings.Contains(got, `"totalCount":0`) {
		t.Fatalf("got %s, want an empty store: only the default one seeds itself", got)
	}
	file := writeFacts(t, "capgraph: 1\narticle: {id: note, type: note, title: A note, author: me, published: 2025-01-01}\nentities: {company: {a: Acme}}\nfacts:\n- company: {is: a, industry: anvils}\n  at: p1\n")
	var out bytes.Buffer
	if err := run(context.Background(), []string{"seed", "--store", store, file}, &out, io.Discard); err != nil {
		t.Fatalf("seed: %v\n%s", err, &out)
	}
	if !strings.Contains(out.String(), "1 created") {
		t.Errorf("got the report %s, want 1 created", &out)
	}
	if got := s.query(t, `{ company(by: {slug: "acme"}) { industry } }`); !strings.Contains(got, "anvils") {
		t.Errorf("got %s, want the facts that were just loaded", got)
	}
}

func TestWritesNeedAKeyAndAreRecorded(t *testing.T) {
	const secret = "a-secret-of-some-length"
	s := start(t, "--store", "sqlite:"+filepath.Join(t.TempDir(), "graph.db"), "--api-keys", "newsroom:"+secret)
	const write = `mutation { seedArticle(input: {structure: {capgraph: 1, article: {id: "note", type: "note", title: "A note", author: "me", published: "2025-01-01"}, entities: {company: {a: "Acme"}}, facts: [{company: {is: "a", industry: "anvils"}, at: "p1"}]}}) { committed userErrors { message } } }`
	if got := s.query(t, write); !strings.Contains(got, "UNAUTHENTICATED") || strings.Contains(got, "committed") {
		t.Errorf("without a key: got %s, want UNAUTHENTICATED", got)
	}
	body, err := json.Marshal(map[string]string{"query": write})
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequest(http.MethodPost, s.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+secret)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if answer, _ := io.ReadAll(response.Body); !strings.Contains(string(answer), `"committed":true`) {
		t.Fatalf("with the key: got %s, want it committed", answer)
	}
	got := s.query(t, `{ article(by: {slug: "note"}) { log { actor action changed } } }`)
	if want := `"log":[{"actor":"newsroom","action":"SEED","changed":1}]`; !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	if strings.Contains(s.log.String(), secret) {
		t.Error("the secret is in the log")
	}
}

func TestExitCodes(t *testing.T) {
	good := writeFacts(t, "capgraph: 1\narticle: {id: note, type: note, title: A note, author: me, published: 2025-01-01}\nentities: {company: {a: Acme}}\nfacts:\n- company: {is: a, industry: anvils}\n  at: p1\n")
	bad := writeFacts(t, "capgraph: 1\narticle: {id: note, type: note, title: A note, author: me, published: 2025-13-01}\nentities: {company: {a: Acme}}\nfacts: []\n")
	store := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	for _, c := range []struct {
		name string
		args []string
		want int
		says string
	}{
		{"check good", []string{"check", good}, 0, "good"},
		{"check bad", []string{"check", bad}, 1, ":2:"},
		{"seed good", []string{"seed", "--store", store, "--dry-run", good}, 0, "preview"},
		{"seed bad", []string{"seed", "--store", store, good, bad}, 1, "refused"},
		{"help", []string{"--help"}, 0, "CAPGRAPH_STORE"},
		{"schema", []string{"schema"}, 0, "type Company implements"},
		{"schema --facts", []string{"schema", "--facts"}, 0, "$schema"},
		{"schema --scalars", []string{"schema", "--scalars"}, 0, "CurrencyCode"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			err := run(context.Background(), c.args, &out, io.Discard)
			code := 0
			if exit := exitCode(0); errors.As(err, &exit) {
				code = int(exit)
			} else if err != nil {
				t.Fatal(err)
			}
			if code != c.want || !strings.Contains(out.String(), c.says) {
				t.Errorf("got exit %d and\n%s\nwant exit %d and %q", code, &out, c.want, c.says)
			}
		})
	}
}

func TestConfigurationThatIsHalfThere(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	for _, c := range []struct {
		name string
		args []string
		says string
	}{
		{"open writes beyond this machine", []string{"--listen", "0.0.0.0:0"}, "CAPGRAPH_API_KEYS"},
		{"short key", []string{"--api-keys", "me:short"}, "16"},
		{"neo4j without a user", []string{"--store", "neo4j://127.0.0.1:1"}, "CAPGRAPH_NEO4J_USER"},
		{"neo4j without a password", []string{"--store", "neo4j://127.0.0.1:1", "--neo4j-user", "me"}, "CAPGRAPH_NEO4J_PASSWORD is missing"},
		{"neo4j settings without its address", []string{"--neo4j-user", "me"}, "CAPGRAPH_STORE"},
		{"credentials in the address", []string{"--store", "neo4j://me:secret@127.0.0.1:1"}, "CAPGRAPH_NEO4J_PASSWORD instead"},
		{"neo4j without a host", []string{"--store", "neo4j://", "--neo4j-no-auth"}, "neo4j://HOST:PORT"},
		{"unknown store", []string{"--store", "postgres://x"}, "neo4j://HOST:PORT"},
		{"no file", []string{"--store", "sqlite:"}, "sqlite:FILE"},
		{"origin", []string{"--cors-origin", "*"}, "--cors-origin"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := run(context.Background(), c.args, io.Discard, io.Discard)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want a sentence with %q", err, c.says)
			}
		})
	}
}

func TestOtherHostNamesAreRefusedWithoutKeys(t *testing.T) {
	s := start(t, "--store", "sqlite:"+filepath.Join(t.TempDir(), "graph.db"))
	request, err := http.NewRequest(http.MethodGet, s.url+"/healthz", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "rebound.example"
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("got %d, want %d", response.StatusCode, http.StatusMisdirectedRequest)
	}
}

func writeFacts(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "facts.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// syncBuffer is a buffer that a running server may write to while a test reads.
type syncBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}
