package neo4j

import (
	"context"
	"errors"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
)

// failure turns an error of the driver into one of the domain. The driver's
// text stays in the cause.
func failure(ctx context.Context, err error) error {
	var known *graph.Error
	var refused *driver.Neo4jError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case ctx.Err() != nil: // The driver does not always say that this is why.
		return interrupted(ctx.Err()).Because(errors.Join(ctx.Err(), err))
	case errors.As(err, &refused):
		return refusal(refused.Code).Because(err)
	case driver.IsConnectivityError(err):
		return graph.Errorf(graph.Unavailable, "the Neo4j server cannot be reached; try again").Because(err)
	case driver.IsUsageError(err):
		return graph.Errorf(graph.Unavailable, "the connection to the Neo4j server was closed; try again").Because(err)
	}
	return graph.Errorf(graph.Internal, "the store failed").Because(err)
}

// refusal says what it means that the server answered with an error.
func refusal(code string) *graph.Error {
	switch {
	case strings.Contains(code, ".Security."):
		return graph.Errorf(graph.Unavailable, "the Neo4j server does not accept the credentials of this server")
	case strings.Contains(code, ".Database.") && strings.HasPrefix(code, "Neo.ClientError"):
		return graph.Errorf(graph.Unavailable, "the Neo4j server does not have the database, or it is not online")
	case strings.Contains(code, "TransactionTimedOut"), strings.HasSuffix(code, ".LockClientStopped"), strings.HasSuffix(code, ".Transaction.Terminated"):
		return graph.Errorf(graph.Unavailable, "the request took longer than it may; try again, or ask for less")
	case strings.HasPrefix(code, "Neo.TransientError"), strings.HasPrefix(code, "Neo.ClientError.Cluster"):
		return graph.Errorf(graph.Unavailable, "the Neo4j server is busy; try again")
	}
	return graph.Errorf(graph.Internal, "the store failed")
}

// passing says whether what failed may succeed when it is done again.
func passing(err error) bool {
	var lost *driver.ConnectivityError
	var refused *driver.Neo4jError
	switch {
	case errors.As(err, &refused):
		return driver.IsRetryable(refused)
	case errors.As(err, &lost):
		return true
	}
	return false
}

// ctxError is the error of a context that has ended, else nil.
func ctxError(ctx context.Context) error {
	if ended := ctx.Err(); ended != nil {
		return interrupted(ended).Because(ended)
	}
	return nil
}

func interrupted(ended error) *graph.Error {
	if errors.Is(ended, context.DeadlineExceeded) {
		return graph.Errorf(graph.Unavailable, "the time for the request ran out")
	}
	return graph.Errorf(graph.Unavailable, "the request was cancelled")
}
