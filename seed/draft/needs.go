package draft

import "strings"

// needs counts the marks that a sentence must have for a pattern to match, by
// sort: most patterns are ruled out by it without being tried.
type needs struct{ parties, sites, money, shares, roles int }

// needsOf counts the slots of a pattern that stand outside brackets of any
// sort, which it cannot match without.
func needsOf(say string) needs {
	var n needs
	depth := 0
	for i, r := range say {
		switch r {
		case '[', '(':
			depth++
		case ']', ')':
			depth--
		case '{':
			name, _, _ := strings.Cut(say[i+1:], "}")
			if depth == 0 {
				n.add(name)
			}
		}
	}
	return n
}

func (n *needs) add(name string) {
	form := slotForms[name]
	if one, isList := listSlots[name]; isList {
		form = slotForms[one]
	}
	switch {
	case form == markParty || form == markPerson || form == markCompany:
		n.parties++
	case form == markSite:
		n.sites++
	case form == slotForms["amount"]:
		n.money++
	case form == slotForms["share"]:
		n.shares++
	case form == slotForms["role"]:
		n.roles++
	}
}

// needsIn counts the marks of a sentence.
func needsIn(text string) needs {
	count := func(letter string) int { return strings.Count(text, "<"+letter) }
	return needs{parties: count("C") + count("H") + count("N"), sites: count("X"), money: count("M"), shares: count("S"), roles: count("R")}
}

func (n needs) metBy(have needs) bool {
	return n.parties <= have.parties && n.sites <= have.sites && n.money <= have.money && n.shares <= have.shares && n.roles <= have.roles
}
