package diag

import "strings"

// repeat builds the example of a file that is too large without writing it out.
func repeat(head, text string, times int) string {
	return head + "\n" + strings.Repeat(text, times) + "\n"
}

var yamlCodes = []Entry{
	{
		Code: "yaml-syntax", Severity: Error,
		Title: Text{"this is not YAML", "ce n’est pas du YAML"},
		Why: Text{
			"The part between the lines --- and the rule files are YAML: a key, a colon and a space, a value. A text that itself holds a colon followed by a space must stand in quotes.",
			"La partie entre les lignes --- et les fichiers de règles sont en YAML : une clé, un deux-points et une espace, une valeur. Un texte qui contient lui-même un deux-points suivi d’une espace doit être entre guillemets droits.",
		},
		File:  "cases/example.md",
		Wrong: "---\ntitle: Example: a list was lost\nsummary: A list was lost.\n---\n\nThe list was lost.\n",
		Right: "---\ntitle: \"Example: a list was lost\"\nsummary: A list was lost.\n---\n\nThe list was lost.\n",
	},
	{
		Code: "yaml-curly-quotes", Severity: Warning,
		Title: Text{"curly quotation marks around a text", "des guillemets typographiques autour d’un texte"},
		Why: Text{
			"YAML knows straight quotation marks alone. Curly ones, as word processors write them, become a part of the text, and a colon or a comma between them still ends it. Within a text they are welcome.",
			"YAML ne connaît que les guillemets droits. Les typographiques, que mettent les traitements de texte, deviennent une partie du texte, et un deux-points ou une virgule entre eux y met fin quand même. À l’intérieur d’un texte, ils sont bienvenus.",
		},
		File:  "cases/example.md",
		Wrong: "---\ntitle: “A list was lost”\nsummary: A list was lost.\n---\n\nThe list was lost.\n",
		Right: "---\ntitle: \"A list was lost\"\nsummary: A list was lost.\n---\n\nThe list was lost.\n",
	},
	{
		Code: "yaml-second-document", Severity: Error,
		Title: Text{"a second YAML document in one file", "un second document YAML dans le même fichier"},
		Why: Text{
			"A line --- begins a new YAML document; what follows it would be lost. Put it in a file of its own, or remove the line.",
			"Une ligne --- commence un nouveau document YAML ; la suite serait perdue. Placez-la dans un fichier à part ou supprimez la ligne.",
		},
		File:  "rules/extra.yaml",
		Wrong: "sectors:\n  retail: {en: Retail}\n---\nsectors:\n  energy: {en: Energy}\n",
		Right: "sectors:\n  retail: {en: Retail}\n  energy: {en: Energy}\n",
	},
	{
		Code: "yaml-too-large", Severity: Error,
		Title: Text{"a YAML text holds too much", "un texte YAML contient trop de valeurs"},
		Why: Text{
			"A few lines of aliases that repeat each other can stand for millions of values, and lists can be nested without end. No real case or rule needs that. Write the values out.",
			"Quelques lignes d’alias qui se répètent peuvent représenter des millions de valeurs, et des listes peuvent s’imbriquer sans fin. Aucun cas ni aucune règle n’en a besoin. Écrivez les valeurs.",
		},
		File: "rules/extra.yaml",
		Wrong: "a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n" +
			"c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n" +
			"e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]\n",
		Right: "sectors:\n  retail: {en: Retail}\n",
	},
	{
		Code: "yaml-alias-loop", Severity: Error,
		Title: Text{"an alias of itself", "un alias de lui-même"},
		Why: Text{
			"An alias (*name) repeats what stands at its anchor (&name). One that stands inside its own anchor would repeat itself without end.",
			"Un alias (*nom) répète ce qui se trouve à son ancre (&nom). Placé à l’intérieur de sa propre ancre, il se répéterait sans fin.",
		},
		File:  "rules/extra.yaml",
		Wrong: "sectors: &s\n  retail: *s\n",
		Right: "sectors:\n  retail: {en: Retail}\n",
	},
	{
		Code: "yaml-wrong-type", Severity: Error,
		Title: Text{"a value of the wrong kind", "une valeur du mauvais genre"},
		Why: Text{
			"Each key takes one kind of value: a text, a list, or a mapping of keys to values. The message says which one was expected here.",
			"Chaque clé attend un genre de valeur : un texte, une liste, ou une suite de clés et de valeurs. Le message indique celui qui était attendu ici.",
		},
		File:  "cases/example.md",
		Wrong: "---\ntitle: [A list was lost]\nsummary: A list was lost.\n---\n\nThe list was lost.\n",
		Right: "---\ntitle: A list was lost\nsummary: A list was lost.\n---\n\nThe list was lost.\n",
	},
	{
		Code: "yaml-repeated-key", Severity: Error,
		Title: Text{"a key stands twice", "une clé figure deux fois"},
		Why: Text{
			"Of two values for one key only one could count, and nobody could tell which was meant. Keep one.",
			"De deux valeurs données à la même clé, une seule pourrait compter, sans que l’on sache laquelle est voulue. N’en gardez qu’une.",
		},
		File:  "cases/example.md",
		Wrong: "---\ntitle: A list was lost\nsummary: A list was lost.\ntitle: A list was stolen\n---\n\nThe list was lost.\n",
		Right: "---\ntitle: A list was lost\nsummary: A list was lost.\n---\n\nThe list was lost.\n",
	},
	{
		Code: "yaml-missing-key", Severity: Error,
		Title: Text{"a key that is needed is missing", "il manque une clé obligatoire"},
		Why: Text{
			"Without this key the page or the rule cannot be made. The message says which one to add.",
			"Sans cette clé, la page ou la règle ne peut être établie. Le message indique celle qu’il faut ajouter.",
		},
		File:  "cases/example.md",
		Wrong: "---\nsummary: A list was lost.\n---\n\nThe list was lost.\n",
		Right: "---\ntitle: A list was lost\nsummary: A list was lost.\n---\n\nThe list was lost.\n",
	},
	{
		Code: "yaml-unknown-key", Severity: Error,
		Title: Text{"a key that means nothing here", "une clé qui n’a pas de sens ici"},
		Why: Text{
			"A key with a slip of the pen would be passed over in silence, and the fact it was to state would be missing. So every key must be one that is known. Inside { } a comma ends a text: put a text with commas in quotes.",
			"Une clé mal orthographiée serait ignorée sans bruit, et le fait qu’elle devait énoncer manquerait. Toute clé doit donc être connue. Entre { }, une virgule termine un texte : mettez entre guillemets droits un texte qui contient des virgules.",
		},
		File:  "cases/example.md",
		Wrong: "---\ntitle: A list was lost\nsumary: A list was lost.\nsummary: A list was lost.\n---\n\nThe list was lost.\n",
		Right: "---\ntitle: A list was lost\nsummary: A list was lost.\n---\n\nThe list was lost.\n",
	},
}
