package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/rs/zerolog"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/feed"
	"capgraph/resolvers"
	"capgraph/schema"
	"capgraph/web/graphiql"
	"capgraph/web/transport"
)

// serveCommand is `capgraph serve`, and what runs without a verb.
type serveCommand struct {
	Listen     string        `env:"CAPGRAPH_LISTEN" default:"127.0.0.1:8080" help:"Address to listen at. Beyond this machine only with API keys."`
	APIKeys    string        `name:"api-keys" env:"CAPGRAPH_API_KEYS" placeholder:"NAME:SECRET,..." help:"Who may write, and the secret that each sends as Authorization: Bearer SECRET (16 characters or more). Without keys, everybody who reaches the server may write."`
	CORSOrigin string        `name:"cors-origin" env:"CAPGRAPH_CORS_ORIGIN" placeholder:"ORIGIN,..." help:"Origins of web pages that may read answers, as http://localhost:5173."`
	Timeout    time.Duration `env:"CAPGRAPH_TIMEOUT" default:"10s" help:"Time that one operation may take."`
	Rates      string        `env:"CAPGRAPH_RATES" placeholder:"FILE" help:"Table of exchange rates to convert money with: comma-separated values in the columns date, from, to and rate."`
	Demo       bool          `help:"Serve the demonstration graph around AI infrastructure: from memory, or loaded into the --store that is given."`
}

// Run serves until ctx ends, then lets the running requests finish.
func (c *serveCommand) Run(ctx context.Context, choice *storeChoice, log zerolog.Logger) error {
	keys, err := transport.ParseKeys(c.APIKeys)
	if err != nil {
		return fmt.Errorf("CAPGRAPH_API_KEYS: %w", err)
	}
	origins, err := transport.ParseOrigins(c.CORSOrigin)
	if err != nil {
		return fmt.Errorf("--cors-origin: %w", err)
	}
	if keys.Open() && !isLoopback(c.Listen) {
		return fmt.Errorf("everybody could write at %s: set CAPGRAPH_API_KEYS, or listen at 127.0.0.1", c.Listen)
	}
	rates, err := readRates(c.Rates)
	if err != nil {
		return fmt.Errorf("--rates: %w", err)
	}
	if c.Demo {
		choice = choice.sparingDefault()
	}
	store, err := choice.open(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	if err := c.fill(ctx, store, choice, log); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("cannot listen at %s: %w", c.Listen, err)
	}
	handler := newHandler(store, handlerConfig{keys: keys, origins: origins, timeout: c.Timeout, rates: rates, log: log, closing: ctx.Done()})
	log.Info().Str("graphql", "http://"+listener.Addr().String()+"/graphql").Str("store", choice.String()).Msg("listening")
	return serve(ctx, transport.Server("", handler), listener)
}

// fill loads what is to be there from the start.
func (c *serveCommand) fill(ctx context.Context, store graph.Store, choice *storeChoice, log zerolog.Logger) error {
	switch {
	case c.Demo:
		log.Info().Msg("loading the demonstration graph")
		return loadDemonstration(ctx, store, io.Discard, false)
	case choice.isDefault():
		return seedFounding(ctx, store, log)
	}
	return nil
}

func serve(ctx context.Context, server *http.Server, listener net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), 15*time.Second)
	defer cancel()
	if err := server.Shutdown(drain); err != nil {
		return fmt.Errorf("some requests did not finish in time: %w", err)
	}
	return nil
}

type handlerConfig struct {
	keys    transport.Keys
	origins []string
	timeout time.Duration
	rates   *explore.Rates // nil for none
	log     zerolog.Logger
	closing <-chan struct{} // when subscriptions are to end; nil for never
}

// othersInterval is how often the store is asked whether another server wrote,
// while anybody listens.
const othersInterval = time.Second

// newHandler mounts everything that the server answers.
func newHandler(store graph.Store, c handlerConfig) http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	pulse := feed.NewPulse(store, othersInterval)
	query := resolvers.Query{Reader: resolvers.NewSource(store), Clock: time.Now, Rates: c.rates}
	api := transport.New(transport.Config{
		Schema:        schema.Executable(query, resolvers.Mutation{Query: query, Store: pulse, Actor: transport.Actor}, resolvers.Subscription{Query: query, Pulse: pulse}),
		Introspection: true,
		Keys:          c.keys,
		CORSOrigins:   c.origins,
		Log:           c.log,
		Registerer:    registry,
		Timeout:       c.timeout,
		Closing:       c.closing,
		MaxComplexity: schema.MaxComplexity,
	})
	page := graphiql.Page("/graphql", examples())
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", http.RedirectHandler("/graphql", http.StatusFound))
	mux.HandleFunc("/graphql", func(w http.ResponseWriter, r *http.Request) {
		if transport.WantsPage(r) {
			page.ServeHTTP(w, r)
			return
		}
		api.ServeHTTP(w, r)
	})
	mux.Handle(graphiql.AssetsPath, graphiql.Assets())
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		if _, err := store.Head(ctx); err != nil {
			c.log.Warn().Err(err).Msg("the store is not ready")
			http.Error(w, "the store cannot be reached", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
	if c.keys.Open() {
		return onlyLocalNames(mux)
	}
	return mux
}

// onlyLocalNames refuses requests for any other host name than this machine's
// own. While everybody who reaches the server may write, a page of another site
// could otherwise reach it under a name of its own that it lets point here
// (DNS rebinding).
func onlyLocalNames(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isLoopback(r.Host) && !isLoopback(net.JoinHostPort(strings.Trim(r.Host, "[]"), "80")) {
			http.Error(w, "without API keys this server answers to localhost only", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// isLoopback says whether only this machine can reach an address.
func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	if err == nil {
		return
	}
	code := exitCode(-1)
	if failed := (failure{}); errors.As(err, &failed) || !errors.As(err, &code) {
		fmt.Fprintln(os.Stderr, "capgraph:", err)
		code = max(failed.code, exitRefused)
	}
	os.Exit(int(code))
}
