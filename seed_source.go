package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"capgraph/graph"
	"capgraph/seed"
)

// seedSource is what is to be loaded, as one stream of articles.
type seedSource struct {
	files  []seedFile
	format string
	read   int64 // bytes of the files, as they are stored
}

// seedFile is a file to load, or why it cannot be.
type seedFile struct {
	name string
	size int64 // 0 where it is not known
	err  error
}

// factEndings are the endings of the files that are loaded from a folder, each
// also with .gz behind it.
var factEndings = []string{".yaml", ".yml", ".json", ".jsonl", ".ndjson"}

// newSeedSource lists files in the order given, and folders in the order of
// names, with all that is below them.
func newSeedSource(paths []string, format string) *seedSource {
	source := &seedSource{format: format}
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case path == "-":
			source.files = append(source.files, seedFile{name: path})
		case err != nil:
			source.files = append(source.files, seedFile{name: path, err: err})
		case info.IsDir():
			source.folder(path)
		default:
			source.files = append(source.files, seedFile{name: path, size: sizeOf(info)})
		}
	}
	return source
}

func (s *seedSource) folder(path string) {
	found := len(s.files)
	err := filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			s.files = append(s.files, seedFile{name: name, err: err})
		case entry.Type().IsRegular() && slices.Contains(factEndings, endingOf(name)):
			info, err := entry.Info()
			s.files = append(s.files, seedFile{name: name, err: err})
			if err == nil {
				s.files[len(s.files)-1].size = sizeOf(info)
			}
		}
		return nil
	})
	if err == nil && len(s.files) == found {
		err = errors.New(path + ": there are no fact files (" + strings.Join(factEndings, ", ") + ") in this folder")
	}
	if err != nil {
		s.files = append(s.files, seedFile{name: path, err: err})
	}
}

func sizeOf(info fs.FileInfo) int64 {
	if info.Mode().IsRegular() {
		return info.Size()
	}
	return 0
}

func endingOf(name string) string {
	return strings.ToLower(filepath.Ext(strings.TrimSuffix(name, ".gz")))
}

// size is how many bytes there are to read, -1 when that is not known.
func (s *seedSource) size() int64 {
	var all int64
	for _, file := range s.files {
		if file.size == 0 && file.err == nil {
			return -1
		}
		all += file.size
	}
	return all
}

// single says whether each file is named by itself and is one article.
func (s *seedSource) single(paths []string) bool {
	return len(paths) == len(s.files) && s.format != "jsonl" && !slices.ContainsFunc(s.files, func(f seedFile) bool {
		return endingOf(f.name) == ".jsonl" || endingOf(f.name) == ".ndjson"
	})
}

// items reads the articles. The tag of each is how many bytes were read then.
// What cannot be read is refused, and the others are read on.
func (s *seedSource) items(ctx context.Context) iter.Seq2[seed.Item, error] {
	return func(yield func(seed.Item, error) bool) {
		for _, file := range s.files {
			for item, err := range s.open(ctx, file) {
				if err != nil && ctx.Err() == nil {
					item.Problems, err = seed.Problems{unreadable(file.name, item.Line, err)}, nil
				}
				item.Tag = s.read
				if !yield(item, err) || err != nil {
					return
				}
			}
		}
	}
}

func unreadable(name string, line int, err error) seed.Problem {
	problem := seed.Problem{File: name, Line: line, Code: graph.Invalid, Message: "it cannot be read: " + err.Error()}
	var path *fs.PathError
	if errors.As(err, &path) {
		problem.Message = "it cannot be read: " + path.Err.Error()
	}
	if errors.Is(err, fs.ErrNotExist) {
		problem.Code = graph.NotFound
	}
	return problem
}

// open reads the articles of one file.
func (s *seedSource) open(ctx context.Context, file seedFile) iter.Seq2[seed.Item, error] {
	return func(yield func(seed.Item, error) bool) {
		failed := func(err error) { yield(seed.Item{File: file.name}, err) }
		if file.err != nil {
			failed(file.err)
			return
		}
		in := os.Stdin
		if file.name != "-" {
			opened, err := os.Open(file.name)
			if err != nil {
				failed(err)
				return
			}
			defer opened.Close()
			in = opened
		}
		text, err := s.text(whileWanted{ctx, in})
		if err != nil {
			failed(err)
			return
		}
		if s.isLines(file.name, text) {
			seed.Lines(file.name, text)(yield)
			return
		}
		data, err := io.ReadAll(io.LimitReader(text, seed.MaxBytes+1))
		if err != nil {
			failed(err)
			return
		}
		item := seed.Item{File: file.name, Bytes: len(data)}
		item.Facts, item.Problems = seed.Decode(file.name, data)
		yield(item, nil)
	}
}

// text counts what is read and unpacks what is packed.
func (s *seedSource) text(in io.Reader) (*bufio.Reader, error) {
	const glance = 1 << 16
	text := bufio.NewReaderSize(counted{in, &s.read}, glance)
	beginning, err := text.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if string(beginning) != "\x1f\x8b" {
		return text, nil
	}
	unpacked, err := gzip.NewReader(text)
	if err != nil {
		return nil, err
	}
	return bufio.NewReaderSize(unpacked, glance), nil
}

func (s *seedSource) isLines(name string, text *bufio.Reader) bool {
	switch ending := endingOf(name); {
	case s.format != "auto":
		return s.format == "jsonl"
	case ending == ".jsonl" || ending == ".ndjson":
		return true
	case name != "-":
		return false
	}
	beginning, _ := text.Peek(text.Size()) // Less, at the end of the text.
	return seed.LooksLikeLines(beginning)
}

// counted counts what is read.
type counted struct {
	in    io.Reader
	bytes *int64
}

// Read implements io.Reader.
func (c counted) Read(into []byte) (int, error) {
	n, err := c.in.Read(into)
	*c.bytes += int64(n)
	return n, err
}
