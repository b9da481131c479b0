package table_test

import (
	"fmt"
	"os"
	"strings"

	"capgraph/seed/dataset"
	"capgraph/seed/table"
)

const register = `
mapping: 1
article: {publisher: A register, type: filing}
keys: ZZ-REG
entities:
  holder: {key: Holder No, name: Holder, usual kind: company, kind: {columns: Sort, words: {natural: person}, otherwise: company}}
  company: {name: [Company, Firm], identifiers: {lei: LEI}}
facts:
- kind: stake
  parties: {owner: holder, company: company}
  missing: {owner: undisclosed}
  values:
    share: Part
    since: {columns: Since, precision: Since Precision}
  constants: {directness: direct}
`

func ExampleArticles() {
	mapping, problems := table.ParseMapping("register.yaml", []byte(register))
	if problems != nil {
		fmt.Println(problems)
		return
	}
	set, err := dataset.New(dataset.Origin{ID: "register", Title: "A register", Type: "filing", Keys: mapping.Keys})
	if err != nil {
		fmt.Println(err)
		return
	}
	rows := "Holder No;Holder;Sort;Firm;LEI;Part;Since;Since Precision;Phone\n1;Jane Doe;natural;Acme;;75 to under 100 %;2014-05-01;month;555\n"
	for article, err := range table.Articles(table.Source{File: "register.csv", Table: strings.NewReader(rows)}, mapping, set) {
		if err != nil {
			fmt.Println(err)
			return
		}
		text, err := article.YAML()
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Print(string(text))
	}
	if err := set.PrintOmissions(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// article:
	//     id: register-0001
	//     story: register
	//     title: A register, part 1
	//     type: filing
	// capgraph: "1"
	// entities:
	//     company:
	//         acme:
	//             id if new: company:zz-reg.name.acme
	//             identifiers:
	//                 - registry:ZZ-REG:NAME.ACME
	//             name: Acme
	//     person:
	//         jane-doe:
	//             id if new: person:zz-reg.1
	//             identifiers:
	//                 - registry:ZZ-REG:1
	//             name: Jane Doe
	// facts:
	//     - at: row 2
	//       stake:
	//         company: acme
	//         directness: direct
	//         owner: jane-doe
	//         share: 75..<100 %
	//         since: 2014-05
	// not taken over as it stands:
	//         1  column, Phone: the mapping gives it no meaning (first: row 2, 555)
}
