package transport

import (
	"cmp"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
)

// Config is what New needs. Schema is required; every number that is zero takes
// the default named beside it, and no number can switch its limit off.
type Config struct {
	Schema        graphql.ExecutableSchema
	Introspection bool // whether clients may read the schema

	Keys        Keys     // none: everybody may write
	CORSOrigins []string // exact origins as from ParseOrigins; none: other sites are not answered

	Log        zerolog.Logger
	Registerer prometheus.Registerer // nil: metrics are kept but not shown

	Timeout time.Duration // for one operation; 10 s

	MaxListeners int             // subscriptions at once; 1000
	Heartbeat    time.Duration   // between comments to a client that listens; 15 s
	Closing      <-chan struct{} // closed when subscriptions are to end; nil: never

	// MaxBody bounds the body of a request in bytes. MaxUpload does so for
	// callers who may write, because a fact file of 50 MB travels inside the
	// variables of one mutation.
	MaxBody   int64 // 1 MiB
	MaxUpload int64 // 64 MiB

	MaxTokens     int // in a document; 3000
	MaxFields     int // selected, with all fragments filled in; 5000
	MaxDepth      int // of fields within fields; 15
	MaxAliases    int // fields under another name, or asked for again; 30
	MaxRootFields int // at the top of an operation; 20
	MaxDirectives int // in an operation; 50
	MaxComplexity int // by the schema's own complexity functions; 20000
}

// New returns the handler of the /graphql endpoint. It panics if the schema is
// missing or if two handlers register metrics with one registerer, since both
// are mistakes in the program and not in its input.
func New(c Config) http.Handler {
	if c.Schema == nil {
		panic("transport: Config.Schema is missing")
	}
	c = c.withDefaults()
	var handler http.Handler = newEndpoint(c)
	handler = identify(c.Keys, handler)
	handler = allowOrigins(c.CORSOrigins, handler)
	return observe(c.Log, newMeters(c.Registerer), handler)
}

// Server returns a server with every timeout set, so that no client can hold a
// connection by being slow. Reading may take 30 s for the largest body; writing
// is counted from the end of the headers and therefore covers all the rest.
func Server(addr string, h http.Handler) *http.Server {
	return &http.Server{
		Addr:              addr,
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       120 * time.Second,
		MaxHeaderBytes:    32 << 10,
	}
}

func (c Config) withDefaults() Config {
	c.Timeout = cmp.Or(c.Timeout, 10*time.Second)
	c.MaxListeners = cmp.Or(c.MaxListeners, 1000)
	c.Heartbeat = cmp.Or(c.Heartbeat, 15*time.Second)
	c.MaxBody = cmp.Or(c.MaxBody, 1<<20)
	c.MaxUpload = cmp.Or(c.MaxUpload, 64<<20)
	c.MaxTokens = cmp.Or(c.MaxTokens, 3000)
	c.MaxFields = cmp.Or(c.MaxFields, 5000)
	c.MaxDepth = cmp.Or(c.MaxDepth, 15)
	c.MaxAliases = cmp.Or(c.MaxAliases, 30)
	c.MaxRootFields = cmp.Or(c.MaxRootFields, 20)
	c.MaxDirectives = cmp.Or(c.MaxDirectives, 50)
	c.MaxComplexity = cmp.Or(c.MaxComplexity, 20_000)
	return c
}

// newExecutor prepares gqlgen's executor with all that stands between a parsed
// request and the resolvers.
func newExecutor(c Config) *executor.Executor {
	known := newDocuments()
	exec := executor.New(c.Schema)
	exec.SetQueryCache(known)
	exec.SetParserTokenLimit(c.MaxTokens)
	exec.SetErrorPresenter(present)
	exec.SetRecoverFunc(recovered)
	exec.Use(&guard{limits: c, known: known})
	return exec
}
