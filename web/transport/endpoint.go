package transport

import (
	"context"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// endpoint takes one request from its headers to its answer.
type endpoint struct {
	exec               *executor.Executor
	timeout            time.Duration
	maxBody, maxUpload int64
	heartbeat          time.Duration
	listeners          listeners
	closing            <-chan struct{}
}

func newEndpoint(c Config) *endpoint {
	return &endpoint{newExecutor(c), c.Timeout, c.MaxBody, c.MaxUpload, c.Heartbeat, make(listeners, c.MaxListeners), c.Closing}
}

// ServeHTTP implements http.Handler. Nothing before run touches a resolver.
func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	wanted, acceptable := negotiateAll(r.Header.Values("Accept"))
	if !acceptable {
		refusal(http.StatusNotAcceptable, "answers are "+responseJSON+", "+plainJSON+" or "+eventStream).write(w, r)
		return
	}
	params, wrong := readParams(w, r, e.bodyLimit(r.Context()))
	if wrong != nil {
		wrong.write(w, r)
		return
	}
	visitOf(r.Context()).streams = wanted.streams
	untimed := graphql.StartOperationTrace(r.Context())
	ctx, cancel := context.WithTimeout(untimed, e.timeout)
	defer cancel()
	op, errs := e.exec.CreateOperationContext(ctx, params)
	visitOf(ctx).note(op)
	switch {
	case r.Method == http.MethodGet && op.Operation != nil && op.Operation.Operation != ast.Query && !(isSubscription(op) && wanted.streams):
		visitOf(ctx).outcome = outcomeRefused
		methodNotAllowed("POST").write(w, r)
	case len(errs) > 0 && wanted.streamed(op):
		refuseStreaming(ctx, w, op, errs)
	case len(errs) > 0:
		refuse(ctx, w, wanted.media, op, errs)
	case isSubscription(op):
		e.listen(untimed, w, op)
	case wanted.streamed(op):
		e.listen(ctx, w, op)
	default:
		e.run(ctx, w, wanted.media, op)
	}
}

func (e *endpoint) bodyLimit(ctx context.Context) int64 {
	if MayWrite(ctx) {
		return max(e.maxBody, e.maxUpload)
	}
	return e.maxBody
}

// refuse answers for an operation that cannot begin.
func refuse(ctx context.Context, w http.ResponseWriter, media string, op *graphql.OperationContext, all gqlerror.List) {
	refused := refusedAnswer(ctx, op, all)
	refused.send(w, media, refusedStatus(w.Header(), media, refused.errors))
}

// refuseStreaming does so by an event, since clients that listen take any
// status but 200 for a broken connection.
func refuseStreaming(ctx context.Context, w http.ResponseWriter, op *graphql.OperationContext, all gqlerror.List) {
	refused := refusedAnswer(ctx, op, all)
	s := openStream(w)
	s.next(refused)
	s.complete()
}

func refusedAnswer(ctx context.Context, op *graphql.OperationContext, all gqlerror.List) answer {
	visitOf(ctx).outcome = outcomeRefused
	shown := first(all)
	refused := answer{errors: notBegun(ctx, shown), omitted: len(all) - len(shown)}
	refused.addCost(op)
	return refused
}

// run executes the operation and writes what came of it.
func (e *endpoint) run(ctx context.Context, w http.ResponseWriter, media string, op *graphql.OperationContext) {
	next, inner := e.exec.DispatchOperation(ctx, op)
	response := next(inner)
	if response == nil { // gqlgen's way to say that the context has ended
		response = &graphql.Response{Errors: gqlerror.List{present(ctx, ctx.Err())}}
	}
	visitOf(ctx).outcome = outcomeOf(ctx, response.Errors)
	shown := first(response.Errors)
	done := answer{shown, len(response.Errors) - len(shown), response.Data, response.Extensions}
	if done.data == nil {
		done.data = []byte("null")
	}
	done.addCost(op)
	done.send(w, media, http.StatusOK)
}

// refusedStatus is the status of an operation that did not begin. Older clients
// take any status but 200 for a broken server.
func refusedStatus(header http.Header, media string, errs gqlerror.List) int {
	switch {
	case media == plainJSON:
		return http.StatusOK
	case codeIn(errs[0]) == codeUnauthenticated:
		header.Set("WWW-Authenticate", bearerChallenge)
		return http.StatusUnauthorized
	default:
		return http.StatusBadRequest
	}
}

// first cuts a list of errors to what one answer carries.
func first(errs gqlerror.List) gqlerror.List {
	return errs[:min(len(errs), maxErrors)]
}

func (a *answer) addCost(op *graphql.OperationContext) {
	if c, known := costOf(op); known {
		a.extension(costExtension, c)
	}
}
