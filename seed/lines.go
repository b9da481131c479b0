package seed

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"unicode/utf8"

	"capgraph/graph"
)

// MaxLine is how many bytes a line of JSON Lines may have.
const MaxLine = 20_000_000

// Lines reads JSON Lines (jsonlines.org): one article on each line, a fact file
// written as JSON. The name is what problems call the stream; their lines are those of
// the stream. Empty lines count for nothing. A line that is longer than MaxLine is refused and
// passed over, without being kept in memory, and one that is no JSON object is refused; the stream
// goes on behind them. The error is that of the reader.
func Lines(name string, in io.Reader) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		lines := lineReader{in: bufio.NewReaderSize(in, 1<<16)}
		for {
			text, length, err := lines.next()
			if err != nil {
				if !errors.Is(err, io.EOF) {
					yield(Item{File: name, Line: lines.number}, err)
				}
				return
			}
			if length > 0 && !yield(lineItem(name, lines.number, text, length), nil) {
				return
			}
		}
	}
}

// lineReader reads lines and counts them from 1.
type lineReader struct {
	in     *bufio.Reader
	number int
	kept   []byte
}

// next returns a line without the white space around it, which stands until the
// next call, and its length. Of a line that is too long it returns no text, and
// how long it is.
func (r *lineReader) next() (text []byte, length int, err error) {
	r.kept = r.kept[:0]
	if cap(r.kept) > MaxLine/8 {
		r.kept = nil // A long line is an exception whose memory is given back.
	}
	for {
		part, err := r.in.ReadSlice('\n')
		length += len(part)
		if length <= MaxLine {
			r.kept = append(r.kept, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && (length == 0 || !errors.Is(err, io.EOF)):
			return nil, 0, err
		}
		r.number++
		if length > MaxLine {
			r.kept = nil
			return nil, length, nil
		}
		text = r.kept
		if r.number == 1 {
			text = bytes.TrimPrefix(text, []byte("\ufeff"))
		}
		text = bytes.TrimSpace(text)
		return text, len(text), nil
	}
}

// lineItem decodes a line.
func lineItem(name string, number int, text []byte, length int) Item {
	item := Item{File: name, Line: number, Bytes: length}
	wrong := func(column int, code graph.Code, format string, args ...any) Item {
		item.Problems = Problems{{File: name, Line: number, Column: column, Code: code, Message: graph.Errorf(code, format, args...).Message}}
		return item
	}
	switch {
	case text == nil:
		return wrong(1, graph.Limit, "the line has %d bytes and may have %d; split the article's facts", length, MaxLine)
	case text[0] != '{':
		return wrong(1, graph.Invalid, "this is no JSON object; in JSON Lines, each line is the fact file of one article as {\"capgraph\": 1, ...}")
	case utf8.Valid(text) && !json.Valid(text):
		return wrong(notJSONAt(text), graph.Invalid, "this is no JSON here; in JSON Lines, each line is the whole fact file of one article")
	}
	item.Facts, item.Problems = Decode(name, text)
	item.Problems.onLine(number)
	return item
}

// onLine says on which line of a stream an article stands, 0 for a file of its
// own.
func (p Problems) onLine(number int) {
	for i := range p {
		if number > 0 {
			p[i].Line = number
		}
	}
}

// notJSONAt is the column where a text ceases to be JSON.
func notJSONAt(text []byte) int {
	var broken *json.SyntaxError
	if err := json.Unmarshal(text, new(any)); errors.As(err, &broken) {
		return utf8.RuneCount(text[:max(0, min(int(broken.Offset)-1, len(text)))]) + 1
	}
	return 1
}

// LooksLikeLines says whether a text that begins like this is JSON Lines rather
// than one fact file: its first line is a whole JSON object, or very long. Of
// a fact file that is a single line it does not matter.
func LooksLikeLines(beginning []byte) bool {
	first, _, whole := bytes.Cut(bytes.TrimSpace(bytes.TrimPrefix(beginning, []byte("\ufeff"))), []byte("\n"))
	return bytes.HasPrefix(first, []byte("{")) && (json.Valid(first) || !whole && len(first) >= 1<<15)
}
