package transport

import (
	"strconv"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"
)

// maxName bounds every name in a document. Validation looks for names like the
// one it does not know, in time that grows with the length of that name.
const maxName = 128

// checkTokens refuses a document with more tokens than the limit, comments
// included, with a name that is too long, or with a number that no machine
// number holds, over which gqlgen panics. It stops at the first token that is
// none and leaves the complaint to the parser.
func checkTokens(query string, limit int) *gqlerror.Error {
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
		case isHuge(token):
			return coded(errcode.ValidationFailed, "the document has a number that does not fit into 64 bits")
		}
	}
}

func isHuge(token lexer.Token) bool {
	var err error
	switch token.Kind {
	case lexer.Int:
		_, err = strconv.ParseInt(token.Value, 10, 64)
	case lexer.Float:
		_, err = strconv.ParseFloat(token.Value, 64)
	}
	return err != nil
}
