package diag

// mapping builds a whole mapping for an example: its fields, and the keys after them.
func mapping(fields string) string {
	return "fields:\n" + fields + "id: \"{what} {day}\"\ncase:\n  title: \"{what}\"\n  incident: \"{day}\"\n" +
		"  facts: {persons_affected: \"{people}\"}\nbody: |\n  {what}\n"
}

// listFields are the fields of a table of incidents.
const listFields = "  what: {column: What}\n  day: {column: Day, date: DD/MM/YYYY}\n  people: {column: People, number: yes, thousands: \",\"}\n"

const (
	tableHead = "What,Day,People\n"
	tableRow  = "A list was lost,26/04/2023,\"1,200\"\n"
)

// withTable and withMapping are what an example of the other file needs beside it.
var (
	withTable   = []File{{"import/table.csv", tableHead + tableRow}}
	withMapping = []File{{"import/mapping.yaml", mapping(listFields)}}
)

var importCodes = []Entry{
	{
		Code: "import-unknown-column", Severity: Error,
		Title: Text{"a mapping reads a column that the table does not have", "une correspondance lit une colonne que le tableau n’a pas"},
		Why: Text{
			"A field takes its value from a column, by the name that stands in the table’s first row. Without the column every case would lack what it holds. Write the name as the table does.",
			"Un champ tire sa valeur d’une colonne, désignée par le nom inscrit à la première ligne du tableau. Sans cette colonne, il manquerait une information à tous les cas. Écrivez le nom comme dans le tableau.",
		},
		File: "import/mapping.yaml", Beside: withTable,
		Wrong: mapping("  what: {column: Waht}\n  day: {column: Day, date: DD/MM/YYYY}\n  people: {column: People, number: yes, thousands: \",\"}\n"),
		Right: mapping(listFields),
	},
	{
		Code: "import-unknown-field", Severity: Error,
		Title: Text{"a mapping uses a field that it does not declare", "une correspondance emploie un champ qu’elle ne déclare pas"},
		Why: Text{
			"What stands in braces is the name of a field, declared under fields before it is used. A slip of the pen would leave a hole in every case.",
			"Ce qui figure entre accolades est le nom d’un champ, déclaré sous fields avant d’être employé. Une faute de frappe laisserait un vide dans chaque cas.",
		},
		File: "import/mapping.yaml", Beside: withTable,
		Wrong: mapping("  waht: {column: What}\n  day: {column: Day, date: DD/MM/YYYY}\n  people: {column: People, number: yes, thousands: \",\"}\n"),
		Right: mapping(listFields),
	},
	{
		Code: "import-bad-field", Severity: Error,
		Title: Text{"a field of a mapping is not declared as one can be", "un champ d’une correspondance est mal déclaré"},
		Why: Text{
			"A field has a name of letters, digits, hyphens and underscores, and reads either a column of the table or another field. With both, nobody could tell which is meant.",
			"Un champ porte un nom fait de lettres, de chiffres, de traits d’union et de tirets bas ; il lit soit une colonne du tableau, soit un autre champ. S’il lisait les deux, nul ne saurait lequel est voulu.",
		},
		File: "import/mapping.yaml", Beside: withTable,
		Wrong: mapping(listFields + "  title: {column: What, from: what}\n"),
		Right: mapping(listFields + "  title: {from: what}\n"),
	},
	{
		Code: "import-bad-pattern", Severity: Error,
		Title: Text{"a pattern of a mapping cannot be read", "un motif d’une correspondance est illisible"},
		Why: Text{
			"A pattern is a regular expression. A bracket that is not closed, or a sign that means something else there, makes it one that fits nothing. Write it in single quotes, and a backslash before a sign that is meant as it stands.",
			"Un motif est une expression rationnelle. Une parenthèse non fermée, ou un signe qui a là un autre sens, le rend inutilisable. Écrivez-le entre apostrophes droites, avec une barre oblique inverse devant un signe à prendre tel quel.",
		},
		File: "import/mapping.yaml", Beside: withTable,
		Wrong: mapping("  what: {column: What, replace: [{match: '(lost', with: stolen}]}\n  day: {column: Day, date: DD/MM/YYYY}\n  people: {column: People, number: yes, thousands: \",\"}\n"),
		Right: mapping("  what: {column: What, replace: [{match: '(lost)', with: stolen}]}\n  day: {column: Day, date: DD/MM/YYYY}\n  people: {column: People, number: yes, thousands: \",\"}\n"),
	},
	{
		Code: "import-bad-date-form", Severity: Error,
		Title: Text{"the form of a date cannot be read", "la forme d’une date est illisible"},
		Why: Text{
			"Nobody can tell whether 04/05/2023 is in April or in May, so the mapping says how the table writes its dates: YYYY is the year, MM the month, DD the day, MMMM the name of the month.",
			"Rien ne dit si 04/05/2023 tombe en avril ou en mai ; la correspondance indique donc comment le tableau écrit ses dates : YYYY pour l’année, MM pour le mois, DD pour le jour, MMMM pour le nom du mois.",
		},
		File: "import/mapping.yaml", Beside: withTable,
		Wrong: mapping("  what: {column: What}\n  day: {column: Day, date: dd/mm/yyyy}\n  people: {column: People, number: yes, thousands: \",\"}\n"),
		Right: mapping(listFields),
	},
	{
		Code: "import-bad-placeholder", Severity: Error,
		Title: Text{"braces of a mapping hold no field", "des accolades d’une correspondance ne contiennent aucun champ"},
		Why: Text{
			"A text of a mapping holds fields in braces: {field}, and {field.quote} for the passage that a field’s pattern found. A brace alone is written twice.",
			"Un texte d’une correspondance contient des champs entre accolades : {champ}, et {champ.quote} pour le passage qu’un motif du champ a trouvé. Une accolade isolée s’écrit deux fois.",
		},
		File: "import/mapping.yaml", Beside: withTable,
		Wrong: mapping(listFields) + "  {what\n",
		Right: mapping(listFields) + "  {what} {{as reported}}\n",
	},
	{
		Code: "import-bad-header", Severity: Error,
		Title: Text{"a table has no header that can be used", "un tableau n’a pas d’en-tête utilisable"},
		Why: Text{
			"The first row names the columns, each with a name of its own. Without it nobody can tell which cell is which.",
			"La première ligne nomme les colonnes, chacune par un nom qui lui est propre. Sans elle, nul ne sait ce que contient chaque cellule.",
		},
		File: "import/table.csv", Beside: withMapping,
		Wrong: "What,Day,People,What\n" + "A list was lost,26/04/2023,\"1,200\",\n",
		Right: tableHead + tableRow,
	},
	{
		Code: "import-bad-row", Severity: Error,
		Title: Text{"a row of a table cannot be read", "une ligne d’un tableau est illisible"},
		Why: Text{
			"A row with more or fewer cells than the header, or with a quotation mark too many, would put values under the wrong columns. It is left out; the other rows are imported. Put a cell that holds a comma or a quotation mark in quotation marks.",
			"Une ligne qui a plus ou moins de cellules que l’en-tête, ou un guillemet de trop, placerait des valeurs dans les mauvaises colonnes. Elle est écartée ; les autres lignes sont importées. Mettez entre guillemets droits une cellule qui contient une virgule ou un guillemet.",
		},
		File: "import/table.csv", Beside: withMapping,
		Wrong: tableHead + "A list was lost,26/04/2023,1,200\n",
		Right: tableHead + tableRow,
	},
	{
		Code: "import-bad-value", Severity: Error,
		Title: Text{"a cell of a table does not fit its field", "une cellule d’un tableau ne convient pas à son champ"},
		Why: Text{
			"The mapping says what a column holds: a number, a date in a given form, one of the words of a table of values. A cell that holds something else would become a wrong fact, so its row is left out; the others are imported. Correct the cell, or let the mapping say what it means.",
			"La correspondance indique ce que contient une colonne : un nombre, une date d’une forme donnée, l’un des mots d’une table de valeurs. Une cellule qui contient autre chose donnerait un fait inexact ; sa ligne est donc écartée et les autres sont importées. Corrigez la cellule, ou précisez son sens dans la correspondance.",
		},
		File: "import/table.csv", Beside: withMapping,
		Wrong: tableHead + "A list was lost,26/04/2023,about 1200\n",
		Right: tableHead + tableRow,
	},
	{
		Code: "import-ambiguous-row", Severity: Error,
		Title: Text{"rows that differ would be one case", "des lignes différentes donneraient le même cas"},
		Why: Text{
			"The id of a case comes from its row. Rows that give the same words and differ elsewhere would take each other’s place, so none of them is imported. Name under distinct the fields that tell them apart.",
			"L’identifiant d’un cas vient de sa ligne. Des lignes qui donnent les mêmes mots et diffèrent ailleurs se remplaceraient l’une l’autre ; aucune n’est donc importée. Indiquez sous distinct les champs qui les distinguent.",
		},
		File: "import/mapping.yaml", Beside: []File{{"import/table.csv", tableHead + tableRow + "A list was lost,26/04/2023,300\n"}},
		Wrong: mapping(listFields),
		Right: mapping(listFields) + "distinct: [people]\n",
	},
	{
		Code: "import-repeated-row", Severity: Warning,
		Title: Text{"a row stands in a table twice", "une ligne figure deux fois dans un tableau"},
		Why: Text{
			"A row that is the same in every cell says nothing new. One case is made of both.",
			"Une ligne identique dans toutes ses cellules n’apporte rien de nouveau. Les deux ne donnent qu’un cas.",
		},
		File: "import/table.csv", Beside: withMapping,
		Wrong: tableHead + tableRow + tableRow,
		Right: tableHead + tableRow,
	},
}
