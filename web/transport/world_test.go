package transport_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"capgraph/graph"
)

const sdl = `
	scalar Day
	enum Colour { RED GREEN }
	input Note { text: String!, stars: Int }
	interface Thing { id: ID! }
	type Node implements Thing { id: ID!, node(first: Int): Node! }
	type Query {
		echo(text: String!): String!
		pick(colour: Colour, notes: [Note!]): String
		day(on: Day): String
		slow: String
		boom: String
		fail(how: String!): String
		hollow: String!
		node(first: Int): Node!
		thing: Thing!
	}
	type Mutation { touch(note: String!): String! }
	type Subscription { tick: String! }
	directive @mark repeatable on FIELD | QUERY | FRAGMENT_SPREAD | INLINE_FRAGMENT | FRAGMENT_DEFINITION | VARIABLE_DEFINITION
`

// world is a schema that is read at a glance, run by gqlgen's own functions for
// fields, so that errors and panics take the ways they take in generated code.
//
//	query
//	├─ echo(text)    gives the text back      ├─ fail(how)  an error by name, see failures
//	├─ pick, day     take awkward arguments   ├─ hollow     null where none may be
//	├─ slow          until it is stopped      ├─ node(first) ─ node ─ node ... without end
//	├─ boom          panics                   └─ thing      a node behind an interface
//	mutation
//	└─ touch(note)   counts its calls
type world struct {
	schema  *ast.Schema
	ran     atomic.Int32 // resolvers that ran, touch included
	touched atomic.Int32
	started chan struct{} // slow has begun
	stopped chan error    // slow has ended, with the reason
	seen    func(context.Context)
}

func newWorld() *world {
	return &world{
		schema:  gqlparser.MustLoadSchema(&ast.Source{Input: sdl}),
		started: make(chan struct{}, 100),
		stopped: make(chan error, 100),
		seen:    func(context.Context) {},
	}
}

func (w *world) Schema() *ast.Schema { return w.schema }

// Complexity weighs a page as a connection would: 1 + first x what is below.
func (w *world) Complexity(_ context.Context, _, field string, below int, args map[string]any) (int, bool) {
	if field != "node" {
		return 0, false
	}
	first, err := graphql.UnmarshalInt(args["first"])
	if err != nil || args["first"] == nil {
		first = 1
	}
	return 1 + first*below, true
}

func (w *world) Exec(ctx context.Context) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx)
	if op.Operation.Operation == ast.Subscription {
		return w.ticks()
	}
	root := map[ast.Operation]string{ast.Query: "Query", ast.Mutation: "Mutation"}[op.Operation.Operation]
	return func(ctx context.Context) *graphql.Response {
		var out bytes.Buffer
		w.object(ctx, root, op.Operation.SelectionSet).MarshalGQL(&out)
		return &graphql.Response{Data: out.Bytes()}
	}
}

// ticks answers twice and then not until it is stopped.
func (w *world) ticks() graphql.ResponseHandler {
	n := 0
	return func(ctx context.Context) *graphql.Response {
		if n++; n > 2 {
			<-ctx.Done()
			return nil
		}
		return &graphql.Response{Data: []byte(fmt.Sprintf(`{"tick":"%d"}`, n))}
	}
}

func (w *world) object(ctx context.Context, name string, set ast.SelectionSet) graphql.Marshaler {
	fields := graphql.CollectFields(graphql.GetOperationContext(ctx), set, []string{name, "Thing"})
	out := graphql.NewFieldSet(fields)
	for i, field := range fields {
		if name == "Mutation" {
			out.Values[i] = w.field(ctx, name, field)
			continue
		}
		out.Concurrently(i, func(ctx context.Context) graphql.Marshaler { return w.field(ctx, name, field) })
	}
	out.Dispatch(ctx)
	return out
}

