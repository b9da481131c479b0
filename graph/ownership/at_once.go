package ownership

import "sync"

// atOnce does pieces of work that do not touch each other, at the same time
// where there are several, and returns the error of the first that fails in
// their order.
func atOnce(pieces int, do func(piece int) error) error {
	if pieces == 1 {
		return do(0)
	}
	errs := make([]error, pieces)
	var wait sync.WaitGroup
	for i := range pieces {
		wait.Go(func() { errs[i] = do(i) })
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
