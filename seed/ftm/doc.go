// Package ftm reads entities of the FollowTheMoney model and makes articles of
// them: who owns, directs and works for which companies, according to an
// investigation or a list.
//
// It reads one object a line, as `ftm` and OpenSanctions write them, or a JSON
// array. Several lines with one id are one entity; the order of lines makes no
// difference. What becomes of them:
//
//   - Company, Organization, PublicBody and LegalEntity are companies, a Person is
//     a person. They are told apart by id, and known again by LEI, ISIN (with their
//     check digits), Wikidata id and British company number. Other numbers, and all
//     of natural persons but the Wikidata id, are not kept.
//   - Ownership is a stake, Directorship and Employment are positions. A percentage
//     may be a number or a band: 25-50, more than 25 % to 50 %, 75 % or more.
//   - What has several owners, or is called joint or nominee, is a stake without a
//     share: the share stands in a remark, so that it does not count twice.
//   - A director who is a company holds no position; the company remembers it in a
//     remark.
//   - A relation that is called former, with no end, ended by the day on which the
//     data was seen.
//
// Each fact stands at "record" and the id of the entity, and was seen on the
// day of last_seen, where that is given; it is attributed to the entity's datasets. All schemata, properties and values that
// are not taken over are counted by name.
//
// Write goes the other way, for the companies, people, stakes and positions of a
// graph.
package ftm
