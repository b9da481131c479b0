package neo4j

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"capgraph/graph"
)

// Config says which database to use and how. Zero values are defaults.
type Config struct {
	Address  string // neo4j://HOST:PORT for a cluster or a server, bolt://HOST:PORT for one server; +s for TLS
	User     string // with Password; without user and token there is no authentication
	Password string
	Token    string // bearer token, instead of user and password
	Database string // the server's default one when empty

	Clock          func() time.Time // time.Now
	Connections    int              // at most that many at a time: 100
	ConnectTimeout time.Duration    // how long to wait for a connection: 5 s
	Timeout        time.Duration    // how long one transaction may take, when its context does not say less: 10 min
}

// Open connects to a database and brings its indexes up to date; it never
// writes a fact. The error names the address: it has code Unavailable when the
// server cannot be reached in time or refuses the credentials, Invalid when the
// address is none or the database was written by a newer version.
func Open(ctx context.Context, c Config) (*Store, error) {
	c.Connections = cmp.Or(c.Connections, 100)
	c.ConnectTimeout = cmp.Or(c.ConnectTimeout, 5*time.Second)
	if c.Clock == nil {
		c.Clock = time.Now
	}
	connection, err := driver.NewDriverWithContext(c.Address, c.auth(), func(d *config.Config) {
		d.MaxConnectionPoolSize = c.Connections
		d.SocketConnectTimeout = c.ConnectTimeout
		d.ConnectionAcquisitionTimeout = 2 * c.ConnectTimeout
		d.UserAgent = "capgraph"
		d.TelemetryDisabled = true
	})
	if err != nil {
		return nil, graph.Errorf(graph.Invalid, "%s is not the address of a Neo4j server; write neo4j://HOST:PORT or bolt://HOST:PORT", c.Address).Because(err)
	}
	s := &Store{
		driver: connection, database: c.Database, clock: c.Clock, timeout: cmp.Or(c.Timeout, 10*time.Minute),
		bookmarks: driver.NewBookmarkManager(driver.BookmarkManagerConfig{}),
		lane:      make(chan struct{}, 1), closed: make(chan struct{}),
	}
	s.lane <- struct{}{}
	if err := s.start(ctx, c); err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

func (c Config) auth() driver.AuthToken {
	switch {
	case c.Token != "":
		return driver.BearerAuth(c.Token)
	case c.User != "" || c.Password != "":
		return driver.BasicAuth(c.User, c.Password, "")
	}
	return driver.NoAuth()
}

// start checks that the database answers, then migrates it.
func (s *Store) start(ctx context.Context, c Config) error {
	if err := ctxError(ctx); err != nil {
		return err
	}
	reach, cancel := context.WithTimeout(ctx, 3*c.ConnectTimeout)
	defer cancel()
	version, err := s.version(reach)
	if err != nil {
		return unreachable(ctx, c.Address, err)
	}
	return s.migrate(ctx, version)
}

// unreachable says why a server at an address does not answer.
func unreachable(ctx context.Context, address string, err error) error {
	var refused *driver.Neo4jError
	var invalid *driver.InvalidAuthenticationError
	switch {
	case ctx.Err() != nil:
		return ctxError(ctx)
	case errors.As(err, &invalid), errors.As(err, &refused) && strings.Contains(refused.Code, ".Security."):
		return graph.Errorf(graph.Unavailable, "the Neo4j server at %s refused the user, password or token", address).Because(err)
	case errors.As(err, &refused) && strings.HasSuffix(refused.Code, "DatabaseNotFound"):
		return graph.Errorf(graph.Unavailable, "the Neo4j server at %s does not have that database", address).Because(err)
	case errors.As(err, &refused):
		return graph.Errorf(graph.Unavailable, "the Neo4j server at %s refused to answer (%s)", address, refused.Code).Because(err)
	}
	return graph.Errorf(graph.Unavailable, "there is no answer from a Neo4j server at %s", address).Because(err)
}
