// Package seed reads fact files and loads them: decode, check, match, preview,
// apply, report. A fact file holds what one article states, one file for each
// article, in YAML 1.2 or JSON. This page explains the format by example;
// Schema gives it as a JSON Schema, and Articles holds files that are shipped,
// Demonstration those of a larger graph to try things on.
//
// # A file
//
//	capgraph: 1                       # the version of the format
//	article:
//	  id: onemedia-meta-ia            # of your own choosing; a url does as well
//	  title: Meta investit des centaines de milliards pour l’IA en France et USA
//	  publisher: onemedia.fr
//	  language: fr
//	  type: press                     # filing, official, company, press, note
//	  published: 2024-09-25/2026      # bounds will do
//	  retrieved: 2026-11-23
//	  inferred: {published: after the photo of 2024-09-25}
//	entities:                         # kind: {handle: name}
//	  company:    {meta: Meta, scale: Scale AI}
//	  person:     {zuckerberg: Mark Zuckerberg}
//	  datacenter: {hyperion: Hyperion}
//	facts:
//	- acquisition: {type: minority stake, acquirer: meta, target: scale, share: 49 %, price: "> 14 bn EUR", date: 2025-06, status: completed}
//	  at: p5
//	  wording: {price: plus de 14 milliards d’euros}
//	  inferred: {date: the text gives the month, status: told in the past tense}
//	- datacenter: {is: hyperion, capacity: 5 GW planned}
//	  at: p4
//	  says: plans
//	  note: No place and no date given.
//
// An article also takes author, revised (when its publisher corrected it), reading (2
// when the same text is read a second time, because it was read wrongly), story (what
// reprints of one text share) and url. Its id is "article:" and the id given, else one made of the
// address. Addresses are compared in one form: scheme and host in small
// letters, without fragment, default port, trailing slash and utm_ parameters.
// A phone call or an analysis is an article of type note, with an author; its
// facts need no place.
//
// # Entities
//
// Handles live in one file and are declared once across kinds. A handle that no
// fact uses is an error, and so is a party that is not declared: parties are
// handles, full ids (company:meta) or identifiers (lei:...), never names, so
// that a typo cannot create a company. The long form says more:
//
//	meta: {name: Meta, aliases: [Meta Platforms, {name: "Facebook, Inc.", kind: former, until: 2021-10-28}],
//	  identifiers: [wikidata:Q380], id: company:meta}
//
// A name is looked up among the names of its kind, letter case and accents
// aside. One candidate matches, none makes a new entity, several are an error
// that lists them. An id or identifier settles it. The names here are claims
// too: the article says that these exist.
//
// What is known by a key of its source, as in a register, has an "id if new"
// instead of an id: it is looked up by its identifiers, in their order, never by its
// name, and has that id when none of them is known. Packages bods, ftm and table
// write such files of other people's data.
//
// # Facts
//
// A fact has one kind and, beside it, at, says, speaker, attributed to,
// confidence, wording, inferred, note, quote, id and same as. The kinds and
// their keys are those of the vocabulary, see package graph; keys are written
// as words, in any case, and in the singular or the plural: share class,
// shareClass; place, places. A key that holds several values takes a list.
//
//   - A fact about an entity says whom by "is"; the other kinds name their
//     parties. "remark: {about: meta, text: ...}" keeps what no field can hold.
//   - at is title, caption or pN, or a list of these for one claim with several
//     places. Paragraphs are counted from p1 in the body of the article; headings,
//     captions, by-lines, lists of keywords and menus are not counted. "p3 s2" is the
//     second sentence of the third paragraph. In a table it is "row 17", the header
//     being row 1, and in a register "record" and the key.
//   - says is states (the default), reports, expects, plans, rumours or denies.
//     confidence is confirmed, likely, reported (the default) or speculative.
//     speaker is whom the article quotes, attributed to a source that is no party.
//   - What is not in the text must be listed under inferred, with the reason. An
//     inferred value never outranks a stated one. The reasons are kept in the note of
//     the claim, or of the article for its own keys, a line each: "Inferred date: the
//     text gives the month".
//   - wording keeps the article's own words for a value, note is in yours, quote
//     is short. All texts have a limit, because sentences are not to be shipped.
//   - An absent key says nothing. unknown, undisclosed, none and 0 are four values.
//
// Values are written in English whatever the article's language: "14.3 bn EUR",
// "> 14 bn EUR" (excludes 14), ">= 14 bn EUR" (includes it), "10..20 bn EUR",
// "hundreds of bn EUR", "49 %", "several people", "5 GW planned" (a total),
// "+150 MW building" (an increment), "2025-06", "by 2026" (until its last
// day), "2025-04-01/2025-04-10" (somewhere within), "Menlo Park, California,
// US". All are read as text by the type of their key, so that YAML's own dates
// and booleans make no difference. YAML wants quotes around what begins with >,
// |, %, @ or holds a colon and a space.
//
// # Exports
//
// Export writes fact files of its own: ordinary ones with one more part, bound,
// which says what the handles stood for in the store that they were written from, so
// that nothing is looked up when they are loaded. It also keeps the digest of the
// file that the article was loaded from, for as long as nobody changes the export.
// Claims that no fact makes, such as decisions on which records are one, stand
// there as stores keep them.
// Reasons for inferred fields of the article and of names are not kept by
// stores; a fixed sentence stands for them.
// A withdrawn article is written with "withdrawn: true" and the claims that it last
// had. Loaded, it is there, does not count, and can be restored, with its claims. What was
// known on earlier days is not exported: that takes a backup.
//
// # Shorthands
//
// These keys are no fields; the table in shorthand.go holds them all.
//
//   - basis says what the amount of the fact measures: price, commitment, capex,
//     valuation, round or revenue.
//   - date dates the one step under status (or cause). A step that is announced or
//     completed also gives announcedOn or closedOn. Several steps carry their dates
//     in brackets: status: [announced (2025-05), completed (2025-06)].
//   - people and count describe people who are not named: they become a people
//     group of this story, which no other story can match.
//   - from is says whether the companies under from are examples or all.
//   - seen is a day on which something was seen to be so, its beginning unknown;
//     without it, the day of the article counts, marked as inferred. from and until
//     say since and until when it was so, of a state like its since and until.
//
// # What becomes of a fact
//
// Stakes, roles and the like meet in one record by their parties. Deals, plans
// and moves meet by likeness: a shared party in each of their main fields and no
// date that excludes the other; several that fit are an error. "same as:
// acquisition:..." says which, "id: acquisition:..." makes one of that name.
// A completed deal over a share by one acquirer also claims the Stake that it
// made, so that money is carried once; any other deal claims none.
//
// Loading a file again changes nothing. Other facts under the same article need
// a later date under revised; identical facts in one file are an error, and
// contradictory ones are a conflict that is kept and reported. An article has at most
// 10,000 facts and 50 MB. All problems of a file are reported at once.
package seed
