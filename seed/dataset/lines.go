package dataset

import (
	"io"

	"golang.org/x/text/transform"
)

// UnixLines ends lines with a line feed: those of Windows always, and, when
// loneReturns is set, those of old Macs, which end with a carriage return.
func UnixLines(in io.Reader, loneReturns bool) io.Reader {
	return transform.NewReader(in, &lineEnds{lone: loneReturns})
}

type lineEnds struct {
	transform.NopResetter
	lone bool
}

// Transform implements transform.Transformer.
func (l *lineEnds) Transform(dst, src []byte, atEOF bool) (written, read int, err error) {
	for ; read < len(src); read++ {
		if written == len(dst) {
			return written, read, transform.ErrShortDst
		}
		b := src[read]
		if b == '\r' {
			last := read+1 == len(src)
			switch {
			case last && !atEOF:
				return written, read, transform.ErrShortSrc
			case !last && src[read+1] == '\n':
				continue // The line feed ends the line.
			case l.lone:
				b = '\n'
			}
		}
		dst[written] = b
		written++
	}
	return written, read, nil
}
