package draft

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
)

// answering is a server that speaks the protocol, on this machine.
func answering(t *testing.T, status int, content string, seen *[]map[string]any) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var request map[string]any
		if err := json.Unmarshal(body, &request); err != nil || r.Method != http.MethodPost || r.URL.Path != "/v1/chat/completions" {
			t.Errorf("got %s %s with %s, want a chat completion", r.Method, r.URL.Path, body)
		}
		request["authorization"] = r.Header.Get("Authorization")
		if seen != nil {
			*seen = append(*seen, request)
		}
		w.WriteHeader(status)
		answer, _ := json.Marshal(map[string]any{"choices": []any{map[string]any{"message": map[string]any{"role": "assistant", "content": content}}}})
		w.Write(answer)
	}))
	t.Cleanup(server.Close)
	return server
}

func (e Endpoint) draftEnglish() (*Draft, error) {
	return From(context.Background(), []byte(english), Options{Told: Article{Title: "A deal", Published: "2025-05-15"}, Endpoint: &e})
}

const goodFact = `{"kind": "acquisition", "says": "states", "quote": "Marwick Group has  acquired\nTolland Freight for $85 million", "values": {"acquirer": ["Marwick Group"], "target": "Tolland Freight", "price": "85 m USD", "status": "completed", "type": "acquisition"}}`

func TestEndpointDrafts(t *testing.T) {
	var seen []map[string]any
	server := answering(t, http.StatusOK, "Here it is:\n```json\n{\"facts\": ["+goodFact+`, {"kind": "position", "quote": "Hugh Marwick, chief executive of Marwick Group", "people": ["Hugh Marwick"], "values": {"person": "Hugh Marwick", "company": "Marwick Group", "role": "chief executive"}}]}`+"\n```", &seen)
	d, err := Endpoint{URL: server.URL + "/v1/", Model: "small-1", Key: "secret"}.draftEnglish()
	if err != nil {
		t.Fatal(err)
	}
	file := mustYAML(t, d)
	for _, want := range []string{
		"# A draft by the model small-1", "quote: Marwick Group has acquired Tolland Freight for $85 million", "price: 85 m USD",
		"Drafted by the model small-1 from the letters 1 to 58 of p1.", "confidence: speculative", "person: hugh-marwick",
	} {
		if !strings.Contains(file, want) {
			t.Errorf("got\n%s\nwant %q in it", file, want)
		}
	}
	if len(d.Facts) != 2 || len(d.LeftOut) != 0 {
		t.Errorf("got %d facts and left out %q, want 2 and nothing", len(d.Facts), d.LeftOut)
	}
	if len(seen) != 1 || seen[0]["authorization"] != "Bearer secret" || seen[0]["model"] != "small-1" || seen[0]["temperature"] != 0.0 {
		t.Errorf("got the requests %v, want one with the key, the model and no temperature", seen)
	}
}

// TestEndpointIsNotTrusted gives one good fact among bad ones.
func TestEndpointIsNotTrusted(t *testing.T) {
	bad := map[string]string{
		`{"kind": "acquisition", "quote": "Marwick Group will acquire Tolland Freight", "values": {"acquirer": ["Marwick Group"], "target": "Tolland Freight"}}`: "does not stand in the text",
		`{"kind": "acquisition", "quote": "", "values": {"acquirer": ["Marwick Group"], "target": "Tolland Freight"}}`:                                           "does not stand in the text",
		`{"kind": "acquisition", "quote": "Marwick Group has acquired Tolland Freight", "values": {"acquirer": ["Google"], "target": "Tolland Freight"}}`:        "not named in the text",
		`{"kind": "theft", "quote": "Marwick Group", "values": {}}`:                                                                                              "no kind",
		`{"kind": "stake", "quote": "Marwick Group", "values": {"owner": "Marwick Group", "id": "company:meta"}}`:                                                "no key",
		`{"kind": "stake", "quote": "Marwick Group", "says": "shouts", "values": {}}`:                                                                            "shouts",
		`{"kind": "stake", "quote": "Marwick Group", "values": {"owner": ["Marwick Group", "Tolland Freight"]}}`:                                                 "takes one value",
		`{"kind": "stake", "quote": "Marwick Group", "values": {"owner": {"a": 1}}}`:                                                                             "neither a text nor a list",
		`[]`: "not written as asked",
		`{"kind": "acquisition", "quote": "Marwick Group has acquired Tolland Freight", "values": {"acquirer": "Marwick Group", "target": "Tolland Freight", "price": "85 millions"}}`: "85 millions",
		`{"kind": "acquisition", "quote": "Marwick Group has acquired Tolland Freight", "values": {"acquirer": "Marwick Group"}}`:                                                      "target is missing",
	}
	for fact, want := range bad {
		server := answering(t, http.StatusOK, `{"facts": [`+fact+", "+goodFact+"]}", nil)
		d, err := Endpoint{URL: server.URL + "/v1", Model: "m"}.draftEnglish()
		if err != nil {
			t.Errorf("%s: %v", fact, err)
			continue
		}
		file := mustYAML(t, d)
		if len(d.Facts) != 1 || len(d.LeftOut) != 1 || !strings.Contains(d.LeftOut[0], want) || !strings.Contains(file, "# Left out:") {
			t.Errorf("%s: got %d facts and left out %q, want the good one, and the other named with %q", fact, len(d.Facts), d.LeftOut, want)
		}
	}
}

