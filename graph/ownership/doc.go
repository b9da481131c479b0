// Package ownership answers who owns and controls what, through whatever
// chains and circles, from the stakes in force on a day.
//
// A Projection holds those stakes in memory; everything else is a pure function
// of it. Shares are whole parts per billion where they are added up or compared, so
// that exactly half is exactly half, and floating point only where they are
// multiplied; what falls within an error margin of a threshold is decided in
// exact fractions.
//
// Every share may be exact, bounded or unknown, so every answer has bounds: the
// least and the greatest value over all ways in which the stakes may really be.
package ownership
