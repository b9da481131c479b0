package transport

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// answer is what a client reads. Data is nil when nothing ran, and then its key
// is absent, which is how a client tells "not begun" from "begun and failed".
type answer struct {
	errors     gqlerror.List
	omitted    int // errors that are not among them
	data       json.RawMessage
	extensions map[string]any
}

// encode writes the members one after the other, so that the data, which gqlgen
// has written as JSON already, is neither parsed nor copied again.
func (a answer) encode() ([]byte, error) {
	if a.omitted > 0 {
		a.extension("omittedErrors", a.omitted)
	}
	var out bytes.Buffer
	out.WriteByte('{')
	if len(a.errors) > 0 {
		if err := member(&out, "errors", a.errors); err != nil {
			return nil, err
		}
	}
	if a.data != nil {
		separate(&out)
		out.WriteString(`"data":`)
		out.Write(a.data)
	}
	if len(a.extensions) > 0 {
		if err := member(&out, "extensions", a.extensions); err != nil {
			return nil, err
		}
	}
	out.WriteString("}\n")
	return out.Bytes(), nil
}

func (a *answer) extension(name string, value any) {
	if a.extensions == nil {
		a.extensions = map[string]any{}
	}
	a.extensions[name] = value
}

func member(out *bytes.Buffer, name string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	separate(out)
	out.WriteString(`"` + name + `":`)
	out.Write(text)
	return nil
}

func separate(out *bytes.Buffer) {
	if out.Len() > 1 {
		out.WriteByte(',')
	}
}

// send writes an answer in one of the two media types. It panics on an
// extension that has no JSON form, which observe turns into a 500.
func (a answer) send(w http.ResponseWriter, media string, status int) {
	body, err := a.encode()
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that went away needs no answer
}

// problem is a request that HTTP refuses before GraphQL sees it.
type problem struct {
	status  int
	code    string
	message string
	allow   string // the header Allow of a 405
}

// refusal makes a problem whose code follows from the status.
func refusal(status int, message string) *problem {
	code := ""
	switch status {
	case http.StatusRequestTimeout:
		code = codeTimeout
	case http.StatusRequestEntityTooLarge:
		code = codeLimit
	case http.StatusUnauthorized:
		code = codeUnauthenticated
	case http.StatusInternalServerError:
		code = codeInternal
	default:
		code = strings.ToUpper(strings.ReplaceAll(http.StatusText(status), " ", "_"))
	}
	return &problem{status: status, code: code, message: message}
}

func unauthenticated(message string) *problem {
	return refusal(http.StatusUnauthorized, message)
}

func methodNotAllowed(allow string) *problem {
	refused := refusal(http.StatusMethodNotAllowed, "this method is not offered here; Allow lists those that are")
	refused.allow = allow
	return refused
}

// write answers with the problem, as JSON whatever the client accepts, since a
// client that accepts no JSON can at least read the status.
func (p *problem) write(w http.ResponseWriter, r *http.Request) {
	media, acceptable := negotiate(r.Header.Values("Accept"))
	if !acceptable {
		media = plainJSON
	}
	header := w.Header()
	switch p.status {
	case http.StatusUnauthorized:
		header.Set("WWW-Authenticate", bearerChallenge)
	case http.StatusMethodNotAllowed:
		header.Set("Allow", p.allow)
	case http.StatusRequestTimeout, http.StatusRequestEntityTooLarge:
		header.Set("Connection", "close") // the rest of the body is not waited for
	}
	answer{errors: gqlerror.List{coded(p.code, p.message)}}.send(w, media, p.status)
}