func TestEndpointFails(t *testing.T) {
	slow := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body) // Only then does the server see the client leave.
		<-r.Context().Done()
	}))
	defer slow.Close()
	large := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, maxAnswer+1)) }))
	defer large.Close()
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer secret" {
			t.Error("want the key at the endpoint itself")
		}
		http.Redirect(w, r, slow.URL, http.StatusTemporaryRedirect)
	}))
	defer elsewhere.Close()
	garbage := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("<html>")) }))
	defer garbage.Close()
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for name, c := range map[string]struct {
		endpoint Endpoint
		code     graph.Code
		want     string
	}{
		"slow":            {Endpoint{URL: slow.URL, Model: "m", Timeout: 50 * time.Millisecond}, graph.Unavailable, "within 50ms"},
		"large":           {Endpoint{URL: large.URL, Model: "m"}, graph.Limit, "bytes"},
		"redirects":       {Endpoint{URL: elsewhere.URL, Model: "m", Key: "secret"}, graph.Invalid, "status 307"},
		"garbage":         {Endpoint{URL: garbage.URL, Model: "m"}, graph.Unavailable, "no chat completion"},
		"closed":          {Endpoint{URL: closed.URL, Model: "m"}, graph.Unavailable, "cannot be reached"},
		"key refused":     {Endpoint{URL: answering(t, http.StatusUnauthorized, "", nil).URL + "/v1", Model: "m"}, graph.Unauthorized, "key"},
		"busy":            {Endpoint{URL: answering(t, http.StatusTooManyRequests, "", nil).URL + "/v1", Model: "m"}, graph.Unavailable, "later"},
		"unknown model":   {Endpoint{URL: answering(t, http.StatusNotFound, "", nil).URL + "/v1", Model: "m"}, graph.Invalid, "status 404"},
		"no list":         {Endpoint{URL: answering(t, http.StatusOK, "I cannot do that.", nil).URL + "/v1", Model: "m"}, graph.Unavailable, "no list"},
		"no address":      {Endpoint{URL: "host", Model: "m"}, graph.Invalid, "https://host/v1"},
		"password":        {Endpoint{URL: "https://a:b@host", Model: "m"}, graph.Invalid, "password"},
		"no model":        {Endpoint{URL: closed.URL}, graph.Invalid, "model"},
		"key in the open": {Endpoint{URL: "http://host.example/v1", Model: "m", Key: "secret"}, graph.Invalid, "encryption"},
	} {
		_, err := c.endpoint.draftEnglish()
		if graph.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s with %q", name, err, c.code, c.want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the key stands in %q", name, err)
		}
	}
}

func TestEndpointThatDoesNotKnowJSONMode(t *testing.T) {
	var formats []any
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var request map[string]any
		json.NewDecoder(r.Body).Decode(&request)
		formats = append(formats, request["response_format"])
		if request["response_format"] != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		json.NewEncoder(w).Encode(map[string]any{"choices": []any{map[string]any{"message": map[string]any{"content": `{"facts": [` + goodFact + `]}`}}}})
	}))
	defer server.Close()
	d, err := Endpoint{URL: server.URL, Model: "m"}.draftEnglish()
	if err != nil || len(d.Facts) != 1 || len(formats) != 2 {
		t.Errorf("got %v, %v after %d requests, want one fact after two", d, err, len(formats))
	}
}

func FuzzAnswer(f *testing.F) {
	f.Add(`{"facts": [` + goodFact + `]}`)
	f.Add(`{"facts": [{"kind": "move", "quote": "Hugh Marwick", "values": {"who": "Hugh Marwick", "to": "Hugh Marwick", "date": null}}, {"kind": "datacenter", "quote": "12 May", "values": {"is": "May", "capacity": ["5 GW planned", "x"]}}]}`)
	f.Fuzz(func(t *testing.T, answer string) {
		article, err := Read([]byte(english), Article{Title: "A deal", Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		d, err := readAnswer(answer, article, "m\x00\nx")
		if err != nil {
			return
		}
		if _, err := d.YAML(); err != nil {
			t.Fatal(err)
		}
	})
}
