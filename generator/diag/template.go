package diag

var templateCodes = []Entry{
	{
		Code: "template-broken", Severity: Error,
		Title: Text{"a template of the site cannot be used", "un gabarit du site ne peut servir"},
		Why: Text{
			"A file in content/templates stands in for the template of the same name. It is filled with what that page has: a field or function that is not there has nothing to show. templates/README.md names what each receives.",
			"Un fichier de content/templates remplace le gabarit du même nom. Il est rempli avec ce qu’a cette page : un champ ou une fonction qui n’existe pas n’a rien à montrer. templates/README.md indique ce que reçoit chacun.",
		},
		File:  "templates/partials/notice.html",
		Wrong: "{{define \"notice\"}}<p class=\"notice\">{{.Txt}}</p>{{end}}\n",
		Right: "{{define \"notice\"}}<p class=\"notice\">{{.Text}}</p>{{end}}\n",
	},
	{
		Code: "template-unknown", Severity: Warning,
		Title: Text{"a template of the site stands in for nothing", "un gabarit du site ne remplace rien"},
		Why: Text{
			"Pages are drawn by templates of fixed names; a file with another name is never used. The names are those of the folder templates.",
			"Les pages sont dessinées par des gabarits aux noms fixes ; un fichier d’un autre nom ne sert jamais. Les noms sont ceux du dossier templates.",
		},
		File:  "templates/pages/hom.html",
		Wrong: "{{define \"main\"}}<p>Welcome</p>{{end}}\n",
		Right: "{{define \"main\"}}<p>Welcome</p>{{end}}\n",
		Moved: "templates/pages/home.html",
	},
	{
		Code: "text-missing", Severity: Warning,
		Title: Text{"texts of the interface are missing in a language", "des textes de l’interface manquent dans une langue"},
		Why: Text{
			"Buttons, headings and sentences of the pages stand in templates/i18n, one file a language. What a language lacks is shown in another. To add a language, copy the texts of one into content/templates/i18n/ under the new language’s name and write over them.",
			"Boutons, titres et phrases des pages se trouvent dans templates/i18n, un fichier par langue. Ce qui manque à une langue s’affiche dans une autre. Pour ajouter une langue, copiez les textes d’une autre dans content/templates/i18n/ sous le nom de la nouvelle, et remplacez-les.",
		},
		File:  "site.yaml",
		Wrong: siteFile("languages: [en, de]\nsilence: [rule-missing-translation, case-translation-missing]\n"),
		Right: siteFile("languages: [en, fr]\nsilence: [rule-missing-translation, case-translation-missing]\n"),
	},
	{
		Code: "text-unknown", Severity: Warning,
		Title: Text{"a text of the interface that no page shows", "un texte de l’interface qu’aucune page n’affiche"},
		Why: Text{
			"The texts of the interface have fixed keys, the same in every language. One under another key is never shown.",
			"Les textes de l’interface ont des clés fixes, les mêmes dans toutes les langues. Sous une autre clé, un texte ne s’affiche jamais.",
		},
		File:  "templates/i18n/en.yaml",
		Wrong: "nav: {case: Incidents}\n",
		Right: "nav: {cases: Incidents}\n",
	},
}
