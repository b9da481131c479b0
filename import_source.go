package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"capgraph/graph"
	"capgraph/seed"
	"capgraph/seed/bods"
	"capgraph/seed/dataset"
	"capgraph/seed/ftm"
	"capgraph/seed/table"
)

// importSource is a file that is being imported.
type importSource struct {
	name     string
	text     *dataset.Input
	set      *dataset.Set
	articles iter.Seq2[*dataset.Article, error]
	files    []*os.File

	size    int64        // of all files in bytes, -1 when that is not known
	shelved bool         // whether all is read before any article is made
	taken   atomic.Int64 // bytes that were read
	shown   *progress    // nil until articles are loaded
}

// from is a reader of one of the files that takes note of how much was read.
func (s *importSource) from(in io.Reader) io.Reader {
	return readerFunc(func(into []byte) (int, error) {
		n, err := in.Read(into)
		s.taken.Add(int64(n))
		if s.shown != nil {
			s.shown.at(s.done(nil))
		}
		return n, err
	})
}

// done is how many bytes of the files count as done when an article, nil for
// none, is loaded. Where all is read before any article is made, reading is half of
// the work.
func (s *importSource) done(article *dataset.Article) int64 {
	read := s.taken.Load()
	switch {
	case !s.shelved:
		return read
	case article == nil:
		return read / 2
	}
	return (read + int64(article.Read*float64(read))) / 2
}

// readerFunc is a reader that is one function.
type readerFunc func([]byte) (int, error)

// Read implements io.Reader.
func (f readerFunc) Read(into []byte) (int, error) { return f(into) }

func (s *importSource) close() {
	for _, file := range s.files {
		file.Close()
	}
}

// explain prints all that is wrong with a table or mapping; other errors are
// said to be of the file.
func (s *importSource) explain(err error, stdout io.Writer) error {
	var problems seed.Problems
	if errors.As(err, &problems) {
		fmt.Fprintln(stdout, problems.Error())
		return exitCode(1)
	}
	return fmt.Errorf("%s: %w", s.name, err)
}

// open opens the file and chooses who reads it.
func (c *importCommand) open(ctx context.Context) (*importSource, error) {
	if c.File == "" {
		return nil, errors.New("there is nothing to import: name a file, or - for standard input")
	}
	mapping, err := c.mapping()
	if err != nil {
		return nil, err
	}
	source := &importSource{name: c.File}
	input, retrieved, err := source.read(ctx, c.File, c.Encoding)
	if err != nil {
		source.close()
		return nil, err
	}
	source.text, source.shelved = input, mapping == nil || mapping.Groups()
	if source.set, err = c.set(mapping, retrieved); err != nil {
		source.close()
		return nil, err
	}
	switch {
	case c.From == "bods":
		source.articles = bods.Articles(input, source.set)
	case c.From == "ftm":
		source.articles = ftm.Articles(input, source.set)
	default:
		read := table.Source{File: c.File, Table: input}
		for _, name := range c.Names {
			names, _, err := source.read(ctx, name, c.Encoding)
			if err != nil {
				source.close()
				return nil, err
			}
			read.Names = append(read.Names, table.Names{File: name, Table: names})
		}
		source.articles = table.Articles(read, mapping, source.set)
	}
	return source, nil
}

// read opens one file, and says on which day it was changed.
func (s *importSource) read(ctx context.Context, name, encoding string) (*dataset.Input, string, error) {
	file := os.Stdin
	if name != "-" {
		opened, err := os.Open(name)
		if err != nil {
			return nil, "", err
		}
		s.files, file = append(s.files, opened), opened
	}
	info, err := file.Stat()
	if err != nil {
		return nil, "", err
	}
	if size := sizeOf(info); size == 0 || s.size < 0 {
		s.size = -1
	} else {
		s.size += size
	}
	input, err := dataset.Text(s.from(whileWanted{ctx, file}), encoding)
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", name, err)
	}
	if name == "-" {
		return input, "", nil
	}
	return input, changedOn(file), nil
}

// whileWanted stops reading when nobody waits any more.
type whileWanted struct {
	ctx context.Context
	in  io.Reader
}

// Read implements io.Reader.
func (w whileWanted) Read(into []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.in.Read(into)
}

// mapping is what reads a table, nil for formats that are none.
func (c *importCommand) mapping() (*table.Mapping, error) {
	if c.From == "bods" || c.From == "ftm" {
		if len(c.Names) > 0 {
			return nil, errors.New("--names is for tables; this format has the names in the file itself")
		}
		return nil, nil
	}
	name, text, err := c.mappingText()
	if err != nil {
		return nil, err
	}
	mapping, problems := table.ParseMapping(name, text)
	if problems != nil {
		return nil, problems
	}
	return mapping, nil
}

func (c *importCommand) mappingText() (name string, text []byte, err error) {
	if text, found := table.Builtin(c.From); found {
		return c.From + " (shipped)", text, nil
	}
	if !strings.HasSuffix(c.From, ".yaml") && !strings.HasSuffix(c.From, ".yml") {
		return "", nil, fmt.Errorf("--from %s is no format: write bods, ftm, %s, or the name of a mapping that ends in .yaml", c.From, strings.Join(table.Builtins(), ", "))
	}
	text, err = readFile(c.From)
	return c.From, text, err
}

func (c *importCommand) showMapping(stdout io.Writer) error {
	_, text, err := c.mappingText()
	if err != nil {
		return err
	}
	_, err = stdout.Write(text)
	return err
}

// set puts together what the articles have in common: from the flags, else the
// mapping, else the file.
func (c *importCommand) set(mapping *table.Mapping, retrieved string) (*dataset.Set, error) {
	usual := map[string]string{"type": "press"}
	keys := c.Keys
	switch {
	case mapping != nil:
		for key, text := range mapping.Defaults {
			usual[key] = text
		}
		if keys == "" {
			keys = mapping.Keys
		}
	case c.From == "bods":
		usual["type"] = "filing"
	}
	stem := strings.TrimSuffix(filepath.Base(c.File), filepath.Ext(c.File))
	format := strings.TrimSuffix(filepath.Base(c.From), filepath.Ext(c.From))
	id := c.ArticleID
	if id == "" {
		if c.File == "-" {
			return nil, errors.New("standard input has no name: give --article-id, the same for each snapshot of the source")
		}
		id = graph.Slug(format + " " + strings.TrimPrefix(graph.Slug(stem), graph.Slug(format)))
	}
	title := c.Title
	if title == "" {
		title = format + " of " + filepath.Base(c.File)
	}
	or := func(flag, key string) string {
		if flag != "" {
			return flag
		}
		return usual[key]
	}
	if c.Retrieved != "" {
		retrieved = c.Retrieved
	}
	return dataset.New(dataset.Origin{
		ID: strings.TrimPrefix(id, "article:"), Title: title, Publisher: or(c.Publisher, "publisher"), Author: or(c.Author, "author"), Language: or(c.Language, "language"), Type: or(c.Type, "type"),
		Published: c.Published, Retrieved: retrieved, Revised: c.Revised, Keys: keys, Size: c.Size,
	})
}
