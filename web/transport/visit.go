package transport

import (
	"context"
	"crypto/rand"
	"net/http"
	"regexp"
	"sync/atomic"

	"github.com/rs/zerolog"
)

// Actor names who is asking: the name of the API key that was shown,
// "anonymous" when none was, "local" when no keys are configured.
func Actor(ctx context.Context) string {
	if v := visitOf(ctx); v != nil && v.actor != "" {
		return v.actor
	}
	return anonymous
}

// MayWrite reports whether mutations are open to the caller: a valid key was
// shown, or no keys are configured. It is false outside a request.
func MayWrite(ctx context.Context) bool {
	v := visitOf(ctx)
	return v != nil && v.mayWrite
}

// RequestID returns the id that the response and the log carry for this
// request, and "" outside a request.
func RequestID(ctx context.Context) string {
	if v := visitOf(ctx); v != nil {
		return v.id
	}
	return ""
}

// visit is what the stations of one request tell each other. The handler's
// goroutine writes it; resolvers, which run beside each other, only read it,
// except for the count of reports.
type visit struct {
	id       string
	log      zerolog.Logger
	actor    string
	mayWrite bool
	streams  bool // whether the client takes server-sent events

	operation string // its name, bounded, or ""
	kind      string // query, mutation, subscription or none
	outcome   string // see the constants in observe.go; "" if nothing was asked

	reports atomic.Int32 // errors written to the log so far
}

type visitKey struct{}

func visitOf(ctx context.Context) *visit {
	v, _ := ctx.Value(visitKey{}).(*visit)
	return v
}

func (v *visit) within(ctx context.Context) context.Context {
	return context.WithValue(ctx, visitKey{}, v)
}

func newVisit(r *http.Request, log zerolog.Logger) *visit {
	id := requestID(r.Header.Get("X-Request-Id"))
	return &visit{id: id, log: log.With().Str("request", id).Logger(), kind: "none"}
}

var saneID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// requestID keeps an id that a proxy gave, if it is harmless, and makes one
// otherwise.
func requestID(given string) string {
	if saneID.MatchString(given) {
		return given
	}
	return rand.Text()
}

// report returns the event for an error that only the log may see. One request
// reports as many errors as one answer may carry; the rest say the same.
func (v *visit) report(level zerolog.Level) *zerolog.Event {
	if v.reports.Add(1) > maxErrors {
		return nil // zerolog takes a nil event as one that is switched off
	}
	return v.log.WithLevel(level)
}
