package dataset

import (
	"bufio"
	"bytes"
	"io"
	"unicode/utf8"

	"capgraph/graph"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Input is a file of a source as UTF-8.
type Input struct {
	io.Reader
	mended *mender // nil when the encoding is known
}

// Text reads a file in an encoding, by its usual name (utf-8, utf-16le,
// windows-1252, macintosh), and gives UTF-8 without a byte order mark. Without
// a name it is found out: a byte order mark or zero bytes tell UTF-16, and
// all else is read as UTF-8, in which bytes that are none are read as
// Windows-1252. An unknown name is an error of code Invalid.
func Text(in io.Reader, encoding string) (*Input, error) {
	buffered := bufio.NewReaderSize(in, sniffed)
	start, err := buffered.Peek(sniffed)
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		return nil, err
	}
	if encoding == "" {
		encoding = wideEncoding(start)
	}
	if encoding == "" {
		m := &mender{}
		return &Input{Reader: withoutMark(transform.NewReader(buffered, m)), mended: m}, nil
	}
	known, err := htmlindex.Get(encoding)
	if err != nil {
		return nil, graph.Errorf(graph.Invalid, "%q is no encoding that is known; write utf-8, utf-16, windows-1252, macintosh or another name that browsers know", encoding)
	}
	decoder := unicode.BOMOverride(known.NewDecoder())
	return &Input{Reader: transform.NewReader(buffered, decoder)}, nil
}

const sniffed = 4096

// Mended is how many bytes read so far were no UTF-8 and were read as
// Windows-1252.
func (i *Input) Mended() int {
	if i.mended == nil {
		return 0
	}
	return i.mended.count
}

// wideEncoding tells UTF-16 by its mark, or by the zero bytes that the first
// letters of any header have in it; "" for all else.
func wideEncoding(start []byte) string {
	switch {
	case bytes.HasPrefix(start, []byte{0xFF, 0xFE}):
		return "utf-16le"
	case bytes.HasPrefix(start, []byte{0xFE, 0xFF}):
		return "utf-16be"
	case len(start) >= 4 && start[0] != 0 && start[1] == 0 && start[2] != 0 && start[3] == 0:
		return "utf-16le"
	case len(start) >= 4 && start[0] == 0 && start[1] != 0 && start[2] == 0 && start[3] != 0:
		return "utf-16be"
	}
	return ""
}

func withoutMark(in io.Reader) io.Reader {
	buffered := bufio.NewReader(in)
	if start, _ := buffered.Peek(3); bytes.Equal(start, []byte("\uFEFF")) {
		buffered.Discard(3)
	}
	return buffered
}

// mender passes UTF-8 on and reads what is none as Windows-1252, byte by byte:
// files that were put together from several sources are often a mixture.
type mender struct {
	transform.NopResetter
	count int
}

// Transform implements transform.Transformer.
func (m *mender) Transform(dst, src []byte, atEOF bool) (written, read int, err error) {
	for read < len(src) {
		if !atEOF && !utf8.FullRune(src[read:]) {
			return written, read, transform.ErrShortSrc
		}
		r, size := utf8.DecodeRune(src[read:])
		bad := r == utf8.RuneError && size == 1
		if bad {
			r = charmap.Windows1252.DecodeByte(src[read])
		}
		if written+utf8.RuneLen(r) > len(dst) {
			return written, read, transform.ErrShortDst
		}
		if bad {
			m.count++
		}
		written += utf8.EncodeRune(dst[written:], r)
		read += size
	}
	return written, read, nil
}
