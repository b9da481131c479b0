package graph

import "strings"

// legalForms are the usual abbreviations and names of legal forms, folded, as
// they stand at the end of a company's name. They are taken from the names
// and abbreviations of the Entity Legal Forms code list (ISO 20275) that GLEIF
// publishes: the common ones of Europe, America and Asia, not all 3,000.
var legalForms = foldedForms(
	// English-speaking countries
	"Inc", "Incorporated", "Corp", "Corporation", "Co", "Company", "Ltd", "Limited", "LLC", "L.L.C.", "PLC", "P.L.C.", "LLP", "L.L.P.", "LP", "L.P.",
	"Co Ltd", "Co Limited", "Company Limited", "Company Ltd", "Pty Ltd", "Pty Limited", "Pte Ltd", "Pte Limited", "Private Limited", "Pvt Ltd", "Public Limited Company", "PBC",
	"Trust Company", "N.A.",
	// French
	"SA", "S.A.", "SAS", "S.A.S.", "SASU", "SARL", "S.A.R.L.", "S.à r.l.", "SNC", "S.N.C.", "SCA", "S.C.A.", "SE", "GIE", "EURL", "SCI", "SRL", "S.R.L.", "Société Anonyme", "Société par actions simplifiée",
	// German
	"AG", "GmbH", "GmbH & Co KG", "GmbH & Co. KGaA", "AG & Co KG", "AG & Co. KGaA", "KG", "KGaA", "OHG", "UG", "UG (haftungsbeschränkt)", "e.V.", "eG", "Aktiengesellschaft",
	// Dutch, Nordic and Baltic
	"BV", "B.V.", "NV", "N.V.", "VOF", "AB", "AB (publ)", "AS", "A/S", "ASA", "ApS", "Oy", "Oyj", "OÜ", "SIA", "UAB", "HF",
	// Southern and eastern Europe
	"SpA", "S.p.A.", "S.r.l.", "SL", "S.L.", "SLU", "Lda", "Sp. z o.o.", "S.A.U.", "d.o.o.", "a.s.", "s.r.o.", "Kft", "Zrt", "Nyrt", "OOO", "PAO", "AO", "A.Ş.",
	// Latin America
	"S.A. de C.V.", "SA de CV", "S.A.B. de C.V.", "Ltda", "S.A.C.",
	// Asia
	"K.K.", "KK", "GK", "Kabushiki Kaisha", "Bhd", "Sdn Bhd", "Tbk", "PT", "JSC", "PJSC", "OJSC", "FZE", "FZCO", "FZ-LLC", "W.L.L.", "株式会社", "有限公司", "股份有限公司", "有限责任公司", "주식회사",
)

// foldedForms is the longest form in words, and all forms folded.
func foldedForms(forms ...string) map[string]bool {
	folded := make(map[string]bool, len(forms))
	for _, form := range forms {
		folded[Fold(form)] = true
	}
	return folded
}

// longestForm is how many words a legal form may have.
const longestForm = 6

// WithoutLegalForm folds a name and takes the legal form from its end, or in
// the scripts that write it first from its beginning: "Meta Platforms, Inc."
// gives "meta platforms" and "inc". What would leave nothing stays; a name
// without a form is only folded, and the form is "".
func WithoutLegalForm(name string) (stripped, form string) {
	folded := Fold(name)
	words := strings.Fields(folded)
	for n := min(longestForm, len(words)-1); n > 0; n-- {
		if last := strings.Join(words[len(words)-n:], " "); legalForms[last] {
			return strings.Join(words[:len(words)-n], " "), last
		}
	}
	for form := range legalForms {
		if isUnspaced(form) && len(folded) > len(form) {
			if rest, found := strings.CutSuffix(folded, form); found {
				return longerCut(folded, rest, form)
			}
			if rest, found := strings.CutPrefix(folded, form); found {
				return strings.TrimSpace(rest), form
			}
		}
	}
	return folded, ""
}

// longerCut takes the longest of the unspaced forms that end a name, so that
// the order in which they are tried makes no difference.
func longerCut(folded, rest, form string) (string, string) {
	for other := range legalForms {
		if longer, found := strings.CutSuffix(folded, other); found && isUnspaced(other) && longer != "" && len(other) > len(form) {
			rest, form = longer, other
		}
	}
	return strings.TrimSpace(rest), form
}

// isUnspaced holds for forms in scripts that put no space before them.
func isUnspaced(form string) bool {
	return form[0] >= 0x80 && !strings.ContainsAny(form, " ") && []rune(form)[0] >= 0x1100
}
