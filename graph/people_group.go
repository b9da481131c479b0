package graph

var peopleGroup = &Spec{
	Kind: "people-group", Type: "PeopleGroup", Plural: "peopleGroups", Nature: Entity, Party: true,
	Doc: "People who are counted or described but not named, as \"several employees of Scale AI\". Members that a later source names are listed; they are part of the count, not added to it.",
	Fields: append(entityFields(),
		Field{Name: "headCount", Type: HeadCountType, Merge: Constant, Sort: true, Doc: "How many they are."},
		Field{Name: "from", Many: "companies", Type: RefType, Merge: Set, Kinds: []Kind{"company"}, Doc: "The companies they belong or belonged to.",
			Reverse: "groups", ReverseDoc: "Groups of unnamed people that belong or belonged to it."},
		Field{Name: "member", Many: "members", Type: RefType, Merge: Set, Kinds: []Kind{"person"}, Doc: "Members that a source names.",
			Reverse: "groups", ReverseDoc: "Groups that the person is a named member of."},
	),
}
