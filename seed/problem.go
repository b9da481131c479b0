package seed

import (
	"fmt"
	"strings"
	"unicode"

	"capgraph/graph"

	"github.com/agnivade/levenshtein"
)

// Problem is one thing that is wrong with a fact file, where, and what would
// be right.
type Problem struct {
	File         string     // the name that the file was given under
	Line, Column int        // from 1; 0 when the facts did not come as text
	Path         string     // "facts[3].acquisition.price"; "" for the file as a whole
	Code         graph.Code // INVALID, LIMIT, AMBIGUOUS, CONFLICT or NOT_FOUND
	Message      string     // a sentence for people
}

// String prints "file:line:column: path: message", leaving out what is not known.
func (p Problem) String() string {
	var out strings.Builder
	out.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&out, ":%d", p.Line)
	}
	if p.Column > 0 {
		fmt.Fprintf(&out, ":%d", p.Column)
	}
	for _, part := range []string{p.Path, p.Message} {
		if part != "" && out.Len() > 0 {
			out.WriteString(": ")
		}
		out.WriteString(part)
	}
	return out.String()
}

// Problems are all that is wrong with one file, in the order of the file. They
// are an error, so that they can pass through a store's transaction.
type Problems []Problem

// Error prints a problem a line.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p {
		lines[i] = problem.String()
	}
	return strings.Join(lines, "\n")
}

// maxProblems bounds what a hopeless file is answered with.
const (
	maxProblems    = 1000
	maxSuggestions = 100
)

// messageOf turns an error of the domain into the message of a problem.
func messageOf(err error) string {
	message := err.Error()
	return strings.TrimPrefix(message, ": ")
}

// didYouMean suggests the nearest of the candidates, "" when none is near.
func didYouMean(written string, candidates []string) string {
	if best := nearest(written, candidates); best != "" {
		return fmt.Sprintf("; did you mean %q?", best)
	}
	return ""
}

// nearest is the candidate with the fewest edits from what was written, of
// which a third of its letters may differ, and the first of several. What was
// written itself is none.
func nearest(written string, candidates []string) string {
	const longest = 60
	if len(written) > longest {
		return ""
	}
	wanted := squash(written)
	best, fewest := "", max(2, len([]rune(written))/3)+1
	for _, candidate := range candidates {
		// Each edit changes the length by one rune, of at most four bytes.
		if apart := len(candidate) - len(written); apart > 4*fewest || -apart > 4*fewest {
			continue
		}
		edits := levenshtein.ComputeDistance(wanted, squash(candidate))
		if edits > 0 && edits < fewest && edits < len([]rune(candidate)) {
			best, fewest = candidate, edits
		}
	}
	return best
}

// squash is the form in which keys and kinds are compared: "share class",
// "Share-Class" and "shareClass" are one.
func squash(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-', '_', '\t', '\n':
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}

// shown quotes what was written, cut so that a message stays readable.
func shown(text string) string {
	const limit = 60
	if runes := []rune(text); len(runes) > limit {
		text = string(runes[:limit]) + "..."
	}
	return fmt.Sprintf("%q", strings.ToValidUTF8(text, "?"))
}
