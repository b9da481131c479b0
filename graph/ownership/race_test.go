//go:build race

package ownership

// underRace says whether the race detector runs, which makes numbers ten times slower.
const underRace = true
