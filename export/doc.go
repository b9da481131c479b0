// Package export writes the graph for other programs: any list as CSV with
// its sources, and what they can say in the words of JSON-LD and GraphML.
// Packages seed/bods and seed/ftm, which read two more formats, write them too,
// with the help of this one. Fact files, which alone hold everything, are
// written by package seed.
//
// All writers read one slice: the versions in force on a day, as known at an
// instant. They go through the graph in order of id, a page of records at a time,
// so that memory does not grow with the graph and the same slice gives the same
// bytes. What a format cannot say is given to Omissions, by name.
package export
