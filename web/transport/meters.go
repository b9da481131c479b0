package transport

import (
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// meters counts requests. Every label value comes from a fixed set of ours.
type meters struct {
	requests   *prometheus.CounterVec
	operations *prometheus.CounterVec
	seconds    *prometheus.HistogramVec
	inFlight   prometheus.Gauge
}

func newMeters(to prometheus.Registerer) *meters {
	m := &meters{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "capgraph_http_requests_total",
			Help: "Requests to the GraphQL endpoint by status; 499 is a client that went away.",
		}, []string{"code"}),
		operations: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "capgraph_graphql_operations_total",
			Help: "Operations by kind and by what came of them.",
		}, []string{"kind", "outcome"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "capgraph_http_request_duration_seconds",
			Help:    "Time from the headers of a request to the end of its response.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30},
		}, []string{"kind"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "capgraph_http_requests_in_flight",
			Help: "Requests being served now.",
		}),
	}
	if to != nil {
		to.MustRegister(m.requests, m.operations, m.seconds, m.inFlight)
	}
	return m
}

// count adds a request that has ended.
func (m *meters) count(v *visit, status int, took time.Duration) {
	m.requests.WithLabelValues(strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(v.kind).Observe(took.Seconds())
	if v.outcome != "" {
		m.operations.WithLabelValues(v.kind, v.outcome).Inc()
	}
}
