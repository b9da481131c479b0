package dataset

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"capgraph/graph"
)

// Values reads JSON values one by one: the items of one array, or values that
// follow one another, each in a line or not. The visitor gets the number of
// each from 1. A line of JSON Lines that is no JSON is counted as left out;
// anything else that is no JSON, and a value of more than MaxRecord bytes, is an
// error that names the line. An empty input has no values.
func (s *Set) Values(in io.Reader, visit func(number int, value json.RawMessage) error) error {
	meter := NewMeter(UnixLines(in, true))
	buffered := bufio.NewReaderSize(meter, 1<<16)
	first, err := firstByte(buffered)
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return orTooLong(err, 1)
	case first == '[':
		return readStream(buffered, meter, true, visit)
	}
	return s.readLines(buffered, meter, visit)
}

// firstByte looks at the first byte that is no space.
func firstByte(in *bufio.Reader) (byte, error) {
	for {
		next, err := in.ReadByte()
		if err != nil {
			return 0, err
		}
		if !bytes.ContainsRune([]byte(" \t\r\n"), rune(next)) {
			return next, in.UnreadByte()
		}
	}
}

func orTooLong(err error, line int) error {
	if tooLong := TooLong(err, line); tooLong != nil {
		return tooLong
	}
	return err
}

// readLines reads JSON Lines. When not even the first line is a value by
// itself, the values are spread over several lines each.
func (s *Set) readLines(in *bufio.Reader, meter *Meter, visit func(int, json.RawMessage) error) error {
	number := 0
	for lines := 1; ; lines++ {
		line, err := readLine(in, meter)
		if err != nil && !errors.Is(err, io.EOF) {
			return orTooLong(err, lines)
		}
		trimmed := bytes.TrimSpace(line)
		switch {
		case len(trimmed) == 0:
		case json.Valid(trimmed):
			number++
			if err := visit(number, trimmed); err != nil {
				return err
			}
		case lines == 1:
			meter.Renew()
			return readStream(bufio.NewReaderSize(io.MultiReader(bytes.NewReader(line), in), 1<<16), meter, false, visit)
		default:
			number++
			s.Omit("line", "", "it is no JSON, and left out", "line "+decimalText(lines), string(trimmed[:min(len(trimmed), 100)]))
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
	}
}

// readLine reads up to the end of the line.
func readLine(in *bufio.Reader, meter *Meter) ([]byte, error) {
	meter.Renew()
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > MaxRecord {
			return nil, errTooLong
		}
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// readStream reads the items of an array, or values behind one another.
func readStream(in io.Reader, meter *Meter, isArray bool, visit func(int, json.RawMessage) error) error {
	lines := &lineCounter{in: in}
	decoder := json.NewDecoder(lines)
	failed := func(err error) error {
		line := lines.at(decoder.InputOffset())
		var wrong *json.SyntaxError
		switch {
		case errors.Is(err, errTooLong):
			return TooLong(err, line)
		case errors.As(err, &wrong):
			return LineError(graph.Invalid, lines.at(wrong.Offset), "it is no JSON: %s; expected is an array of objects, or an object a line", wrong)
		case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
			return LineError(graph.Invalid, lines.at(lines.read), "the file ends in the middle of a value; it may have been cut off")
		}
		return err
	}
	if isArray {
		if _, err := decoder.Token(); err != nil {
			return failed(err)
		}
	}
	for number := 1; ; number++ {
		meter.Renew()
		if isArray && !decoder.More() {
			_, err := decoder.Token()
			if err != nil {
				return failed(err)
			}
			return nil
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); !isArray && errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return failed(err)
		}
		lines.forget(decoder.InputOffset())
		if err := visit(number, value); err != nil {
			return err
		}
	}
}

// lineCounter knows at which bytes the lines end that were read and not
// forgotten.
type lineCounter struct {
	in   io.Reader
	read int64
	past int
	ends []int64
}

func (c *lineCounter) Read(into []byte) (int, error) {
	n, err := c.in.Read(into)
	for i, b := range into[:n] {
		if b == '\n' {
			c.ends = append(c.ends, c.read+int64(i))
		}
	}
	if extra := len(c.ends) - keptLines; extra > 0 {
		c.past += extra
		c.ends = append(c.ends[:0], c.ends[extra:]...)
	}
	c.read += int64(n)
	return n, err
}

// keptLines bounds the memory; lines further back are not told apart.
const keptLines = 100_000

// at is the line of a byte, from 1.
func (c *lineCounter) at(offset int64) int {
	line := c.past + 1
	for _, end := range c.ends {
		if end < offset {
			line++
		}
	}
	return line
}

func (c *lineCounter) forget(offset int64) {
	kept := 0
	for kept < len(c.ends) && c.ends[kept] < offset {
		kept++
	}
	c.past += kept
	c.ends = append(c.ends[:0], c.ends[kept:]...)
}
