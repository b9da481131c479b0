package graph

var person = &Spec{
	Kind: "person", Type: "Person", Plural: "people", Nature: Entity, Party: true,
	Doc: "A human being, perhaps known by name alone.",
	Fields: append(entityFields(),
		Field{Name: "identified", Type: FlagType, Merge: Varying, Doc: "Whether a source tells this person apart from namesakes; null when no source does either."},
		Field{Name: "nationality", Many: "nationalities", Type: CountryType, Merge: Set, Doc: "Countries of nationality."},
	),
}
