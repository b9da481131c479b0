package graphiql

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

const apiKey = "cg-key-that-must-not-be-stored"

var browserExamples = []Example{
	{Name: "Hello, with an argument", Query: "query Hello($name: String) {\n  hello(name: $name)\n}", Variables: `{"name": "Ada"}`},
	{Name: "A field that is not there", Query: "query Wrong {\n  nothing\n}"},
	{Name: "Third", Query: "query Third {\n  hello\n}"},
	{Name: "Fourth, only in the menu", Query: "query Fourth {\n  hello\n}", Variables: `{"fourth": true}`},
	{Name: "A subscription", Query: "subscription Ticks {\n  tick\n}"},
}

// TestPageInARealBrowser loads the page in Chromium, with every other host blocked, and works with it as a reader
// would. SCREENSHOTS=folder keeps pictures of it.
func TestPageInARealBrowser(t *testing.T) {
	endpoint := &fakeEndpoint{ticks: make(chan string), left: make(chan struct{})}
	mux := http.NewServeMux()
	mux.Handle("GET /graphql", Page("/graphql", browserExamples))
	mux.Handle("POST /graphql", endpoint)
	mux.Handle(AssetsPath, Assets())
	server := httptest.NewServer(mux)
	defer server.Close()

	browser := startBrowser(t)
	seen := watch(t, browser)
	run := func(what string, steps ...step) {
		t.Helper()
		if err := chromedp.Do(browser, steps...); err != nil {
			t.Fatalf("%s: %v\n%s\nthe endpoint got: %q", what, err, seen, endpoint.all())
		}
	}

	run("open the page", chromedp.Navigate(server.URL+"/graphql"))
	run("the first example is in the editor", textAppears(".graphiql-query-editor .view-lines", "query Hello($name: String)"))
	run("its variables too", textAppears(`[aria-label="Variables"] .view-lines`, `{"name": "Ada"}`))
	run("the schema arrived", introspected(endpoint))
	if got := tabTitles(t, browser); got != "Hello,Wrong,Third" {
		t.Errorf("got tabs %s, want Hello,Wrong,Third", got)
	}

	run("enter a key", setHeaders(fmt.Sprintf(`{"Authorization": "Bearer %s"}`, apiKey)),
		chromedp.Sleep(time.Second)) // The history takes it up with a delay.
	run("execute", click(".graphiql-execute-button"))
	run("the answer is shown", textAppears(".graphiql-response .view-lines", "hello, Ada"))
	if got, want := endpoint.last().authorization, "Bearer "+apiKey; got != want {
		t.Errorf("got Authorization %q, want %q", got, want)
	}
	keepScreenshot(t, browser, "answer.png")

	run("open the second tab", click("#graphiql-session-tab-1"))
	run("the worker marks the wrong field", chromedp.WaitReady(chromedp.CSS(".graphiql-query-editor .squiggly-error")))
	keepScreenshot(t, browser, "error.png")

	run("open the menu", click(`button[aria-label="Show Examples"]`),
		click(`section[aria-label="Examples"] li:nth-child(4) button`))
	run("the fourth example is in the editor", textAppears(".graphiql-query-editor .view-lines", "query Fourth"),
		textAppears(`[aria-label="Variables"] .view-lines`, `{"fourth": true}`))
	keepScreenshot(t, browser, "menu.png")

	run("wait for GraphiQL, which names its tabs late", chromedp.Sleep(time.Second))
	run("open the subscription", click(`section[aria-label="Examples"] li:nth-child(5) button`))
	run("its text is in the editor", textAppears(".graphiql-query-editor .view-lines", "subscription Ticks"))
	run("wait for GraphiQL, which hears late of the operation's name", chromedp.Sleep(2*time.Second))
	run("listen", click(".graphiql-execute-button"))
	for _, tick := range []string{"one", "two"} {
		select {
		case endpoint.ticks <- tick:
		case <-time.After(20 * time.Second):
			t.Fatalf("the page does not listen\n%s\nthe endpoint got: %q", seen, endpoint.all())
		}
		run("what comes is shown", textAppears(".graphiql-response .view-lines", "tick "+tick))
	}
	run("stop", click(".graphiql-execute-button"))
	select {
	case <-endpoint.left:
	case <-time.After(20 * time.Second):
		t.Error("the page goes on listening when it was told to stop")
	}

	run("wait for GraphiQL, which stores its tabs half a second late", chromedp.Sleep(time.Second))
	stored := evaluate(t, browser, `JSON.stringify(localStorage)`)
	if !strings.Contains(stored, "query Fourth") || !strings.Contains(stored, "queries") {
		t.Errorf("got storage %s, want the tabs and the history in it", stored)
	}
	if strings.Contains(stored, apiKey) {
		t.Errorf("the API key is in the browser's storage: %s", stored)
	}

	run("load again", chromedp.Reload())
	run("the tabs are still there", textAppears(".graphiql-query-editor .view-lines", "subscription Ticks"))
	if got := tabTitles(t, browser); got != "Hello,Wrong,Third,Fourth,Ticks" {
		t.Errorf("got tabs %s after a reload, want Hello,Wrong,Third,Fourth,Ticks", got)
	}

	seen.check(t, server.URL)
}

