package graph

var succession = &Spec{
	Kind: "succession", Type: "Succession", Plural: "successions", Nature: Event,
	Doc:      "One company follows another, by a new name, a merger or a spin-off.",
	Label:    "{successor} succeeds {predecessor}",
	Identity: []string{"predecessor", "successor", "type"},
	Ways:     []Way{{"predecessor", "successor"}},
	Fields: []Field{
		{Name: "predecessor", Type: RefType, Kinds: []Kind{"company"}, Required: true, Doc: "Who came before.",
			Reverse: "successors", ReverseDoc: "What it became."},
		{Name: "successor", Type: RefType, Kinds: []Kind{"company"}, Required: true, Doc: "Who came after.",
			Reverse: "predecessors", ReverseDoc: "What it was before."},
		{Name: "type", Type: TokenType, Merge: Constant, Required: true, Sort: true, Doc: "How one became the other.", Enum: &Enum{
			Name: "SuccessionType", Doc: "How one company follows another.",
			Values: []EnumValue{{"RENAME", "The same company under a new name."}, {"MERGER", "It was merged into the other."}, {"SPIN_OFF", "The other was split off."}}}},
		{Name: "date", Type: DateType, Merge: Constant, Sort: true, Doc: "When."},
	},
}
