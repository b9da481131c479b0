package transport

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// eventStream is the media type of server-sent events. An operation that is
// answered so sends an event "next" with each answer, and "complete" at the end: the
// distinct connections mode of the GraphQL over server-sent events protocol.
const eventStream = "text/event-stream"

// patience is how long one write to a client that listens may take.
const patience = 30 * time.Second

// wants is how a client wants its answer.
type wants struct {
	media   string // of a single answer; "" when the client takes none
	streams bool   // whether it takes server-sent events
}

// negotiateAll is negotiate, and whether the client names server-sent events.
func negotiateAll(header []string) (wants, bool) {
	media, acceptable := negotiate(header)
	weight, named := parseAccept(header).quality(eventStream)
	w := wants{media: media, streams: named && weight > 0}
	if !acceptable {
		w.media = ""
	}
	return w, acceptable || w.streams
}

// streamed says whether an operation is answered by events: a subscription to
// whoever takes them, and everything to whoever takes nothing else.
func (w wants) streamed(op *graphql.OperationContext) bool {
	return w.streams && (w.media == "" || isSubscription(op))
}

func isSubscription(op *graphql.OperationContext) bool {
	return op != nil && op.Operation != nil && op.Operation.Operation == ast.Subscription
}

// stream is the sending of events to one client.
type stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

// openStream begins the answer. What limits other answers in time would end
// this one: from here on each write has a limit of its own.
func openStream(w http.ResponseWriter) *stream {
	s := &stream{w, http.NewResponseController(w)}
	_ = s.control.SetReadDeadline(time.Time{}) // What cannot do so has no deadline.
	header := w.Header()
	header.Set("Content-Type", eventStream+"; charset=utf-8")
	header.Set("X-Accel-Buffering", "no") // nginx would hold events back
	w.WriteHeader(http.StatusOK)
	return s
}

// send writes text and says whether the client may still be there.
func (s *stream) send(text []byte) bool {
	_ = s.control.SetWriteDeadline(time.Now().Add(patience))
	if _, err := s.w.Write(text); err != nil {
		return false
	}
	return s.control.Flush() == nil
}

// next sends an answer as an event.
func (s *stream) next(a answer) bool {
	body, err := a.encode()
	if err != nil {
		panic(err) // As in send of an answer.
	}
	return s.send(append(append([]byte("event: next\ndata: "), bytes.TrimSpace(body)...), "\n\n"...))
}

// comment sends what clients ignore: it keeps proxies from closing the
// connection, and finds out whether the client is there.
func (s *stream) comment(text string) bool { return s.send([]byte(":" + text + "\n\n")) }

func (s *stream) complete() { s.send([]byte("event: complete\ndata:\n\n")) }

// listen runs an operation and sends all its answers, until it is over, the
// client leaves, or the server shuts down. In the last case no event says that it is
// complete, so that the client connects again.
func (e *endpoint) listen(ctx context.Context, w http.ResponseWriter, op *graphql.OperationContext) {
	if isSubscription(op) {
		if !e.listeners.enter() {
			visitOf(ctx).outcome = outcomeRefused
			s := openStream(w)
			s.next(answer{errors: gqlerror.List{coded(codeLimit, "too many clients listen; try again later, or ask the query of the same name now and then")}})
			s.complete()
			return
		}
		defer e.listeners.leave()
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := openStream(w)
	visitOf(ctx).outcome = outcomeOK
	e.pump(ctx, s, e.answers(ctx, op))
}

// answers runs the operation beside the caller and passes on what comes of it;
// the channel is closed at the end.
func (e *endpoint) answers(ctx context.Context, op *graphql.OperationContext) <-chan answer {
	answers := make(chan answer)
	go func() {
		defer close(answers)
		next, inner := e.exec.DispatchOperation(ctx, op)
		for {
			response := next(inner)
			if response == nil {
				return
			}
			shown, data := first(response.Errors), bytes.Clone(response.Data) // gqlgen writes the next answer over it.
			select {
			case answers <- answer{shown, len(response.Errors) - len(shown), data, response.Extensions}:
			case <-ctx.Done():
				return
			}
			if !isSubscription(op) {
				return
			}
		}
	}()
	return answers
}

func (e *endpoint) pump(ctx context.Context, s *stream, answers <-chan answer) {
	heartbeat := time.NewTicker(e.heartbeat)
	defer heartbeat.Stop()
	alive := s.comment(" listening")
	for alive {
		select {
		case <-ctx.Done():
			alive = false
		case <-e.closing:
			s.comment(" the server shuts down; connect again")
			return
		case <-heartbeat.C:
			alive = s.comment("")
		case a, more := <-answers:
			if !more {
				s.complete()
				return
			}
			alive = s.next(a)
		}
	}
	visitOf(ctx).outcome = outcomeCancelled
}

// listeners counts the clients that listen.
type listeners chan struct{}

func (l listeners) enter() bool {
	select {
	case l <- struct{}{}:
		return true
	default:
		return false
	}
}

func (l listeners) leave() { <-l }
