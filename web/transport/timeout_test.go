package transport_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"capgraph/web/transport"
)

func TestTimeout(t *testing.T) {
	s := open(t, func(c *transport.Config) { c.Timeout = 50 * time.Millisecond })
	for _, media := range []string{modern, plain} {
		start := time.Now()
		got := s.post(t, `{slow echo(text:"x")}`, "Accept", media)
		expect(t, got, 200, "TIMEOUT", true)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("took %v", took)
		}
		if reason := <-s.world.stopped; !errors.Is(reason, context.DeadlineExceeded) {
			t.Errorf("the work stopped for %v", reason)
		}
		if found := leaks.FindString(got.body); found != "" {
			t.Errorf("%q reaches the client", found)
		}
		if !strings.Contains(got.body, `"echo":"x"`) {
			t.Error("what was ready in time is gone")
		}
	}
}

// Time may be over before the first resolver runs; the answer has its form still.
func TestTimeoutBeforeTheFirstField(t *testing.T) {
	s := open(t, func(c *transport.Config) { c.Timeout = 1 })
	got := s.post(t, `{echo(text:"x")}`, "Accept", modern)
	expect(t, got, 200, "TIMEOUT", true)
	if string(got.keys["data"]) != "null" || s.world.ran.Load() > 0 {
		t.Errorf("got data %s after %d fields", got.keys["data"], s.world.ran.Load())
	}
}

// A client that hangs up stops its work, and is counted as gone.
func TestCancel(t *testing.T) {
	s := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	request, err := http.NewRequestWithContext(ctx, "POST", s.URL, strings.NewReader(`{"query":"{slow}"}`))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", plain)
	go func() {
		<-s.world.started
		cancel()
	}()
	if response, err := s.Client().Do(request); err == nil {
		response.Body.Close()
		t.Fatal("got an answer to a request that was cancelled")
	}
	if reason := <-s.world.stopped; !errors.Is(reason, context.Canceled) {
		t.Errorf("the work stopped for %v", reason)
	}
	s.Close()
	if log := s.log.String(); !strings.Contains(log, `"status":499`) || !strings.Contains(log, `"outcome":"cancelled"`) {
		t.Errorf("got log %s", log)
	}
	if log := s.log.String(); strings.Contains(log, "operation failed") {
		t.Errorf("a cancelled request is logged as an error: %s", log)
	}
}

func TestServerHasEveryTimeout(t *testing.T) {
	got := transport.Server("localhost:1", http.NotFoundHandler())
	if got.ReadHeaderTimeout != 5*time.Second || got.ReadTimeout != 30*time.Second ||
		got.WriteTimeout != time.Minute || got.IdleTimeout != 2*time.Minute || got.MaxHeaderBytes != 32<<10 {
		t.Errorf("got %+v", got)
	}
}
