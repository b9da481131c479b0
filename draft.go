package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/rs/zerolog"

	"capgraph/seed/draft"
)

// draftCommand is `capgraph draft`. It prints a fact file for a person to
// review, and loads nothing.
type draftCommand struct {
	File      string `arg:"" help:"An article as plain text or saved HTML; - is standard input."`
	Title     string `help:"Its title."`
	Publisher string `help:"Who published it."`
	Author    string `help:"Who wrote it."`
	URL       string `name:"url" help:"Where it can be read."`
	Published string `help:"When it was published, as 2025-06-12; dates such as \"last June\" are read from it."`
	ID        string `name:"id" help:"Its id; by default made of its address, else of publisher and title."`
	Language  string `help:"fr or en; by default what the text seems to be in."`
	Match     bool   `help:"Look names up in the store, so that facts point to the records that have them."`

	Endpoint string        `env:"CAPGRAPH_DRAFT_ENDPOINT" placeholder:"URL" help:"Ask a model instead of the rules: the address of an OpenAI-compatible API, up to its version. The text is sent there; a key is taken from CAPGRAPH_DRAFT_KEY."`
	Model    string        `env:"CAPGRAPH_DRAFT_MODEL" help:"The model to ask."`
	Timeout  time.Duration `name:"endpoint-timeout" default:"2m" help:"How long to wait for the model."`
}

// Run prints the draft, and what was left out to the log.
func (c *draftCommand) Run(ctx context.Context, choice *storeChoice, log zerolog.Logger, stdout io.Writer) error {
	data, err := readFile(c.File)
	if err != nil {
		return err
	}
	options := draft.Options{Told: draft.Article{
		Title: c.Title, Publisher: c.Publisher, Author: c.Author, URL: c.URL, Published: c.Published, ID: c.ID, Language: c.Language,
	}}
	if c.Endpoint != "" {
		options.Endpoint = &draft.Endpoint{URL: c.Endpoint, Model: c.Model, Key: os.Getenv("CAPGRAPH_DRAFT_KEY"), Timeout: c.Timeout}
	}
	if c.Match {
		store, err := choice.open(ctx)
		if err != nil {
			return err
		}
		defer store.Close()
		options.Names = draft.InGraph(store)
	}
	drafted, err := draft.From(ctx, data, options)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	file, err := drafted.YAML()
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	for _, left := range drafted.LeftOut {
		log.Warn().Str("file", c.File).Msg("left out: " + left)
	}
	_, err = stdout.Write(file)
	return err
}
