package transport_test

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"capgraph/web/transport"
)

// tune subscribes to ticks and returns the lines that come, until the stream ends.
func (s *site) tune(t *testing.T) (lines <-chan string, leave func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+"/graphql", strings.NewReader(`{"query":"subscription { tick }"}`))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", plain)
	request.Header.Set("Accept", "text/event-stream")
	response, err := s.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	came := make(chan string, 1000)
	go func() {
		defer close(came)
		defer response.Body.Close()
		for scanner := bufio.NewScanner(response.Body); scanner.Scan(); {
			if scanner.Text() != "" {
				came <- scanner.Text()
			}
		}
	}()
	return came, cancel
}

func expectLines(t *testing.T, lines <-chan string, want ...string) {
	t.Helper()
	for _, line := range want {
		select {
		case got, more := <-lines:
			if got != line {
				t.Errorf("got %q (more %v), want %q", got, more, line)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%q did not come", line)
		}
	}
}

var ticking = []string{": listening", "event: next", `data: {"data":{"tick":"1"}}`, "event: next", `data: {"data":{"tick":"2"}}`}

// What limits other answers in time would end a subscription within a second.
func TestSubscriptionsOutliveTimeouts(t *testing.T) {
	closing := make(chan struct{})
	s := openWith(t, func(server *http.Server) {
		server.WriteTimeout, server.ReadTimeout = 200*time.Millisecond, 200*time.Millisecond
	}, func(c *transport.Config) {
		c.Timeout, c.Heartbeat, c.Closing = 50*time.Millisecond, 100*time.Millisecond, closing
	})
	lines, _ := s.tune(t)
	expectLines(t, lines, ticking...)
	for range 8 {
		expectLines(t, lines, ":")
	}
	close(closing)
	for line := range lines {
		if strings.HasPrefix(line, "event") {
			t.Errorf("got %q at shutdown, want no event, so that the client connects again", line)
		}
	}
}

func TestSubscriptionsAreLimited(t *testing.T) {
	s := open(t, func(c *transport.Config) { c.MaxListeners = 1 })
	lines, leave := s.tune(t)
	expectLines(t, lines, ticking...)
	refused, _ := s.tune(t)
	expectLines(t, refused, "event: next")
	if got := <-refused; !strings.Contains(got, "LIMIT_EXCEEDED") {
		t.Errorf("got %s, want the limit", got)
	}
	expectLines(t, refused, "event: complete", "data:")
	leave()
	for range lines {
	}
	for deadline := time.Now().Add(10 * time.Second); ; { // The server hears of it a little later.
		again, _ := s.tune(t)
		if first := <-again; first == ticking[0] {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("the place of a client that left stays taken")
		}
	}
}
