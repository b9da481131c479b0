package transport

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/rs/zerolog"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"capgraph/graph"
)

// The codes that this package gives by itself; doc.go lists the whole set.
const (
	codeInvalid         = "BAD_USER_INPUT"
	codeLimit           = "LIMIT_EXCEEDED"
	codeUnauthenticated = "UNAUTHENTICATED"
	codeForbidden       = "FORBIDDEN"
	codeTimeout         = "TIMEOUT"
	codeCancelled       = "CANCELLED"
	codeInternal        = "INTERNAL"
)

const (
	maxErrors        = 20   // in one answer
	maxMessage       = 300  // characters of an error of gqlgen's
	maxDomainMessage = 2000 // characters of an error of ours, which may list candidates
)

// verdict is what one error comes to: what the client is told, and how loud the
// log is about the rest (zerolog.Disabled: nothing that the client does not see).
type verdict struct {
	code    string
	message string
	place   string
	level   zerolog.Level
}

// present is gqlgen's error presenter: every error passes through it once, and
// only words meant for people leave it. What the client is not told is logged
// here and nowhere else, under the request id that the client is told.
func present(ctx context.Context, err error) *gqlerror.Error {
	v := judge(ctx, err)
	shown := coded(v.code, v.message)
	shown.Path, shown.Locations = graphql.GetPath(ctx), nil
	if located := (*gqlerror.Error)(nil); errors.As(err, &located) {
		shown.Path, shown.Locations = located.Path, located.Locations
	}
	if v.place != "" {
		shown.Extensions["place"] = clip(v.place, maxMessage)
	}
	if v.level != zerolog.Disabled {
		shown.Extensions["requestId"] = RequestID(ctx)
		logError(ctx, v, shown, err)
	}
	return shown
}

// judge decides about one error. Domain errors come first because they were
// made to be read; anything that nobody thought of is internal.
func judge(ctx context.Context, err error) verdict {
	var (
		domain   *graph.Error
		protocol *gqlerror.Error
		isDomain = errors.As(err, &domain)
	)
	switch {
	case isDomain && domain.Code != graph.Internal && domain.Code != graph.Unavailable:
		return verdict{wireCode(ctx, domain.Code), clip(domain.Message, maxDomainMessage), domain.Place, zerolog.Disabled}
	case stopped(ctx, err, isDomain, context.DeadlineExceeded):
		return verdict{codeTimeout, "the operation took too long and was stopped", "", zerolog.WarnLevel}
	case stopped(ctx, err, isDomain, context.Canceled):
		return verdict{codeCancelled, "the request was cancelled", "", zerolog.Disabled}
	case isDomain && domain.Code == graph.Unavailable:
		return verdict{"UNAVAILABLE", clip(domain.Message, maxDomainMessage), domain.Place, zerolog.WarnLevel}
	case isDomain || isDefect(err):
		return internal
	case isArgument(ctx):
		return verdict{codeInvalid, argumentMessage(ctx, err), "", zerolog.Disabled}
	case errors.As(err, &protocol) && protocol.Err == nil && codeIn(protocol) != "":
		return verdict{codeIn(protocol), clip(protocol.Message, maxMessage), "", zerolog.Disabled}
	default:
		return internal
	}
}

var internal = verdict{codeInternal, "internal error", "", zerolog.ErrorLevel}

// wireCode is the code that clients see for a code of the domain. Who may not do
// something is told to show a key, or, having shown one, that it is no use.
func wireCode(ctx context.Context, code graph.Code) string {
	switch code {
	case graph.Invalid:
		return codeInvalid
	case graph.Limit:
		return codeLimit
	case graph.NotFound, graph.Conflict, graph.Ambiguous:
		return string(code)
	case graph.Unauthorized:
		if MayWrite(ctx) {
			return codeForbidden
		}
		return codeUnauthenticated
	default:
		return codeInternal
	}
}

// stopped reports that the end of the context explains the error: stores give
// errors of their own when they are interrupted. A domain error that merely was
// caused by some other deadline, such as the store's own, speaks for itself.
func stopped(ctx context.Context, err error, isDomain bool, reason error) bool {
	return errors.Is(ctx.Err(), reason) || !isDomain && errors.Is(err, reason)
}

// isArgument reports that gqlgen was still reading the arguments of the field
// when the error came, so that the input is wrong and no resolver has run.
func isArgument(ctx context.Context) bool {
	field := graphql.GetFieldContext(ctx)
	return field != nil && field.Args == nil && field.Field.Field != nil &&
		field.Field.Definition != nil && len(field.Field.Definition.Arguments) > 0
}

// argumentMessage names the argument and not what gqlgen says of it, which is
// put in terms of Go.
func argumentMessage(ctx context.Context, err error) string {
	path := graphql.GetPath(ctx)
	if located := (*gqlerror.Error)(nil); errors.As(err, &located) {
		path = located.Path
	}
	return clip(fmt.Sprintf("the value at %s does not fit its type", path), maxMessage)
}

// defect is a panic on its way to the log.
type defect struct {
	value any
	stack []byte
}

func (d *defect) Error() string { return fmt.Sprintf("panic: %v", d.value) }

// recovered is gqlgen's recover function. The presenter logs what it returns.
func recovered(_ context.Context, value any) error {
	return &defect{value, debug.Stack()}
}

func isDefect(err error) bool {
	var d *defect
	return errors.As(err, &d)
}

func logError(ctx context.Context, v verdict, shown *gqlerror.Error, err error) {
	visit := visitOf(ctx)
	if visit == nil {
		return
	}
	event := visit.report(v.level).Str("code", v.code).Stringer("path", shown.Path).Str("error", cause(err))
	if d := (*defect)(nil); errors.As(err, &d) {
		event.Bytes("stack", d.stack)
	}
	event.Msg("operation failed")
}

// cause is the text for the log: the sentence and, if there is one, the reason
// behind it, which a domain error keeps out of its own text.
func cause(err error) string {
	var domain *graph.Error
	if errors.As(err, &domain) && domain.Cause != nil {
		return err.Error() + ": " + domain.Cause.Error()
	}
	return err.Error()
}

// coded makes an error with a code and nothing else.
func coded(code, message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": code}}
}

func codeIn(err *gqlerror.Error) string {
	code, _ := err.Extensions["code"].(string)
	return code
}

// notBegun presents the errors of an operation that could not start. While one
// runs, gqlgen calls present itself.
func notBegun(ctx context.Context, list gqlerror.List) gqlerror.List {
	shown := make(gqlerror.List, 0, len(list))
	for _, err := range list {
		if len(err.Path) > 0 && codeIn(err) == errcode.ValidationFailed {
			err = coded(errcode.ValidationFailed, variableMessage(err))
		}
		shown = append(shown, present(ctx, err))
	}
	return shown
}

// variableMessage says what is wrong with a variable. gqlparser names the Go
// kind of the value it got; what the schema wants is enough.
func variableMessage(err *gqlerror.Error) string {
	name := "$" + strings.TrimPrefix(err.Path.String(), "variable.")
	if _, wanted, found := strings.Cut(err.Message, " as "); found && strings.HasPrefix(err.Message, "cannot use ") {
		wanted, _, _ = strings.Cut(wanted, ":")
		return name + " must be a value of type " + wanted
	}
	wanted, _, _ := strings.Cut(err.Message, ", not a ")
	return name + ": " + wanted
}

// clip shortens a text to a number of characters.
func clip(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	return string([]rune(text)[:limit-1]) + "…"
}
