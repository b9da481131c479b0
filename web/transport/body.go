package transport

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/99designs/gqlgen/graphql"
)

// malformed is what is wrong with a request, in words that repeat none of it.
type malformed string

func (m malformed) Error() string { return string(m) }

// readParams takes query, operation name, variables and extensions out of a GET
// or POST request. A body is read only when it claims to be application/json: a
// browser asks the server before it sends that type for a page of another site,
// so such a page can run nothing. Headers are left behind, so that no resolver
// ever sees a key.
func readParams(w http.ResponseWriter, r *http.Request, limit int64) (*graphql.RawParams, *problem) {
	params := &graphql.RawParams{}
	var err error
	switch {
	case r.Method == http.MethodGet:
		err = decodeURL(r.URL.RawQuery, params)
	case r.Method != http.MethodPost:
		return nil, methodNotAllowed("GET, POST")
	case !saysJSON(r.Header):
		return nil, refusal(http.StatusUnsupportedMediaType,
			"the body must be application/json in UTF-8, not compressed")
	default:
		err = decodeBody(http.MaxBytesReader(w, r.Body, limit), params)
	}
	if err != nil {
		return nil, unreadable(err)
	}
	if params.Query == "" {
		return nil, refusal(http.StatusBadRequest, "the request has no query")
	}
	return params, nil
}

func saysJSON(header http.Header) bool {
	media, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	encoding := header.Get("Content-Encoding")
	return err == nil && media == plainJSON && utf8Only(params) &&
		(encoding == "" || strings.EqualFold(encoding, "identity"))
}

// decodeBody reads one JSON object and nothing after it. Its keys are those of
// the specification, in the specification's letter case, each at most once: a
// key that one reader of a request sees and the next does not is how requests
// get past a proxy's rules.
func decodeBody(body io.Reader, params *graphql.RawParams) error {
	dec := json.NewDecoder(body)
	dec.UseNumber()
	if token, err := dec.Token(); err != nil {
		return err
	} else if token != json.Delim('{') {
		return malformed("the body must be one JSON object")
	}
	seen := map[string]bool{}
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string)
		if seen[name] {
			return malformed("the body has a key twice")
		}
		seen[name] = true
		if err := decodeKey(dec, name, params); err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil { // the closing brace
		return err
	}
	return atEnd(dec)
}

// decodeKey reads the value of one key of the body into its place.
func decodeKey(dec *json.Decoder, name string, params *graphql.RawParams) error {
	var place any
	switch name {
	case "query":
		place = &params.Query
	case "operationName":
		place = &params.OperationName
	case "variables":
		place = &params.Variables
	case "extensions":
		place = &params.Extensions
	default:
		return malformed("the body has a key other than query, operationName, variables and extensions")
	}
	err := dec.Decode(place)
	if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) {
		return malformed(name + " has the wrong type")
	}
	return err
}

func atEnd(dec *json.Decoder) error {
	switch _, err := dec.Token(); err {
	case io.EOF:
		return nil
	case nil:
		return malformed("something follows the JSON object")
	default:
		return err
	}
}

// decodeURL reads the parameters of a GET request, each at most once. Other
// parameters are left alone.
func decodeURL(raw string, params *graphql.RawParams) error {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return malformed("the address is not encoded as it should be")
	}
	for _, name := range []string{"query", "operationName", "variables", "extensions"} {
		if len(values[name]) > 1 {
			return malformed(name + " is given twice")
		}
	}
	params.Query, params.OperationName = values.Get("query"), values.Get("operationName")
	params.Variables, err = decodeObject("variables", values.Get("variables"))
	if err != nil {
		return err
	}
	params.Extensions, err = decodeObject("extensions", values.Get("extensions"))
	return err
}

// decodeObject reads a JSON object, or null, out of a parameter; "" gives nil.
func decodeObject(name, text string) (map[string]any, error) {
	if text == "" {
		return nil, nil
	}
	var object map[string]any
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	if dec.Decode(&object) != nil || atEnd(dec) != nil {
		return nil, malformed(name + " must be one JSON object")
	}
	return object, nil
}

// unreadable turns what went wrong while reading a request into an answer. The
// decoder's own errors quote the input, so sentences of ours replace them.
func unreadable(err error) *problem {
	var (
		wrong  malformed
		large  *http.MaxBytesError
		syntax *json.SyntaxError
	)
	switch {
	case errors.As(err, &wrong):
		return refusal(http.StatusBadRequest, wrong.Error())
	case errors.As(err, &large):
		return refusal(http.StatusRequestEntityTooLarge,
			fmt.Sprintf("the body is larger than %d bytes", large.Limit))
	case errors.Is(err, os.ErrDeadlineExceeded):
		return refusal(http.StatusRequestTimeout, "the body did not arrive in time")
	case errors.As(err, &syntax):
		return refusal(http.StatusBadRequest,
			fmt.Sprintf("the body is not valid JSON, see byte %d", syntax.Offset))
	default:
		return refusal(http.StatusBadRequest, "the body ends before its JSON does")
	}
}
