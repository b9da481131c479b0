package graph

var competition = &Spec{
	Kind: "competition", Type: "Competition", Plural: "competitions", Nature: State,
	Doc:      "Companies that a source calls competitors in a market. It is symmetric, and never inferred.",
	Label:    "Competition of {party} in {market|a market}",
	Identity: []string{"party", "market"},
	Ways:     []Way{{"party", "party"}},
	Fields: []Field{
		{Name: "party", Many: "parties", Type: RefType, Merge: Set, Kinds: []Kind{"company", "product"}, Required: true, Doc: "The competitors, two or more.",
			Reverse: "competitors", ReverseDoc: "Competitions that it takes part in."},
		{Name: "market", Type: ProseType, Merge: Constant, Sort: true, Doc: "The market, in the words of the source."},
		{Name: "since", Type: DateType, Merge: Constant, Sort: true, Doc: "When it began."},
		{Name: "until", Type: DateType, Merge: Constant, Sort: true, Doc: "When it ended."},
	},
}
