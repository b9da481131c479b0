package graph

var move = &Spec{
	Kind: "move", Type: "Move", Plural: "moves", Nature: Event, Matched: true,
	Doc:      "A person or group leaves companies, or joins one, or both.",
	Label:    "Move of {who} from {from|elsewhere} to {to|elsewhere}",
	Identity: []string{"who", "to"},
	Ways:     []Way{{"who", "to"}, {"from", "to"}, {"who", "from"}},
	Fields: []Field{
		{Name: "who", Type: RefType, Kinds: []Kind{"person", "people-group"}, Required: true, Doc: "Who moves.",
			Reverse: "moves", ReverseDoc: "Moves between companies."},
		{Name: "from", Many: "fromCompanies", Type: RefType, Merge: Set, Kinds: []Kind{"company"}, Doc: "The companies left.",
			Reverse: "departures", ReverseDoc: "Moves away from it."},
		{Name: "fromExhaustive", Type: FlagType, Merge: Constant, Doc: "Whether the companies left are all of them, rather than examples; null when no source says."},
		{Name: "to", Type: RefType, Merge: Constant, Kinds: []Kind{"company"}, Doc: "The company joined.",
			Reverse: "arrivals", ReverseDoc: "Moves to it."},
		{Name: "role", Type: ProseType, Merge: Constant, Doc: "The office or job taken up."},
		{Name: "date", Type: DateType, Merge: Constant, Sort: true, Doc: "When."},
	},
}
