package sqlite

import (
	"context"
	"errors"

	driver "zombiezen.com/go/sqlite"

	"capgraph/graph"
)

// failure turns an error of the driver into one of the domain. The driver's
// text stays in the cause.
func failure(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ended := ctx.Err(); ended != nil {
		return interrupted(ended).Because(errors.Join(ended, err))
	}
	switch driver.ErrCode(err).ToPrimary() {
	case driver.ResultInterrupt:
		return graph.Errorf(graph.Unavailable, "the store was interrupted").Because(err)
	case driver.ResultBusy, driver.ResultLocked:
		return graph.Errorf(graph.Unavailable, "the store is locked by another process; try again").Because(err)
	case driver.ResultFull:
		return graph.Errorf(graph.Unavailable, "the disk that holds the store is full").Because(err)
	case driver.ResultCantOpen:
		return graph.Errorf(graph.Unavailable, "the file of the store cannot be opened").Because(err)
	case driver.ResultReadOnly:
		return graph.Errorf(graph.Unavailable, "the file of the store cannot be written to").Because(err)
	case driver.ResultNotADB:
		return graph.Errorf(graph.Invalid, "the file is not a capgraph store; give the path of another one").Because(err)
	case driver.ResultCorrupt:
		return graph.Errorf(graph.Internal, "the file of the store is damaged; restore it from a copy").Because(err)
	}
	return graph.Errorf(graph.Internal, "the store failed").Because(err)
}

func interrupted(ended error) *graph.Error {
	if errors.Is(ended, context.DeadlineExceeded) {
		return graph.Errorf(graph.Unavailable, "the time for the request ran out").Because(ended)
	}
	return graph.Errorf(graph.Unavailable, "the request was cancelled").Because(ended)
}

func closed() error { return graph.Errorf(graph.Unavailable, "the store is closed") }
