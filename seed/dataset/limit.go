package dataset

import (
	"errors"
	"io"

	"capgraph/graph"
)

// MaxRecord is how many bytes a row, line or statement may have.
const MaxRecord = 10_000_000

// errTooLong says that a record is longer than MaxRecord.
var errTooLong = errors.New("the record is too long")

// Meter stops a reader in the middle of a record that is too long, so that no
// parser has to keep it whole.
type Meter struct {
	in   io.Reader
	left int
}

// NewMeter begins the first record.
func NewMeter(in io.Reader) *Meter {
	m := &Meter{in: in}
	m.Renew()
	return m
}

// Renew begins the next record.
func (m *Meter) Renew() { m.left = MaxRecord }

// Read implements io.Reader.
func (m *Meter) Read(into []byte) (int, error) {
	if m.left <= 0 {
		return 0, errTooLong
	}
	n, err := m.in.Read(into[:min(len(into), m.left)])
	m.left -= n
	return n, err
}

// TooLong turns the error of a meter into one for people, nil for any other.
func TooLong(err error, line int) error {
	if !errors.Is(err, errTooLong) {
		return nil
	}
	return LineError(graph.Limit, line, "it has more than %d bytes and may have %d; split it, or check quotes and line ends before it", MaxRecord, MaxRecord)
}

// LineError is an error about a line of the source's file.
func LineError(code graph.Code, line int, format string, args ...any) error {
	return graph.Errorf(code, format, args...).At("line " + decimalText(line))
}
