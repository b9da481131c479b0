package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"
	"github.com/mattn/go-isatty"
	"github.com/rs/zerolog"

	"capgraph/graph"
)

// commands is the command line. Each verb is a type with a file of its own.
type commands struct {
	storeChoice
	LogLevel string `name:"log-level" env:"CAPGRAPH_LOG_LEVEL" enum:"debug,info,warn,error" default:"info" help:"How much to log: ${enum}."`

	Serve    serveCommand    `cmd:"" default:"withargs" help:"Serve GraphQL over HTTP (the default). The default store fills itself with the shipped facts when it is empty."`
	Seed     seedCommand     `cmd:"" help:"Load fact files, folders and streams of them into the store and report what each did."`
	Import   importCommand   `cmd:"" help:"Load data of others: BODS statements, FollowTheMoney entities, and tables."`
	Export   exportCommand   `cmd:"" help:"Write the graph elsewhere: as fact files, CSV, BODS, FollowTheMoney, JSON-LD or GraphML."`
	Withdraw withdrawCommand `cmd:"" help:"Withdraw an article: what it alone supports is no longer current."`
	Restore  restoreCommand  `cmd:"" help:"Bring a withdrawn article back, without its file."`
	Log      logCommand      `cmd:"" help:"List who wrote what when."`
	Undo     undoCommand     `cmd:"" help:"Undo a write of an article: it is again what it was before."`

	Queue  queueCommand  `cmd:"" help:"List what waits for a decision: mentions that may be any of several records."`
	Decide decideCommand `cmd:"" help:"Decide which record a mention is of an article that waits."`

	Check  checkCommand  `cmd:"" help:"Check fact files without a store."`
	Draft  draftCommand  `cmd:"" help:"Draft a fact file from the text or saved page of an article, for a person to review."`
	Schema schemaCommand `cmd:"" help:"Print the GraphQL schema or, with --facts, the JSON Schema of fact files."`

	Backup        backupCommand        `cmd:"" help:"Copy the embedded store to a file, while servers run and write."`
	RestoreBackup restoreBackupCommand `cmd:"" name:"restore-backup" help:"Make a backup the embedded store, after checking it; no server may run on it."`

	Conflicts conflictsCommand `cmd:"" help:"List what sources contradict each other about."`
	Settle    settleCommand    `cmd:"" help:"Settle a conflict by a decision with a reason."`

	Merge      mergeCommand      `cmd:"" help:"Decide that one record is another one."`
	Split      splitCommand      `cmd:"" help:"Decide that some articles speak of another record."`
	Apart      apartCommand      `cmd:"" help:"Decide that two records are never to be merged."`
	Candidates candidatesCommand `cmd:"" help:"List the records that a name may stand for or, without a name, pairs that may be one."`
}

const description = `Capgraph answers over GraphQL who owns, buys, funds, builds and runs what, and
proves every answer by the articles that say so.

Without arguments it serves http://127.0.0.1:8080/graphql from an embedded store
in your data directory. To use Neo4j, give its address as --store and who you are as
CAPGRAPH_NEO4J_USER and CAPGRAPH_NEO4J_PASSWORD, or CAPGRAPH_NEO4J_TOKEN. Every
flag can be given by the environment variable named beside it.

Serving takes --listen (CAPGRAPH_LISTEN), --api-keys (CAPGRAPH_API_KEYS),
--cors-origin (CAPGRAPH_CORS_ORIGIN), --timeout (CAPGRAPH_TIMEOUT) and --rates
(CAPGRAPH_RATES), a table of exchange rates.

Examples:

  capgraph
  capgraph --demo
  capgraph --listen 127.0.0.1:9000 --cors-origin http://localhost:5173
  capgraph --store sqlite:graph.db seed article.yaml
  capgraph --store neo4j://db.example:7687 --neo4j-user neo4j
  capgraph seed --report report.jsonl archive/ today.jsonl.gz
  capgraph seed --queue today.jsonl; capgraph queue
  capgraph decide article:news-42 apple company:apple
  capgraph check article.yaml
  capgraph withdraw --dry-run https://example.com/news
  capgraph log --actor local
  capgraph export --to facts folder
  capgraph export --to csv stakes -o stakes.csv
  capgraph backup graph-2026-11-23.db
  capgraph import --from bods --keys GB-PSC statements.json
  capgraph schema > schema.graphqls

Exit codes: 0 all went well, 1 some of the input was refused (the rest is loaded),
2 the arguments are wrong, 3 the store cannot be reached or the work was
interrupted: run the same command again, and it goes on where it was, 4 nothing was
refused, but articles wait for a decision (see queue).`

// exitCode ends the program after what went wrong has been printed.
type exitCode int

// The exit codes of the program, beside 0.
const (
	exitRefused exitCode = 1 // some of the input was refused, or something else went wrong
	exitUsage   exitCode = 2 // the arguments are wrong; nothing was done
	exitPartWay exitCode = 3 // the store cannot be reached, failed, or the work was interrupted: the same command goes on
	exitWaiting exitCode = 4 // nothing was refused, but articles wait for a decision
)

func (e exitCode) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// failure is an error that scripts can tell by the exit code.
type failure struct {
	code exitCode
	err  error
}

func (f failure) Error() string   { return f.err.Error() }
func (f failure) Unwrap() []error { return []error{f.err, f.code} }

// ofStore gives the errors of a store that cannot be reached their exit code.
func ofStore(err error) error {
	if graph.CodeOf(err) == graph.Unavailable {
		return failure{exitPartWay, err}
	}
	return err
}

// refuseWhole prints why a decision was refused; what a store failed in is no refusal.
func refuseWhole(stdout io.Writer, why error) error {
	if code := graph.CodeOf(why); code == graph.Unavailable || code == graph.Internal {
		return ofStore(why)
	}
	fmt.Fprintf(stdout, "refused, nothing is written: %s\n", why)
	return exitCode(exitRefused)
}

// run is the program without its process: it returns what went wrong.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var cli commands
	parser, err := kong.New(&cli,
		kong.Name("capgraph"), kong.Description(description), kong.Writers(stdout, stderr),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.BindTo(stdout, (*io.Writer)(nil)), kong.Bind(messages{stderr}),
		kong.Exit(func(code int) { panic(exitCode(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		return err
	}
	parsed, err := parse(parser, args)
	var exit exitCode
	switch {
	case errors.As(err, &exit):
		return err
	case err != nil:
		return failure{exitUsage, err}
	}
	log := newLog(stderr, cli.LogLevel)
	cli.storeChoice.notice = func(text string) { log.Info().Msg(text) }
	return parsed.Run(&cli.storeChoice, log)
}

// parse turns the exit that kong asks for after printing help into an error.
func parse(parser *kong.Kong, args []string) (parsed *kong.Context, err error) {
	defer func() {
		if code, ok := recover().(exitCode); ok {
			err = code
		}
	}()
	return parser.Parse(args)
}

// newLog writes lines for people to a terminal, and JSON to anything else.
func newLog(w io.Writer, level string) zerolog.Logger {
	parsed, err := zerolog.ParseLevel(level)
	if err != nil {
		parsed = zerolog.InfoLevel
	}
	if file, ok := w.(*os.File); ok && isatty.IsTerminal(file.Fd()) {
		w = zerolog.ConsoleWriter{Out: w, TimeFormat: "15:04:05"}
	}
	return zerolog.New(w).Level(parsed).With().Timestamp().Logger()
}