func (w *world) field(ctx context.Context, object string, field graphql.CollectedField) graphql.Marshaler {
	if field.Name == "__typename" {
		return graphql.MarshalString(object)
	}
	return graphql.ResolveField(ctx, graphql.GetOperationContext(ctx), field,
		func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error) {
			return w.arguments(ctx, object, field)
		},
		func(ctx context.Context) (any, error) { return w.resolve(ctx, field) },
		nil,
		func(ctx context.Context, set ast.SelectionSet, value string) graphql.Marshaler {
			if len(set) > 0 {
				return w.object(ctx, "Node", set)
			}
			return graphql.MarshalString(value)
		},
		true, field.Definition.Type.NonNull)
}

// arguments does what generated code does: read them, report what is wrong.
func (w *world) arguments(ctx context.Context, object string, field graphql.CollectedField) (*graphql.FieldContext, error) {
	fc := &graphql.FieldContext{Object: object, Field: field, IsResolver: true}
	if len(field.Definition.Arguments) == 0 {
		return fc, nil
	}
	ctx = graphql.WithFieldContext(ctx, fc)
	args := field.ArgumentMap(graphql.GetOperationContext(ctx).Variables)
	if day, given := args["on"]; given {
		ctx := graphql.WithPathContext(ctx, graphql.NewPathWithField("on"))
		if err := w.checkDay(ctx, day); err != nil {
			err = graphql.ErrorOnPath(ctx, err)
			graphql.GetOperationContext(ctx).Error(ctx, err)
			return fc, err
		}
	}
	fc.Args = args
	return fc, nil
}

func (w *world) checkDay(ctx context.Context, value any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = graphql.GetOperationContext(ctx).Recover(ctx, r)
		}
	}()
	text, isText := value.(string)
	switch {
	case text == "panic":
		panic("hunter2 in an argument")
	case !isText:
		return fmt.Errorf("%T is not a string", value)
	case strings.HasPrefix(text, "half"):
		return graph.Errorf(graph.Invalid, "%q is half a day", text).At("on")
	}
	return nil
}

func (w *world) resolve(ctx context.Context, field graphql.CollectedField) (any, error) {
	w.ran.Add(1)
	w.seen(ctx)
	args := graphql.GetFieldContext(ctx).Args
	switch field.Name {
	case "echo":
		return args["text"], nil
	case "slow":
		w.started <- struct{}{}
		<-ctx.Done()
		w.stopped <- ctx.Err()
		return nil, fmt.Errorf("sqlite3: interrupted (%w)", ctx.Err())
	case "boom":
		panic(map[string]string{"secret": "hunter2"})
	case "fail":
		return nil, failures[args["how"].(string)]
	case "hollow":
		return nil, nil
	case "touch":
		w.touched.Add(1)
		return "touched", nil
	}
	return field.Name, nil
}

// failures are errors as resolvers may return them.
var failures = map[string]error{
	"invalid":     graph.Errorf(graph.Invalid, "a price needs a currency").At("where.price.gte"),
	"notfound":    graph.Errorf(graph.NotFound, "no company is called Mta"),
	"conflict":    graph.Errorf(graph.Conflict, "the article is stored with other content"),
	"ambiguous":   graph.Errorf(graph.Ambiguous, "%s", strings.Repeat("é", 5000)),
	"limit":       fmt.Errorf("page: %w", graph.Errorf(graph.Limit, "a page has at most 100")),
	"denied":      graph.Errorf(graph.Unauthorized, "this is not yours"),
	"unavailable": graph.Errorf(graph.Unavailable, "the store is not reachable").Because(errors.New("dial tcp 10.0.0.7: refused")),
	"internal":    graph.Errorf(graph.Internal, "row 7 has no id").Because(errors.New("SELECT secret_column")),
	"plain":       errors.New("neo4j: Neo.ClientError.Statement.SyntaxError *errors.errorString"),
	"eof":         io.ErrUnexpectedEOF,
	"patience":    fmt.Errorf("pool: %w", context.DeadlineExceeded),
}
