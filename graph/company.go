package graph

var company = &Spec{
	Kind: "company", Type: "Company", Plural: "companies", Nature: Entity, Party: true,
	Doc: "An organisation that can own, buy, fund, build or employ: a company, fund, public body, lab, joint venture, foundation or division.",
	Fields: append(entityFields(),
		Field{Name: "type", Type: TokenType, Merge: Varying, Sort: true, Doc: "What sort of organisation it is.", Enum: &Enum{
			Name: "CompanyType", Doc: "The sorts of organisation, after the entity types of BODS.",
			Values: []EnumValue{
				{"COMPANY", "A business that is registered, or acts like one."},
				{"FUND", "A pool of money that invests."},
				{"PUBLIC_BODY", "A state, a city, an agency or a company of public law."},
				{"LAB", "A research organisation."},
				{"JOINT_VENTURE", "A company that two or more parents founded to own it together."},
				{"FOUNDATION", "A body without owners that serves a purpose."},
				{"DIVISION", "A part of a company without legal personality."},
			}}},
		Field{Name: "country", Type: CountryType, Merge: Varying, Sort: true, Doc: "Country of registration or, where none is stated, of the seat (ISO 3166-1 alpha-2)."},
		Field{Name: "headquarters", Type: PlaceType, Merge: Varying, Doc: "Where it is led from."},
		Field{Name: "industry", Type: ProseType, Merge: Varying, Sort: true, Doc: "What it does, in the words of a source."},
		Field{Name: "founded", Type: DateType, Merge: Constant, Sort: true, Doc: "When it was founded."},
		Field{Name: "dissolved", Type: DateType, Merge: Constant, Sort: true, Doc: "When it ceased to exist."},
		Field{Name: "ownersComplete", Type: FlagType, Merge: Varying, Doc: "Whether the stakes that sources give are all that there are in it, as in a complete register; null when no source says."},
	),
}

// entityFields are the fields that every entity has.
func entityFields() []Field {
	return []Field{
		{Name: "name", Many: "names", Type: NameType, Merge: Set, Required: true, Sort: true, Doc: "All names, the usual one first."},
		{Name: "identifier", Many: "identifiers", Type: IdentifierType, Merge: Set, Doc: "Identifiers in registers: LEI, ISIN, Wikidata, domain, national registry."},
		{Name: "remark", Many: "remarks", Type: ProseType, Merge: Set, Doc: "What sources say that no field can hold. Searchable, never compared."},
		formerID,
	}
}
