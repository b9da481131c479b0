package transport_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"capgraph/web/transport"
)

// A body that does not come is not waited for.
func TestSlowBody(t *testing.T) {
	s := hasty(t)
	conn := dial(t, s)
	fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"query\"")
	reader := bufio.NewReader(conn)
	response, err := http.ReadResponse(reader, nil)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, read(t, response), http.StatusRequestTimeout, "TIMEOUT", false)
	if _, err := reader.ReadByte(); err != io.EOF {
		t.Errorf("the connection stays open: %v", err)
	}
}

func TestSlowHeaders(t *testing.T) {
	conn := dial(t, hasty(t))
	fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-")
	answer, err := io.ReadAll(conn)
	if err != nil || strings.HasPrefix(string(answer), "HTTP/1.1 200") {
		t.Errorf("got %q, %v; want the connection closed", answer, err)
	}
}

func TestLargeHeaders(t *testing.T) {
	s := open(t)
	got := s.do(t, "GET", "/graphql?query={boom}", nil, "X-Large", strings.Repeat("x", 40<<10))
	if got.status != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("got %d, want 431", got.status)
	}
	long := s.do(t, "GET", "/graphql?query="+strings.Repeat("x", 40<<10), nil)
	if long.status != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("got %d, want 431", long.status)
	}
	expect(t, s.do(t, "GET", "/graphql?query={__typename}", nil, "X-Large", strings.Repeat("x", 20<<10)), 200, "", true)
}

// hasty is a site whose server waits for 100 ms instead of seconds.
func hasty(t *testing.T) *site {
	t.Helper()
	s := &site{world: newWorld()}
	s.Server = httptest.NewUnstartedServer(nil)
	s.Config = transport.Server("", transport.New(transport.Config{Schema: s.world}))
	s.Config.ReadHeaderTimeout, s.Config.ReadTimeout = 100*time.Millisecond, 100*time.Millisecond
	s.Start()
	t.Cleanup(s.Close)
	return s
}

func dial(t *testing.T, s *site) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.SetDeadline(time.Now().Add(5 * time.Second)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}
