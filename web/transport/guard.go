package transport

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/complexity"
	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// guard is a gqlgen extension that holds every operation against the limits, in
// the order of what it costs to find out: tokens before parsing, shape before
// validation, which is quadratic in places, and the cost before execution. The
// shape also bounds the work of finding the cost, which gqlgen does by walking
// through fragments once for every spread. It keeps mutations from callers who
// may not write here and nowhere else, so no way of asking leads around it.
type guard struct {
	limits Config
	known  *documents
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
	graphql.OperationContextMutator
} = (*guard)(nil)

// ExtensionName implements graphql.HandlerExtension.
func (g *guard) ExtensionName() string { return "Guard" }

// Validate implements graphql.HandlerExtension.
func (g *guard) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters refuses a document that is too large in some way.
// One that is known was measured when it came first.
func (g *guard) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	if _, known := g.known.Get(ctx, params.Query); known {
		return nil
	}
	if err := checkTokens(params.Query, g.limits.MaxTokens); err != nil {
		return err
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: params.Query}, g.limits.MaxTokens)
	if err != nil {
		return nil // the executor parses again and says what is wrong
	}
	return g.measure(doc)
}

// measure holds all of a document against the limits, the operations that are
// not asked for and the fragments that are not used included, because
// validation looks at those too.
func (g *guard) measure(doc *ast.QueryDocument) *gqlerror.Error {
	survey := newSurvey(doc)
	for _, fragment := range doc.Fragments {
		if err := g.check(survey.fragment(fragment.Name)); err != nil {
			return err
		}
	}
	for _, op := range doc.Operations {
		sum := survey.operation(op)
		if sum.roots > g.limits.MaxRootFields {
			return tooMuch("fields at the top", g.limits.MaxRootFields)
		}
		if err := g.check(sum); err != nil {
			return err
		}
	}
	return nil
}

func (g *guard) check(sum shape) *gqlerror.Error {
	switch {
	case sum.fields > g.limits.MaxFields:
		return tooMuch("fields", g.limits.MaxFields)
	case sum.depth > g.limits.MaxDepth:
		return tooMuch("levels of fields", g.limits.MaxDepth)
	case sum.aliases > g.limits.MaxAliases:
		return tooMuch("aliases and repeated fields", g.limits.MaxAliases)
	case sum.directives > g.limits.MaxDirectives:
		return tooMuch("directives", g.limits.MaxDirectives)
	case sum.schema && !g.limits.Introspection:
		return coded(codeForbidden, "introspection is switched off")
	}
	return nil
}

func tooMuch(what string, limit int) *gqlerror.Error {
	return coded(codeLimit, fmt.Sprintf("the document has too many %s; the limit is %d", what, limit))
}

// cost is what clients read in extensions.cost.
type cost struct {
	Used  int `json:"used"`
	Limit int `json:"limit"`
}

const costExtension = "cost"

// MutateOperationContext refuses an operation that the caller may not run, or
// that costs too much by the schema's complexity functions. It keeps the cost
// for the answer.
func (g *guard) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if err := forbidden(ctx, op.Operation.Operation); err != nil {
		return err
	}
	op.DisableIntrospection = !g.limits.Introspection
	used := complexity.Calculate(ctx, g.limits.Schema, op.Operation, op.Variables)
	op.Stats.SetExtension(costExtension, cost{used, g.limits.MaxComplexity})
	if used > g.limits.MaxComplexity {
		return coded(codeLimit, fmt.Sprintf("the operation costs %d; the limit is %d", used, g.limits.MaxComplexity))
	}
	return nil
}

// forbidden refuses mutations of callers who may not write, and subscriptions
// of callers who take a single answer only.
func forbidden(ctx context.Context, kind ast.Operation) *gqlerror.Error {
	switch {
	case kind == ast.Subscription && !visitOf(ctx).streams:
		return coded(errcode.ValidationFailed, "subscriptions are answered by server-sent events: send Accept: "+eventStream)
	case kind == ast.Mutation && !MayWrite(ctx):
		return coded(codeUnauthenticated, "mutations need an API key: Authorization: Bearer <key>")
	}
	return nil
}

// costOf returns the cost of an operation, if it came so far as to have one.
func costOf(op *graphql.OperationContext) (cost, bool) {
	c, known := op.Stats.GetExtension(costExtension).(cost)
	return c, known
}