// startBrowser skips the test if there is no Chromium.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	executable := ""
	for _, name := range []string{"/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			executable = found
			break
		}
	}
	if executable == "" {
		const message = "NOT RUN: real browser: there is no chromium or google-chrome here, so nothing shows that the page works"
		if os.Getenv("CAPGRAPH_TEST_REQUIRE") != "" {
			t.Fatal(message)
		}
		t.Skip(message)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(executable),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.WindowSize(1400, 900),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.DisableGPU,
	)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	// Not t.Context(), which ends before the browser can be stopped in peace.
	deadline, cancelDeadline := context.WithTimeout(context.Background(), 2*time.Minute)
	t.Cleanup(cancelDeadline)
	allocator, cancelAllocator := chromedp.NewExecAllocator(deadline, options...)
	t.Cleanup(cancelAllocator)
	browser, cancelBrowser := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		if err := chromedp.Cancel(browser); err != nil {
			t.Logf("stop the browser: %v", err)
		}
		cancelBrowser()
	})
	if err := chromedp.Do(browser); err != nil {
		t.Fatalf("start %s: %v", executable, err)
	}
	return browser
}

// sightings is what the browser told of the page: what it asked for, and what went wrong.
type sightings struct {
	mu       sync.Mutex
	requests []string
	problems []string
}

func watch(t *testing.T, browser context.Context) *sightings {
	t.Helper()
	seen := &sightings{}
	err := chromedp.Listen(browser, func(event any) {
		seen.mu.Lock()
		defer seen.mu.Unlock()
		switch event := event.(type) {
		case *network.EventRequestWillBeSent:
			seen.requests = append(seen.requests, event.Request.URL)
		case *network.EventWebSocketCreated:
			seen.requests = append(seen.requests, event.URL)
		case *network.EventLoadingFailed:
			if !event.Canceled {
				seen.problems = append(seen.problems, "loading failed: "+event.ErrorText)
			}
		case *log.EventEntryAdded: // Violations of the policy are among these.
			seen.problems = append(seen.problems, event.Entry.Text)
		case *runtime.EventExceptionThrown:
			problem := "exception: " + event.ExceptionDetails.Text
			if event.ExceptionDetails.Exception != nil {
				problem += " " + event.ExceptionDetails.Exception.Description
			}
			seen.problems = append(seen.problems, problem)
		case *runtime.EventConsoleAPICalled:
			if event.Type == runtime.ConsoleAPICalledTypeError || event.Type == runtime.ConsoleAPICalledTypeWarning {
				for _, argument := range event.Args {
					seen.problems = append(seen.problems, fmt.Sprintf("console: %s %s", argument.Value, argument.Description))
				}
			}
		}
	})
	if err != nil {
		t.Fatalf("listen to the browser: %v", err)
	}
	return seen
}

func (s *sightings) check(t *testing.T, origin string) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, problem := range s.problems {
		t.Errorf("the browser complained: %s", problem)
	}
	workers := map[string]bool{}
	for _, request := range s.requests {
		local := strings.HasPrefix(request, origin+"/") || strings.HasPrefix(request, "data:") || strings.HasPrefix(request, "blob:"+origin)
		if !local {
			t.Errorf("a request left for %s", request)
		}
		if _, name, found := strings.Cut(request, AssetsPath+"worker-"); found {
			workers[strings.Split(name, "-")[0]] = true
		}
	}
	for _, worker := range []string{"editor", "graphql", "json"} {
		if !workers[worker] {
			t.Errorf("the %s worker was not loaded; requests: %q", worker, s.requests)
		}
	}
}

func (s *sightings) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fmt.Sprintf("requests: %q\nproblems: %q", s.requests, s.problems)
}

// step is something to do in the browser.
type step = chromedp.Action[chromedp.Void]

