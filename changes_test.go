package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"capgraph/graph/neo4j/neo4jtest"
)

// listener is a client of the subscription.
type listener struct {
	events chan string // the data of each event, or its name when it has none
	leave  context.CancelFunc
}

type heard struct {
	Data struct {
		Changes struct {
			Cursor, At, RecordID, Label string
			Reasons                     []string
		}
	}
}

// listen subscribes to changes over server-sent events.
func (s started) listen(t *testing.T, arguments string) *listener {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	body, _ := json.Marshal(map[string]string{"query": "subscription { changes" + arguments + " { cursor at recordId label reasons } }"})
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+"/graphql", strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if kind := response.Header.Get("Content-Type"); response.StatusCode != http.StatusOK || !strings.HasPrefix(kind, "text/event-stream") {
		t.Fatalf("got %d %s, want an event stream", response.StatusCode, kind)
	}
	l := &listener{events: make(chan string, 1000), leave: cancel}
	go func() {
		defer response.Body.Close()
		defer close(l.events)
		name := ""
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			switch key, value, _ := strings.Cut(lines.Text(), ": "); key {
			case "event":
				name = value
			case "data", "data:":
				l.events <- value + map[bool]string{true: name}[value == ""]
			}
		}
	}()
	return l
}

// next is the next change, within some seconds.
func (l *listener) next(t *testing.T) heard {
	t.Helper()
	select {
	case event, more := <-l.events:
		var h heard
		if err := json.Unmarshal([]byte(event), &h); !more || err != nil || h.Data.Changes.RecordID == "" {
			t.Fatalf("got the event %q (more %v), want a change", event, more)
		}
		return h
	case <-time.After(15 * time.Second):
		t.Fatal("no change came")
	}
	return heard{}
}

// note loads an article about a stake in Lab.
func (s started) note(t *testing.T, name, share, revised string) {
	t.Helper()
	text := fmt.Sprintf("capgraph: 1\narticle: {id: %s, title: %s, published: 2025-01-01, revised: %s, type: press}\n"+
		"entities: {company: {firm: Firm, lab: Lab, other: Other}}\nfacts:\n- stake: {owner: firm, company: lab, share: %s}\n  at: p1\n- company: {is: other, industry: chips}\n  at: p2\n", name, name, revised, share)
	answer := s.query(t, fmt.Sprintf(`mutation { seedArticle(input: {text: %q}) { outcome userErrors { message } } }`, text))
	if !strings.Contains(answer, `"userErrors":[]`) {
		t.Fatalf("loading %s: %s", name, answer)
	}
}

func TestChangesComeAsTheyAreCommitted(t *testing.T) {
	s := start(t, "--store", "sqlite::memory:")
	s.note(t, "wire", "10 %", "2025-01-02")
	ofLab, all := s.listen(t, `(of: ["company:lab"])`), s.listen(t, `(since: "2020-01-01T00:00:00Z")`)
	var before []string
	for range 4 {
		before = append(before, all.next(t).Data.Changes.RecordID)
	}
	if want := "company:firm company:lab company:other stake:firm.lab"; strings.Join(before, " ") != want {
		t.Errorf("got %v since the beginning, want %s", before, want)
	}
	time.Sleep(200 * time.Millisecond) // The first client must be listening by now.
	s.note(t, "wire", "12 %", "2025-01-03")
	stake := ofLab.next(t).Data.Changes
	if stake.RecordID != "stake:firm.lab" || !slices.Equal(stake.Reasons, []string{"SOURCE"}) {
		t.Errorf("got %+v, want the stake, corrected", stake)
	}
	if again := all.next(t).Data.Changes; again.Cursor != stake.Cursor {
		t.Errorf("got %+v, want the same change", again)
	}
	ofLab.leave()
	s.note(t, "wire", "14 %", "2025-01-04")
	s.note(t, "wire", "16 %", "2025-01-05")
	for _, where := range []string{`after: "` + stake.Cursor + `"`, `since: "` + stake.At + `"`} {
		back := s.listen(t, `(of: ["company:lab"], `+where+`)`)
		first, second := back.next(t).Data.Changes, back.next(t).Data.Changes
		if !strings.Contains(first.Label, "14 %") || !strings.Contains(second.Label, "16 %") {
			t.Errorf("%s: got %q and %q, want what was missed, each once", where, first.Label, second.Label)
		}
		select {
		case event := <-back.events:
			t.Errorf("%s: got %s, want nothing more", where, event)
		case <-time.After(100 * time.Millisecond):
		}
		back.leave()
	}
	if err := s.stop(); err != nil {
		t.Errorf("stopping while a client listens: got %v, want no error", err)
	}
	for range 2 {
		all.next(t)
	}
	if event, more := <-all.events; more {
		t.Errorf("got %q at the end, want the connection to close without an event", event)
	}
}

// Two servers of one database are two processes: what the one writes, those who
// listen at the other hear within a second or so.
func TestChangesOfAnotherProcess(t *testing.T) {
	hearEachOther(t, "--store", "sqlite:"+t.TempDir()+"/graph.db")
}

func TestChangesOfAnotherServerOnNeo4j(t *testing.T) {
	server := neo4jtest.Open(t)
	server.Clear(t)
	hearEachOther(t, neo4jArgs(server)...)
}

// hearEachOther starts two servers on one store, of which each hears what the
// other writes, in order and each once.
func hearEachOther(t *testing.T, store ...string) {
	t.Helper()
	one, other := start(t, store...), start(t, store...)
	atOne, atOther := one.listen(t, `(of: ["company:lab"])`), other.listen(t, `(of: ["company:lab"])`)
	time.Sleep(200 * time.Millisecond)
	one.note(t, "wire", "10 %", "2025-01-02")
	for _, listening := range []*listener{atOther, atOne} {
		for _, want := range []string{"company:lab", "stake:firm.lab"} {
			began := time.Now()
			if got := listening.next(t).Data.Changes.RecordID; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("%s was heard of after %v, want some seconds at most", want, took)
			}
		}
	}
	other.note(t, "wire", "12 %", "2025-01-03")
	for _, listening := range []*listener{atOther, atOne} {
		if got := listening.next(t).Data.Changes.Label; !strings.Contains(got, "12 %") {
			t.Errorf("got %s, want the corrected stake", got)
		}
	}
}

func TestSubscriptionsThatCannotBegin(t *testing.T) {
	s := start(t, "--store", "sqlite::memory:")
	refused := s.listen(t, `(after: "nonsense")`)
	if event := <-refused.events; !strings.Contains(event, "BAD_USER_INPUT") {
		t.Errorf("got %s, want an error about the cursor", event)
	}
	if event := <-refused.events; event != "complete" {
		t.Errorf("got %s, want the end", event)
	}
	response, err := http.Post(s.url+"/graphql", "application/json", strings.NewReader(`{"query":"subscription { changes { recordId } }"}`))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, _ := io.ReadAll(response.Body); !strings.Contains(string(body), "text/event-stream") {
		t.Errorf("got %s, want to be told what to accept", body)
	}
}
