package transport_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
	"go.uber.org/goleak"

	"capgraph/web/transport"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	modern = "application/graphql-response+json"
	plain  = "application/json"

	secret = "correct-horse-battery-staple"
)

// site is the world behind a real server, with its log and its metrics.
type site struct {
	*httptest.Server
	world *world
	log   *record
	meter *prometheus.Registry
}

// open serves the world with the package's own server settings until the test
// ends. The change, if any, is made to the configuration first.
func open(t *testing.T, changes ...func(*transport.Config)) *site {
	t.Helper()
	return openWith(t, func(*http.Server) {}, changes...)
}

// openWith changes the server, too, before it starts.
func openWith(t *testing.T, prepare func(*http.Server), changes ...func(*transport.Config)) *site {
	t.Helper()
	s := &site{world: newWorld(), log: &record{}, meter: prometheus.NewRegistry()}
	config := transport.Config{
		Schema:        s.world,
		Introspection: true,
		Log:           zerolog.New(s.log),
		Registerer:    s.meter,
	}
	for _, change := range changes {
		change(&config)
	}
	s.Server = httptest.NewUnstartedServer(nil)
	s.Config = transport.Server("", transport.New(config))
	prepare(s.Config)
	s.Start()
	t.Cleanup(s.Close)
	return s
}

// keyed closes mutations to everybody but "editor", who has the secret.
func keyed(c *transport.Config) {
	c.Keys, _ = transport.ParseKeys("editor:" + secret + ",second:another-secret-of-some-length")
}

// record is a log that may be read while it is written.
type record struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.Write(p)
}

func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.String()
}

// reply is a response, read and taken apart.
type reply struct {
	status int
	header http.Header
	body   string
	keys   map[string]json.RawMessage // of the JSON object
	errors []struct {
		Message    string
		Path       []any
		Locations  []any
		Extensions map[string]any
	}
}

// code is the code of the first error and "" if there is none.
func (r reply) code() string {
	if len(r.errors) == 0 {
		return ""
	}
	code, _ := r.errors[0].Extensions["code"].(string)
	return code
}

func (r reply) hasData() bool {
	_, has := r.keys["data"]
	return has
}

// do sends a request with the headers, given as name and value in turn.
func (s *site) do(t *testing.T, method, path string, body io.Reader, headers ...string) reply {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, body)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		request.Header.Add(headers[i], headers[i+1])
	}
	response, err := s.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, response)
}

func read(t *testing.T, response *http.Response) reply {
	t.Helper()
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	r := reply{status: response.StatusCode, header: response.Header, body: string(body)}
	if strings.Contains(response.Header.Get("Content-Type"), "json") {
		if err := json.Unmarshal(body, &r.keys); err != nil {
			t.Fatalf("the body is not a JSON object: %v in %q", err, body)
		}
		_ = json.Unmarshal(r.keys["errors"], &r.errors)
	}
	return r
}

// post sends a query as most clients do.
func (s *site) post(t *testing.T, query string, headers ...string) reply {
	t.Helper()
	return s.send(t, map[string]any{"query": query}, headers...)
}

func (s *site) send(t *testing.T, body map[string]any, headers ...string) reply {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	headers = append([]string{"Content-Type", plain}, headers...)
	return s.do(t, http.MethodPost, "/graphql", bytes.NewReader(text), headers...)
}

// expect compares status, first code and presence of data.
func expect(t *testing.T, got reply, status int, code string, data bool) {
	t.Helper()
	if got.status != status || got.code() != code || got.hasData() != data {
		t.Errorf("got %d %q data %t, want %d %q data %t\n%.600s",
			got.status, got.code(), got.hasData(), status, code, data, got.body)
	}
	for _, err := range got.errors {
		if err.Extensions["code"] == nil || err.Message == "" {
			t.Errorf("an error without code or message: %+v", err)
		}
	}
}
