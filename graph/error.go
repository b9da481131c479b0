package graph

import (
	"errors"
	"fmt"
)

// Code is what a program may act on when something fails.
type Code string

// The closed set of codes.
const (
	Invalid      Code = "INVALID"      // the input is wrong; trying again does not help
	NotFound     Code = "NOT_FOUND"    // what was asked for by name or id is not there
	Conflict     Code = "CONFLICT"     // the input contradicts what is stored
	Ambiguous    Code = "AMBIGUOUS"    // several things fit; the message lists them
	Unavailable  Code = "UNAVAILABLE"  // the store cannot be reached now; trying again may help
	Limit        Code = "LIMIT"        // the request is larger than a published limit
	Unauthorized Code = "UNAUTHORIZED" // the caller may not do this
	Internal     Code = "INTERNAL"     // a defect; the cause is logged, never shown
)

// Error is the one error type of the domain: a code for programs, a sentence
// for people, and the place it concerns ("facts[3].acquisition.price",
// "where.price.gte"), which may be empty.
type Error struct {
	Code    Code
	Message string
	Place   string
	Cause   error // shown to nobody but the log
}

// Errorf makes an Error without a place.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// At returns a copy of e that names the place it concerns.
func (e *Error) At(place string) *Error {
	located := *e
	located.Place = place
	return &located
}

// Because returns a copy of e that remembers its cause for the log.
func (e *Error) Because(cause error) *Error {
	explained := *e
	explained.Cause = cause
	return &explained
}

// Error prints the place and the sentence.
func (e *Error) Error() string {
	if e.Place == "" {
		return e.Message
	}
	return e.Place + ": " + e.Message
}

// Unwrap gives the cause, so that errors.Is sees through the sentence.
func (e *Error) Unwrap() error { return e.Cause }

// CodeOf returns the code of the outermost Error in err's chain, Internal for
// any other error, and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var known *Error
	if errors.As(err, &known) {
		return known.Code
	}
	return Internal
}
