package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"capgraph/graph"
	"capgraph/graph/neo4j"
	"capgraph/graph/sqlite"
)

// storeChoice says which store to use. This file is the only place that knows
// which stores there are.
type storeChoice struct {
	Store    string `env:"CAPGRAPH_STORE" placeholder:"ADDRESS" help:"sqlite:FILE, or a Neo4j server as neo4j://HOST:PORT, bolt://..., neo4j+s://... Default: a SQLite file in your data directory."`
	User     string `name:"neo4j-user" env:"CAPGRAPH_NEO4J_USER" help:"User at the Neo4j server."`
	Password string `name:"neo4j-password" env:"CAPGRAPH_NEO4J_PASSWORD" help:"Password at the Neo4j server."`
	Token    string `name:"neo4j-token" env:"CAPGRAPH_NEO4J_TOKEN" help:"Bearer token for the Neo4j server, instead of user and password."`
	Database string `name:"neo4j-database" env:"CAPGRAPH_NEO4J_DATABASE" help:"Database at the Neo4j server; its default one when absent."`
	NoAuth   bool   `name:"neo4j-no-auth" env:"CAPGRAPH_NEO4J_NO_AUTH" help:"The Neo4j server asks for no authentication."`

	notice func(string) // told what opening takes long for
}

// isDefault says whether nobody chose a store. Only then does it seed itself.
func (c *storeChoice) isDefault() bool { return c.Store == "" }

// sparingDefault is the choice, with memory in place of the default file, so
// that what is only tried out is not mixed with the user's data.
func (c *storeChoice) sparingDefault() *storeChoice {
	sparing := *c
	if c.isDefault() {
		sparing.Store = "sqlite::memory:"
	}
	return &sparing
}

// String names the store without secrets.
func (c *storeChoice) String() string {
	if c.isDefault() {
		return "sqlite, the default file"
	}
	return c.Store
}

// open opens the store, or says in a sentence what is missing.
func (c *storeChoice) open(ctx context.Context) (graph.Store, error) {
	scheme, rest, found := strings.Cut(c.Store, ":")
	switch {
	case c.isDefault(), found && scheme == "sqlite":
		if c.User+c.Password+c.Token+c.Database != "" || c.NoAuth {
			return nil, fmt.Errorf("settings for Neo4j are given, but the store is SQLite: set CAPGRAPH_STORE to the address of the Neo4j server, or drop CAPGRAPH_NEO4J_*")
		}
		return c.openSQLite(ctx, rest)
	case found && isNeo4j(scheme):
		if err := c.checkNeo4j(); err != nil {
			return nil, err
		}
		return neo4j.Open(ctx, neo4j.Config{Address: c.Store, User: c.User, Password: c.Password, Token: c.Token, Database: c.Database})
	}
	return nil, fmt.Errorf("--store %q is not an address: write sqlite:FILE, neo4j://HOST:PORT, bolt://HOST:PORT or neo4j+s://HOST:PORT", c.Store)
}

// withStore opens the store for one piece of work.
func withStore(ctx context.Context, choice *storeChoice, work func(graph.Store) error) error {
	store, err := choice.open(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	return work(store)
}

func (c *storeChoice) openSQLite(ctx context.Context, file string) (graph.Store, error) {
	if err := c.makeFolder(); err != nil {
		return nil, err
	}
	if c.isDefault() {
		var err error
		if file, err = defaultFile(); err != nil {
			return nil, err
		}
	}
	if file == "" {
		return nil, fmt.Errorf("--store sqlite: names no file: write sqlite:FILE, or sqlite::memory: for a store that is gone at the end")
	}
	return sqlite.Open(ctx, file, sqlite.WithNotice(c.notice))
}

// defaultFile is where the store is when nobody chose one.
func defaultFile() (string, error) {
	directory, err := dataDirectory()
	if err != nil {
		return "", fmt.Errorf("there is no data directory (%w): name a file by --store sqlite:FILE", err)
	}
	return filepath.Join(directory, "capgraph.db"), nil
}

// makeFolder makes the folder of the default file. That of another one must be
// there.
func (c *storeChoice) makeFolder() error {
	if !c.isDefault() {
		return nil
	}
	file, err := defaultFile()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return fmt.Errorf("cannot make the data directory: %w", err)
	}
	return nil
}

// sqliteFile is the file of the embedded store, or says what to do with
// another.
func (c *storeChoice) sqliteFile() (string, error) {
	scheme, file, _ := strings.Cut(c.Store, ":")
	switch {
	case c.isDefault():
		return defaultFile()
	case isNeo4j(scheme):
		return "", fmt.Errorf("backups are of the embedded store; for Neo4j use \"neo4j-admin database dump\" on its server, or \"capgraph export --to facts\"")
	case scheme != "sqlite" || file == "" || file == sqlite.Memory:
		return "", fmt.Errorf("--store %q is no file: write sqlite:FILE", c.Store)
	}
	return file, nil
}

func isNeo4j(scheme string) bool {
	base, _, _ := strings.Cut(scheme, "+")
	return base == "neo4j" || base == "bolt"
}

// checkNeo4j refuses a configuration that is only half there. The address may
// not hold credentials, since it is logged.
func (c *storeChoice) checkNeo4j() error {
	address, err := url.Parse(c.Store)
	switch {
	case err != nil, address.Hostname() == "":
		return fmt.Errorf("--store names no Neo4j server: write neo4j://HOST:PORT")
	case address.User != nil:
		return fmt.Errorf("--store holds a user or password: set CAPGRAPH_NEO4J_USER and CAPGRAPH_NEO4J_PASSWORD instead")
	case c.NoAuth && c.User+c.Password+c.Token != "":
		return fmt.Errorf("--neo4j-no-auth is set together with a user, password or token: drop one of them")
	case c.NoAuth, c.Token != "" && c.User+c.Password == "":
		return nil
	case c.Token != "":
		return fmt.Errorf("both a token and a user or password are set: drop CAPGRAPH_NEO4J_TOKEN, or the others")
	case c.User == "" && c.Password == "":
		return fmt.Errorf("who you are at the Neo4j server is missing: set CAPGRAPH_NEO4J_USER and CAPGRAPH_NEO4J_PASSWORD, or CAPGRAPH_NEO4J_TOKEN, or --neo4j-no-auth")
	case c.User == "":
		return fmt.Errorf("CAPGRAPH_NEO4J_PASSWORD is set, but CAPGRAPH_NEO4J_USER is missing")
	case c.Password == "":
		return fmt.Errorf("CAPGRAPH_NEO4J_USER is set, but CAPGRAPH_NEO4J_PASSWORD is missing")
	}
	return nil
}

// dataDirectory is where the default file is kept: by the XDG convention on
// Linux, and where the system wants application data elsewhere.
func dataDirectory() (string, error) {
	if runtime.GOOS != "linux" {
		directory, err := os.UserConfigDir()
		return filepath.Join(directory, "capgraph"), err
	}
	if directory := os.Getenv("XDG_DATA_HOME"); directory != "" {
		return filepath.Join(directory, "capgraph"), nil
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".local", "share", "capgraph"), err
}
