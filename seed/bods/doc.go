// Package bods reads statements of the Beneficial Ownership Data Standard and
// makes articles of them: who owns and controls which companies, according to
// a register.
//
// It reads BODS 0.4, as one JSON array or as an object a line, and brings the
// statements of 0.2 and 0.3 into that form first. The order of statements makes
// no difference. What becomes of them:
//
//   - An entity or arrangement is a company, a person a person. They are told
//     apart by recordId, and known again by the identifiers that registers
//     give: LEI (with its check digits), ISIN, and org-id.guide schemes. Numbers of
//     natural persons are not kept.
//   - A relationship is a stake; one for what is held directly, and one for what
//     is held indirectly. Shares of the capital and of the votes keep their bounds:
//     75 to under 100 %. Members of the board and senior managers hold positions.
//   - An interested party that is not specified is an owner that is unknown,
//     undisclosed or none, with the reason in the note. When several owners of one
//     company are so, they share a record, so their shares stand in remarks.
//   - What is held jointly or as a nominee is a stake without a share: the source
//     gives the same shares for others too, and they would count twice. The share
//     stands in a remark. Joint holdings that are entities of type arrangement, as the
//     standard wants it, need no such care.
//   - Of several statements about one record (recordStatus, replacesStatements) the
//     last one counts. From those before it only shares are kept, as of their
//     date. A closed record ends on the day its interests end, else by the day of the
//     statement that closed it.
//
// Each fact stands at "record" and the id of its statement, and was seen on the
// statement's date. All fields that are not taken over are counted by name.
//
// Write goes the other way, for the companies, people, stakes and offices of a
// graph.
package bods
