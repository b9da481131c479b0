package graph

var position = &Spec{
	Kind: "position", Type: "Position", Plural: "positions", Nature: State,
	Doc:      "An office or job that a person or group holds in a company.",
	Label:    "{person} is {role+ of|with} {company}",
	Identity: []string{"person", "company", "role"},
	Ways:     []Way{{"person", "company"}},
	Fields: []Field{
		{Name: "person", Type: RefType, Kinds: []Kind{"person", "people-group"}, Required: true, Doc: "Who holds it.",
			Reverse: "positions", ReverseDoc: "Offices and jobs held."},
		{Name: "company", Type: RefType, Kinds: []Kind{"company"}, Required: true, Doc: "The company it is held in.",
			Reverse: "positions", ReverseDoc: "Offices and jobs that people hold in it."},
		{Name: "role", Type: ProseType, Merge: Constant, Required: true, Sort: true, Doc: "The office or job, as chief executive."},
		{Name: "since", Type: DateType, Merge: Constant, Sort: true, Doc: "When it began."},
		{Name: "until", Type: DateType, Merge: Constant, Sort: true, Doc: "When it ended."},
	},
}