func click(selector string) step {
	return chromedp.Click(chromedp.CSS(selector))
}

// textAppears waits for text in an editor, whose spaces are no-break spaces.
func textAppears(selector, text string) step {
	expression := fmt.Sprintf(`[...document.querySelectorAll(%q)].some((e) => e.textContent.replaceAll("\u00a0", " ").includes(%q))`, selector, text)
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Poll[bool](expression, chromedp.WithPollingInterval(50*time.Millisecond))(ctx, target)
		return chromedp.Void{}, err
	}
}

// setHeaders replaces the text of the headers editor.
func setHeaders(text string) step {
	return chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`__MONACO.editor.getModels().find((m) => m.uri.path.includes("headers")).setValue(%q)`, text))
}

// introspected waits until the endpoint was asked for its schema.
func introspected(endpoint *fakeEndpoint) step {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		for {
			for _, request := range endpoint.all() {
				if request.OperationName == "IntrospectionQuery" && strings.Contains(request.Query, "__schema") {
					return nil
				}
			}
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(50 * time.Millisecond):
			}
		}
	})
}

func tabTitles(t *testing.T, browser context.Context) string {
	t.Helper()
	return evaluate(t, browser, `[...document.querySelectorAll("[id^=graphiql-session-tab-]")].map((e) => e.title).join()`)
}

func evaluate(t *testing.T, browser context.Context, expression string) string {
	t.Helper()
	value, err := chromedp.Run(browser, chromedp.Evaluate[string](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return value
}

func keepScreenshot(t *testing.T, browser context.Context, name string) {
	t.Helper()
	folder := os.Getenv("SCREENSHOTS")
	if folder == "" {
		return
	}
	picture, err := chromedp.Run(browser, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name), picture, 0o600); err != nil {
		t.Fatal(err)
	}
}

// fakeEndpoint answers any query about the schema with the smallest schema that has hello(name: String): String, and
// a subscription with events, as package transport sends them, and any other with a greeting.
type fakeEndpoint struct {
	ticks chan string   // what a subscription is sent
	left  chan struct{} // closed when its client has left

	mu       sync.Mutex
	requests []graphqlRequest
}

type graphqlRequest struct {
	Query         string
	OperationName string
	Variables     struct{ Name string }
	authorization string
}

func (e *fakeEndpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var request graphqlRequest
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	request.authorization = r.Header.Get("Authorization")
	e.mu.Lock()
	e.requests = append(e.requests, request)
	e.mu.Unlock()
	if r.Header.Get("Accept") == "text/event-stream" {
		e.stream(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/graphql-response+json")
	if strings.Contains(request.Query, "__schema") {
		fmt.Fprint(w, introspection)
		return
	}
	fmt.Fprintf(w, `{"data":{"hello":"hello, %s"}}`, request.Variables.Name)
}

func (e *fakeEndpoint) stream(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	send := func(text string) {
		fmt.Fprint(w, text)
		_ = http.NewResponseController(w).Flush()
	}
	send(": listening\n\n")
	for {
		select {
		case tick := <-e.ticks:
			send(":\n\nevent: next\ndata: {\"data\":{\"tick\":\"tick " + tick + "\"}}\n\n")
		case <-r.Context().Done():
			close(e.left)
			return
		}
	}
}

func (e *fakeEndpoint) all() []graphqlRequest {
	e.mu.Lock()
	defer e.mu.Unlock()
	return append([]graphqlRequest(nil), e.requests...)
}

func (e *fakeEndpoint) last() graphqlRequest {
	all := e.all()
	return all[len(all)-1]
}

const introspection = `{"data": {"__schema": {
  "queryType": {"name": "Query"}, "mutationType": null, "subscriptionType": {"name": "Subscription"}, "directives": [],
  "types": [
    {"kind": "SCALAR", "name": "String"},
    {"kind": "SCALAR", "name": "Boolean"},
    {"kind": "OBJECT", "name": "Query", "interfaces": [], "fields": [{
      "name": "hello", "isDeprecated": false,
      "type": {"kind": "SCALAR", "name": "String"},
      "args": [{"name": "name", "defaultValue": null, "isDeprecated": false, "type": {"kind": "SCALAR", "name": "String"}}]
    }]},
    {"kind": "OBJECT", "name": "Subscription", "interfaces": [], "fields": [{
      "name": "tick", "isDeprecated": false, "args": [], "type": {"kind": "SCALAR", "name": "String"}
    }]}
  ]}}}`
