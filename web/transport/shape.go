package transport

import "github.com/vektah/gqlparser/v2/ast"

// shape is the size of an operation or of a part of one, with every fragment
// filled in where it is spread. Conditions (@skip, @include) change nothing.
type shape struct {
	fields     int  // selected in all
	roots      int  // selected at the top
	depth      int  // of fields within fields
	aliases    int  // fields under another name, or asked for again beside themselves
	directives int  // of all kinds, at all places
	schema     bool // whether it asks about the schema itself
}

// immense is where counting stops. Fragments that spread fragments twice each
// describe numbers that no integer holds.
const immense = 1 << 30

// beside adds a part that stands next to what s has counted.
func (s *shape) beside(part shape) {
	s.fields = min(s.fields+part.fields, immense)
	s.roots = min(s.roots+part.roots, immense)
	s.depth = max(s.depth, part.depth)
	s.aliases = min(s.aliases+part.aliases, immense)
	s.directives = min(s.directives+part.directives, immense)
	s.schema = s.schema || part.schema
}

// survey measures the selections of a document that is parsed but not yet
// validated. It looks at each fragment once, so its work grows with the length
// of the document and not with what the document describes.
type survey struct {
	fragments map[string]*ast.FragmentDefinition
	known     map[string]shape
}

func newSurvey(doc *ast.QueryDocument) *survey {
	s := &survey{fragments: map[string]*ast.FragmentDefinition{}, known: map[string]shape{}}
	for _, fragment := range doc.Fragments {
		s.fragments[fragment.Name] = fragment
	}
	return s
}

// operation measures an operation with its variables.
func (s *survey) operation(op *ast.OperationDefinition) shape {
	sum := s.selections(op.SelectionSet)
	sum.directives += len(op.Directives)
	for _, variable := range op.VariableDefinitions {
		sum.directives += len(variable.Directives)
	}
	return sum
}

// fragment measures a fragment by name. One that is missing, or that is being
// measured already because it contains itself, counts as nothing: validation
// refuses both.
func (s *survey) fragment(name string) shape {
	if sum, known := s.known[name]; known {
		return sum
	}
	definition, exists := s.fragments[name]
	if !exists {
		return shape{}
	}
	s.known[name] = shape{}
	sum := s.selections(definition.SelectionSet)
	sum.directives += len(definition.Directives)
	s.known[name] = sum
	return sum
}

func (s *survey) selections(set ast.SelectionSet) shape {
	var sum shape
	names := make(map[string]bool, len(set))
	for _, selection := range set {
		switch part := selection.(type) {
		case *ast.Field:
			sum.beside(s.field(part, names[part.Alias]))
			names[part.Alias] = true
		case *ast.InlineFragment:
			sum.beside(s.selections(part.SelectionSet))
			sum.beside(shape{directives: len(part.Directives)})
		case *ast.FragmentSpread:
			sum.beside(s.fragment(part.Name))
			sum.beside(shape{directives: len(part.Directives)})
		}
	}
	return sum
}

// field measures a field with all below it. A repeated field weighs like an
// alias: validation compares it with each of its likes.
func (s *survey) field(field *ast.Field, repeated bool) shape {
	below := s.selections(field.SelectionSet)
	sum := shape{
		fields:     1,
		roots:      1,
		depth:      below.depth + 1,
		directives: len(field.Directives),
		schema:     field.Name == "__schema" || field.Name == "__type",
	}
	if repeated || field.Alias != field.Name {
		sum.aliases = 1
	}
	below.roots = 0
	sum.beside(below)
	return sum
}
