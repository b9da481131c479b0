package transport

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"
)

// maxName bounds every name in a document. Validation looks for names like the
// one it does not know, in time that grows with the length of that name.
const maxName = 128

// countTokens refuses a document with more tokens than the limit, comments
// included, or with a name that is too long. It stops at the first token that
// is none and leaves the complaint to the parser.
func countTokens(query string, limit int) *gqlerror.Error {
	tokens := lexer.New(&ast.Source{Input: query})
	for count := 0; ; count++ {
		token, err := tokens.ReadToken()
		switch {
		case err != nil, token.Kind == lexer.EOF:
			return nil
		case count == limit:
			return tooMuch("tokens", limit)
		case token.Kind == lexer.Name && len(token.Value) > maxName:
			return tooMuch("characters in a name", maxName)
		}
	}
}
