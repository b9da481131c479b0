package transport

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/rs/zerolog"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// What can come of an operation, for the metrics and the log.
const (
	outcomeOK        = "ok"
	outcomeFailed    = "failed"  // it ran and some field has an error
	outcomeRefused   = "refused" // it did not begin
	outcomeTimeout   = "timeout"
	outcomeCancelled = "cancelled"
	outcomeInternal  = "internal"
)

// statusGone is what proxies log for a client that did not wait.
const statusGone = 499

// observe is the outermost station. It gives the request its id and the
// response its headers, turns a panic into a 500, and when all is over counts
// the request and writes one line to the log: never a variable, never a key.
func observe(log zerolog.Logger, m *meters, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start, visit := time.Now(), newVisit(r, log)
		r = r.WithContext(visit.within(r.Context()))
		out := &recorder{ResponseWriter: w}
		harden(w.Header(), visit.id)
		m.inFlight.Inc()
		defer func() {
			m.inFlight.Dec()
			status, took := out.status, time.Since(start)
			if status == 0 || visit.outcome == outcomeCancelled {
				status = statusGone
			}
			m.count(visit, status, took)
			visit.line(r.Method, status, took)
		}()
		defer rescue(out, r)
		next.ServeHTTP(out, r)
	})
}

// harden sets the headers that every response has. Answers change with the data
// and with who asks, so no cache may keep them.
func harden(header http.Header, id string) {
	header.Set("X-Request-Id", id)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cache-Control", "no-store")
	header.Set("Vary", "Accept, Origin")
}

// rescue answers for a panic outside of the resolvers, which gqlgen's executor
// catches itself. http.ErrAbortHandler is how handlers hang up on purpose.
func rescue(out *recorder, r *http.Request) {
	value := recover()
	if value == nil {
		return
	}
	if err, isError := value.(error); isError && errors.Is(err, http.ErrAbortHandler) {
		panic(value)
	}
	visit := visitOf(r.Context())
	visit.log.Error().Str("error", fmt.Sprint(value)).Bytes("stack", debug.Stack()).Msg("request failed")
	if out.status == 0 {
		refused := answer{errors: gqlerror.List{coded(codeInternal, internal.message)}}
		refused.errors[0].Extensions["requestId"] = visit.id
		refused.send(out, plainJSON, http.StatusInternalServerError)
	}
}

// recorder remembers the status of a response.
type recorder struct {
	http.ResponseWriter
	status int
}

// WriteHeader implements http.ResponseWriter.
func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController through.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// note keeps what the log and the metrics say of an operation.
func (v *visit) note(op *graphql.OperationContext) {
	if op.Operation == nil {
		return
	}
	v.operation = clip(op.Operation.Name, 64)
	switch op.Operation.Operation {
	case ast.Query, ast.Mutation, ast.Subscription:
		v.kind = string(op.Operation.Operation)
	}
}

// line writes the access log. Writes and refusals are worth a line in
// production; reads are not.
func (v *visit) line(method string, status int, took time.Duration) {
	level := zerolog.DebugLevel
	if v.kind == string(ast.Mutation) || status >= http.StatusBadRequest {
		level = zerolog.InfoLevel
	}
	v.log.WithLevel(level).
		Str("method", knownMethod(method)).Str("operation", v.operation).Str("kind", v.kind).
		Str("outcome", v.outcome).Str("actor", v.actor).
		Int("status", status).Dur("ms", took).Msg("request")
}

func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodPost, http.MethodOptions, http.MethodHead:
		return method
	}
	return "other"
}

// outcomeOf sums up the errors of an operation that ran; the worst one counts.
func outcomeOf(ctx context.Context, errs gqlerror.List) string {
	if errors.Is(ctx.Err(), context.Canceled) {
		return outcomeCancelled
	}
	outcome := outcomeOK
	for _, err := range errs {
		switch codeIn(err) {
		case codeInternal:
			return outcomeInternal
		case codeTimeout:
			outcome = outcomeTimeout
		default:
			if outcome == outcomeOK {
				outcome = outcomeFailed
			}
		}
	}
	return outcome
}
