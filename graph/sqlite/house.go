package sqlite

import "time"

// restful is how long the house is left alone after a commit, so that many
// commits make one checkpoint.
const restful = 250 * time.Millisecond

// keepHouse moves what was committed from the log into the file, off the path
// of reads and writes: a passive checkpoint waits for nobody and makes nobody
// wait. It ends when the store closes.
func (s *Store) keepHouse() {
	defer s.extra.Done()
	if s.memory {
		return
	}
	for {
		select {
		case <-s.closing:
			return
		case <-s.written:
		}
		select {
		case <-s.closing:
			return
		case <-time.After(restful):
		}
		s.checkpoint()
	}
}

// checkpoint may fail without harm: the next one does its work.
func (s *Store) checkpoint() {
	c, err := s.connect(readerCacheKiB)
	if err != nil {
		return
	}
	defer c.close()
	c.script("PRAGMA wal_checkpoint(PASSIVE)")
}

// tell says that there is something to move.
func (s *Store) tell() {
	select {
	case s.written <- struct{}{}:
	default:
	}
}
